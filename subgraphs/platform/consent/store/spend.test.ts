/** Uses of an authorisation, spent at once by many, on the run's database; on MariaDB by two processes over it. */
import { mariadbUrl } from "../../../../test/support/config";
import { newId } from "../../../kit/newId";
import type { RunningSubgraph } from "../../../kit/subgraph";
import { bankWarrant, NOON, openConsentStand, type ConsentStand } from "../consent.fixture";
import { AGAIN_WITHIN_MS } from "./spendWithin";

let stand: ConsentStand;
let both: RunningSubgraph[];
beforeAll(async () => {
  stand = await openConsentStand();
  // An embedded database belongs to one process.
  both = [stand.running, mariadbUrl() === undefined ? stand.running : await stand.another()];
});
afterAll(() => stand?.close());
beforeEach(() => {
  stand.clock.now = NOON;
});

async function given(uses: number): Promise<{ person: string; grant: string }> {
  const person = newId();
  return { person, grant: await stand.approve(person, await stand.request(person, { uses })) };
}

/** Spends through process `at` (0 or 1). */
async function spend(at: number, { person, grant }: { person: string; grant: string }, more: object = {}): Promise<string> {
  const answer = await both[at % 2]!.internal("spend", { grant, body: "b", ...more }, bankWarrant([person]));
  return (answer as { spent: string }).spent;
}

const count = (spents: string[], what: string) => spents.filter((spent) => spent === what).length;

it.each([1, 3, 49])("E08 200 at once spend %d of as many uses, and no more", async (uses) => {
  const one = await given(uses);
  const spents = await Promise.all(Array.from({ length: 200 }, (_, at) => spend(at, one)));
  expect([count(spents, "SPENT"), count(spents, "REFUSED")]).toEqual([uses, 200 - uses]);
  expect((await stand.read(one.grant)).usesLeft).toBe(0);
  const database = stand.running.environment.database!;
  const [row] = await database.reader.all("SELECT COUNT(*) AS uses FROM grant_use WHERE grant_id = ?", [one.grant]);
  expect(Number(row!["uses"])).toBe(uses);
});

it("E09 two processes that spend of many authorisations in opposite orders neither wait for each other for ever nor overspend", async () => {
  const many = await Promise.all(Array.from({ length: 12 }, () => given(2)));
  const rounds = Array.from({ length: 5 }, () =>
    [many, many.toReversed()].flatMap((list, at) => list.map((one) => spend(at, one))),
  );
  const spents = await Promise.all(rounds.flat());
  expect([spents.length, count(spents, "SPENT")]).toEqual([120, 24]);
  for (const { grant } of many) expect((await stand.read(grant)).usesLeft).toBe(0);
}, 30_000);

describe("E12 a request that is sent again under its Idempotency-Key", () => {
  it("is the same use, also fifty times at once and through either process", async () => {
    const one = await given(3);
    const spents = await Promise.all(Array.from({ length: 50 }, (_, at) => spend(at, one, { key: "k1" })));
    expect(count(spents, "SPENT")).toBe(50);
    expect(await stand.read(one.grant, { key: "k1" })).toMatchObject({ usesLeft: 2, paid: true });
    expect(await stand.read(one.grant, { key: "k2" })).toMatchObject({ usesLeft: 2, paid: false });
  });

  it("is free also where it had the last use", async () => {
    const one = await given(1);
    expect([await spend(0, one, { key: "k" }), await spend(1, one, { key: "k" })]).toEqual(["SPENT", "SPENT"]);
    expect(await stand.read(one.grant, { key: "k" })).toMatchObject({ usesLeft: 0, paid: true });
    expect([await spend(0, one), await spend(1, one, { key: "other" })]).toEqual(["REFUSED", "REFUSED"]);
  });

  it("with another body is refused, and spends nothing", async () => {
    const one = await given(3);
    expect(await spend(0, one, { key: "k", body: "a" })).toBe("SPENT");
    expect(await spend(1, one, { key: "k", body: "b" })).toBe("KEY_TAKEN");
    expect(await stand.read(one.grant, { key: "k", body: "b" })).toMatchObject({ usesLeft: 2, paid: false });
  });

  it("is the same use for five minutes, to the millisecond, and then the key is taken", async () => {
    const one = await given(3);
    expect(await spend(0, one, { key: "k" })).toBe("SPENT");
    stand.clock.now += AGAIN_WITHIN_MS;
    expect(await spend(1, one, { key: "k" })).toBe("SPENT");
    stand.clock.now++;
    expect([await spend(0, one, { key: "k" }), (await stand.read(one.grant, { key: "k" })).paid]).toEqual(["KEY_TAKEN", false]);
    expect((await stand.read(one.grant)).usesLeft).toBe(2);
  });

  it("stands for a use of that authorisation alone, and leaves neither key nor body where it could be read", async () => {
    const [one, other] = [await given(1), await given(1)];
    expect([await spend(0, one, { key: "my-key" }), await spend(0, other, { key: "my-key", body: "else" })]).toEqual([
      "SPENT",
      "SPENT",
    ]);
    const rows = await stand.running.environment.database!.reader.all("SELECT * FROM grant_use", []);
    expect(JSON.stringify(rows)).not.toMatch(/my-key|else/);
  });
});
