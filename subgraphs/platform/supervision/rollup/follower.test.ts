/** What is followed is counted once, whatever happens to the telling of it; counted anew it is the same. On the run's database. */
import fc from "fast-check";
import { randomSeed } from "../../../../test/support/config";
import { testDatabases, type TestDatabases } from "../../../../test/support/databases";
import { until } from "../../../../test/support/until";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { ReadEvents, ToldEvent } from "../../../kit/eventSource";
import { openDatabase, type Database } from "../../../kit/store/database";
import { rollupState } from "../store/rollupStore";
import { SupervisionTables1700000000301 } from "../store/tables";
import { keyOf } from "./counter";
import { countersOf } from "./countersOf";
import { catchUp, startFollower } from "./follower";
import { rebuildRollups } from "./rebuild";
import { openRollups } from "./rollups";

let databases: TestDatabases;
let database: Database;
let count = 0;
beforeAll(async () => {
  databases = await testDatabases();
});
afterAll(() => databases.drop());
beforeEach(async () => {
  database = await openDatabase(await databases.location(`rollups${count++}`), [SupervisionTables1700000000301]);
});
afterEach(() => database.close());

const seed = randomSeed();
const AT = "2026-11-01T00:00:00.000Z";
const at = () => AT;
const now = () => Date.parse(AT);
const items = loadCatalogue().items.filter(({ sector }) => sector === "tax");

const anEvent: fc.Arbitrary<Omit<ToldEvent, "position">> = fc.record({
  at: fc.constantFrom("2025-12-31T15:59:59.999Z", "2025-12-31T16:00:00.000Z", "2026-10-05T02:00:00.000Z"),
  kind: fc.constantFrom(
    "RECORD_CREATED",
    "RECORD_CORRECTED",
    "RECORD_WITHDRAWN",
    "RECORD_EXPIRED",
    "BATCH_SUBMITTED",
    "BATCH_REVIEWED",
  ),
  item: fc.constantFrom(...items.map(({ code }) => code)),
  facts: fc.record({
    state: fc.constantFrom("ACTIVE", "REVOKED", "SEALED"),
    was: fc.constantFrom("ACTIVE", "REVOKED"),
    decidedOn: fc.constantFrom("2024-02-29", "2026-10-01"),
    lastDay: fc.constantFrom("2025-12-30", "2026-10-04"),
    taken: fc.nat(20),
    workingDays: fc.nat(6),
  }),
});
const aGrantEvent: fc.Arbitrary<Omit<ToldEvent, "position">> = fc.record({
  at: fc.constantFrom("2025-12-31T15:59:59.999Z", "2025-12-31T16:00:00.000Z"),
  kind: fc.constantFrom("GRANT_REQUESTED", "GRANT_APPROVED", "GRANT_REVOKED", "GRANT_SPENT"),
  facts: fc.record({ agency: fc.constantFrom("bank-001", "bank-002"), purpose: fc.constantFrom("BANK_CREDIT", null) }),
});
/** Positions grow, with gaps, as they do where steps take positions as well. */
const aStreamOf = (event: typeof anEvent) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), event), { minLength: 1, maxLength: 40 }).map((list) => {
    let position = 0;
    return list.map(([gap, one]): ToldEvent => ({ ...one, position: (position += gap) }));
  });
/** Of a sector, or of the authorisations. */
const aTeller = fc.oneof(
  fc.record({ name: fc.constant("tax"), events: aStreamOf(anEvent) }),
  fc.record({ name: fc.constant("consent"), events: aStreamOf(aGrantEvent) }),
);

/** What a well-behaved reader would have counted, added up by hand. */
function counted(name: string, events: readonly ToldEvent[]): Map<string, number> {
  const sums = new Map<string, number>();
  let after = 0;
  for (const event of events) {
    for (const counter of countersOf(event, { name, after }, loadCatalogue()))
      sums.set(keyOf(counter), (sums.get(keyOf(counter)) ?? 0) + counter.n);
    after = event.position;
  }
  return new Map([...sums].filter(([, n]) => n !== 0).sort());
}

async function inTable(): Promise<Map<string, number>> {
  const rollups = openRollups(database);
  await rollups.refresh();
  const counters = [...rollups.cube.all()].filter(({ n }) => n !== 0);
  return new Map(counters.map((counter): [string, number] => [keyOf(counter), counter.n]).sort());
}

/** A source that tells the truth page by page. */
function telling(events: readonly ToldEvent[], page = 7): ReadEvents {
  return async (_, after) => {
    const told = events.filter(({ position }) => position > after).slice(0, page);
    return { events: told, next: told.at(-1)?.position ?? after, head: events.at(-1)?.position ?? 0 };
  };
}

/** The same, but pages overlap, come shuffled, hold events twice, or fail. */
function unruly(events: readonly ToldEvent[], chances: () => number): ReadEvents {
  const honest = telling(events);
  return async (name, after, limit) => {
    if (chances() < 0.2) throw new Error("no answer");
    const page = (await honest(name, after, limit)) as { events: ToldEvent[]; next: number; head: number };
    const before = events.filter(({ position }) => position <= after).slice(-3);
    const told = [...page.events, ...before, ...page.events.slice(0, 2)].sort(() => chances() - 0.5);
    return { ...page, events: told, next: chances() < 0.5 ? 0 : page.next };
  };
}

