/**
 * Rows of a batch that is being received, apart from what is published until somebody has reviewed them.
 *
 * Promise: rows are written while the batch is being received by whoever writes them, and by nobody else afterwards: each
 * transaction begins by a conditional UPDATE of the batch, which is also the sign of life.
 */
import type { EntityManager } from "typeorm";
import type { Batch } from "./batchRow";
import type { Database } from "./database";
import { changedBy, insertAll } from "./insertRows";
import { placeholders, type Row } from "./reader";
import { STORED_COLUMNS, type StoredRecord } from "./recordRow";

/** A batch has fewer lines than this. */
const PLACES_A_BATCH = 100_000_000;

export const STAGED_KEYS = [
  ...(["personId", "id", "sourceNo", "content", "polarity", "gravity", "openness", "state"] as const),
  ...(["determiningOrgan", "determiningOrganCode", "basisDocNo", "decidedOn"] as const),
  ...(["displayRule", "displayUntil", "queryUntil", "retainUntil", "sanctionUntil", "detail"] as const),
];
export const STAGED_COLUMNS = STAGED_KEYS.map((key) => STORED_COLUMNS[key]);

export type StagedRecord = Pick<StoredRecord, (typeof STAGED_KEYS)[number]> & { line: number };

/** The batch is somebody else's by now: it was left too long, and abandoned. */
export class BatchLost extends Error {
  override readonly name = "BatchLost";
}

/** Where the rows of a batch stand: the place of line `line`. Lines begin with 1. */
export function placeOf({ number }: Pick<Batch, "number">, line: number): number {
  return number * PLACES_A_BATCH + line;
}

export async function stage(database: Database, batch: Batch, rows: readonly StagedRecord[], at: string): Promise<void> {
  const cells = rows.map((row) => [placeOf(batch, row.line), ...STAGED_KEYS.map((key) => row[key])]);
  await database.write(async (manager) => {
    await keep(manager, batch, at);
    await insertAll(manager, "staged", ["place", ...STAGED_COLUMNS], cells);
  });
}

/** Takes lines back. */
export async function unstage(database: Database, batch: Batch, lines: readonly number[], at: string): Promise<void> {
  await database.write(async (manager) => {
    await keep(manager, batch, at);
    for (let start = 0; start < lines.length; start += 500) {
      const places = lines.slice(start, start + 500).map((line) => placeOf(batch, line));
      const { marks, bound } = placeholders(places);
      await manager.query(`DELETE FROM staged WHERE place IN (${marks})`, bound);
    }
  });
}

async function keep(manager: EntityManager, { id }: Batch, at: string): Promise<void> {
  const sql = "UPDATE batch SET touched_at = ? WHERE id = ? AND state = 'RECEIVED'";
  if ((await changedBy(manager, sql, [at, id])) !== 1) throw new BatchLost("the batch is no longer being received");
}

/** Rows that a statement reads or removes at once: on SQLite short enough for readers to come in between; MySQL's do not wait. */
const ROWS_A_SLICE = { sqlite: 2_000, mysql: 10_000 };

/** First and last place of each slice of the batch's lines, as bounds (after, until]. */
export async function slicesOf(manager: EntityManager, batch: Batch): Promise<[after: number, until: number][]> {
  const bounds = [placeOf(batch, 0), placeOf(batch, PLACES_A_BATCH - 1)];
  const [row] = (await manager.query("SELECT MAX(place) AS last FROM staged WHERE place > ? AND place <= ?", bounds)) as Row[];
  const last = (row?.["last"] as number | null) ?? bounds[0]!;
  const size = manager.connection.options.type === "mysql" ? ROWS_A_SLICE.mysql : ROWS_A_SLICE.sqlite;
  const slices: [number, number][] = [];
  for (let after = bounds[0]!; after < last; after += size) slices.push([after, Math.min(after + size, last)]);
  return slices;
}

/** Empties the staging of a batch that is decided, a slice a transaction. */
export async function clearStaging(database: Database, batch: Batch): Promise<void> {
  const slices = await database.write((manager) => slicesOf(manager, batch));
  for (const slice of slices)
    await database.write((manager) => manager.query("DELETE FROM staged WHERE place > ? AND place <= ?", slice));
  await database.write((manager) => manager.query("DELETE FROM staged_match WHERE number = ?", [batch.number]));
}

/** Numbers of the batches that have rows in staging: one probe of the key a batch. */
export async function stagedNumbers(database: Database): Promise<number[]> {
  const numbers: number[] = [];
  for (let after = 0; ;) {
    const [row] = await database.reader.all("SELECT place FROM staged WHERE place > ? ORDER BY place LIMIT 1", [after]);
    if (row === undefined) return numbers;
    const number = Math.floor((row["place"] as number) / PLACES_A_BATCH);
    numbers.push(number);
    after = placeOf({ number: number + 1 }, 0);
  }
}
