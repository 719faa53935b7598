/**
 * Counters and how far each source was read. Both move in one transaction under the condition that nobody else read the
 * source further meanwhile, so an event is counted once, however often it is delivered (FAULTS F46).
 */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";
import { placeholders, type Row } from "../../../kit/store/reader";
import { insert } from "../../../kit/store/insertRows";
import type { Counter, Measure } from "../rollup/counter";
import { change } from "./change";

export interface SourceRow {
  name: string;
  /** Position of the last event that was counted. */
  position: number;
  lastEventAt: string | null;
  readAt: string;
}

/** A row among the sources that is none: its revision numbers the changes of counters, in the order of their commits. */
const CLOCK = "*";

const COUNTER = ["measure", "month", "sector", "item", "detail", "n", "revision"];
const CHUNK = 200;

export async function sources(database: Database): Promise<{ sources: SourceRow[]; revision: number }> {
  const rows = await database.reader.all("SELECT name, position, last_event_at, read_at, revision FROM source", []);
  const clock = rows.find((row) => row["name"] === CLOCK);
  return { sources: rows.filter((row) => row !== clock).map(sourceOf), revision: Number(clock?.["revision"] ?? 0) };
}

function sourceOf(row: Row): SourceRow {
  return {
    name: row["name"] as string,
    position: row["position"] as number,
    lastEventAt: row["last_event_at"] as string | null,
    readAt: row["read_at"] as string,
  };
}

/** Counters that were set after `revision`. */
export async function countersSince(database: Database, revision: number): Promise<Counter[]> {
  const rows = await database.reader.all("SELECT measure, month, sector, item, detail, n FROM counter WHERE revision > ?", [
    revision,
  ]);
  return rows.map(counterOf);
}

function counterOf(row: Row): Counter {
  return {
    measure: row["measure"] as Measure,
    month: row["month"] as string,
    sector: row["sector"] as string,
    item: row["item"] as string,
    detail: row["detail"] as string,
    n: row["n"] as number,
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
    if ((await change(manager, sql, [to, lastEventAt, readAt, name, from])) !== 1) return false;
    if (added.length === 0) return true;
    const revision = await nextRevision(manager);
    for (let start = 0; start < added.length; start += CHUNK) await add(manager, added.slice(start, start + CHUNK), revision);
    return true;
  });
}

/** Takes sources up from their beginning, where they are not known. */
export async function know(database: Database, names: readonly string[], readAt: string): Promise<void> {
  const known = new Set((await database.reader.all("SELECT name FROM source", [])).map((row) => row["name"]));
  for (const name of [CLOCK, ...names]) {
    if (known.has(name)) continue;
    const row = [name, 0, null, readAt, 0];
    // Another process that takes it up at the same time is as good.
    await database
      .write((manager) => insert(manager, "source", ["name", "position", "last_event_at", "read_at", "revision"], [row]))
      .catch(() => undefined);
  }
}

/** Forgets everything that was counted, so that it is counted anew from the sources. */
export async function forgetAll(database: Database): Promise<void> {
  await database.write(async (manager) => {
    await manager.query("DELETE FROM counter");
    await manager.query("DELETE FROM source");
  });
}

/** The clock's row stays locked until the transaction ends, so revisions are committed in their order. */
async function nextRevision(manager: EntityManager): Promise<number> {
  await change(manager, "UPDATE source SET revision = revision + 1 WHERE name = ?", [CLOCK]);
  const [row] = (await manager.query("SELECT revision FROM source WHERE name = ?", [CLOCK])) as Row[];
  return Number(row!["revision"]);
}

async function add(manager: EntityManager, added: readonly Counter[], revision: number): Promise<void> {
  const known = await existing(manager, added);
  const fresh: unknown[][] = [];
  for (const { measure, month, sector, item, detail, n } of added) {
    const place = [measure, month, sector, item, detail];
    if (!known.has(place.join("\n"))) fresh.push([...place, n, revision]);
    else {
      const sql =
        "UPDATE counter SET n = n + ?, revision = ? WHERE measure = ? AND month = ? AND sector = ? AND item = ? AND detail = ?";
      await manager.query(sql, [n, revision, ...place]);
    }
  }
  if (fresh.length > 0) await insert(manager, "counter", COUNTER, fresh);
}

async function existing(manager: EntityManager, added: readonly Counter[]): Promise<Set<string>> {
  const months = [...new Set(added.map(({ month }) => month))];
  const wanted = new Set(added.map(({ sector }) => sector));
  const { marks, bound } = placeholders(months);
  const sector = placeholders([...wanted]);
  const rows = (await manager.query(
    `SELECT measure, month, sector, item, detail FROM counter WHERE month IN (${marks}) AND sector IN (${sector.marks})`,
    [...bound, ...sector.bound],
  )) as Row[];
  return new Set(rows.map((row) => [row["measure"], row["month"], row["sector"], row["item"], row["detail"]].join("\n")));
}
