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
  /** Rows of `sql` with its `?` bound to `values`. @throws StoreUnavailable when the database does not answer in time. */
  all(sql: string, values: readonly Cell[]): Promise<Row[]>;
  close(): Promise<void>;
}

const READ_DEADLINE_MS = 1500;

interface EmbeddedStatement {
  all(...values: Cell[]): Row[];
}

/** A second connection to the SQLite file: it sees committed rows only. */
export function embeddedReader(file: string): Reader {
  const Connection = require("libsql") as new (file: string) => { prepare(sql: string): EmbeddedStatement; close(): void };
  const connection = new Connection(file);
  const statements = new Map<string, EmbeddedStatement>();
  return {
    async all(sql, values) {
      try {
        let statement = statements.get(sql);
        if (statement === undefined) statements.set(sql, (statement = connection.prepare(sql)));
        return statement.all(...values);
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
export function placeholders<T extends string | number>(values: readonly T[]): { marks: string; bound: T[] } {
  let size = 1;
  while (size < values.length) size *= 2;
  const bound = [...values, ...new Array<T>(size - values.length).fill(values.at(-1)!)];
  return { marks: new Array(size).fill("?").join(","), bound };
}
