import type { Warrant } from "../../schema/contract/warrant";
import { localReach, type LocalSubgraph } from "./localReach";
import type { ReachEvent } from "./reach";

const warrant = { requestId: "r1" } as Warrant;
const hanging = () => new Promise<never>(() => undefined);

function reaching(more: Partial<LocalSubgraph>) {
  const events: ReachEvent["kind"][] = [];
  const local = { name: "tax", execute: async () => ({ data: {} }), internal: async () => 1, healthy: async () => true, ...more };
  return { events, reach: localReach(local, { onEvent: ({ kind }) => events.push(kind) }) };
}

it("hands over the body and the warrant itself, unsigned", async () => {
  const execute = jest.fn(async () => ({ data: { a: 1 } }));
  const internal = jest.fn(async () => ["p1"]);
  const { reach } = reaching({ execute, internal });
  const deadlineAt = Date.now() + 1000;
  expect(await reach.call({ subgraph: "tax", body: { query: "{a}" }, warrant, deadlineAt })).toEqual({ data: { a: 1 } });
  expect(execute).toHaveBeenCalledWith({ query: "{a}" }, warrant);
  expect(await reach.internal("resolve", [1], warrant, deadlineAt)).toEqual(["p1"]);
  expect(internal).toHaveBeenCalledWith("resolve", [1], warrant);
});

it("K04 abandons what hangs, says so, and keeps no timer that holds the process", async () => {
  const { reach, events } = reaching({ execute: hanging, internal: hanging });
  const deadlineAt = Date.now() + 30;
  await expect(reach.call({ subgraph: "tax", body: { query: "{a}" }, warrant, deadlineAt })).rejects.toMatchObject({
    code: "SECTOR_UNAVAILABLE",
  });
  await expect(reach.internal("resolve", [], warrant, deadlineAt)).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE" });
  expect(events).toEqual(["DEADLINE", "DEADLINE"]);
  const answering = reaching({});
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  await answering.reach.call({ subgraph: "tax", body: { query: "{a}" }, warrant, deadlineAt: Date.now() + 60_000 });
  expect(timers()).toBeLessThanOrEqual(before);
});

it.each<[string, LocalSubgraph["healthy"], boolean]>([
  ["healthy", async () => true, true],
  ["unhealthy when it says so", async () => false, false],
  ["unhealthy when asking fails", () => Promise.reject(new Error("down")), false],
  ["unhealthy when it does not say", hanging, false],
])("is %s", async (_, healthy, expected) => {
  expect(await reaching({ healthy }).reach.healthy()).toBe(expected);
});
