import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { openSources } from "../dryRun/sources";
import { LOOKUP, operationOf, PERSON, rules } from "../operation/committedGraph.fixture";
import { readIntent } from "../operation/intent";
import { explain, fullestTerms, type Explained } from "./explain";
import { openJudge } from "./ruleField";
import { ruleRequest, type Leave } from "./ruleRequest";

const judge = openJudge(rules);
const sources = openSources(projectRoot());
const { catalogue } = rules;
const TEXT = `${LOOKUP} { ${PERSON} {
  maskedName name realNameLevel
  tax { asOf taxArrearsNotices { noticeNo } iitIntegrities { id } taxMajorViolations { decidedOn caseNo } }
  market { marketPenalties { decisionNo } records { edges { node { id ... on MarketPenalty { content } } } } }
  courts { enforcementCases { caseNo } }
} purposes { code } }`;

interface Who {
  org?: string;
  person?: string;
  scopes?: string[];
  purpose?: string;
  justified?: string[];
  leave?: Leave;
}

function explained(
  text: string,
  { org = "licensing", person, scopes = ["person:read"], purpose = "LICENSING_REVIEW", justified = [], leave = {} }: Who = {},
) {
  const operation = operationOf(text);
  const justifications = justified.map((category) => ({ category, reason: "the case in hand turns on it" }));
  const variables = { l: { idNumber: "x", name: "陈静怡" }, a: { purpose, caseNumber: "c", justifications } };
  const intent = readIntent(operation, variables);
  const agency = person === undefined ? catalogue.agencies.find(({ code }) => code === org) : undefined;
  const held = new Set(scopes);
  const { roots } = operation;
  const ruling = ruleRequest({ roots, intent, scopes: held, person, agency, leave, today: "2026-11-23" }, rules);
  const all = explain({ roots, variables, ruling, purpose, scopes: held, rules, judge, sources });
  return Object.fromEntries(all.map((one) => [one.path.join("."), one]));
}

const short = ({ open, rule, source }: Explained) => `${open ? "open" : "closed"} ${rule} ${source.replace(/^.*?:\d+ /, "")}`;

it("says of every field whether it would be open, by which rule, and on which line that stands", () => {
  const said = Object.fromEntries(
    Object.entries(explained(TEXT, { justified: ["PENALTY"] })).map(([path, one]) => [path, short(one)]),
  );
  expect(said).toEqual({
    person: "open SCOPE Query.person",
    "person.maskedName": "open AUTHENTICATED Person.maskedName",
    "person.name": "closed SCOPE Person.name",
    "person.realNameLevel": "open PURPOSE purposes[1].required",
    "person.tax": "open AUTHENTICATED Person.tax",
    "person.tax.asOf": "open AUTHENTICATED TaxSlice.asOf",
    "person.tax.taxArrearsNotices": "closed PURPOSE purposes[1].required",
    "person.tax.taxArrearsNotices.noticeNo": "closed PURPOSE purposes[1].required",
    "person.tax.iitIntegrities": "closed PURPOSE purposes[1].required",
    "person.tax.iitIntegrities.id": "closed PURPOSE purposes[1].required",
    "person.tax.taxMajorViolations": "open PURPOSE purposes[1].required",
    "person.tax.taxMajorViolations.decidedOn": "open AUTHENTICATED TaxMajorViolation.decidedOn",
    "person.tax.taxMajorViolations.caseNo": "open PURPOSE purposes[1].required",
    "person.market": "open AUTHENTICATED Person.market",
    "person.market.marketPenalties": "open JUSTIFICATION purposes[1].conditional",
    "person.market.marketPenalties.decisionNo": "open JUSTIFICATION purposes[1].conditional",
    "person.market.records": "open AUTHENTICATED MarketSlice.records",
    "person.market.records.edges": "open AUTHENTICATED CreditRecordConnection.edges",
    "person.market.records.edges.node": "open AUTHENTICATED CreditRecordEdge.node",
    "person.market.records.edges.node.id": "open AUTHENTICATED CreditRecord.id",
    "person.market.records.edges.node.content": "open JUSTIFICATION purposes[1].conditional",
    "person.courts": "open AUTHENTICATED Person.courts",
    "person.courts.enforcementCases": "closed PURPOSE purposes[1].required",
    "person.courts.enforcementCases.caseNo": "closed PURPOSE purposes[1].required",
    purposes: "open AUTHENTICATED Query.purposes",
    "purposes.code": "open AUTHENTICATED Purpose.code",
  });
  expect(short(explained(TEXT)["person.market.marketPenalties"]!)).toBe("closed JUSTIFICATION purposes[1].conditional");
});

