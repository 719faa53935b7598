/** The rows of a difference, while the batch waits: what is new, what is changed and from what, what would be withdrawn. */
import type { Batch } from "./batchRow";
import type { Database } from "./database";
import type { Row } from "./reader";
import { STORED_COLUMNS, STORED_KEYS, type StoredRecord } from "./recordRow";
import { storedOf } from "./recordStore";
import { placeOf, STAGED_COLUMNS, STAGED_KEYS, type StagedRecord } from "./staging";

export const OUTCOMES = ["NEW", "CHANGED", "WITHDRAWN"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface DifferenceRow {
  /** Line of the file; `null` of a record that the file does not name. */
  line: number | null;
  before: StoredRecord | undefined;
  after: Omit<StagedRecord, "line"> | undefined;
}

const BEFORE = STORED_KEYS.map((key) => `r.${STORED_COLUMNS[key]} AS r_${STORED_COLUMNS[key]}`).join(", ");
const AFTER = ["place", ...STAGED_COLUMNS].map((column) => `s.${column} AS s_${column}`).join(", ");
const PAGE = "LIMIT 200";
const NEW = `SELECT ${AFTER} FROM staged s LEFT JOIN staged_match m ON m.place = s.place
  WHERE s.place > ? AND s.place < ? AND m.place IS NULL ORDER BY s.place ${PAGE}`;
const CHANGED = `SELECT ${AFTER}, ${BEFORE} FROM staged_match m JOIN staged s ON s.place = m.place
  JOIN record r ON r.person_id = m.person_id AND r.id = m.record_id
  WHERE m.place > ? AND m.place < ? AND m.number = ? AND m.outcome = 'CHANGED' ORDER BY m.place ${PAGE}`;
const WITHDRAWN = `SELECT ${BEFORE} FROM staged_match m JOIN record r ON r.person_id = m.person_id AND r.id = m.record_id
  WHERE m.number = ? AND m.outcome = 'WITHDRAWN' AND m.record_id > ? ORDER BY m.record_id ${PAGE}`;

/** Up to 200 rows of one outcome, after a line (of what would be withdrawn, after a record id). */
export async function differenceRows(
  database: Database,
  batch: Batch,
  outcome: Outcome,
  after: string | undefined,
): Promise<DifferenceRow[]> {
  if (outcome === "WITHDRAWN") {
    const rows = await database.reader.all(WITHDRAWN, [batch.number, after ?? ""]);
    return rows.map((row) => ({ line: null, before: storedOf(partOf(row, "r_")), after: undefined }));
  }
  const bounds = [placeOf(batch, Number(after) || 0), placeOf({ number: batch.number + 1 }, 0)];
  const rows =
    outcome === "NEW" ? await database.reader.all(NEW, bounds) : await database.reader.all(CHANGED, [...bounds, batch.number]);
  return rows.map((row) => ({
    line: (row["s_place"] as number) - placeOf(batch, 0),
    before: outcome === "NEW" ? undefined : storedOf(partOf(row, "r_")),
    after: stagedOf(partOf(row, "s_")),
  }));
}

function partOf(row: Row, prefix: string): Row {
  const part = Object.entries(row).filter(([column]) => column.startsWith(prefix));
  return Object.fromEntries(part.map(([column, value]) => [column.slice(prefix.length), value]));
}

function stagedOf(row: Row): Omit<StagedRecord, "line"> {
  const staged: Record<string, unknown> = {};
  for (const key of STAGED_KEYS) staged[key] = row[STORED_COLUMNS[key]];
  return staged as unknown as Omit<StagedRecord, "line">;
}
