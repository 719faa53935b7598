import { graph, LOOKUP, operationOf, PERSON, refusalOf } from "./committedGraph.fixture";
import { readVariables } from "./readVariables";

const LOOKED_UP = { idNumber: "120115199001019909", name: "陈静怡" };
const ACCESS = { purpose: "LICENSING_REVIEW", caseNumber: "case 1" };
const person = operationOf(`${LOOKUP} { ${PERSON} { id } }`);
const read = (given: Record<string, unknown>, operation = person) => readVariables(graph.apiSchema, operation, given);

it("coerces what was given and leaves out what no variable takes", () => {
  expect(read({ l: LOOKED_UP, a: ACCESS, extra: 1 })).toEqual({ l: LOOKED_UP, a: ACCESS });
});

it("A22 gives a variable that is missing its default, and keeps a null that was given", () => {
  const operation = operationOf(
    'query ($n: Int = 7, $s: String = "tax", $after: String) { catalogueItems(first: $n, sector: $s, after: $after) { edges { cursor } } }',
  );
  expect(read({}, operation)).toEqual({ n: 7, s: "tax" });
  expect(read({ n: 3, s: null, after: "x" }, operation)).toEqual({ n: 3, s: null, after: "x" });
});

it("H09 refuses a number where an id is due, even one that a double happens to hold", () => {
  const exact = 120_115_196_001_010_580;
  expect(() => read({ l: { ...LOOKED_UP, idNumber: String(exact) }, a: ACCESS })).not.toThrow();
  expect(refusalOf(() => read({ l: { ...LOOKED_UP, idNumber: exact }, a: ACCESS })).message).toMatch(/text in quotes/);
});

describe("M02 refuses without repeating the value", () => {
  const CANARY = "CANARY-120115199001019917";
  it.each([
    ["a wrong check character", { l: { ...LOOKED_UP, idNumber: "120115199001019908" } }],
    ["a number for a text", { l: { ...LOOKED_UP, idNumber: 120115199001019900 } }],
    ["full-width digits", { l: { ...LOOKED_UP, idNumber: "１２０１１５１９９００１０１９９０９" } }],
    ["an object for a text", { l: { ...LOOKED_UP, name: { toString: CANARY } } }],
    ["a list for a text", { l: { ...LOOKED_UP, name: [CANARY] } }],
    ["a value that no list has", { a: { ...ACCESS, purpose: CANARY } }],
    ["a field that no input has", { a: { ...ACCESS, [CANARY]: CANARY } }],
    ["a justification of a wrong form", { a: { ...ACCESS, justifications: [{ category: CANARY, reason: CANARY }] } }],
    ["null in place of a value", { l: { ...LOOKED_UP, name: null } }],
    ["a variable that is missing", { l: undefined }],
    ["a variable that is null", { l: null }],
    ["a text in place of an object", { l: CANARY }],
    ["a date that is none", { f: { decidedFrom: "2026-02-30" } }],
  ])("%s", (_, given) => {
    const operation = operationOf(
      `query ($l: PersonLookup!, $a: Access!, $f: RecordFilter) { ${PERSON} { tax { records(filter: $f) { edges { cursor } } } } }`,
    );
    const { code, message } = refusalOf(() => read({ l: LOOKED_UP, a: ACCESS, ...given }, operation));
    expect(code).toBe("BAD_USER_INPUT");
    expect(message).not.toMatch(/CANARY|120115|１２|2026-02/);
    expect(message).toMatch(/^Variable "\$[laf]/);
  });
});

it("names the place of the value that it refuses", () => {
  const operation = operationOf("query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { id } }");
  const refusal = refusalOf(() => read({ ls: [LOOKED_UP, { ...LOOKED_UP, idNumber: "12" }], a: ACCESS }, operation));
  expect(refusal.message).toMatch(/^Variable "\$ls\[1\]\.idNumber": /);
});

it("G11 refuses long lists and long texts, wherever they stand", () => {
  const operation = operationOf("query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { id } }");
  const many = (count: number) => Array.from({ length: count }, () => LOOKED_UP);
  expect(read({ ls: many(200), a: ACCESS }, operation)["ls"]).toHaveLength(200);
  expect(refusalOf(() => read({ ls: many(201), a: ACCESS }, operation)).code).toBe("BAD_USER_INPUT");
  expect(refusalOf(() => read({ ls: [], a: { ...ACCESS, caseNumber: "x".repeat(4097) } }, operation)).code).toBe(
    "BAD_USER_INPUT",
  );
  expect(
    refusalOf(() =>
      read({ ls: [], a: { ...ACCESS, justifications: [{ category: "BASIC", reason: "x".repeat(4097) }] } }, operation),
    ).code,
  ).toBe("BAD_USER_INPUT");
});

it("C14 takes a variable only from the object's own keys", () => {
  const operation = operationOf(
    "query ($toString: String, $constructor: String) { catalogueItems(sector: $toString, after: $constructor) { edges { cursor } } }",
  );
  expect(read({}, operation)).toEqual({});
  expect(read({ toString: "tax" }, operation)).toEqual({ toString: "tax" });
});

it("G18 takes a whole number in range for a number, and nothing else", () => {
  const operation = operationOf("query ($n: Int!) { catalogueItems(first: $n) { edges { cursor } } }");
  expect(read({ n: 1e3 }, operation)).toEqual({ n: 1000 });
  for (const n of [2147483648, 1.5, "5", true, null, [5, 6], { n: 5 }, Number.MAX_VALUE])
    expect(refusalOf(() => read({ n }, operation)).code).toBe("BAD_USER_INPUT");
});