it("names a line of a file that holds the key or the field, whatever the rule", () => {
  const all = [
    ...Object.values(explained(TEXT)),
    ...Object.values(explained(TEXT, { org: "bank-001", purpose: "BANK_CREDIT" })),
    ...Object.values(explained(TEXT, { org: "education", purpose: "STUDENT_DECISION" })),
  ];
  for (const { source } of all) {
    const [, file = "", line = "0", key = ""] = /^(\S+):(\d+) (\S+)$/.exec(source) ?? [];
    const text = readFileSync(join(projectRoot(), file), "utf8").split("\n")[Number(line) - 1];
    expect([source, text]).toEqual([
      source,
      expect.stringContaining(
        key
          .split(".")
          .at(-1)!
          .replace(/\[\d+\]$/, ""),
      ),
    ]);
  }
});

it("of records that are not open to the purpose it names the item, on its line", () => {
  const one = explained(`${LOOKUP} { ${PERSON} { education { studentIntegrityRecords { id } } } }`, {
    org: "employer-001",
    purpose: "MARKET_COUNTERPARTY",
  });
  expect(short(one["person"]!)).toMatch(/^closed PURPOSE purposes\[18\].requesters/);
  const item = explained(`${LOOKUP} { ${PERSON} { market { enterpriseRoles { id } } identity { realNameChecks { id } } } }`, {
    org: "nobody-001",
    scopes: ["person:read"],
    purpose: "PUBLIC_LICENCE_CHECK",
  });
  expect(short(item["person.market.enterpriseRoles"]!)).toBe("closed PURPOSE purposes[20].required");
  const own = explained(`${LOOKUP} { ${PERSON} { identity { uniquenessCases { __typename } } } }`);
  expect(own["person.identity.uniquenessCases"]).toMatchObject({
    ...{ open: false, rule: "OPENNESS" },
    source: expect.stringMatching(/^schema\/catalogue\/items\/identity\.yaml:\d+ items\[2\]\.openness$/),
  });
});

it("explains a root that is refused, and whatever stands below it, by the rule that refuses it", () => {
  const below = (who: Who) => Object.values(explained(`${LOOKUP} { ${PERSON} { maskedName tax { asOf } } }`, who)).map(short);
  expect(new Set(below({ org: "bank-001" }))).toEqual(new Set(["closed PURPOSE purposes[1].requesters"]));
  expect(new Set(below({ org: "bank-001", purpose: "BANK_CREDIT" }))).toEqual(
    new Set(["closed GRANT purposes[16].grantCeiling"]),
  );
  expect(new Set(below({ scopes: [] }))).toEqual(new Set(["closed SCOPE Query.person"]));
  expect(new Set(below({ org: "publicsecurity", purpose: "EMERGENCY" }))).toEqual(new Set(["closed PURPOSE purposes[26].kind"]));
});

it("supposes of an authorisation the most that one may hold, and says so", () => {
  const purpose = catalogue.purposes.find(({ code }) => code === "BANK_CREDIT")!;
  const leave = { terms: fullestTerms(purpose, rules)! };
  const said = explained(TEXT, { org: "bank-001", purpose: "BANK_CREDIT", justified: ["JUDICIAL"], leave });
  expect(short(said["person.realNameLevel"]!)).toBe("open GRANT purposes[16].grantCeiling");
  expect(short(said["person.courts.enforcementCases"]!)).toBe("open GRANT purposes[16].grantCeiling");
  expect(short(said["person.market.marketPenalties"]!)).toBe("closed JUSTIFICATION purposes[16].conditional");
  expect(short(said["person.tax.taxArrearsNotices"]!)).toBe("closed PURPOSE purposes[16].required");
  expect(fullestTerms(catalogue.purposes[1], rules)).toBeUndefined();
});
