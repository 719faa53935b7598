import { everyField, isReached } from "./askedFields";
import { LOOKUP, operationOf, PERSON, placeAt } from "./committedGraph.fixture";

const listed = (text: string) =>
  [...everyField(operationOf(text).roots)].map(({ path, coordinate }) => `${path.join(".")} ${coordinate}`);

it("A01 knows a place by its name and a field by its coordinate", () => {
  expect(listed(`{ a: me { b: maskedName } me { maskedName } }`)).toEqual([
    "a Query.me",
    "a.b Person.maskedName",
    "me Query.me",
    "me.maskedName Person.maskedName",
  ]);
});

it("A05 A06 unfolds fragments in fragments, at every place anew", () => {
  const text = `{ me { ...A } you: me { ...A } } fragment A on Person { tax { ...B } } fragment B on TaxSlice { asOf ... { populations } }`;
  const below = (root: string) => [
    `${root} Query.me`,
    `${root}.tax Person.tax`,
    `${root}.tax.asOf TaxSlice.asOf`,
    `${root}.tax.populations TaxSlice.populations`,
  ];
  expect(listed(text)).toEqual([...below("me"), ...below("you")]);
});

it("merges what is asked twice into one place with the children of both", () => {
  const operation = operationOf(
    `{ me { tax { asOf } } me { tax { populations } maskedName } ...F } fragment F on Query { me { tax { asOf } } }`,
  );
  expect(operation.roots).toHaveLength(1);
  expect(placeAt(operation, "me").nodes).toHaveLength(3);
  expect(placeAt(operation, "me.tax").children.map(({ responseKey }) => responseKey)).toEqual(["asOf", "populations"]);
});

it("keeps places of one name apart where the types of an interface each have their own", () => {
  const text = `{ me { courts { records { edges { node { id ... on JudgmentDefaulter { x: caseNo id } ... on EnforcementCase { x: caseNo } } } } } } }`;
  expect(listed(text).filter((one) => one.includes("node."))).toEqual([
    "me.courts.records.edges.node.id CreditRecord.id",
    "me.courts.records.edges.node.x JudgmentDefaulter.caseNo",
    "me.courts.records.edges.node.id JudgmentDefaulter.id",
    "me.courts.records.edges.node.x EnforcementCase.caseNo",
  ]);
});

it("A09 A10 follows type conditions to the narrowest type, and not to one that no object can have", () => {
  const node = (selection: string) => listed(`{ me { courts { records { edges { node { ${selection} } } } } } }`).slice(5);
  const at = "me.courts.records.edges.node";
  expect(node("... on JudgmentDefaulter { ... on CreditRecord { basisDocNo ... { id } } }")).toEqual([
    `${at}.basisDocNo JudgmentDefaulter.basisDocNo`,
    `${at}.id JudgmentDefaulter.id`,
  ]);
  expect(node("id ... on JudgmentDefaulter { ... on CreditRecord { ... on EnforcementCase { caseNo } } }")).toEqual([
    `${at}.id CreditRecord.id`,
  ]);
  expect(listed(`{ me { courts { enforcementCases { ... on CreditRecord { id } } } } }`).at(-1)).toBe(
    "me.courts.enforcementCases.id EnforcementCase.id",
  );
});

it("A12 knows __typename as a field of the type it is asked of", () => {
  expect(listed(`{ __typename me { __typename t: __typename } }`)).toEqual([
    "__typename Query.__typename",
    "me Query.me",
    "me.__typename Person.__typename",
    "me.t Person.__typename",
  ]);
});

it("C14 has a place for names that objects have of their own", () => {
  expect(listed(`{ me { __proto__: maskedName constructor: id toString: realNameLevel } }`)).toEqual([
    "me Query.me",
    "me.__proto__ Person.maskedName",
    "me.constructor Person.id",
    "me.toString Person.realNameLevel",
  ]);
});

describe("A21 A22 a place is reached if one of its ways is open", () => {
  const text = `query ($a: Boolean!, $b: Boolean!) {
    me @include(if: $a) { maskedName @skip(if: $b) id @include(if: false) name @skip(if: false) }
    me @include(if: $b) { maskedName ... @include(if: $a) { ... @skip(if: true) { realNameLevel } } }
    purposes { code }
  }`;
  const operation = operationOf(text);
  const reached = (path: string, a: boolean, b: boolean) => isReached(placeAt(operation, path), { a, b });

  it.each([
    ["me", [false, true, true, true]],
    ["me.maskedName", [false, true, true, true]],
    ["me.name", [false, false, true, true]],
    ["me.id", [false, false, false, false]],
    ["me.realNameLevel", [false, false, false, false]],
    ["purposes.code", [true, true, true, true]],
  ])("%s", (path, expected) => {
    expect([
      reached(path, false, false),
      reached(path, false, true),
      reached(path, true, false),
      reached(path, true, true),
    ]).toEqual(expected);
  });

  it("takes what is no Boolean for a condition that does not hold, and for a skip that does not", () => {
    expect([isReached(placeAt(operation, "me"), {}), isReached(placeAt(operation, "me"), { a: "true", b: 1 })]).toEqual([
      false,
      false,
    ]);
  });

  it("has one way for conditions that are the same", () => {
    const same = operationOf(
      `query ($a: Boolean!) { me @include(if: $a) { id } me @include(if: $a) { id maskedName } ... @include(if: $a) { me { id } } }`,
    );
    expect([placeAt(same, "me").conditions.length, placeAt(same, "me.id").conditions.length]).toEqual([1, 1]);
  });
});

it("merges a field that is asked again and again", () => {
  const operation = operationOf(`${LOOKUP} { ${PERSON} { ${"maskedName id ".repeat(60)} } }`);
  expect([...everyField(operation.roots)].map(({ responseKey }) => responseKey)).toEqual(["person", "maskedName", "id"]);
});
