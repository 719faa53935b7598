/**
 * Records of a sector, read. Written they are by batches (`publication.ts`) and at the desk (`recordActs.ts`) alone.
 *
 * Promise: a read gives exactly the rows of the persons asked for, each under his own id, compared here and not only in
 * SQL (ATTACKS C09, I08). Clocks are those of the catalogue in force: a row whose clocks were computed of another one is
 * given with its clocks computed now, so that no read waits for the sweep that writes them down (ATTACKS L01).
 */
import type { EntityManager } from "typeorm";
import { clockBook, type ClockBook } from "../record/itemClocks";
import type { Database } from "./database";
import { statementOver, type Row } from "./reader";
import { RECORD_KEYS, STORED_COLUMNS, STORED_KEYS, type RecordRow, type StoredRecord } from "./recordRow";
import { batchOfStore, tickBatch } from "./tickBatch";

const COLUMNS = RECORD_KEYS.map((key) => STORED_COLUMNS[key]);
const ofPersons = statementOver(`SELECT ${COLUMNS.join(", ")} FROM record WHERE person_id IN `);

/** What else a sector does in the transaction that changes records of some types, after them. */
export type RecordsChanged = (manager: EntityManager, types: ReadonlySet<string>) => Promise<void>;

/**
 * Rows of each person, in no particular order; a person without rows has an empty list. Persons who are asked for in the
 * same tick, by whomever, are read in one statement: what a caller may see is his caller's to filter.
 */
export function recordsOf(
  database: Database,
  personIds: readonly string[],
  book: ClockBook = clockBook(),
): Promise<RecordRow[][]> {
  const batch = recordBatch(database);
  const tick = (rows: readonly RecordRow[]) => rows.map((row) => ticking(row, book));
  const [only] = personIds as [string];
  if (personIds.length === 1) return batch.load(only).then((rows) => [tick(rows)]);
  return Promise.all(personIds.map((id) => batch.load(id))).then((found) => found.map(tick));
}

const recordBatch = batchOfStore((database: Database) => tickBatch((personIds) => readRecords(database, personIds)));

async function readRecords(database: Database, personIds: readonly string[]): Promise<RecordRow[][]> {
  const { sql, bound } = ofPersons(personIds);
  const found = await database.reader.all(sql, bound, COLUMNS);
  // Most sectors know nothing of most persons.
  if (found.length === 0) return personIds.map(() => []);
  const byPerson = new Map<string, RecordRow[]>(personIds.map((id) => [id, []]));
  for (const row of found) byPerson.get(row["person_id"] as string)?.push(rowOf(row));
  return personIds.map((id) => byPerson.get(id)!);
}

function rowOf(row: Row): RecordRow {
  const record: Record<string, unknown> = {};
  for (const key of RECORD_KEYS) record[key] = row[STORED_COLUMNS[key]];
  return record as unknown as RecordRow;
}

/** A whole row of `record` or `record_version`. */
export function storedOf(row: Row): StoredRecord {
  const record: Record<string, unknown> = {};
  for (const key of STORED_KEYS) record[key] = row[STORED_COLUMNS[key]];
  return record as unknown as StoredRecord;
}

/** The row with the clocks of `book`. */
export function ticking<R extends RecordRow>(row: R, book: ClockBook): R {
  const clocks = book(row.item);
  if (row.policy === clocks.policy) return row;
  const detail = JSON.parse(row.detail) as Record<string, unknown>;
  return { ...row, ...clocks.of({ ...row, detail }), policy: clocks.policy };
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
