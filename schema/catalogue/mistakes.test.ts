/** One thing is broken at a time in a copy of the real catalogue; the report must lead to it. */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../contract/projectRoot";
import { type Break, catalogueCopy, describeBreaks, edit, mistakesNow } from "./mistakes.fixture";

const BREAKS: Break[] = [
  {
    title: "a category that is not in the list",
    file: "items/tax.yaml",
    after: "TaxMajorViolation",
    edit: ["category: SEVERE_LIST", "category: PENALTYY"],
    says:
      " items[1].category: expected one of BASIC, JUDICIAL, LICENCE, PENALTY, ADMIN_OTHER, OCCUPATION, ABNORMAL, SEVERE_LIST, " +
      'CONTRACT, COMMITMENT, EVALUATION, COMPLIANCE, HONOUR, DECLARED, VOLUNTEER, STUDENT, found "PENALTYY"',
  },
  {
    title: "a misspelt key",
    file: "items/tax.yaml",
    after: "TAX-01",
    edit: ["    queryMonths: 60", "    queryMonths: 60\n    pushLimitDays: 3"],
    says: ' items[0].pushLimitDays: expected no key of this name, found "pushLimitDays"',
  },
  {
    title: "a key that is missing",
    file: "departments.yaml",
    after: "code: health",
    edit: ["\n    en: District Health and Family Planning Commission", ""],
    says: " departments[4].en: expected a text, found nothing",
    line: "- code: health",
  },
  {
    title: "an invisible character",
    file: "departments.yaml",
    after: "code: health",
    edit: ["zh: 区卫计委", "zh: 区卫\u200b计委"],
    says: ' departments[4].zh: expected a text without invisible characters, found "区卫\u200b计委"',
  },
  {
    title: "a value of another type",
    file: "items/market.yaml",
    after: "MKT-05",
    edit: ["months: 36", "months: three years"],
    says: ' items[4].display.months: expected a whole number, found "three years"',
  },
  {
    title: "a day that no calendar has",
    file: "items/tax.yaml",
    after: "个人所得税法",
    edit: ["2019-01-01", "2019-02-29"],
    says: ' items[2].legalBases[1].inForceFrom: expected a day of the calendar like 2026-04-01, found "2019-02-29"',
  },
  {
    title: "a legal basis that ends before it begins",
    file: "items/market.yaml",
    after: "食品安全法（2009）",
    edit: ["inForceUntil: 2015-09-30", "inForceUntil: 2009-05-31"],
    says: ' items[1].legalBases[1].inForceUntil: expected a day not before 2009-06-01, found "2009-05-31"',
  },
  {
    title: "an item without a legal basis",
    file: "items/courts.yaml",
    after: "CRT-05",
    edit: ["legalBases:", "legalBases: []\n    x:"],
    says: " items[4].legalBases: expected at least one legal basis, found an empty list",
    line: "legalBases: []",
  },
  {
    title: "a gravity of records that are never adverse",
    file: "items/tax.yaml",
    after: "TAX-04",
    edit: ["gravities: []", "gravities: [MINOR]"],
    says: " items[3].gravities: expected [], because no record is ADVERSE, found a list of 1",
  },
  {
    title: "an adverse type without a gravity",
    file: "items/tax.yaml",
    after: "TAX-01",
    edit: ["gravities: [GENERAL]", "gravities: []"],
    says: " items[0].gravities: expected at least one gravity, because a record may be ADVERSE, found an empty list",
  },
  {
    title: "a default openness that records may not have",
    file: "items/tax.yaml",
    after: "TAX-03",
    edit: ["default: AUTHORISED", "default: PUBLIC"],
    says: ' items[2].openness.default: expected one of mayBe (AUTHORISED), found "PUBLIC"',
  },
  {
    title: "a display by months without the months",
    file: "items/identity.yaml",
    after: "IDENTITY-04",
    edit: ["\n      months: 24", ""],
    says: ' items[3].display.months: expected a number of months, because by is "months", found nothing',
    line: "display:",
  },
  {
    title: "a term that the kind of display does not use",
    file: "items/tax.yaml",
    after: "TAX-03",
    edit: ["by: rule", "by: rule\n      months: 36"],
    says: ' items[2].display.months: expected none, because by is "rule", found 36',
  },
  {
    title: "a population that the sector does not own",
    file: "items/education.yaml",
    after: "EDU-01",
    edit: ["population: TEACHER", "population: LAWYER"],
    says: ' items[0].population: expected TEACHER, which education owns, found "LAWYER"',
  },
  {
    title: "a key field that is not in the list",
    file: "items/tax.yaml",
    after: "TAX-01",
    edit: ["keyField: TAX_PAYMENT", "keyField: TAXES"],
    says: expect.stringMatching(/^ items\[0\]\.keyField: expected one of FOOD_DRUG, .*VOLUNTEERING, found "TAXES"$/) as string,
  },
  {
    title: "an item code with another sector's prefix",
    file: "items/market.yaml",
    after: "items:",
    edit: ["MKT-03", "TAX-09"],
    says: ' items[2].code: expected a code that begins with MKT-, found "TAX-09"',
  },
  {
    title: "one prefix in two files",
    file: "items/tax.yaml",
    after: "sector: tax",
    edit: ["prefix: TAX", "prefix: EDU"],
    says: ' prefix: expected a prefix that is not education\'s, found "EDU"',
  },
  {
    title: "one record type in two sectors",
    file: "items/tax.yaml",
    after: "TAX-04",
    edit: ["type: TaxAdviser", "type: EnterpriseRole"],
    says: ' items[3].type: expected a type that no other item of any sector has, found "EnterpriseRole"',
  },
  {
    title: "a sector that is not the file's",
    file: "items/tax.yaml",
    after: "#",
    edit: ["sector: tax", "sector: fiscal"],
    says: ' sector: expected tax, as the file is named, found "fiscal"',
  },
  {
    title: "an agency that does not exist as requester",
    file: "purposes.yaml",
    after: "P04",
    edit: ["[civilservice]", "[civilservise]"],
    says: ' purposes[3].requesters[0]: expected the code of an agency in agencies.yaml, kind:… or *, self, own-sector, found "civilservise"',
  },
  {
    title: "a kind of agency that does not exist as requester",
    file: "purposes.yaml",
    after: "P17",
    edit: ["[kind:BANK]", "[kind:BNAK]"],
    says: expect.stringMatching(
      /^ purposes\[16\]\.requesters\[0\]: expected one of kind:STATE_ORGAN, .*found "kind:BNAK"$/,
    ) as string,
  },
  {
    title: "a category that is both required and conditional",
    file: "purposes.yaml",
    after: "P10",
    edit: ["conditional: [ADMIN_OTHER]", "conditional: [ADMIN_OTHER, BASIC]"],
    says: ' purposes[9].conditional[1]: expected a category that is not required already, found "BASIC"',
  },
  {
    title: "sealed records opened without a scope",
    file: "purposes.yaml",
    after: "P14",
    edit: [", scope: person:sealed", ""],
    says: " purposes[13].openness[3].scope: expected a scope, because sealed records are never open to all, found nothing",
  },
  {
    title: "a purpose of state organs opened to anyone",
    file: "purposes.yaml",
    after: "P15",
    edit: ["[kind:STATE_ORGAN]", '["*"]'],
    says: " purposes[14].requesters: expected no *, which goes with the kind PUBLIC alone, found a list of 1",
  },
  {
    title: "a purpose out of order",
    file: "purposes.yaml",
    after: "purposes:",
    edit: ["id: P03", "id: P28"],
    says: ' purposes[2].id: expected P03, for the list is in order, found "P28"',
  },
  {
    title: "an agency's kind that does not exist",
    file: "agencies.yaml",
    after: "bank-001",
    edit: ["[BANK]", "[BNAK]"],
    says: expect.stringMatching(/^ agencies\[\d+\]\.kinds\[0\]: expected one of STATE_ORGAN, .*, found "BNAK"$/) as string,
  },
  {
    title: "an agency's sector that does not exist",
    file: "agencies.yaml",
    after: "code: tax",
    edit: ["sectors: [tax]", "sectors: [taxes]"],
    says: expect.stringMatching(/^ agencies\[\d+\]\.sectors\[0\]: expected one of cyberspace, .*, found "taxes"$/) as string,
  },
  {
    title: "a member that is missing",
    file: "departments.yaml",
    after: "code: courts",
    edit: ["\n    member: 26", ""],
    says: " departments: expected the 27 members of the plan (missing: 26), found a list of 28",
    line: "departments:",
  },
  {
    title: "a task put on a department that does not exist",
    file: "tasks.yaml",
    after: "T9",
    edit: ["units: [cyberspace, market, publicsecurity]", "units: [cyberspace, markets, publicsecurity]"],
    says: expect.stringMatching(/^ tasks\[8\]\.units\[1\]: expected one of publicity, .*, found "markets"$/) as string,
  },
  {
    title: "an indicator out of order",
    file: "indicators.yaml",
    after: "indicators:",
    edit: ["id: K07", "id: K08"],
    says: ' indicators[6].id: expected K07, for the list is in order, found "K08"',
  },
  {
    title: "days on which no display rule is in force",
    file: "display-rules.yaml",
    after: "version: R2019",
    edit: ["inForceUntil: 2023-04-30", "inForceUntil: 2023-04-29"],
    says: ' displayRules[1].inForceFrom: expected 2023-04-30 or earlier, so that family R has no gap, found "2023-05-01"',
    line: "inForceFrom: 2023-05-01",
  },
  {
    title: "a shortest display longer than the longest",
    file: "display-rules.yaml",
    after: "version: GB22",
    edit: ["minMonths: { MINOR: 0, GENERAL: 3", "minMonths: { MINOR: 0, GENERAL: 13"],
    says: " displayRules[2].minMonths.GENERAL: expected at most 12, the longest display, found 13",
  },
];

