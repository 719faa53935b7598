import type { Warrant } from "../../schema/contract/warrant";
import { guardedReach } from "./guardedReach";
import { localReach } from "./localReach";
import type { ReachEvent, SubgraphAnswer, SubgraphBody } from "./reach";

const warrant = {} as Warrant;
const ENTITIES = "query($representations:[_Any!]!){_entities(representations:$representations){...on Person{tax{asOf}}}}";
const body = { query: ENTITIES, variables: { representations: [{ __typename: "Person", id: "p1" }] } };

function guarded(execute: (body: SubgraphBody) => Promise<SubgraphAnswer>, internal = async (): Promise<unknown> => 1) {
  const clock = { now: 1_000_000 };
  const events: ReachEvent[] = [];
  let calls = 0;
  const local = localReach(
    {
      name: "tax",
      execute: (sent) => {
        calls++;
        return execute(sent);
      },
      internal,
      healthy: async () => true,
    },
    { now: () => clock.now },
  );
  const reach = guardedReach(local, { now: () => clock.now, onEvent: (event) => events.push(event) });
  const call = (given: SubgraphBody = body) =>
    reach.call({ subgraph: "tax", body: given, warrant, deadlineAt: clock.now + 50 }).then(
      () => "ANSWERED",
      (error: { code: string }) => error.code,
    );
  return { reach, clock, events, call, calls: () => calls };
}

const honest = async (sent: SubgraphBody): Promise<SubgraphAnswer> => {
  expect(sent.query).toContain("_k_id:id");
  return { data: { _entities: [{ tax: null, _k_typename: "Person", _k_id: "p1" }] } };
};
const lying = async (): Promise<SubgraphAnswer> => ({ data: { _entities: [{ tax: null, _k_typename: "Person", _k_id: "p2" }] } });

it("F26 opens the breaker at the first lie, says so once, and calls the department no more", async () => {
  const { call, calls, events, reach } = guarded(lying);
  expect([await call(), await call(), await call()]).toEqual(["SECTOR_INTEGRITY", "SECTOR_UNAVAILABLE", "SECTOR_UNAVAILABLE"]);
  expect(calls()).toBe(1);
  expect(reach.breaker()).toBe("OPEN");
  expect(events.map(({ kind }) => kind)).toEqual(["INTEGRITY", "BREAKER_OPEN"]);
});

it("K05 opens after five failures, tries again after five seconds, and closes when the department is back", async () => {
  let down = true;
  const { call, calls, clock, reach } = guarded((sent) => (down ? Promise.reject(new Error("down")) : honest(sent)));
  for (let i = 0; i < 8; i++) expect(await call()).toBe("SECTOR_UNAVAILABLE");
  expect(calls()).toBe(5);
  clock.now += 5000;
  expect(await call()).toBe("SECTOR_UNAVAILABLE");
  expect(calls()).toBe(6);
  down = false;
  clock.now += 5000;
  expect(await call()).toBe("ANSWERED");
  expect(reach.breaker()).toBe("CLOSED");
});

it("K06 a department without a database is unavailable, and its breaker counts it", async () => {
  const { call, reach } = guarded(async () => ({ data: null, errors: [{ message: "no database" }] }));
  for (let i = 0; i < 5; i++) expect(await call()).toBe("SECTOR_UNAVAILABLE");
  expect(reach.breaker()).toBe("OPEN");
});

it("data that is null because the department refuses is an answer", async () => {
  const refusal = { data: null, errors: [{ message: "", path: ["desk"], extensions: { code: "ACCESS_DENIED" } }] };
  const { call } = guarded(async () => refusal);
  expect(await call({ query: "mutation{desk{a}}" })).toBe("ANSWERED");
});

it("C16 an answer of nothing but errors is cut off", async () => {
  const { call } = guarded(async () => ({ data: {}, errors: Array(2001).fill({ message: "x" }) }));
  expect(await call({ query: "{a}" })).toBe("SECTOR_UNAVAILABLE");
});

it("a key that the owner got wrong is not the department's fault: nothing is sent and its breaker stays closed", async () => {
  const { call, calls, reach } = guarded(honest);
  for (let i = 0; i < 6; i++)
    expect(await call({ ...body, variables: { representations: [{ __typename: "Person" }] } })).toBe("SECTOR_INTEGRITY");
  expect(calls()).toBe(0);
  expect(reach.breaker()).toBe("CLOSED");
});

it("K04 a call that hangs ends at its deadline, and what comes later disturbs nobody", async () => {
  let fail: (error: Error) => void = () => undefined;
  const { call, reach, clock } = guarded(
    () => new Promise((_, reject) => (fail = reject)),
    () => new Promise(() => undefined),
  );
  expect(await call()).toBe("SECTOR_UNAVAILABLE");
  fail(new Error("too late"));
  await expect(reach.internal("resolve", {}, warrant, clock.now + 20)).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE" });
});

it("B14 the refusal holds nothing of what the department threw", async () => {
  const { reach, clock } = guarded(() => Promise.reject(new TypeError("SELECT * FROM person WHERE id = 120115")));
  const refusal = await reach
    .call({ subgraph: "tax", body, warrant, deadlineAt: clock.now + 50 })
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "SECTOR_UNAVAILABLE", detail: "tax: TypeError" });
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain("SELECT");
});
