/** The documented queries (Playground, README, benchmark) over the whole district: no sector leaves one of them to graphql-js. */
import * as graphql from "graphql";
import { ACCESS, LOOKUP, PEOPLE } from "../../bench/lookup/scene";
import { EXAMPLES } from "../../gateway/pages/playground/src/examples";
import { exampleVariables } from "../../gateway/pages/playground/src/exampleVariables";
import { cast } from "../../scripts/synthesise/cast";
import { isSector, subgraphNamed } from "../../subgraphs/register";
import { lookupOf, openDistrict, type District } from "../support/district";

jest.mock("graphql", () => {
  const actual = jest.requireActual<typeof graphql>("graphql");
  return { ...actual, execute: jest.fn(actual.execute) };
});

const execute = jest.mocked(graphql.execute);
const lookups = [0, 1, 2].map(lookupOf);
const DOCUMENTED = [
  ...EXAMPLES.filter(({ query }) => !query.includes("mutation")).map((example) => {
    const variables = exampleVariables(example, cast as never) as object;
    return { id: example.id, persona: example.persona, query: example.query, variables };
  }),
  { id: "full look-up", persona: "licensing-clerk", query: LOOKUP, variables: { lookup: lookups[0], access: ACCESS } },
  { id: "three persons", persona: "licensing-clerk", query: PEOPLE, variables: { lookups, access: ACCESS } },
];

let district: District;

beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());

/** Sectors that graphql-js answered for. */
function leftToGraphqlJs(): string[] {
  const schemas = new Set(execute.mock.calls.map(([{ schema }]) => schema));
  const names = district.local.filter(({ running }) => schemas.has(running.built().schema)).map(({ running }) => running.name);
  return names.filter((name) => isSector(subgraphNamed(name)));
}

test.each(DOCUMENTED)("$id is read without graphql-js in every sector", async ({ persona, query, variables }) => {
  execute.mockClear();
  district.seen.length = 0;
  const { status } = await district.ask(persona, query, variables);
  expect(status).toBeLessThan(500);
  expect(leftToGraphqlJs()).toEqual([]);
});

test("what a client leaves out by a condition is left out without graphql-js", async () => {
  execute.mockClear();
  const query = LOOKUP.replace("$access: Access!", "$access: Access!, $no: Boolean!, $yes: Boolean!")
    .replace("tax {", "tax @include(if: $no) {")
    .replace("courts { asOf", "courts { ... on CourtsSlice @skip(if: $no) { later: asOf } asOf @skip(if: $yes)");
  const { body } = await district.ask("licensing-clerk", query, { lookup: lookups[0], access: ACCESS, no: false, yes: true });
  expect(body.errors).toBeUndefined();
  expect(body.data.person).not.toHaveProperty("tax");
  expect(Object.keys(body.data.person.courts)).toEqual(["later", "records"]);
  expect(leftToGraphqlJs()).toEqual([]);
});

test("a query that only graphql-js can answer is noticed here", async () => {
  execute.mockClear();
  const query = LOOKUP.replace("records(first: 50)", 'records(first: 50, after: "nowhere")');
  const { body } = await district.ask("licensing-clerk", query, { lookup: lookups[0], access: ACCESS });
  expect(body.errors).toHaveLength(1);
  expect(leftToGraphqlJs()).toEqual(["identity"]);
});
