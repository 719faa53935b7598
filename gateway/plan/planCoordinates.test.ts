import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { buildSchema, parse } from "graphql";
import { schemasOfThree, supergraphOfThree } from "../engine/threeSubgraphs.fixture";
import { checkPlanWithin, planCoordinates } from "./planCoordinates";

const supergraph = Supergraph.build(supergraphOfThree(), { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
const planner = new QueryPlanner(supergraph);
const schemas = schemasOfThree();

function planOf(text: string): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(text)));
}

function listed(text: string): string[] {
  return planCoordinates(planOf(text), schemas).map(({ subgraph, coordinate }) => `${subgraph}/${coordinate}`);
}

it("lists what is fetched from each department, under aliases, fragments and conditions, and the keys that are sent", () => {
  const text = `query ($b: Boolean!) { x: person(number: "p1") { ...F courts @include(if: $b) { cases } } } fragment F on Person { n: name t: tax { n: notices(first: 1) { a: amount } } }`;
  expect(new Set(listed(text))).toEqual(
    new Set([
      "identity/Query.person",
      "identity/Person.id",
      "identity/Person.name",
      "tax/Person.id",
      "tax/Person.tax",
      "tax/TaxSlice.notices",
      "tax/Notice.amount",
      "courts/Person.id",
      "courts/Person.courts",
      "courts/CourtsSlice.cases",
    ]),
  );
});

it("names the arguments that are given", () => {
  const found = planCoordinates(planOf(`{ person(number: "p1") { tax { notices(first: 1) { id } } } }`), schemas);
  expect(found).toContainEqual({ subgraph: "tax", coordinate: "TaxSlice.notices", arguments: ["first"] });
  expect(found).toContainEqual({ subgraph: "identity", coordinate: "Query.person", arguments: ["number"] });
});

it("lists the fields of an interface as the interface's, and those of its types as theirs", () => {
  const found = listed(`{ me { tax { records { decidedOn ... on Refund { sum } } } } }`);
  expect(found).toEqual(expect.arrayContaining(["tax/Record.decidedOn", "tax/Refund.sum"]));
});

it("A15 O2 shows the field that a @requires fetches besides the one that was asked for", () => {
  const plan = planOf(`{ me { risk } }`);
  expect(listed(`{ me { risk } }`)).toEqual(
    expect.arrayContaining(["tax/Person.debt", "courts/Person.debt", "courts/Person.risk"]),
  );
  const outside = checkPlanWithin(plan, schemas, (_, coordinate) => coordinate !== "Person.debt");
  expect(outside.sort()).toEqual(["courts/Person.debt", "tax/Person.debt"]);
});

it("finds a plan within the decision when all of it is allowed, and judges the same plan anew for the next caller", () => {
  const plan = planOf(`{ me { tax { notices { amount } } } }`);
  expect(checkPlanWithin(plan, schemas, () => true)).toEqual([]);
  expect(checkPlanWithin(plan, schemas, (subgraph) => subgraph !== "tax")).toHaveLength(4);
  expect(checkPlanWithin(plan, schemas, (_, coordinate) => coordinate !== "Notice.amount")).toEqual(["tax/Notice.amount"]);
});

it("what the schemas do not know is outside, whatever the decision says", () => {
  const plan = planOf(`{ me { tax { asOf } courts { cases } } }`);
  const without = {
    ...schemas,
    tax: buildSchema(`type Query { a: Int } type Person { id: ID!  tax: TaxSlice } type TaxSlice { b: Int }`),
  };
  expect(checkPlanWithin(plan, without, () => true)).toEqual(["tax/TaxSlice.asOf"]);
  const { courts: _, ...missing } = schemas;
  expect(checkPlanWithin(plan, missing, () => true)).toEqual(["courts/?.?", "courts/?.id"]);
});

it("an operation of introspection alone fetches nothing", () => {
  expect(listed(`{ __schema { queryType { name } } }`)).toEqual([]);
});

it("refuses a kind of plan node that it does not know", () => {
  const plan = { kind: "QueryPlan", node: { kind: "Defer", primary: {}, deferred: [] } } as QueryPlan;
  expect(() => planCoordinates(plan, schemas)).toThrow(/Defer/);
});

it("A15 holds a plan against a decision once, against another anew, and one that leaves it each time", () => {
  const plan = planOf(`{ person(number: "p1") { name tax { notices(first: 1) { amount } } } }`);
  const [narrow, wide] = [{}, {}];
  const allowed = jest.fn((_: string, coordinate: string) => coordinate !== "Notice.amount");
  const outside = () => checkPlanWithin(plan, schemas, allowed, narrow);
  expect([outside(), outside()]).toEqual([["tax/Notice.amount"], ["tax/Notice.amount"]]);
  const all = jest.fn(() => true);
  expect([checkPlanWithin(plan, schemas, all, wide), checkPlanWithin(plan, schemas, all, wide)]).toEqual([[], []]);
  expect(all).toHaveBeenCalledTimes(planCoordinates(plan, schemas).length);
  expect([outside(), checkPlanWithin(plan, schemas, allowed)]).toEqual([["tax/Notice.amount"], ["tax/Notice.amount"]]);
});
