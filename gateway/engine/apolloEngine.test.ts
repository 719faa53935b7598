import net from "node:net";
import { QueryPlanner } from "@apollo/query-planner";
import { Refusal } from "../../schema/contract/publicCode";
import { down, openThree, PERSON, plain } from "./runOnThree.fixture";

let three: Awaited<ReturnType<typeof openThree>>;
const run: typeof three.run = (...given) => three.run(...given);
let connections = 0;

beforeAll(async () => {
  delete process.env["APOLLO_TELEMETRY_DISABLED"];
  const connect = jest.spyOn(net.Socket.prototype, "connect").mockImplementation(() => {
    connections++;
    throw new Error("no connection may be opened");
  });
  three = await openThree();
  await new Promise((resolve) => setTimeout(resolve, 200));
  connect.mockRestore();
});
afterAll(() => three.close());

it("C19 opens no connection while it starts, whatever the environment said", () => {
  expect(process.env["APOLLO_TELEMETRY_DISABLED"]).toBe("true");
  expect(connections).toBe(0);
});

it("answers a person from three departments", async () => {
  const { data, errors, unavailable, answered } = await run(PERSON).result;
  expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: { asOf: "2026-01-01" }, courts: { cases: ["case of p1"] } } });
  expect({ errors, unavailable }).toEqual({ errors: [], unavailable: [] });
  expect(answered.sort()).toEqual(["courts", "identity", "tax"]);
});

it("gives variables, aliases and conditions their meaning, and picks the operation by name", async () => {
  const text = `query A($n: String!, $c: Boolean!) { x: person(number: $n) { m: maskedName courts @include(if: $c) { asOf } } } query B { me { id } }`;
  const { result, asked } = run(text, {}, { operationName: "A", variables: { n: "p2", c: false } });
  expect(plain((await result).data)).toEqual({ x: { m: "乙*" } });
  expect(asked).toEqual(["identity"]);
});

it("never plans: a plan that was not handed over is an error, not a plan made in the main thread", async () => {
  const plan = three.planOf(PERSON);
  const planning = jest.spyOn(QueryPlanner.prototype, "buildQueryPlan");
  await run(PERSON, {}, { plan }).result;
  await expect(run(PERSON, {}, { plan: undefined as never }).result).rejects.toThrow("no plan was handed over");
  expect(planning).not.toHaveBeenCalled();
  planning.mockRestore();
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

it("a person who is not found is null without error, and no department is asked", async () => {
  const { result, asked } = run(`{ person(number: "nobody") { maskedName tax { asOf } } }`, { tax: down });
  expect(await result).toMatchObject({ data: { person: null }, errors: [], unavailable: [], answered: ["identity"] });
  expect(asked).toEqual(["identity"]);
});

it("C14 aliases named constructor, prototype or __proto__ are answered or left out, and pollute nothing", async () => {
  const text = `{ person(number: "p1") { constructor: maskedName prototype: tax { toString: asOf } __proto__: courts { cases } } }`;
  const { data, errors } = await run(text).result;
  expect(plain(data)).toMatchObject({ person: { constructor: "甲*", prototype: { toString: "2026-01-01" } } });
  expect(errors).toEqual([]);
  expect(({} as Record<string, unknown>)["cases"]).toBeUndefined();
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
