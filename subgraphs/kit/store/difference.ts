/**
 * What a batch would change: new, changed, unchanged, and, of a full replacement, withdrawn. Computed where the rows are,
 * by the record's number, a slice of lines at a time.
 *
 * A record whose state was given at the desk keeps that state, whatever a batch says (`held`); one that an earlier full
 * replacement withdrew comes back when it is named again.
 */
import { setImmediate } from "node:timers/promises";
import type { Batch } from "./batchRow";
import type { Row } from "./reader";
import { placeOf, slicesOf } from "./staging";
import type { Turn } from "./turn";

export type Difference = Pick<Batch, "rowsNew" | "rowsChanged" | "rowsUnchanged" | "rowsWithdrawn" | "rowsLive" | "turn">;

export const LIVE_STATES = "('ACTIVE', 'DISPUTED', 'CORRECTED')";

const MATCH = `INSERT INTO staged_match (number, record_id, place, person_id, version, outcome)
  SELECT ?, r.id, s.place, r.person_id, r.version,
    CASE WHEN r.content <> s.content OR (r.held = 0 AND r.state <> s.state) THEN 'CHANGED' ELSE 'UNCHANGED' END
  FROM staged s JOIN record r ON r.type = ? AND r.source_no = s.source_no WHERE s.place > ? AND s.place <= ?`;
const ABSENT = `INSERT INTO staged_match (number, record_id, place, person_id, version, outcome)
  SELECT ?, r.id, NULL, r.person_id, r.version, 'WITHDRAWN'
  FROM record r LEFT JOIN staged_match m ON m.number = ? AND m.record_id = r.id
  WHERE r.type = ? AND r.state IN ${LIVE_STATES} AND m.record_id IS NULL`;

/** Computes the difference anew, as the turn sees what is live. */
export async function findDifference({ manager, number: turn }: Turn, batch: Batch): Promise<Difference> {
  await manager.query("DELETE FROM staged_match WHERE number = ?", [batch.number]);
  const slices = await slicesOf(manager, batch);
  const [any] = (await manager.query("SELECT id FROM record WHERE type = ? LIMIT 1", [batch.type])) as Row[];
  if (any !== undefined) {
    for (const slice of slices) {
      await manager.query(MATCH, [batch.number, batch.type, ...slice]);
      await setImmediate();
    }
    if (batch.kind === "REPLACEMENT") await manager.query(ABSENT, [batch.number, batch.number, batch.type]);
  }
  const rows = (await manager.query("SELECT outcome, COUNT(*) AS rows_ FROM staged_match WHERE number = ? GROUP BY outcome", [
    batch.number,
  ])) as Row[];
  const counts = Object.fromEntries(rows.map((row) => [row["outcome"] as string, Number(row["rows_"])]));
  const [rowsChanged, rowsUnchanged, rowsWithdrawn] = ["CHANGED", "UNCHANGED", "WITHDRAWN"].map((one) => counts[one] ?? 0) as [
    number,
    number,
    number,
  ];
  const rowsNew = (await stagedRows(manager, batch)) - rowsChanged - rowsUnchanged;
  const rowsLive = batch.kind === "REPLACEMENT" ? await liveRows(manager, batch.type) : 0;
  return { rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive, turn };
}

async function stagedRows(manager: Turn["manager"], batch: Batch): Promise<number> {
  const bounds = [placeOf(batch, 0), placeOf({ number: batch.number + 1 }, 0)];
  const [row] = (await manager.query("SELECT COUNT(*) AS rows_ FROM staged WHERE place > ? AND place < ?", bounds)) as Row[];
  return Number(row!["rows_"]);
}

async function liveRows(manager: Turn["manager"], type: string): Promise<number> {
  const sql = `SELECT COUNT(*) AS rows_ FROM record WHERE type = ? AND state IN ${LIVE_STATES}`;
  const [row] = (await manager.query(sql, [type])) as Row[];
  return Number(row!["rows_"]);
}