describeBreaks(BREAKS);

test("a file that is missing and one that nobody reads are named", () => {
  rmSync(join(catalogueCopy(), "tasks.yaml"));
  writeFileSync(join(catalogueCopy(), "purpose.yml"), "purposes: []\n");
  expect(mistakesNow()).toEqual([
    "tasks.yaml:1: expected a readable file in UTF-8, found nothing",
    "purpose.yml:1: expected no file of this name, found one",
  ]);
});

test("all mistakes of all files come in one report, and none of them is a mere consequence of another", () => {
  const shape = edit("categories.yaml", "code: JUDICIAL", "code: JUDICIAL", "code: judicial");
  const reference = edit("tasks.yaml", "T2", "cyberspace", "cyber");
  const law = edit("items/courts.yaml", "CRT-01", "2008-04-01", "1008-04-01");
  const found = mistakesNow();
  expect(found.map((line) => line.split(": expected")[0])).toEqual([
    `categories.yaml:${shape} categories[1].code`,
    `items/courts.yaml:${law} items[0].legalBases[0].inForceFrom`,
    `tasks.yaml:${reference} tasks[1].units[1]`,
  ]);
});

test("mistakes in the project's own catalogue are named from the project's root", () => {
  const root = join(catalogueCopy(), "root");
  cpSync(join(projectRoot(), "schema", "catalogue"), join(root, "schema", "catalogue"), { recursive: true });
  edit("root/schema/catalogue/items/tax.yaml", "TAX-02", "category: SEVERE_LIST", "category: PENALTYY");
  jest.isolateModules(() => {
    jest.doMock("../contract/projectRoot", () => ({ projectRoot: () => root }));
    const own = jest.requireActual<typeof import("./load")>("./load");
    expect(() => own.loadCatalogue()).toThrow(
      /^schema\/catalogue\/items\/tax\.yaml:\d+ items\[1\]\.category: expected one of BASIC/,
    );
  });
});
