/**
 * Counters and how far each source was read. Both move in one transaction under the condition that nobody else read the
 * source further meanwhile, so an event is counted once, however often it is delivered (FAULTS F46).
 */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";
import { changedBy, insert } from "../../../kit/store/insertRows";
import { placeholders, type Row } from "../../../kit/store/reader";
import type { Counter, Measure } from "../rollup/counter";

export interface SourceRow {
  name: string;
  /** Position of the last event that was counted. */
  position: number;
  lastEventAt: string | null;
  /** When it last answered; null = never yet. */
  readAt: string | null;
}

export interface RollupState {
  sources: SourceRow[];
  /** Grows with every change of counters, in the order of their commits. */
  revision: number;
  /** Grows whenever all counters were counted anew. */
  generation: number;
  /** When counting began. */
  since: string;
}

/** A row among the sources that is none: its revision numbers the changes of counters, its position their generations. */
const CLOCK = "*";

const COUNTER = ["measure", "month", "sector", "item", "detail", "n", "revision"];
/** Rows of one revision: a page of {@link countersAfter} holds whole ones. */
const CHUNK = 200;
const PAGE = 20_000;

export async function rollupState(database: Database): Promise<RollupState> {
  const rows = await database.reader.all("SELECT name, position, last_event_at, read_at, revision FROM source", []);
  const clock = rows.find((row) => row["name"] === CLOCK);
  return {
    sources: rows.filter((row) => row !== clock).map(sourceOf),
    revision: Number(clock?.["revision"] ?? 0),
    generation: Number(clock?.["position"] ?? 0),
    since: (clock?.["read_at"] as string | null | undefined) ?? "",
  };
}

function sourceOf(row: Row): SourceRow {
  return {
    name: row["name"] as string,
    position: Number(row["position"]),
    lastEventAt: row["last_event_at"] as string | null,
    readAt: row["read_at"] as string | null,
  };
}

const AFTER = `SELECT measure, month, sector, item, detail, n, revision FROM counter WHERE revision > ? ORDER BY revision LIMIT ${PAGE}`;

/** Counters that were set after `revision`: a page of them, and up to which revision it holds all. */
export async function countersAfter(
  database: Database,
  revision: number,
): Promise<{ counters: Counter[]; last: number; more: boolean }> {
  const rows = await database.reader.all(AFTER, [revision]);
  const last = Number(rows.at(-1)?.["revision"] ?? revision);
  if (rows.length < PAGE) return { counters: rows.map(counterOf), last, more: false };
  // The last revision may go on behind the page.
  const whole = rows.filter((row) => Number(row["revision"]) < last);
  return { counters: whole.map(counterOf), last: Number(whole.at(-1)!["revision"]), more: true };
}

function counterOf(row: Row): Counter {
  return {
    measure: row["measure"] as Measure,
    month: row["month"] as string,
    sector: row["sector"] as string,
    item: row["item"] as string,
    detail: row["detail"] as string,
    n: Number(row["n"]),
  };
}

export interface Advance {
  name: string;
  /** Where the source stood when the events were read; they are counted only if it still stands there. */
  from: number;
  to: number;
  lastEventAt: string | null;
  readAt: string;
  /** What the events add to each counter. */
  added: readonly Counter[];
}

/** Counts events of one source and moves its position. False where another reader was first: nothing was counted. */
export function advance(database: Database, { name, from, to, lastEventAt, readAt, added }: Advance): Promise<boolean> {
  const sql =
    "UPDATE source SET position = ?, last_event_at = COALESCE(?, last_event_at), read_at = ? WHERE name = ? AND position = ?";
  return database.write(async (manager) => {
    if ((await changedBy(manager, sql, [to, lastEventAt, readAt, name, from])) !== 1) return false;
    for (let start = 0; start < added.length; start += CHUNK)
      await add(manager, added.slice(start, start + CHUNK), await nextRevision(manager));
    return true;
  });
}

