/**
 * Versions of a record. The latest stands in `record`; what it replaced stands in `record_version`, from which nothing is
 * ever taken but at the end of retention.
 */
import type { Database } from "./database";
import { clockBook } from "../record/itemClocks";
import { placeholders, type Row } from "./reader";
import { STORED_COLUMNS, STORED_KEYS, type StoredRecord } from "./recordRow";
import { storedOf, ticking } from "./recordStore";

const IDS_A_STATEMENT = 512;
const COLUMNS = STORED_KEYS.map((key) => STORED_COLUMNS[key]);

/** A version, and when the next one took its place (`null`: it has not). */
export interface RecordVersion {
  record: StoredRecord;
  supersededAt: string | null;
}

/** Keeps rows of `record r` as versions, before they change. `which` follows the table; binds the instant first. */
export function superseding(which: string): string {
  const columns = COLUMNS.map((column) => `r.${column}`).join(", ");
  return `INSERT INTO record_version (${COLUMNS.join(", ")}, superseded_at) SELECT ${columns}, ? FROM record r ${which}`;
}

const LATEST = `SELECT ${COLUMNS.join(", ")} FROM record`;
const EARLIER = `SELECT ${COLUMNS.join(", ")}, superseded_at FROM record_version WHERE id = ? ORDER BY version DESC LIMIT 200`;

/** The versions of a record, newest first (of one that changed more often than 200 times the newest); empty when there is none. */
export async function versionsOf(database: Database, id: string): Promise<RecordVersion[]> {
  const [latest] = await database.reader.all(`${LATEST} WHERE id = ?`, [id]);
  if (latest === undefined) return [];
  const earlier = await database.reader.all(EARLIER, [id]);
  return [
    { record: ticking(storedOf(latest), clockBook()), supersededAt: null },
    ...earlier.map((row) => ({ record: storedOf(row), supersededAt: row["superseded_at"] as string })),
  ];
}

/** The version that was the record at an instant; nothing before its first. */
export function versionAt(versions: readonly RecordVersion[], instant: string): RecordVersion | undefined {
  return versions.find(({ record, supersededAt }) => record.asOf <= instant && (supersededAt === null || instant < supersededAt));
}

/** Id of the record with this number of the department's own. */
export async function recordNumbered(database: Database, type: string, sourceNo: string): Promise<string | undefined> {
  const rows: Row[] = await database.reader.all("SELECT id FROM record WHERE type = ? AND source_no = ?", [type, sourceNo]);
  return rows[0]?.["id"] as string | undefined;
}

export interface VersionKey {
  id: string;
  version: number;
}

export function versionName({ id, version }: VersionKey): string {
  return `${id} ${version}`;
}

/** What records said of their own fields in given versions, by {@link versionName}; nothing of those that are erased. */
export async function detailsOfVersions(
  database: Database,
  keys: readonly VersionKey[],
): Promise<Map<string, Record<string, string | number | boolean | null>>> {
  const details = new Map<string, Record<string, string | number | boolean | null>>();
  const ids = [...new Set(keys.map(({ id }) => id))];
  for (let start = 0; start < ids.length; start += IDS_A_STATEMENT) {
    const { marks, bound } = placeholders(ids.slice(start, start + IDS_A_STATEMENT));
    for (const table of ["record", "record_version"]) {
      const rows = await database.reader.all(`SELECT id, version, detail FROM ${table} WHERE id IN (${marks})`, bound);
      for (const row of rows)
        details.set(
          versionName({ id: row["id"] as string, version: row["version"] as number }),
          JSON.parse(row["detail"] as string),
        );
    }
  }
  return details;
}
