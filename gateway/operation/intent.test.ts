import { graph, LOOKUP, operationOf, PERSON, refusalOf } from "./committedGraph.fixture";
import { readIntent } from "./intent";
import { readVariables } from "./readVariables";

const LOOKED_UP = { idNumber: "120115199001019909", name: "陈静怡" };
const OTHER = { idNumber: "120115197802029913", name: "刘建国" };
const ACCESS = { purpose: "LICENSING_REVIEW", caseNumber: "case 1" };
const REASON = "the case in hand turns on it";

function intentOf(text: string, given: Record<string, unknown> = {}) {
  const operation = operationOf(text);
  return readIntent(operation, readVariables(graph.apiSchema, operation, { l: LOOKED_UP, a: ACCESS, ...given }));
}
function refused(text: string, given: Record<string, unknown> = {}) {
  const { code, message } = refusalOf(() => intentOf(text, given));
  expect(code).toBe("BAD_USER_INPUT");
  expect(message).not.toMatch(/120115|陈静怡|刘建国/);
  return message;
}
const withAccess = (access: object) => refused(`${LOOKUP} { ${PERSON} { id } }`, { a: { ...ACCESS, ...access } });

it("reads why, for which case and whom", () => {
  const justifications = [{ category: "PENALTY", reason: REASON }];
  expect(
    intentOf(`${LOOKUP} { ${PERSON} { id } }`, { a: { ...ACCESS, caseNumber: " case 1 ", justifications, grant: "G1" } }),
  ).toEqual({
    access: { ...ACCESS, caseNumber: "case 1", justifications, grant: "G1" },
    self: false,
    many: false,
    lookups: [LOOKED_UP],
    named: [],
  });
  const nobody = { access: undefined, self: false, many: false, lookups: [], named: [] };
  expect(intentOf("{ me { id } purposes { code } }")).toEqual({ ...nobody, self: true });
  expect(intentOf("{ purposes { code } }")).toEqual(nobody);
});

it("gathers the look-ups of all root fields that are reached", () => {
  const text = `query ($l: PersonLookup!, $ls: [PersonLookup!]!, $a: Access!, $v: Boolean!) {
    one: person(lookup: $l, access: $a) { id } people(lookups: $ls, access: $a) { id } off: person(lookup: $l, access: $a) @include(if: $v) { id }
  }`;
  expect(intentOf(text, { ls: [OTHER], v: false })).toMatchObject({ many: true, lookups: [LOOKED_UP, OTHER] });
  expect(intentOf(text, { ls: [OTHER], v: true }).lookups).toHaveLength(3);
});

describe("two purposes in one operation are refused", () => {
  const two = `query ($l: PersonLookup!, $a: Access!, $b: Access!) { one: person(lookup: $l, access: $a) { id } two: person(lookup: $l, access: $b) { id } }`;
  it.each([
    ["another purpose", { purpose: "INVESTIGATION" }],
    ["another case", { caseNumber: "case 2" }],
    ["another reason", { justifications: [{ category: "PENALTY", reason: REASON }] }],
    ["an authorisation", { grant: "G1" }],
  ])("%s", (_, access) => {
    expect(refused(two, { b: { ...ACCESS, ...access } })).toContain("one purpose");
  });

  it("but not where one of them is not reached, or both say the same", () => {
    expect(intentOf(two, { b: ACCESS }).lookups).toHaveLength(2);
    const choice = two.replace("$b: Access!", "$b: Access!, $v: Boolean!").replace("access: $b)", "access: $b) @include(if: $v)");
    expect(intentOf(choice, { b: { ...ACCESS, purpose: "INVESTIGATION" }, v: false }).access).toMatchObject({
      purpose: "LICENSING_REVIEW",
    });
    refused(choice, { b: { ...ACCESS, purpose: "INVESTIGATION" }, v: true });
  });

  it("oneself and others", () => {
    expect(refused(`${LOOKUP} { me { id } ${PERSON} { id } }`)).toContain("one purpose");
  });
});

