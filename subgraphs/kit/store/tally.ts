/**
 * How many decisions of each month came in, by item: what a department's own count is held against, without counting
 * millions of rows. Kept with every publication: what is new is added, what changed its day of decision moves.
 */
import type { EntityManager } from "typeorm";
import type { Batch } from "./batchRow";
import type { Database } from "./database";
import { changedBy, insert } from "./insertRows";
import type { Row } from "./reader";
import { placeOf } from "./staging";
import type { Turn } from "./turn";

const NEW = `SELECT SUBSTR(s.decided_on, 1, 7) AS month, COUNT(*) AS rows_ FROM staged s
  LEFT JOIN staged_match m ON m.place = s.place WHERE s.place > ? AND s.place < ? AND m.place IS NULL
  GROUP BY SUBSTR(s.decided_on, 1, 7)`;
const MOVED = `SELECT SUBSTR(r.decided_on, 1, 7) AS was, SUBSTR(s.decided_on, 1, 7) AS month, COUNT(*) AS rows_
  FROM staged_match m JOIN staged s ON s.place = m.place JOIN record r ON r.person_id = m.person_id AND r.id = m.record_id
  WHERE m.number = ? AND m.outcome = 'CHANGED' AND SUBSTR(r.decided_on, 1, 7) <> SUBSTR(s.decided_on, 1, 7)
  GROUP BY SUBSTR(r.decided_on, 1, 7), SUBSTR(s.decided_on, 1, 7)`;

/** Records of the month came in after all. */
const NOT_NIL = `DELETE FROM nil_return WHERE item = ? AND period IN (SELECT month FROM tally WHERE item = ? AND decided > 0)`;

/** Counts the rows of a batch that is about to be published. */
export async function countMonths({ manager }: Turn, batch: Batch): Promise<void> {
  const bounds = [placeOf(batch, 0), placeOf({ number: batch.number + 1 }, 0)];
  const added = batch.rowsNew === 0 ? [] : ((await manager.query(NEW, bounds)) as Row[]);
  const moved = batch.rowsChanged === 0 ? [] : ((await manager.query(MOVED, [batch.number])) as Row[]);
  for (const row of [...added, ...moved]) await add(manager, batch.item, row["month"] as string, Number(row["rows_"]));
  for (const row of moved) await add(manager, batch.item, row["was"] as string, -Number(row["rows_"]));
  if (added.length + moved.length > 0) await manager.query(NOT_NIL, [batch.item, batch.item]);
}

async function add(manager: EntityManager, item: string, month: string, count: number): Promise<void> {
  const sql = "UPDATE tally SET decided = decided + ? WHERE item = ? AND month = ?";
  if ((await changedBy(manager, sql, [count, item, month])) === 1) return;
  await insert(manager, "tally", ["item", "month", "decided"], [[item, month, count]]);
}

/** Decisions of the month that ever came in, also those that were withdrawn since. */
export async function decidedIn(database: Database, item: string, month: string): Promise<number> {
  const [row] = await database.reader.all("SELECT decided FROM tally WHERE item = ? AND month = ?", [item, month]);
  return (row?.["decided"] as number | undefined) ?? 0;
}
