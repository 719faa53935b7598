/** Rows of the log as they are written, and read again in the order of the log. */
import { WITHHELD_FLAG, type EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import type { Reader, Row } from "../../../kit/store/reader";
import type { Step } from "./logWriter";

export interface EntryRow {
  position: number;
  /** base64url */
  leaf: string;
  /** The entry's own text. */
  body: string;
  /** Beginning of the keyed person, for the index. */
  personKey: string | null;
  /** May the person see it? */
  listed: Listed;
  agency: string | null;
  purpose: string | null;
  kind: string;
  /** With `statement`, what the entry commits to; erasable. */
  salt: string | null;
  statement: string | null;
}

/** OWN: the person's own look. WITHHELD: a law keeps it from him. */
export const LISTED = { OWN: 0, SHOWN: 1, WITHHELD: 2, NOBODYS: 3 } as const;
export type Listed = (typeof LISTED)[keyof typeof LISTED];

/** Whose page an entry stands on, from the entry alone; what states no purpose is for the auditor. */
export function listedAs({ person, purpose, flags = [] }: Pick<EvidenceEntry, "person" | "purpose" | "flags">): Listed {
  if (person === undefined || purpose === undefined || purpose === "NONE") return LISTED.NOBODYS;
  if (purpose === "SELF_QUERY") return LISTED.OWN;
  return flags.includes(WITHHELD_FLAG) ? LISTED.WITHHELD : LISTED.SHOWN;
}

export interface NodeRow {
  level: number;
  position: number;
  hash: string;
}

/** Columns of `entry` in their order; statements are made from this list. */
const ENTRY_COLUMNS = [
  "position",
  "leaf",
  "body",
  "person_key",
  "listed",
  "agency",
  "purpose",
  "kind",
  "salt",
  "statement",
] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];

const COLUMNS = ENTRY_COLUMNS.join(", ");
const INSERT_ENTRY = `INSERT INTO entry (${COLUMNS}) VALUES (${ENTRY_COLUMNS.map(() => "?").join(", ")})`;
const INSERT_NODE = "INSERT INTO node (level, position, hash) VALUES (?, ?, ?)";
/** A text that is there already, e.g. from before a restart, stays. In a form that all dialects know. */
const INSERT_FIELDS =
  "INSERT INTO field_set (hash, text) SELECT ?, ? FROM (SELECT 1 AS one) single WHERE NOT EXISTS (SELECT 1 FROM field_set WHERE hash = ?)";

export const entrySteps = {
  entries: (rows: readonly EntryRow[]): Step => ({
    sql: INSERT_ENTRY,
    rows: rows.map((row) => [
      row.position,
      row.leaf,
      row.body,
      row.personKey,
      row.listed,
      row.agency,
      row.purpose,
      row.kind,
      row.salt,
      row.statement,
    ]),
  }),
  nodes: (rows: readonly NodeRow[]): Step => ({ sql: INSERT_NODE, rows: rows.map((row) => [row.level, row.position, row.hash]) }),
  fieldSets: (sets: readonly { hash: string; text: string }[]): Step => ({
    sql: INSERT_FIELDS,
    rows: sets.map(({ hash, text }) => [hash, text, hash]),
  }),
};

const LEAVES = "SELECT leaf AS hash FROM entry WHERE position >= ? AND position < ? ORDER BY position";
const NODES = "SELECT hash FROM node WHERE level = ? AND position >= ? AND position < ? ORDER BY position";
const BODIES = "SELECT position, leaf, body FROM entry WHERE position >= ? AND position < ? ORDER BY position";
const ONE = `SELECT ${COLUMNS} FROM entry WHERE position = ?`;
const FIELDS = "SELECT text FROM field_set WHERE hash = ?";

/** Hashes of leaves (level 0) or of complete subtrees (level 8, 16, …) from `from` to before `to`. */
export async function storedHashes(reader: Reader, level: number, from: number, to: number): Promise<Buffer[]> {
  const rows = level === 0 ? await reader.all(LEAVES, [from, to]) : await reader.all(NODES, [level, from, to]);
  return rows.map((row) => Buffer.from(row["hash"] as string, "base64url"));
}

/** Texts of entries with the leaf hashes that stand beside them. */
export async function bodiesBetween(
  reader: Reader,
  from: number,
  to: number,
): Promise<Pick<EntryRow, "position" | "leaf" | "body">[]> {
  const rows = await reader.all(BODIES, [from, to]);
  return rows.map((row) => ({
    position: Number(row["position"]),
    leaf: row["leaf"] as string,
    body: row["body"] as string,
  }));
}

export async function entryAt(reader: Reader, position: number): Promise<EntryRow | undefined> {
  const [row] = await reader.all(ONE, [position]);
  return row && entryOf(row);
}

export async function fieldSetText(reader: Reader, hash: string): Promise<string | undefined> {
  const [row] = await reader.all(FIELDS, [hash]);
  return row?.["text"] as string | undefined;
}

export function entryOf(row: Row): EntryRow {
  return {
    position: Number(row["position"]),
    leaf: row["leaf"] as string,
    body: row["body"] as string,
    personKey: row["person_key"] as string | null,
    listed: Number(row["listed"]) as Listed,
    agency: row["agency"] as string | null,
    purpose: row["purpose"] as string | null,
    kind: row["kind"] as string,
    salt: row["salt"] as string | null,
    statement: row["statement"] as string | null,
  };
}

export { COLUMNS as ENTRY_COLUMN_LIST };