describe("a look-up written into the text is refused", () => {
  const literal = `{idNumber: "120115199001019909", name: "陈静怡"}`;
  it.each([
    ["whole", `query ($a: Access!) { person(lookup: ${literal}, access: $a) { id } }`],
    [
      "in part",
      `query ($a: Access!, $n: String!) { person(lookup: {idNumber: "120115199001019909", name: $n}, access: $a) { id } }`,
    ],
    ["in a list", `query ($a: Access!, $l: PersonLookup!) { people(lookups: [$l, ${literal}], access: $a) { id } }`],
    ["as a default", `query ($a: Access!, $m: PersonLookup! = ${literal}) { person(lookup: $m, access: $a) { id } }`],
    [
      "as a default inside",
      `query ($a: Access!, $i: CitizenId! = "120115199001019909") { person(lookup: {idNumber: $i, name: "x"}, access: $a) { id } }`,
    ],
    [
      "as a default in a list",
      `query ($a: Access!, $m: [PersonLookup!]! = [${literal}]) { people(lookups: $m, access: $a) { id } }`,
    ],
    [
      "as the default of a list's item",
      `query ($a: Access!, $m: PersonLookup! = ${literal}) { people(lookups: [$m], access: $a) { id } }`,
    ],
    [
      "in a field that is skipped",
      `query ($a: Access!) { purposes { code } person(lookup: ${literal}, access: $a) @skip(if: true) { id } }`,
    ],
    [
      "in a fragment, the second time",
      `query ($a: Access!, $l: PersonLookup!) { ...F one: person(lookup: $l, access: $a) { id } } fragment F on Query { two: person(lookup: ${literal}, access: $a) { id } }`,
    ],
    [
      "in a block",
      `query ($a: Access!, $i: CitizenId!) { person(lookup: {idNumber: $i, name: """陈静怡"""}, access: $a) { id } }`,
    ],
  ])("%s", (_, text) => {
    expect(refused(text, { n: "陈静怡", i: "120115199001019909", m: LOOKED_UP })).toContain("comes as a variable");
  });

  it("and one made of variables is taken", () => {
    const text = `query ($i: CitizenId!, $n: String!) { person(lookup: {idNumber: $i, name: $n}, access: {purpose: LICENSING_REVIEW, caseNumber: "case 1"}) { id } }`;
    expect(intentOf(text, { i: LOOKED_UP.idNumber, n: LOOKED_UP.name })).toMatchObject({ lookups: [LOOKED_UP], access: ACCESS });
  });
});

it("asks for a case number of one to two hundred characters", () => {
  for (const caseNumber of ["", "   ", "\u3000", "x".repeat(201)]) expect(withAccess({ caseNumber })).toContain("caseNumber");
});

it("E20 asks of a justification to say something, once a category", () => {
  for (const reason of ["", "urgent", "123456789", "          ", "  urgent          ", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"]) {
    expect(withAccess({ justifications: [{ category: "PENALTY", reason }] })).toContain("at least 10");
  }
  expect(
    withAccess({
      justifications: [
        { category: "PENALTY", reason: REASON },
        { category: "PENALTY", reason: `${REASON}!` },
      ],
    }),
  ).toContain("twice");
  expect(intentOf(`${LOOKUP} { ${PERSON} { id } }`, { a: { ...ACCESS, justifications: null } }).access!.justifications).toEqual(
    [],
  );
});

it("H08 refuses a name that no register writes, with a sentence", () => {
  for (const name of ["", " 陈静怡", "陈静怡\u200b", "Ｃhen", "迪丽娜尔•艾合买提", "陈\u0000", "x".repeat(101)]) {
    expect(refused(`${LOOKUP} { ${PERSON} { id } }`, { l: { ...LOOKED_UP, name } })).toContain("cannot match");
  }
});

it("refuses more than 200 persons in one request, also over several root fields", () => {
  const text = `query ($ls: [PersonLookup!]!, $l: PersonLookup!, $a: Access!) { people(lookups: $ls, access: $a) { id } person(lookup: $l, access: $a) { id } }`;
  const many = (count: number) => Array.from({ length: count }, () => OTHER);
  expect(intentOf(text, { ls: many(199) }).lookups).toHaveLength(200);
  expect(refused(text, { ls: many(200) })).toContain("200");
});

it("G18 refuses a page size out of range, wherever it stands and whether it is reached", () => {
  const text = `query ($n: Int = 5) { me { tax { records(first: $n) { edges { cursor } } } } }`;
  for (const n of [0, -1, 201, 2147483647]) expect(refused(text, { n })).toContain("between 1 and 200");
  for (const first of ["0", "201", "-2147483648"]) {
    refused(`{ me { tax { taxAdvisers(first: ${first}) { id } } } }`);
    refused(`{ me @skip(if: true) { tax { taxAdvisers(first: ${first}) { id } } } }`);
  }
  expect(intentOf(text, { n: 200 }).self).toBe(true);
});

it("A22 refuses a null that validation lets pass, before it becomes an error with the value in it", () => {
  const literal = `query ($m: PersonLookup = {idNumber: "120115199001019909", name: "陈静怡"}, $a: Access!) { person(lookup: $m, access: $a) { id } }`;
  refused(literal, { m: null });
  refused("query ($n: Int = 5) { me { tax { records(first: $n) { edges { cursor } } } } }", { n: null });
  refused(
    'query ($b: Access = {purpose: LICENSING_REVIEW, caseNumber: "c"}, $l: PersonLookup!) { person(lookup: $l, access: $b) { id } }',
    { b: null },
  );
  for (const condition of ["@skip(if: $v)", "@include(if: $v)"]) {
    expect(refused(`query ($v: Boolean = true) { me { id ${condition} maskedName } }`, { v: null })).toContain("true or false");
  }
});
