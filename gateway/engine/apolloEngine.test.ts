import net from "node:net";
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { parse } from "graphql";
import { Refusal } from "../../schema/contract/publicCode";
import type { Warrant } from "../../schema/contract/warrant";
import { guardedReach } from "../subgraph/guardedReach";
import { localReach } from "../subgraph/localReach";
import { sectorUnavailable, type SubgraphAnswer, type SubgraphBody } from "../subgraph/reach";
import { openApolloEngine } from "./apolloEngine";
import type { Engine, EngineInput } from "./engine";
import { answerOf, schemasOfThree, supergraphOfThree, type Department } from "./threeSubgraphs.fixture";

const supergraphSdl = supergraphOfThree();
const schemas = schemasOfThree();
const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
const apiSchema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
const warrant = {} as Warrant;

type Execute = (body: SubgraphBody) => Promise<SubgraphAnswer>;
let engine: Engine;
let sockets = 0;

beforeAll(async () => {
  const connect = jest.spyOn(net.Socket.prototype, "connect").mockImplementation(() => {
    sockets++;
    throw new Error("no connection may be opened");
  });
  engine = await openApolloEngine({ supergraphSdl });
  connect.mockRestore();
});
afterAll(() => engine.close());

function planOf(text: string): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(apiSchema, parse(text)));
}

/** Runs `text` with the departments answering as they do, but for those in `odd`. */
function run(text: string, odd: Partial<Record<Department, Execute>> = {}, more: Partial<EngineInput> = {}) {
  const asked: { subgraph: string; query: string }[] = [];
  const reach = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const honest: Execute = (body) => answerOf(schema, body);
      const execute = odd[name as Department] ?? honest;
      const local = { name, execute, internal: async () => null, healthy: async () => true };
      return [name, guardedReach(localReach(local))];
    }),
  );
  const call: EngineInput["call"] = (subgraph, body) => {
    asked.push({ subgraph, query: body.query });
    return reach[subgraph]!.call({ subgraph, body, warrant, deadlineAt: Date.now() + 300 });
  };
  const input = { document: parse(text), operationText: text, variables: {}, plan: planOf(text), planKey: text, call, ...more };
  return { asked, result: engine.run(input) };
}

const down: Execute = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:4103"));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const PERSON = `{ person(number: "p1") { maskedName tax { asOf } courts { cases } } }`;

it("C19 opens no connection while it starts, whatever the environment said", () => {
  expect(process.env["APOLLO_TELEMETRY_DISABLED"]).toBe("true");
  expect(sockets).toBe(0);
});

it("answers a person from three departments", async () => {
  const { data, errors, unavailable, answered } = await run(PERSON).result;
  expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: { asOf: "2026-01-01" }, courts: { cases: ["case of p1"] } } });
  expect({ errors, unavailable }).toEqual({ errors: [], unavailable: [] });
  expect(answered.sort()).toEqual(["courts", "identity", "tax"]);
});

it("gives variables, aliases and conditions their meaning, and picks the operation by name", async () => {
  const text = `query A($n: String!, $c: Boolean!) { x: person(number: $n) { m: maskedName courts @include(if: $c) { asOf } } } query B { me { id } }`;
  const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, parse(text), { operationName: "A" }));
  const more = { plan, operationName: "A", variables: { n: "p2", c: false } };
  const { document: _, ...rest } = { document: 0, ...more };
  const { result, asked } = run(
    `query A($n: String!, $c: Boolean!) { x: person(number: $n) { m: maskedName courts @include(if: $c) { asOf } } }`,
    {},
    { ...rest, document: parse(text) },
  );
  expect(plain((await result).data)).toEqual({ x: { m: "乙*" } });
  expect(asked.map(({ subgraph }) => subgraph)).toEqual(["identity"]);
});

it("never plans: a plan that was not handed over is an error, not a plan made in the main thread", async () => {
  const spy = jest.spyOn(QueryPlanner.prototype, "buildQueryPlan");
  const plan = planOf(PERSON);
  spy.mockClear();
  await run(PERSON, {}, { plan }).result;
  await expect(run(PERSON, {}, { plan: undefined as never }).result).rejects.toThrow("no plan was handed over");
  expect(spy).toHaveBeenCalledTimes(2); // run() of this test plans, twice; the engine does not
  spy.mockRestore();
});

it("A29 keeps the plans of concurrent requests with one key apart", async () => {
  const short = `{ person(number: "p1") { maskedName } }`;
  const [long, brief] = await Promise.all([
    run(PERSON, {}, { planKey: "same" }).result,
    run(short, {}, { planKey: "same" }).result,
  ]);
  expect(long.answered).toContain("tax");
  expect(brief.answered).toEqual(["identity"]);
});