/** Takes sources up from their beginning, where they are not known. */
export async function know(database: Database, names: readonly string[], now: string): Promise<void> {
  const known = new Set((await rollupState(database)).sources.map(({ name }) => name));
  for (const name of [CLOCK, ...names]) {
    if (known.has(name)) continue;
    const row = [name, 0, null, name === CLOCK ? now : null, 0];
    // Another process that takes it up at the same time is as good; so is the clock that was there.
    await database
      .write((manager) => insert(manager, "source", ["name", "position", "last_event_at", "read_at", "revision"], [row]))
      .catch(() => undefined);
  }
}

/** Notes that sources answered, though there was nothing new. */
export async function hear(database: Database, names: readonly string[], at: string): Promise<void> {
  const { marks, bound } = placeholders([...names]);
  const sql = `UPDATE source SET read_at = ? WHERE name IN (${marks}) AND (read_at IS NULL OR read_at < ?)`;
  await database.write((manager) => manager.query(sql, [at, ...bound, at]));
}

export interface Recount {
  /** How far each source was read. */
  positions: ReadonlyMap<string, number>;
  counters: readonly Counter[];
}

/**
 * Puts counters that were counted anew in the place of all there are, in one transaction: whoever reads meanwhile has the
 * old or the new. False where a source was read further meanwhile: nothing changed, and the rest is to be counted first.
 */
export async function replaceAll(database: Database, { positions, counters }: Recount): Promise<boolean> {
  return database
    .write(async (manager) => {
      for (const [name, position] of positions) {
        const sql = "UPDATE source SET position = ? WHERE name = ? AND position <= ?";
        if ((await changedBy(manager, sql, [position, name, position])) !== 1) throw new ReadFurther();
      }
      await changedBy(manager, "UPDATE source SET position = position + 1 WHERE name = ?", [CLOCK]);
      await manager.query("DELETE FROM counter");
      for (let start = 0; start < counters.length; start += CHUNK) {
        const revision = await nextRevision(manager);
        await insert(
          manager,
          "counter",
          COUNTER,
          counters.slice(start, start + CHUNK).map((counter) => rowOf(counter, revision)),
        );
      }
    })
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof ReadFurther) return false;
        throw error;
      },
    );
}

class ReadFurther extends Error {}

/** The clock's row stays locked until the transaction ends, so revisions are committed in their order. */
async function nextRevision(manager: EntityManager): Promise<number> {
  await changedBy(manager, "UPDATE source SET revision = revision + 1 WHERE name = ?", [CLOCK]);
  const [row] = (await manager.query("SELECT revision FROM source WHERE name = ?", [CLOCK])) as Row[];
  return Number(row!["revision"]);
}

function rowOf({ measure, month, sector, item, detail, n }: Counter, revision: number): unknown[] {
  return [measure, month, sector, item, detail, n, revision];
}

const ADD =
  "UPDATE counter SET n = n + ?, revision = ? WHERE measure = ? AND month = ? AND sector = ? AND item = ? AND detail = ?";

async function add(manager: EntityManager, added: readonly Counter[], revision: number): Promise<void> {
  const known = await existing(manager, added);
  const fresh: unknown[][] = [];
  for (const counter of added) {
    const { measure, month, sector, item, detail, n } = counter;
    const place = [measure, month, sector, item, detail];
    if (known.has(place.join("\n"))) await manager.query(ADD, [n, revision, ...place]);
    else fresh.push(rowOf(counter, revision));
  }
  if (fresh.length > 0) await insert(manager, "counter", COUNTER, fresh);
}

async function existing(manager: EntityManager, added: readonly Counter[]): Promise<Set<string>> {
  const measures = placeholders([...new Set(added.map(({ measure }) => measure))]);
  const months = placeholders([...new Set(added.map(({ month }) => month))]);
  const sectors = placeholders([...new Set(added.map(({ sector }) => sector))]);
  const rows = (await manager.query(
    `SELECT measure, month, sector, item, detail FROM counter
      WHERE measure IN (${measures.marks}) AND month IN (${months.marks}) AND sector IN (${sectors.marks})`,
    [...measures.bound, ...months.bound, ...sectors.bound],
  )) as Row[];
  return new Set(rows.map((row) => [row["measure"], row["month"], row["sector"], row["item"], row["detail"]].join("\n")));
}
