/**
 * Prepared reads past TypeORM, whose hydration costs twice as much as the read (docs/decisions/0004). One statement text
 * serves all counts of keys up to a power of two, so that statements stay prepared.
 */
import { createPool, type Pool } from "mysql2/promise";
import { equalsNoId } from "./foreignText";
import { StoreUnavailable } from "./storeUnavailable";

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

export interface Reader {
  /**
   * Rows of `sql` with its `?` bound to `values`. `columns` may name what is selected where that is texts, whole numbers and
   * nulls, in no order: then all may come out of the driver in one piece, which for a read of few rows costs half.
   * @throws StoreUnavailable when the database does not answer in time.
   */
  all(sql: string, values: readonly Cell[], columns?: readonly string[]): Promise<Row[]>;
  close(): Promise<void>;
}

const READ_DEADLINE_MS = 1500;

interface EmbeddedStatement {
  all(...values: Cell[]): Row[];
  get(values: readonly Cell[]): unknown;
  /** Rows as lists of cells from now on. */
  raw(): EmbeddedStatement;
}

interface EmbeddedConnection {
  prepare(sql: string): EmbeddedStatement;
  close(): void;
}

/** A second connection to the SQLite file: it sees committed rows only. */
export function embeddedReader(file: string): Reader {
  const Connection = require("libsql") as new (file: string) => EmbeddedConnection;
  const connection = new Connection(file);
  const statements = new Map<string, (values: readonly Cell[]) => Row[]>();
  return {
    async all(sql, values, columns) {
      try {
        let read = statements.get(sql);
        if (read === undefined) statements.set(sql, (read = prepareRead(connection, sql, columns)));
        return read(values);
      } catch (error) {
        throw new StoreUnavailable((error as { code?: string }).code ?? "no answer");
      }
    },
    async close() {
      // A prepared statement would keep the file open, and answer.
      statements.clear();
      connection.close();
    },
  };
}

/**
 * The driver makes an iterator for each read and crosses into JavaScript for each cell. So rows whose columns are known
 * are written by SQLite as one text of JSON, a list a row: there the cells are what they are alone, but for fractions and
 * bytes, which `columns` therefore excludes.
 */
function prepareRead(connection: EmbeddedConnection, sql: string, columns: readonly string[] | undefined) {
  if (columns === undefined) {
    const statement = connection.prepare(sql);
    return (values: readonly Cell[]): Row[] => statement.all(...values);
  }
  const packed = connection.prepare(`SELECT json_group_array(json_array(${columns.join(", ")})) FROM (${sql})`).raw();
  return (values: readonly Cell[]): Row[] => {
    const [text] = packed.get(values) as [string];
    // What most persons have in most sectors.
    if (text === "[]") return [];
    return (JSON.parse(text) as Cell[][]).map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at]!])));
  };
}

/** A pool of connections with server-side prepared statements. */
export function mysqlReader(url: string): Reader {
  const pool: Pool = createPool({
    uri: url,
    // Thirty subgraphs may share a server: what a busy minute took is given back in the next.
    connectionLimit: 8,
    maxIdle: 2,
    idleTimeout: 30_000,
    queueLimit: 2000,
    charset: "utf8mb4_bin",
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: READ_DEADLINE_MS,
    enableKeepAlive: true,
    multipleStatements: false,
  });
  return {
    async all(sql, values) {
      try {
        const [rows] = await withDeadline(pool.execute({ sql, timeout: READ_DEADLINE_MS } as never, values as Cell[]));
        return rows as Row[];
      } catch (error) {
        if (equalsNoId(error)) return [];
        throw new StoreUnavailable((error as { code?: string }).code ?? "no answer");
      }
    },
    close: () => pool.end(),
  };
}

/** mysql2's own timeout does not count the wait for a connection. */
async function withDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("deadline"), { code: "DEADLINE" })), READ_DEADLINE_MS);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}

/** `count` question marks, rounded up to a power of two, and the values to bind: the last one again for the rest. */
export function placeholders<T extends string | number>(values: readonly T[]): { marks: string; bound: readonly T[] } {
  const bound = padded(values);
  return { marks: new Array(bound.length).fill("?").join(","), bound };
}

function padded<T>(values: readonly T[]): readonly T[] {
  let size = 1;
  while (size < values.length) size *= 2;
  return size === values.length ? values : [...values, ...new Array<T>(size - values.length).fill(values.at(-1)!)];
}

/** `before` and the {@link placeholders} of keys after it, as a text that is written once a power of two: writing it costs a quarter of the read. */
export function statementOver(before: string): (keys: readonly string[]) => { sql: string; bound: readonly string[] } {
  const texts = new Map<number, string>();
  return (keys) => {
    const bound = padded(keys);
    let sql = texts.get(bound.length);
    if (sql === undefined) texts.set(bound.length, (sql = `${before}(${placeholders(keys).marks})`));
    return { sql, bound };
  };
}