/** Numbers from 0 to 1. */
function chancesFrom(start: number): () => number {
  let state = start;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 2 ** 31;
}

const settle = async (read: ReadEvents, name = "tax") => {
  for (let tries = 0; tries < 200; tries++)
    if (
      await catchUp(name, { database, read, at }).then(
        () => true,
        () => false,
      )
    )
      return;
  throw new Error("the source never answered in full");
};

async function forget(name = "tax"): Promise<void> {
  await database.write(async (manager) => {
    await manager.query("DELETE FROM counter");
    await manager.query("DELETE FROM source");
  });
  await rebuildRollups(database, { sources: [name], read: telling([]), now });
}

it(`F46 counts each event once, told twice, late, out of order or in a page that failed; and anew to the same (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(aTeller, fc.nat(2 ** 31 - 1), async ({ name, events }, start) => {
      await forget(name);
      await settle(unruly(events, chancesFrom(start)), name);
      const expected = counted(name, events);
      expect(await inTable()).toEqual(expected);
      await rebuildRollups(database, { sources: [name], read: telling(events), now });
      expect(await inTable()).toEqual(expected);
    }),
    { seed, numRuns: 15 },
  );
});

const batch = (position: number, more: Partial<ToldEvent> = {}): ToldEvent => ({
  ...{ position, at: AT, kind: "BATCH_PUBLISHED", item: items[0]!.code, facts: {} },
  ...more,
});
const batches = (n: number) => Array.from({ length: n }, (_, place) => batch(place + 1));

it("F46 counts once what two followers read, and goes on where one that was killed before it could tell stood", async () => {
  await forget();
  const events = batches(60);
  await Promise.all([settle(telling(events, 5)), settle(telling(events, 11))]);
  expect(await inTable()).toEqual(counted("tax", events));
  // What was written stands; that the one who wrote it never came to say so changes nothing.
  const more = batches(75);
  await settle(telling(more));
  await settle(telling(more));
  expect(await inTable()).toEqual(counted("tax", more));
});

it("counts anew beside a follower that goes on: nothing is lost, nothing twice, and no reader sees less", async () => {
  await forget();
  let events = batches(200);
  const read: ReadEvents = (name, after, limit) => telling(events, 20)(name, after, limit);
  await settle(read);
  const seen: number[] = [];
  const rollups = openRollups(database);
  const look = async () => {
    await rollups.refresh();
    seen.push(rollups.cube.within("batchesPublished", "", "9999-12").reduce((sum, { n }) => sum + n, 0));
  };
  await look();
  const slow: ReadEvents = async (name, after, limit) => {
    events = batches(events.length + 5);
    await settle(read);
    await look();
    return telling(events, 100)(name, after, limit);
  };
  // The follower is always a step ahead of the one who counts anew, until nothing more happens.
  const stopping: ReadEvents = (...args) => (events.length < 300 ? slow(...args) : read(...args));
  await rebuildRollups(database, { sources: ["tax"], read: stopping, now });
  await settle(read);
  await look();
  expect(await inTable()).toEqual(counted("tax", events));
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  expect(seen[0]).toBe(200);
});

it("takes an answer that is no page for none, and keeps what was counted", async () => {
  await forget();
  await settle(telling(batches(3)));
  const before = await inTable();
  const lies: unknown[] = [
    null,
    { events: {}, next: 1, head: 1 },
    { events: [], next: -1, head: 0 },
    { events: [batch(1.5)], next: 2, head: 2 },
    { events: [{ ...batch(9), at: "yesterday" }], next: 9, head: 9 },
    { events: [{ ...batch(9), facts: null }], next: 9, head: 9 },
  ];
  for (const lie of lies)
    await expect(catchUp("tax", { database, read: async () => lie, at })).rejects.toThrow(/no page of events|no event/);
  expect(await inTable()).toEqual(before);
});

it("knows a source that never answered, and when one that has nothing new last did", async () => {
  let clock = Date.parse(AT);
  const errors: unknown[] = [];
  const read: ReadEvents = async (name, after, limit) => {
    if (name === "courts") throw new Error("down");
    return telling([batch(1)])(name, after, limit);
  };
  const follower = await startFollower({
    ...{ database, sources: ["tax", "courts"], read, now: () => clock },
    onError: (error) => errors.push(error),
  });
  const states = async () => new Map((await rollupState(database)).sources.map((one) => [one.name, one]));
  await until(async () => (await states()).get("tax")?.position === 1);
  clock += 3_600_000;
  await until(async () => (await states()).get("tax")?.readAt === new Date(clock).toISOString());
  await follower.close();
  expect((await states()).get("courts")).toEqual({ name: "courts", position: 0, lastEventAt: null, readAt: null });
  expect((await states()).get("tax")?.lastEventAt).toBe(AT);
  // Told once, though it was asked many times.
  expect(errors).toHaveLength(1);
});