it("K01 a department that is down costs its slice: null, an error with a path, the others whole", async () => {
  const { data, errors, unavailable, answered } = await run(PERSON, { tax: down }).result;
  expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: null, courts: { cases: ["case of p1"] } } });
  expect(errors).toEqual([
    {
      message: "a department did not answer in time; its part of the answer is missing",
      path: ["person", "tax"],
      subgraph: "tax",
      code: "SECTOR_UNAVAILABLE",
    },
  ]);
  expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_UNAVAILABLE" }]);
  expect(answered.sort()).toEqual(["courts", "identity"]);
});

it("K04 a department that hangs is abandoned at the deadline", async () => {
  const started = Date.now();
  const { errors } = await run(PERSON, { tax: () => new Promise(() => undefined) }).result;
  expect(errors.map(({ path }) => path)).toEqual([["person", "tax"]]);
  expect(Date.now() - started).toBeLessThan(2000);
});

it("K01 names the client's alias, and a list once, without indices", async () => {
  const text = `{ people(numbers: ["p1", "p2", "nobody"]) { maskedName t: tax { asOf } } }`;
  const { data, errors } = await run(text, { tax: down }).result;
  expect(plain(data)).toEqual({ people: [{ maskedName: "甲*", t: null }, { maskedName: "乙*", t: null }, null] });
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["people", "t"], "SECTOR_UNAVAILABLE"]]);
});

it("K02 the owner of the persons down is no answer at all, never a person that is null", async () => {
  const failing = run(PERSON, { identity: down }).result;
  await expect(failing).rejects.toMatchObject({ name: "Refusal", code: "SECTOR_UNAVAILABLE", status: 503 });
  const failingInside: Execute = async () => ({ data: { person: null }, errors: [{ message: "no database", path: ["person"] }] });
  await expect(run(PERSON, { identity: failingInside }).result).rejects.toMatchObject({
    code: "SECTOR_UNAVAILABLE",
    status: 503,
  });
  const besides = run(`{ person(number: "p1") { maskedName } purposes { code } }`, { identity: down }).result;
  await expect(besides).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE" });
});

it("K01 a root fetch of another department that fails leaves the person whole", async () => {
  const text = `{ person(number: "p1") { maskedName } purposes { code } }`;
  const { data, errors, unavailable } = await run(text, { courts: down }).result;
  expect(data).toBeNull(); // purposes is non-null
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["purposes"], "SECTOR_UNAVAILABLE"]]);
  expect(unavailable).toEqual([{ subgraph: "courts", code: "SECTOR_UNAVAILABLE" }]);
});

it("K03 nothing is answered when every root fetch fails", async () => {
  await expect(run(`{ purposes { code } }`, { courts: down }).result).rejects.toMatchObject({ status: 503 });
});

it("a person who is not found is null without error, and no department is asked", async () => {
  const { result, asked } = run(`{ person(number: "nobody") { maskedName tax { asOf } } }`, { tax: down });
  expect(await result).toMatchObject({ data: { person: null }, errors: [], unavailable: [], answered: ["identity"] });
  expect(asked).toHaveLength(1);
});

it("C08 entities in another order are discarded, with SECTOR_INTEGRITY at the slice", async () => {
  const swapped: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    (answer.data!["_entities"] as unknown[]).reverse();
    return answer;
  };
  const { data, errors, unavailable } = await run(
    `{ people(numbers: ["p1", "p2"]) { tax { notices { id } } courts { cases } } }`,
    { tax: swapped },
  ).result;
  expect(plain(data)).toEqual({
    people: [
      { tax: null, courts: { cases: ["case of p1"] } },
      { tax: null, courts: { cases: ["case of p2"] } },
    ],
  });
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["people", "tax"], "SECTOR_INTEGRITY"]]);
  expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_INTEGRITY" }]);
});

it.each([
  ["an object where a list belongs", { asOf: "x", notices: { id: "1" } }, "SECTOR_INTEGRITY"],
  ["a text where an object belongs", "x", "SECTOR_INTEGRITY"],
  ["a list where an object belongs", [], "SECTOR_INTEGRITY"],
  ["a value outside its enum or number", { asOf: "x", notices: [{ id: "1", amount: "seven" }] }, "SECTOR_INTEGRITY"],
  ["null where the graph allows none", { asOf: null, notices: [] }, "SECTOR_INTEGRITY"],
])("C10 %s costs that slice alone", async (_, tax, code) => {
  const lying: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    for (const entity of answer.data!["_entities"] as Record<string, unknown>[]) entity["tax"] = structuredClone(tax);
    return answer;
  };
  const text = `{ person(number: "p1") { tax { asOf notices { id amount } } courts { cases } } }`;
  const { data, errors, unavailable } = await run(text, { tax: lying }).result;
  expect(plain(data)).toMatchObject({ person: { courts: { cases: ["case of p1"] } } });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ code, subgraph: "tax" });
  expect(errors[0]!.path!.slice(0, 2)).toEqual(["person", "tax"]);
  expect(unavailable).toEqual([{ subgraph: "tax", code }]);
});

