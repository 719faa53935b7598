/** Looks at the log by whom, who and why, newest first; each by an index and never by reading through. */
import { placeholders, type Reader, type Row } from "../../../kit/store/reader";
import { ENTRY_COLUMN_LIST, entryOf, LISTED, type EntryRow } from "./entryStore";

/** What an auditor may ask for; positions stand for a period, for the log is in the order of time. */
export interface LookFilter {
  /** Indexed part of the keyed person. */
  person?: string;
  agency?: string;
  purpose?: string;
  kind?: string;
  /** First position of the period. */
  from: number;
  /** Position after the last. */
  before: number;
}

/** The whole text of a statement is chosen by which filters stand; values are bound. */
function selected(columns: string, filter: LookFilter): { sql: string; values: (string | number)[] } {
  const conditions = ["position >= ?", "position < ?"];
  const values: (string | number)[] = [filter.from, filter.before];
  const equal = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    conditions.push(`${column} = ?`);
    values.push(value);
  };
  equal("person_key", filter.person);
  equal("agency", filter.agency);
  equal("purpose", filter.purpose);
  equal("kind", filter.kind);
  return { sql: `SELECT ${columns} FROM entry WHERE ${conditions.join(" AND ")}`, values };
}

/** The person's own page: at most `first` entries that may be shown, before a position. */
export async function shownTo(
  reader: Reader,
  person: string,
  { before, first, own }: { before: number; first: number; own: boolean },
): Promise<EntryRow[]> {
  const shown = `SELECT ${ENTRY_COLUMN_LIST} FROM entry WHERE person_key = ? AND listed = ? AND position < ? ORDER BY position DESC LIMIT ?`;
  const kinds = own ? [LISTED.SHOWN, LISTED.OWN] : [LISTED.SHOWN];
  const pages = await Promise.all(kinds.map((listed) => reader.all(shown, [person, listed, before, first])));
  return pages
    .flat()
    .map((row: Row) => entryOf(row))
    .sort((a, b) => b.position - a.position)
    .slice(0, first);
}

/** Newest first. */
export async function looksBefore(reader: Reader, filter: LookFilter, first: number): Promise<EntryRow[]> {
  const { sql, values } = selected(ENTRY_COLUMN_LIST, filter);
  return (await reader.all(`${sql} ORDER BY position DESC LIMIT ?`, [...values, first])).map(entryOf);
}

/** Which requests about these persons have an entry, from a position on: `<person> <request>`, for as many persons as one statement asks for. */
export async function requestsAbout(reader: Reader, persons: readonly string[], from: number): Promise<Set<string>> {
  const { marks, bound } = placeholders(persons);
  const sql = `SELECT person_key, body FROM entry WHERE person_key IN (${marks}) AND listed IN (${EVERY_LISTED}) AND position >= ?`;
  const rows = await reader.all(sql, [...bound, from]);
  return new Set(rows.map((row) => `${row["person_key"]} ${/"request":"([^"]*)"/.exec(row["body"] as string)?.[1]}`));
}

/** All of them are said, so that the index of persons leads to the position. */
const EVERY_LISTED = Object.values(LISTED).join(", ");

/** What a person has challenged and what was ruled on it, oldest first. */
export async function challengesOf(reader: Reader, person: string): Promise<EntryRow[]> {
  const sql = `SELECT ${ENTRY_COLUMN_LIST} FROM entry WHERE person_key = ? AND listed = ${LISTED.NOBODYS} AND kind IN ('CHALLENGE', 'RULING') ORDER BY position`;
  return (await reader.all(sql, [person])).map(entryOf);
}

/** Entries in the order of the log, from `after`. */
export async function entriesFrom(reader: Reader, from: number, limit: number): Promise<EntryRow[]> {
  const sql = `SELECT ${ENTRY_COLUMN_LIST} FROM entry WHERE position >= ? ORDER BY position LIMIT ?`;
  return (await reader.all(sql, [from, limit])).map(entryOf);
}

/** How many entries of a person a law keeps from him. */
export async function withheldCount(reader: Reader, person: string): Promise<number> {
  const [row] = await reader.all("SELECT COUNT(*) AS many FROM entry WHERE person_key = ? AND listed = ?", [
    person,
    LISTED.WITHHELD,
  ]);
  return Number(row?.["many"] ?? 0);
}

/** How many entries there are, as committed. */
export async function logSize(reader: Reader): Promise<number> {
  const [row] = await reader.all("SELECT size FROM log_head WHERE id = 1", []);
  return Number(row?.["size"] ?? 0);
}

/** The first position whose entry is of `at` or later: the log is in the order of time, so it is searched by halves. */
export async function positionAt(reader: Reader, at: string, size: number): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await reader.all("SELECT body FROM entry WHERE position = ?", [middle]);
    const time = /"at":"([^"]*)"/.exec((row?.["body"] as string | undefined) ?? "")?.[1] ?? "";
    if (time < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
