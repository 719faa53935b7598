/**
 * The whole log as it is stored, for the verifier alone: on a connection of its own, in pages, with nothing decided on the
 * way. It shares no code with what writes the log.
 */
import { createConnection } from "mysql2/promise";
import type { DatabaseLocation } from "../../../kit/store/database";

/** position, leaf, body, person_key, listed, agency, purpose, kind, salt, statement */
export type RawEntry = [
  number,
  string,
  string,
  string | null,
  number,
  string | null,
  string | null,
  string,
  string | null,
  string | null,
];

export interface WholeLog {
  entries(from: number, count: number): Promise<RawEntry[]>;
  /** Hashes of complete subtrees: position, hash. */
  nodes(level: number, from: number, count: number): Promise<[number, string][]>;
  /** size, note; smallest first. */
  checkpoints(after: number, count: number): Promise<[number, string][]>;
  fieldSet(hash: string): Promise<string | undefined>;
  head(): Promise<{ origin: string; size: number; root: string } | undefined>;
  close(): Promise<void>;
}

type Cells = (string | number | null)[];

const ENTRIES =
  "SELECT position, leaf, body, person_key, listed, agency, purpose, kind, salt, statement FROM entry WHERE position >= ? ORDER BY position LIMIT ?";
const NODES = "SELECT position, hash FROM node WHERE level = ? AND position >= ? ORDER BY position LIMIT ?";
const CHECKPOINTS = "SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?";
const FIELD_SET = "SELECT text FROM field_set WHERE hash = ?";
const HEAD = "SELECT origin, size, root FROM log_head WHERE id = 1";

export async function openWholeLog(location: DatabaseLocation): Promise<WholeLog> {
  const { all, close } = await (location.kind === "embedded" ? fromFile(location.file) : fromServer(location.url));
  const numbered = (rows: Cells[]) => rows.map(([first, ...rest]) => [Number(first), ...rest] as Cells);
  return {
    entries: async (from, count) => numbered(await all(ENTRIES, [from, count])) as RawEntry[],
    nodes: async (level, from, count) => numbered(await all(NODES, [level, from, count])) as [number, string][],
    checkpoints: async (after, count) => numbered(await all(CHECKPOINTS, [after, count])) as [number, string][],
    fieldSet: async (hash) => (await all(FIELD_SET, [hash]))[0]?.[0] as string | undefined,
    async head() {
      const [row] = await all(HEAD, []);
      return row && { origin: row[0] as string, size: Number(row[1]), root: row[2] as string };
    },
    close,
  };
}

interface Source {
  all(sql: string, values: Cells): Promise<Cells[]>;
  close(): Promise<void>;
}

interface Libsql {
  prepare(sql: string): { raw(): { all(...values: Cells): Cells[] } };
  close(): void;
}

async function fromFile(file: string): Promise<Source> {
  const Connection = require("libsql") as new (file: string, options: object) => Libsql;
  const connection = new Connection(file, { fileMustExist: true });
  const prepared = new Map<string, { all(...values: Cells): Cells[] }>();
  return {
    async all(sql, values) {
      let statement = prepared.get(sql);
      if (statement === undefined) prepared.set(sql, (statement = connection.prepare(sql).raw()));
      return statement.all(...values);
    },
    async close() {
      prepared.clear();
      connection.close();
    },
  };
}

async function fromServer(url: string): Promise<Source> {
  const connection = await createConnection({ uri: url, charset: "utf8mb4_bin", supportBigNumbers: true, rowsAsArray: true });
  return {
    async all(sql, values) {
      // LIMIT as a number and not as a text, which a prepared statement of some servers refuses.
      const [rows] = await connection.query(sql, values);
      return rows as Cells[];
    },
    close: () => connection.end(),
  };
}
