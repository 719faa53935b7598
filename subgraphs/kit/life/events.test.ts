/** What a sector tells of itself, held against the table that its readers rely on; on the run's database. */
import { EVENT_KINDS, misstatedFacts } from "../../../schema/contract/outboxEvent";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { eraseOver, sweepExpired } from "../store/clockWalk";
import { openDatabase, type Database } from "../store/database";
import { publishRows, REVIEWER, stageBatch, SUBMITTER } from "../store/publishRows.fixture";
import type { RecordRow } from "../store/recordRow";
import { fileNilReturn, reconcile } from "../store/returns";
import { recordRow } from "../store/row.fixture";
import { SECTOR_MIGRATIONS } from "../store/sectorMigrations";
import type { SubgraphEnvironment } from "../subgraph";
import { actOnRecord, revokeBasis, type RecordAct } from "./actOnRecord";
import { eventsTelling, type TellDetails } from "./events";
import { giveUp } from "./receiveBatch";

let databases: TestDatabases;
let database: Database;
let count = 0;
beforeAll(async () => {
  databases = await testDatabases();
});
beforeEach(async () => {
  database = await openDatabase(await databases.location(`events${count++}`), SECTOR_MIGRATIONS);
});
afterEach(() => database?.close());
afterAll(() => databases.drop());

/** A Monday. */
const AT = "2026-03-02T02:00:00.000Z";
const reason = "核对无误";

const row = (part: Partial<RecordRow>) => recordRow({ asOf: AT, decidedOn: "2026-02-27", ...part });
const told = (after = 0, limit = 5000, tell: TellDetails = {}) =>
  eventsTelling(tell)({ database } as unknown as SubgraphEnvironment, { after, limit });
const act = (id: string, kind: RecordAct, by = SUBMITTER) => actOnRecord(database, { id, kind, by, at: AT, reason });
const ofKind = async (kind: string) => (await told()).events.filter((event) => event.kind === kind);

it("tells everything that can happen in the form of the table, and nothing besides", async () => {
  const [first, second, third] = [row({ basisDocNo: "甲" }), row({ basisDocNo: "乙" }), row({ basisDocNo: "丙" })];
  await publishRows(database, [first, second, third, row({ displayUntil: "2026-03-03", retainUntil: "2026-03-05" })]);
  await publishRows(database, [{ ...first, basisDocNo: "甲之二" }]);
  await act(first.id, "MARK_DISPUTE");
  await act(first.id, "CLOSE_DISPUTE");
  await act(second.id, "SEAL");
  await act(third.id, "WITHDRAW");
  await act(third.id, "RESTORE", REVIEWER);
  await revokeBasis(database, { basisDocNo: "丙", determiningOrgan: first.determiningOrgan, by: SUBMITTER, at: AT, reason });
  await actOnRecord(database, { id: first.id, kind: "REPAIR", by: SUBMITTER, at: "2029-03-02T02:00:00.000Z", reason });
  await fileNilReturn(database, { item: "TAX-02", period: "2026-02" }, { by: SUBMITTER, at: AT });
  await reconcile(database, { item: "TAX-01", period: "2026-02", theirs: 5 }, { by: SUBMITTER, at: AT });
  const { id } = await stageBatch(database, [row({})]);
  await giveUp(database, id, SUBMITTER, AT, reason);
  await sweepExpired(database, "2026-03-02", AT);
  await sweepExpired(database, "2026-03-04", "2026-03-04T02:00:00.000Z");
  await eraseOver(database, "2026-03-06", "2026-03-06T02:00:00.000Z");

  const { events } = await told();
  expect(events.map((event) => [event.kind, ...misstatedFacts(event)]).filter(({ length }) => length > 1)).toEqual([]);
  expect([...new Set(events.map(({ kind }) => kind))].sort()).toEqual([...EVENT_KINDS].sort());
});

it("says of a record how many working days lie between its decision and the graph, and whether that is late", async () => {
  await publishRows(database, [row({ sourceNo: "1" }), row({ sourceNo: "2", decidedOn: "2026-02-12" })]);
  const facts = (await ofKind("RECORD_CREATED")).map((event) => event.facts);
  // The Spring Festival: 15 to 23 February are off, 14 and 28 February are worked (State Council's notice for 2026).
  expect(facts).toMatchObject([
    { decidedOn: "2026-02-27", workingDays: 2, late: false },
    { decidedOn: "2026-02-12", workingDays: 8 },
  ]);
});

it("tells of what a full replacement withdraws as it was", async () => {
  const rows = ["1", "2", "3", "4", "5", "6"].map((sourceNo) => row({ sourceNo, state: "DISPUTED" }));
  await publishRows(database, rows);
  await publishRows(database, rows.slice(1), { kind: "REPLACEMENT" });
  expect(await ofKind("RECORD_WITHDRAWN")).toMatchObject([
    { recordId: rows[0]!.id, facts: { cause: "ABSENT", was: "DISPUTED", state: "REVOKED", version: 2, decidedOn: "2026-02-27" } },
  ]);
});

it("counts rows in and out of a batch, also of one of which no row was taken", async () => {
  await publishRows(database, [row({}), row({})]);
  expect((await ofKind("BATCH_SUBMITTED")).map(({ facts }) => facts)).toEqual([
    { kind: "ADDITION", rows: 2, taken: 2, refused: 0 },
  ]);
  expect((await ofKind("BATCH_PUBLISHED")).map(({ facts }) => facts)).toEqual([
    { created: 2, corrected: 0, unchanged: 0, withdrawn: 0 },
  ]);
});

it("is read in pages, each going on where the one before ended, and comes to the head", async () => {
  await publishRows(database, [row({}), row({}), row({})]);
  const whole = await told();
  const positions: number[] = [];
  for (let after = 0; ;) {
    const page = await told(after, 2);
    expect(page.events.length).toBeLessThanOrEqual(2);
    positions.push(...page.events.map(({ position }) => position));
    after = page.next;
    if (after === page.head) break;
  }
  expect(positions).toEqual(whole.events.map(({ position }) => position));
  expect([...positions].sort((a, b) => a - b)).toEqual(positions);
});

it("tells codes of the register's own fields, of the version that came and of the one before, never who it is", async () => {
  const item = "IDENTITY-01";
  const person = (level: string) => JSON.stringify({ fullName: "某人", realNameLevel: level });
  const registered = row({ item, detail: person("REGISTERED"), displayRule: null, gravity: null });
  await publishRows(database, [registered]);
  await publishRows(database, [{ ...registered, detail: person("VERIFIED") }]);
  const tell: TellDetails = { [item]: ({ realNameLevel }) => ({ realNameLevel: realNameLevel ?? null }) };
  const { events } = await told(0, 5000, tell);
  const levels = events.map(({ facts }) => [facts["was.realNameLevel"], facts["realNameLevel"]]);
  expect(levels.filter(([, level]) => level !== undefined)).toEqual([
    [undefined, "REGISTERED"],
    ["REGISTERED", "VERIFIED"],
  ]);
  expect(JSON.stringify(events)).not.toContain("某人");
});
