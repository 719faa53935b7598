import { operationOf, placeAt } from "../operation/committedGraph.fixture";
import { placeNulls } from "./placeNulls";

/** The answer that a client gets for `text` when `data` came and the places at `paths` were left out. */
function placed(
  text: string,
  data: Record<string, unknown> | null,
  paths: readonly string[],
  variables: Record<string, unknown> = {},
) {
  const operation = operationOf(text);
  return placeNulls(data, operation.roots, new Set(paths.map((path) => placeAt(operation, path))), variables);
}

it("O3 puts null where a field was closed, in the order that was asked", () => {
  const answer = placed("{ me { name maskedName idNumber } }", { me: { maskedName: "刘**" } }, ["me.name", "me.idNumber"]);
  expect(JSON.stringify(answer)).toBe('{"me":{"name":null,"maskedName":"刘**","idNumber":null}}');
});

it("A02 puts null under the name that the client gave, were it another field's", () => {
  const answer = placed("{ me { maskedName: name id: idNumber realNameLevel } }", { me: { realNameLevel: "VERIFIED" } }, [
    "me.maskedName",
    "me.id",
  ]);
  expect(answer).toEqual({ me: { maskedName: null, id: null, realNameLevel: "VERIFIED" } });
});

it("O3 puts null for every person of a list and every record of a list", () => {
  const text = `query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { id name tax { taxAdvisers { id certNo } } } }`;
  const data = { people: [{ id: "1", tax: { taxAdvisers: [{ id: "r" }, { id: "s" }] } }, null, { id: "2", tax: null }] };
  expect(placed(text, data, ["people.name", "people.tax.taxAdvisers.certNo"])).toEqual({
    people: [
      {
        id: "1",
        name: null,
        tax: {
          taxAdvisers: [
            { id: "r", certNo: null },
            { id: "s", certNo: null },
          ],
        },
      },
      null,
      { id: "2", name: null, tax: null },
    ],
  });
});

it("A27 answers null where everything that was asked is closed", () => {
  expect(placed("{ me { name } }", null, ["me", "me.name"])).toBeNull();
  expect(placed("{ me { name } __typename }", null, ["me", "me.name"])).toBeNull();
  expect(
    placed("query ($v: Boolean!) { me { name } purposes @include(if: $v) { code } }", {}, ["me", "me.name"], { v: false }),
  ).toBeNull();
});

it("A26 answers the rest where a root field is closed", () => {
  expect(placed("{ me { name } purposes { code } }", { purposes: [] }, ["me"])).toEqual({ me: null, purposes: [] });
});

it("O3 keeps the objects above what is closed, but not a person of whom nothing was asked", () => {
  const text = "{ me { maskedName courts { enforcementCases { id } records { edges { node { id } } } } } purposes { code } }";
  const closed = ["me.courts", "me.courts.enforcementCases", "me.courts.records"];
  expect(placed(text, { me: { maskedName: "x" }, purposes: [] }, closed)).toEqual({
    me: { maskedName: "x", courts: { enforcementCases: null, records: null } },
    purposes: [],
  });
  expect(placed(text, { me: null, purposes: [] }, closed)).toEqual({ me: null, purposes: [] });
  expect(placed(text, { purposes: [] }, [...closed, "me.maskedName", "me"])).toEqual({ me: null, purposes: [] });
});

it("A21 leaves out what is closed and not reached", () => {
  const text = "query ($v: Boolean!) { me { maskedName name @include(if: $v) } }";
  expect(placed(text, { me: { maskedName: "x" } }, ["me.name"], { v: false })).toEqual({ me: { maskedName: "x" } });
  expect(placed("query ($v: Boolean!) { me @include(if: $v) { name } }", null, ["me"], { v: false })).toEqual({});
  expect(placed("query ($v: Boolean!) { t: __typename me @include(if: $v) { name } }", null, ["me"], { v: false })).toEqual({
    t: "Query",
  });
});

it("keeps what an answer says of each type where types share a name", () => {
  const text = `{ me { name courts { records { edges { node { __typename ... on JudgmentDefaulter { x: item { code } n: caseNo } ... on EnforcementCase { x: item { zh } n: caseNo } } } } } } }`;
  const nodes = [
    { node: { __typename: "EnforcementCase", x: { zh: "被执行人信息" } } },
    { node: { __typename: "JudgmentDefaulter", x: { code: "CRT-01" }, n: "1" } },
  ];
  const data = { me: { courts: { records: { edges: nodes } } } };
  const removed = ["me.name", "me.courts.records.edges.node.n"];
  // The second of the two is EnforcementCase's.
  const operation = operationOf(text);
  const node = placeAt(operation, "me.courts.records.edges.node");
  const closed = node.children.filter(({ coordinate }) => coordinate === "EnforcementCase.caseNo");
  expect(closed).toHaveLength(1);
  const answer = placeNulls(data, operation.roots, new Set([placeAt(operation, removed[0]!), ...closed]), {});
  expect(answer).toEqual({ me: { name: null, courts: { records: { edges: nodes } } } });
});

it("C14 puts values and nulls under names that objects have of their own, and changes no prototype", () => {
  const own = (pairs: [string, unknown][]) => Object.fromEntries(pairs);
  const data = {
    me: own([
      ["__proto__", { asOf: "2026" }],
      ["constructor", "x"],
    ]),
  };
  const answer = placed("{ me { __proto__: tax { asOf } toString: name constructor: maskedName } }", data, ["me.toString"]);
  expect(JSON.stringify(answer)).toBe('{"me":{"__proto__":{"asOf":"2026"},"toString":null,"constructor":"x"}}');
  expect(({} as Record<string, unknown>)["asOf"]).toBeUndefined();
});

it("gives the engine's answer as it is where nothing was left out", () => {
  const data = { me: null };
  expect(placed("{ me { name } }", data, [])).toBe(data);
  expect(placed("{ me { name } }", null, [])).toBeNull();
});

it("lets the null of a closed place climb to where the schema allows one, and no further", () => {
  const text = "{ me { maskedName tax { asOf records { pageInfo { hasNextPage } edges { node { id } } } } } }";
  const data = { me: { maskedName: "刘**", tax: { asOf: "t", records: { pageInfo: { hasNextPage: false } } } } };
  const list = "me.tax.records.edges";
  expect(placed(text, data, [`${list}.node.id`, `${list}.node`, list])).toEqual({
    me: { maskedName: "刘**", tax: { asOf: "t", records: null } },
  });
});
