/**
 * Records of a sector: read by person, written by batch.
 *
 * Promise: a read gives exactly the rows of the persons asked for, each under his own id, compared here and not only in
 * SQL (ATTACKS C09, I08). A batch is published whole or not at all; a record that comes again unchanged is left alone,
 * one that comes changed is a new version under the same id.
 */
import type { EntityManager } from "typeorm";
import type { Database } from "./database";
import { placeholders, type Row } from "./reader";
import { RECORD_COLUMNS, type RecordRow } from "./recordRow";

const KEYS = Object.keys(RECORD_COLUMNS) as (keyof RecordRow)[];
const COLUMNS = KEYS.map((key) => RECORD_COLUMNS[key]);
const CHUNK = 400;

export interface BatchEntry {
  id: string;
  sha256: string;
  item: string;
  submitter: string;
  receivedAt: string;
  publishedAt: string;
  rowsTaken: number;
  rowsRefused: number;
}

export interface Published {
  created: number;
  corrected: number;
  unchanged: number;
}

/** Rows of each person, in no particular order; a person without rows has an empty list. */
export async function recordsOf(database: Database, personIds: readonly string[]): Promise<RecordRow[][]> {
  const { marks, bound } = placeholders(personIds);
  const found = await database.reader.all(`SELECT ${COLUMNS.join(", ")} FROM record WHERE person_id IN (${marks})`, bound);
  const byPerson = new Map<string, RecordRow[]>(personIds.map((id) => [id, []]));
  for (const row of found) byPerson.get(row["person_id"] as string)?.push(rowOf(row));
  return personIds.map((id) => byPerson.get(id)!);
}

function rowOf(row: Row): RecordRow {
  const record: Record<string, unknown> = {};
  for (const key of KEYS) record[key] = row[RECORD_COLUMNS[key]];
  return record as unknown as RecordRow;
}

/** All rows of some record types, as the transaction sees them; for types with few. */
export async function recordsOfTypes(manager: EntityManager, types: readonly string[]): Promise<RecordRow[]> {
  const marks = types.map(() => "?").join(", ");
  const rows = (await manager.query(`SELECT ${COLUMNS.join(", ")} FROM record WHERE type IN (${marks})`, [...types])) as Row[];
  return rows.map(rowOf);
}

/** When the last batch was published; `undefined` before the first. */
export async function lastPublished(database: Database): Promise<string | undefined> {
  const [row] = await database.reader.all("SELECT MAX(published_at) AS at FROM batch", []);
  return (row?.["at"] as string | null) ?? undefined;
}

/** The batch with this content, if it was taken in before. */
export async function batchWithContent(database: Database, sha256: string): Promise<string | undefined> {
  const [row] = await database.reader.all("SELECT id FROM batch WHERE sha256 = ?", [sha256]);
  return row?.["id"] as string | undefined;
}

/** What else a sector does in the transaction that changes records of some types, after them. */
export type RecordsChanged = (manager: EntityManager, types: ReadonlySet<string>) => Promise<void>;

/** Publishes the rows of a batch in one transaction. Each row's `version` and `id` are kept for a record that exists. */
export async function publishBatch(
  database: Database,
  batch: BatchEntry,
  rows: readonly RecordRow[],
  recordsChanged?: RecordsChanged,
): Promise<Published> {
  return database.write(async (manager) => {
    const published: Published = { created: 0, corrected: 0, unchanged: 0 };
    for (let start = 0; start < rows.length; start += CHUNK)
      await publishChunk(manager, rows.slice(start, start + CHUNK), published);
    await insert(manager, "batch", BATCH_COLUMNS, [Object.values(batchCells(batch))]);
    await recordsChanged?.(manager, new Set(rows.map(({ type }) => type)));
    return published;
  });
}

const BATCH_COLUMNS = ["id", "sha256", "item", "submitter", "received_at", "published_at", "rows_taken", "rows_refused"];

function batchCells(batch: BatchEntry): (string | number)[] {
  const { id, sha256, item, submitter, receivedAt, publishedAt, rowsTaken, rowsRefused } = batch;
  return [id, sha256, item, submitter, receivedAt, publishedAt, rowsTaken, rowsRefused];
}

async function publishChunk(manager: EntityManager, rows: readonly RecordRow[], published: Published): Promise<void> {
  const existing = await existingBySource(manager, rows);
  const fresh: RecordRow[] = [];
  for (const row of rows) {
    const before = existing.get(sourceKey(row));
    if (before === undefined) {
      fresh.push(row);
      published.created++;
    } else if (sameContent(before, row)) {
      published.unchanged++;
    } else {
      await manager.query("DELETE FROM record WHERE person_id = ? AND id = ?", [before.personId, before.id]);
      fresh.push({ ...row, id: before.id, version: before.version + 1 });
      published.corrected++;
    }
  }
  if (fresh.length > 0)
    await insert(
      manager,
      "record",
      COLUMNS,
      fresh.map((row) => KEYS.map((key) => row[key])),
    );
}

async function existingBySource(manager: EntityManager, rows: readonly RecordRow[]): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const type of new Set(rows.map((row) => row.type))) {
    const { marks, bound } = placeholders(rows.filter((row) => row.type === type).map((row) => row.sourceNo));
    const sql = `SELECT ${COLUMNS.join(", ")} FROM record WHERE type = ? AND source_no IN (${marks})`;
    for (const row of (await manager.query(sql, [type, ...bound])) as Row[]) {
      const record = rowOf(row);
      found.set(sourceKey(record), record);
    }
  }
  return found;
}

function sourceKey(row: RecordRow): string {
  return `${row.type}\n${row.sourceNo}`;
}

/** Equal but for what publication itself sets. */
function sameContent(before: RecordRow, row: RecordRow): boolean {
  const own = new Set<keyof RecordRow>(["id", "version", "asOf", "batchId"]);
  return KEYS.every((key) => own.has(key) || before[key] === row[key]);
}

/** One INSERT of many rows. */
export async function insert(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: unknown[][],
): Promise<void> {
  const group = `(${columns.map(() => "?").join(", ")})`;
  const sql = `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${rows.map(() => group).join(", ")}`;
  await manager.query(sql, rows.flat());
}
