/** A year that is over: frozen when it is, with all that happened in it, and moved by nothing that comes later. On the run's database. */
import type { Warrant } from "../../../../schema/contract/warrant";
import { testDatabases, type TestDatabases } from "../../../../test/support/databases";
import { openSubgraph, type RunningSubgraph } from "../../../kit/subgraph";
import { supervision } from "..";
import type { Counter } from "../rollup/counter";
import { advance, hear, know, rollupState } from "../store/rollupStore";

let databases: TestDatabases;
let running: RunningSubgraph;
let now = 0;
let count = 0;
beforeAll(async () => {
  databases = await testDatabases();
});
afterAll(() => databases.drop());
beforeEach(async () => {
  now = Date.parse("2026-11-25T04:00:00.000Z");
  await open(await databases.location(`frozen${++count}`));
  await know(running.environment.database!, ["tax", "courts"], instant());
});
afterEach(() => running.close());

async function open(location: Awaited<ReturnType<TestDatabases["location"]>>): Promise<void> {
  running = await openSubgraph(supervision, { location, cursorKey: Buffer.alloc(32), now: () => now });
}

const instant = () => new Date(now).toISOString();
const OFFICE = {
  ...{ requestId: "r", purpose: "NONE", caseNumber: "", agency: "joint-meeting-office", officer: "office-01" },
  ...{ scopes: ["supervision:read", "supervision:write"], subjects: [], open: {}, today: "2026-11-25" },
} as unknown as Warrant;

// The answers are looked at field by field.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  return running.execute({ query, variables }, OFFICE);
}

/** Something happened in the tax bureau, of which supervision is told now. */
async function told(month: string, rowsAccepted: number): Promise<void> {
  const database = running.environment.database!;
  const { position } = (await rollupState(database)).sources.find(({ name }) => name === "tax")!;
  const added: Counter[] = [{ measure: "rowsAccepted", month, sector: "tax", item: "TAX-01", detail: "", n: rowsAccepted }];
  const readAt = instant();
  await advance(database, { name: "tax", from: position, to: position + 1, lastEventAt: readAt, readAt, added });
}
const heard = (...names: string[]) => hear(running.environment.database!, names, instant());
const at = (time: string) => (now = Date.parse(time));

const YEAR = `{ supervision(period: "2026") { frozenAt indicator(code: "K11") { numerator staleSources } tasks { id light } } }`;
async function year(): Promise<{ frozenAt: string | null; rows: number; stale: string[]; t7: string }> {
  const { data, errors } = await ask(YEAR);
  expect(errors).toBeUndefined();
  const { frozenAt, indicator, tasks } = data.supervision;
  const t7 = tasks.find(({ id }: { id: string }) => id === "T7").light;
  return { frozenAt, rows: indicator.numerator, stale: indicator.staleSources, t7 };
}

it("is not over at 31 December, 23:59:59, and is frozen at midnight with what happened in its last second", async () => {
  at("2026-12-31T15:59:59.999Z");
  await told("2026-12", 40);
  await heard("courts");
  expect(await year()).toMatchObject({ frozenAt: null, rows: 40, stale: [] });
  expect((await ask(`{ supervision(period: "2027") { period } }`)).errors[0].extensions.code).toBe("BAD_USER_INPUT");
  at("2026-12-31T16:00:00.000Z");
  // The departments have not answered since: the last second may still be to be told.
  expect(await year()).toMatchObject({ frozenAt: null, rows: 40 });
  at("2026-12-31T16:00:02.000Z");
  await told("2026-12", 2);
  await heard("courts");
  expect(await year()).toMatchObject({ frozenAt: "2026-12-31T16:00:02.000Z", rows: 42, stale: [] });
  const next = await ask(`{ supervision(period: "2027-01") { frozenAt indicator(code: "K11") { numerator } } }`);
  expect(next.data.supervision).toEqual({ frozenAt: null, indicator: { numerator: null } });
});

it("is moved by nothing that comes later: a late event, a report in January, a count anew, another start", async () => {
  await told("2026-11", 10);
  at("2026-12-31T16:00:02.000Z");
  await heard("tax", "courts");
  const frozen = await year();
  expect(frozen).toEqual({ frozenAt: "2026-12-31T16:00:02.000Z", rows: 10, stale: [], t7: "RED" });
  at("2027-01-11T02:00:00.000Z");
  await told("2026-12", 500);
  const report = { task: "T7", member: "tax", text: "已归集", percent: 50, done: false };
  await ask(`mutation($input: ProgressInput!) { reportProgress(input: $input) { id } }`, { input: report });
  expect(await year()).toEqual(frozen);
  const months = await ask(`{
    month: supervision(period: "2026-12") { frozenAt indicator(code: "K11") { numerator } }
    january: supervision(period: "2027-01") { tasks { id light } indicator(code: "K11") { trend(months: 3) { period numerator } } }
    ahead: supervision(period: "2027") { inspection(year: 2027) { about } } }`);
  expect(months.data.month).toEqual({ frozenAt: frozen.frozenAt, indicator: { numerator: null } });
  expect(months.data.january.indicator.trend).toEqual([
    { period: "2026-11", numerator: 10 },
    { period: "2026-12", numerator: null },
    { period: "2027-01", numerator: null },
  ]);
  expect(months.data.january.tasks).toContainEqual({ id: "T7", light: "GREEN" });
  await running.environment.database!.write((manager) => manager.query("DELETE FROM counter"));
  await running.close();
  await open(await databases.location(`frozen${count}`));
  expect(await year()).toEqual(frozen);
});

it("is what the inspection of the January after it shows", async () => {
  await told("2026-11", 10);
  at("2026-12-31T16:00:02.000Z");
  await heard("tax", "courts");
  await year();
  at("2027-01-11T02:00:00.000Z");
  await told("2026-12", 500);
  await ask(`mutation { openInspection(year: 2027) { about } }`);
  const { data } = await ask(
    `{ supervision(period: "2027") { inspection(year: 2027) { about result(member: "tax") { indicators { key numerator } } } } }`,
  );
  expect(data.supervision.inspection.about).toBe(2026);
  expect(data.supervision.inspection.result.indicators).toContainEqual({ key: "K11", numerator: 10 });
});

it("waits a day for a department that is down, no longer, and says which it was", async () => {
  await told("2026-11", 10);
  await heard("courts");
  at("2027-01-01T15:59:59.000Z");
  await heard("tax");
  expect((await year()).frozenAt).toBeNull();
  at("2027-01-01T16:00:00.000Z");
  expect(await year()).toMatchObject({ frozenAt: "2027-01-01T16:00:00.000Z", rows: 10, stale: ["courts"] });
});

it("is frozen by the upkeep where nobody looks, and not at all where nothing was counted in it", async () => {
  at("2026-12-31T16:00:02.000Z");
  await heard("tax", "courts");
  await supervision.upkeep!(running.environment, now);
  at("2027-03-01T00:00:00.000Z");
  expect((await year()).frozenAt).toBe("2026-12-31T16:00:02.000Z");
  const before = await ask(`{ supervision(period: "2025") { frozenAt } }`);
  expect(before.data.supervision.frozenAt).toBeNull();
});