it("C17 a field that a department no longer knows makes its slice unavailable, never empty", async () => {
  const older: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    for (const entity of answer.data!["_entities"] as { tax: Record<string, unknown> }[]) delete entity.tax["notices"];
    return answer;
  };
  const { data, errors } = await run(`{ person(number: "p1") { tax { asOf notices { id } } } }`, { tax: older }).result;
  expect(plain(data)).toEqual({ person: { tax: null } });
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["person", "tax"], "SECTOR_UNAVAILABLE"]]);
});

it("C16 maps an error inside an answer to its place and drops its words, codes and invented path", async () => {
  const failing: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    const entities = answer.data!["_entities"] as { tax: Record<string, unknown> }[];
    entities[1]!.tax["notices"] = null;
    entities[0]!.tax["standing"] = null;
    const secret = "SELECT 120115000000000000";
    return {
      ...answer,
      errors: [
        {
          message: secret,
          path: ["_entities", 1, "tax", "notices", 0, secret],
          extensions: { code: "ER_PARSE", sql: secret } as never,
        },
        { message: secret, path: ["_entities", 0, "tax", "standing"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } },
      ],
    };
  };
  const text = `{ people(numbers: ["nobody", "p1", "p2"]) { tax { notices { id } standing { points } } } }`;
  const { data, errors, unavailable, answered } = await run(text, { tax: failing }).result;
  expect(plain(data)).toMatchObject({ people: [null, { tax: { standing: null } }, { tax: { notices: null } }] });
  expect(errors.map(({ path, code }) => [path, code])).toEqual([
    [["people", 2, "tax", "notices", 0], "INTERNAL_SERVER_ERROR"],
    [["people", 1, "tax", "standing"], "UNAUTHORIZED_FIELD_OR_TYPE"],
  ]);
  expect(JSON.stringify(errors)).not.toContain("120115");
  expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_UNAVAILABLE" }]);
  expect(answered).toEqual(["identity"]);
});

it("a field that a department refuses leaves the department answered", async () => {
  const refusing: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    (answer.data!["_entities"] as { tax: Record<string, unknown> }[])[0]!.tax["notices"] = null;
    return {
      ...answer,
      errors: [{ message: "", path: ["_entities", 0, "tax", "notices"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
    };
  };
  const { errors, answered } = await run(`{ person(number: "p1") { tax { notices { id } } } }`, { tax: refusing }).result;
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["person", "tax", "notices"], "UNAUTHORIZED_FIELD_OR_TYPE"]]);
  expect(answered).toContain("tax");
});

it("K06 an entity that is null without a word is unavailable, not nothing", async () => {
  const silent: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    (answer.data!["_entities"] as unknown[])[1] = null;
    return answer;
  };
  const { data, errors } = await run(`{ people(numbers: ["p1", "p2"]) { tax { asOf } } }`, { tax: silent }).result;
  expect(plain(data)).toEqual({ people: [{ tax: { asOf: "2026-01-01" } }, { tax: null }] });
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["people", 1, "tax"], "SECTOR_UNAVAILABLE"]]);
});

