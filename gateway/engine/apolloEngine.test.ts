import net from "node:net";
import { QueryPlanner } from "@apollo/query-planner";
import { openThree, PERSON } from "./runOnThree.fixture";

let three: Awaited<ReturnType<typeof openThree>>;
const run: typeof three.run = (...given) => three.run(...given);
let connections = 0;

beforeAll(async () => {
  delete process.env["APOLLO_TELEMETRY_DISABLED"];
  const connect = jest.spyOn(net.Socket.prototype, "connect").mockImplementation(() => {
    connections++;
    throw new Error("no connection may be opened");
  });
  three = await openThree("apollo");
  await new Promise((resolve) => setTimeout(resolve, 200));
  connect.mockRestore();
});
afterAll(() => three.close());

it("C19 opens no connection while it starts, whatever the environment said", () => {
  expect(process.env["APOLLO_TELEMETRY_DISABLED"]).toBe("true");
  expect(connections).toBe(0);
});

it("never plans: a plan that was not handed over is an error, not a plan made in the main thread", async () => {
  const planning = jest.spyOn(QueryPlanner.prototype, "buildQueryPlan");
  await run(PERSON).result;
  expect(planning).toHaveBeenCalledTimes(1);
  await expect(run(PERSON, {}, { prepared: { plan: undefined as never } }).result).rejects.toThrow("no plan was handed over");
  expect(planning).toHaveBeenCalledTimes(1);
  planning.mockRestore();
});

it("A29 keeps the plans of concurrent requests apart", async () => {
  const short = `{ person(number: "p1") { maskedName } }`;
  const [long, brief] = await Promise.all([run(PERSON).result, run(short).result]);
  expect(long.answered).toContain("tax");
  expect(brief.answered).toEqual(["identity"]);
});

it("a variable of the wrong type is BAD_USER_INPUT without the value", async () => {
  const text = `query ($n: String!) { person(number: $n) { maskedName } }`;
  const refused = await run(text, {}, { variables: { n: { secret: "120115" } } }).result.catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "BAD_USER_INPUT" });
  expect(String((refused as Error).message)).not.toContain("120115");
});

it("A02 refuses a name that the stock engine reads keys by", async () => {
  for (const selection of ["id: maskedName", "__typename: maskedName", "id: tax { asOf }", "tax { __typename: asOf }"]) {
    await expect(run(`{ me { ${selection} } }`).result).rejects.toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
  }
});
