import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../contract/projectRoot";
import type { Purpose } from "./catalogue";
import { CatalogueMistake, loadCatalogue } from "./load";

const catalogue = loadCatalogue();

test("the project's own catalogue loads, with the numbers that the district plan gives", () => {
  const counts = Object.fromEntries(Object.entries(catalogue).map(([key, list]) => [key, list.length]));
  expect(counts).toMatchObject({
    ...{ fields: 16, populations: 16, categories: 16, purposes: 27, refusedPurposes: 5, tasks: 19, indicators: 40 },
  });
  expect(catalogue.departments.filter(({ member }) => member !== undefined).map(({ member }) => member)).toEqual(
    Array.from({ length: 27 }, (_, at) => at + 1),
  );
});

test("26 sectors are run by 24 members and one owner outside the plan's list", () => {
  const owners = catalogue.departments.filter(({ sectors }) => sectors.length > 0);
  expect(owners.flatMap(({ sectors }) => sectors)).toHaveLength(26);
  expect(owners.filter(({ member }) => member !== undefined)).toHaveLength(24);
  expect(owners.filter(({ member }) => member === undefined).map(({ code }) => code)).toEqual(["labour"]);
  expect(owners.find(({ code }) => code === "publicsecurity")?.sectors).toEqual(["identity", "publicsecurity"]);
});

test("every sector that a department runs has its items, numbered in order under a prefix of its own", () => {
  const sectors = catalogue.departments.flatMap((department) => department.sectors);
  const prefixes = new Set<string>();
  for (const sector of sectors) {
    const codes = catalogue.items.filter((item) => item.sector === sector).map(({ code }) => code);
    const prefix = codes[0]!.split("-")[0]!;
    prefixes.add(prefix);
    expect(codes).toEqual(codes.map((_, at) => `${prefix}-${String(at + 1).padStart(2, "0")}`));
  }
  expect([sectors.length, prefixes.size, catalogue.items.length]).toEqual([26, 26, 93]);
});

test("an item says everything that a record of its type is judged by", () => {
  expect(catalogue.items.find(({ type }) => type === "MarketPenalty")).toMatchObject({
    ...{
      code: "MKT-02",
      sector: "market",
      category: "PENALTY",
      keyField: null,
      keyFieldPerRecord: ["FOOD_DRUG", "PRODUCT_QUALITY"],
    },
    ...{ openness: { default: "GOV_SHARED", mayBe: ["PUBLIC", "GOV_SHARED"] }, gravities: ["MINOR", "GENERAL", "SERIOUS"] },
    ...{ queryMonths: 60, pushLimitWorkingDays: 7 },
  });
});

test("every sector has an agency for the tokens of its stewards, and every persona's agency is there", () => {
  const codes = new Set(catalogue.agencies.map(({ code }) => code));
  const sectors = catalogue.departments.flatMap((department) => department.sectors);
  const personas = ["bank-001", "employer-001", "joint-meeting-office", "audit", "integrator-001", "nobody-001"];
  expect([...sectors, ...personas, "suspended-001"].filter((code) => !codes.has(code))).toEqual([]);
});

// The matrix of purposes and categories: ● required, ○ conditional, ◇ verdict only.
const ALL = ["*"];
const MATRIX: [string, Partial<Purpose>][] = [
  ["SELF_QUERY", { required: ALL, conditional: [], verdictInputs: [], lookBackMonths: null }],
  ["LICENSING_REVIEW", { required: ["BASIC", "LICENCE", "SEVERE_LIST", "COMMITMENT"], conditional: ["PENALTY", "OCCUPATION"] }],
  [
    "GREEN_CHANNEL",
    { required: [], conditional: [], verdictInputs: ["JUDICIAL", "PENALTY", "SEVERE_LIST", "COMMITMENT", "HONOUR"] },
  ],
  [
    "CIVIL_SERVICE_RECRUITMENT",
    { required: ["BASIC", "SEVERE_LIST", "JUDICIAL"], conditional: ["OCCUPATION"], lookBackMonths: 60 },
  ],
  ["STUDENT_DECISION", { required: ["BASIC", "STUDENT"], conditional: ["HONOUR", "VOLUNTEER"], lookBackMonths: 36 }],
  ["COURT_ENFORCEMENT", { required: ["BASIC"], conditional: ["LICENCE", "ABNORMAL", "JUDICIAL"], lookBackMonths: null }],
  ["BANK_CREDIT", { required: ["BASIC", "SEVERE_LIST"], conditional: ["JUDICIAL", "PENALTY", "EVALUATION"], kind: "WRITTEN" }],
  ["PUBLIC_LICENCE_CHECK", { required: ["OCCUPATION"], conditional: [], requesters: ["*"], kind: "PUBLIC" }],
  ["CASE_HANDLING", { required: ["BASIC"], conditional: ALL, requesters: ["own-sector"], ownSectorOnly: true }],
  ["SUPERVISION_STATISTICS", { required: [], conditional: [], verdictInputs: [], openness: [] }],
];

test.each(MATRIX)("the purpose %s opens the categories of its row and no others", (code, row) => {
  expect(catalogue.purposes.find((purpose) => purpose.code === code)).toMatchObject(row);
});

test("the levels that a purpose may read carry their conditions", () => {
  const openness = (code: string) => catalogue.purposes.find((purpose) => purpose.code === code)?.openness;
  const shared = [{ level: "PUBLIC" }, { level: "GOV_SHARED" }];
  expect(openness("STUDENT_DECISION")).toEqual([...shared, { level: "AUTHORISED", category: "STUDENT" }]);
  expect(openness("INVESTIGATION")).toEqual([...shared, { level: "AUTHORISED" }, { level: "SEALED", scope: "person:sealed" }]);
  expect(openness("DATA_QUALITY")).toEqual([...shared, { level: "AUTHORISED" }, { level: "INTERNAL" }]);
});

test("sealed records are open to one purpose alone, and only with a scope", () => {
  const sealed = catalogue.purposes.flatMap(({ code, openness }) =>
    openness.filter(({ level }) => level === "SEALED").map(({ scope }) => [code, scope]),
  );
  expect(sealed).toEqual([["INVESTIGATION", "person:sealed"]]);
});

test("the catalogue is read once and nobody can change it", () => {
  expect(loadCatalogue()).toBe(catalogue);
  expect(loadCatalogue(join(projectRoot(), "schema", "catalogue"))).toBe(catalogue);
  expect(() => catalogue.purposes[0]!.required.push("PENALTY")).toThrow(TypeError);
  expect(() => Object.assign(catalogue.items[0]!.openness, { default: "PUBLIC" })).toThrow(TypeError);
});

test("a folder that was mended is read again", () => {
  const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  try {
    cpSync(join(projectRoot(), "schema", "catalogue"), folder, { recursive: true });
    const stray = join(folder, "items", "txa.yaml");
    writeFileSync(stray, "sector: tax\n");
    expect(() => loadCatalogue(folder)).toThrow(CatalogueMistake);
    rmSync(stray);
    expect(loadCatalogue(folder)).toEqual(catalogue);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