it("C13 keys named __proto__ or constructor in an answer pollute nothing and cost the slice", async () => {
  const polluting: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    const evil = JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}`) as object;
    answer.data!["_entities"] = (answer.data!["_entities"] as object[]).map((entity) => ({ ...entity, ...evil }));
    return answer;
  };
  const { data, errors } = await run(PERSON, { tax: polluting }).result;
  expect(plain(data)).toMatchObject({ person: { maskedName: "甲*", tax: null } });
  expect(errors.map(({ code }) => code)).toEqual(["SECTOR_INTEGRITY"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("C14 aliases named constructor, prototype or __proto__ are answered or left out, and pollute nothing", async () => {
  const text = `{ person(number: "p1") { constructor: maskedName prototype: tax { toString: asOf } __proto__: courts { cases } } }`;
  const { data, errors } = await run(text).result;
  expect(plain(data)).toMatchObject({ person: { constructor: "甲*", prototype: { toString: "2026-01-01" } } });
  expect(errors).toEqual([]);
  expect(({} as Record<string, unknown>)["cases"]).toBeUndefined();
});

it("F26 a department that answers for another is discarded, and the other's own answer stands", async () => {
  const meddling: Execute = async (body) => {
    const answer = await answerOf(schemas.tax, body);
    for (const entity of answer.data!["_entities"] as object[])
      Object.assign(entity, { courts: { cases: ["invented"] }, maskedName: "X" });
    return answer;
  };
  const { data, unavailable } = await run(PERSON, { tax: meddling }).result;
  expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: null, courts: { cases: ["case of p1"] } } });
  expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_INTEGRITY" }]);
});

it("K01 a field that needs what a failed department owns has an error too", async () => {
  const text = `{ person(number: "p1") { maskedName risk courts { cases } } }`;
  expect(plain((await run(text).result).data)).toMatchObject({ person: { risk: "risk of 5" } });
  const { data, errors, answered } = await run(text, { tax: down }).result;
  expect(plain(data)).toEqual({ person: { maskedName: "甲*", risk: null, courts: { cases: ["case of p1"] } } });
  expect(errors).toContainEqual(expect.objectContaining({ path: ["person", "risk"], code: "SECTOR_UNAVAILABLE" }));
  expect(answered).toEqual(["identity"]);
});

it("answers an interface's list by its types", async () => {
  const text = `{ person(number: "p1") { tax { records { id __typename ... on Notice { amount } ... on Refund { sum } } } } }`;
  const { data, errors } = await run(text).result;
  expect(plain(data)).toMatchObject({
    person: {
      tax: {
        records: [
          { __typename: "Notice", amount: 7 },
          { __typename: "Refund", sum: 9 },
        ],
      },
    },
  });
  expect(errors).toEqual([]);
});

it("a refusal of the whole request by a call passes through", async () => {
  const call = () => Promise.reject(new Refusal("EVIDENCE_UNAVAILABLE", "no record, no answer"));
  await expect(run(PERSON, {}, { call }).result).rejects.toMatchObject({ code: "EVIDENCE_UNAVAILABLE" });
  const bug = () => Promise.reject(new TypeError("x is undefined"));
  await expect(run(PERSON, {}, { call: bug }).result).rejects.toThrow(TypeError);
});

it("a variable of the wrong type is BAD_USER_INPUT without the value", async () => {
  const text = `query ($n: String!) { person(number: $n) { maskedName } }`;
  const refused = await run(text, {}, { variables: { n: { secret: "120115" } } }).result.catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "BAD_USER_INPUT" });
  expect(String((refused as Error).message)).not.toContain("120115");
});

it("introspection alone asks nobody", async () => {
  const { result, asked } = run(`{ __schema { queryType { name } } }`);
  expect(plain((await result).data)).toEqual({ __schema: { queryType: { name: "Query" } } });
  expect(asked).toEqual([]);
});

it("a mutation that its department refuses has its code and no data", async () => {
  const refusing: Execute = async () => ({
    data: null,
    errors: [{ message: "id 120115", path: ["merge"], extensions: { code: "ACCESS_DENIED" } }],
  });
  const { data, errors, unavailable } = await run(`mutation { merge(person: "p1") { maskedName } }`, { identity: refusing })
    .result;
  expect(data).toBeNull();
  expect(errors.map(({ path, code }) => [path, code])).toEqual([[["merge"], "ACCESS_DENIED"]]);
  expect(unavailable).toEqual([]);
});

it("F20 of 100 runs at once in which a department dies, no slice is empty and no other is touched", async () => {
  let calls = 0;
  const dying: Execute = (body) =>
    ++calls > 50 ? Promise.reject(sectorUnavailable("tax", "killed")) : answerOf(schemas.tax, body);
  const text = `{ people(numbers: ["p1", "p2"]) { id tax { notices { id } } courts { cases } } }`;
  const all = await Promise.all(Array.from({ length: 100 }, () => run(text, { tax: dying }).result));
  let lost = 0;
  for (const { data, errors } of all) {
    const people = plain(data) as {
      people: { id: string; tax: { notices: { id: string }[] } | null; courts: { cases: string[] } }[];
    };
    for (const one of people.people) {
      expect(one.courts.cases).toEqual([`case of ${one.id}`]);
      if (one.tax === null) lost++;
      else expect(one.tax.notices).toEqual([{ id: `${one.id}-n` }]);
    }
    expect(errors.length).toBe(people.people[0]!.tax === null ? 1 : 0);
  }
  expect(lost).toBe(100);
});
