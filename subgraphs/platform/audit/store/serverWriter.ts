/**
 * A {@link LogWriter} over a server of the MySQL family. It refuses one that acknowledges before it flushes
 * (`innodb_flush_log_at_trx_commit` other than 1), and asks again at every new connection, for a server may come back
 * with other settings.
 */
import { createConnection, type Connection, type ResultSetHeader } from "mysql2/promise";
import { Outrun, WriterFailed, type Cell, type LogRow, type LogWriter, type Step } from "./logWriter";

const DEADLINE_MS = 2000;
/** Rows of one INSERT: a few sizes only, so that statements stay prepared. */
const SIZES = [64, 16, 4, 1];

export async function serverWriter(url: string): Promise<LogWriter> {
  let connection: Connection | undefined = await connect(url);

  async function connected(): Promise<Connection> {
    return (connection ??= await connect(url));
  }

  /** After an error nothing is known of the connection: the next call makes another. */
  function drop(): void {
    connection?.destroy();
    connection = undefined;
  }

  return {
    kind: "server",
    async transact(steps) {
      try {
        const own = await withDeadline(connected());
        await withDeadline(own.query("START TRANSACTION"));
        for (const step of steps) await runStep(own, step);
        await withDeadline(own.query("COMMIT"));
      } catch (error) {
        // Ends the transaction too, wherever it stands.
        drop();
        throw error instanceof Outrun ? error : unavailable(error);
      }
    },
    async all(sql, values) {
      try {
        const [rows] = await withDeadline((await connected()).execute(sql, values as never));
        return rows as LogRow[];
      } catch (error) {
        drop();
        throw unavailable(error);
      }
    },
    async close() {
      await connection?.end().catch(() => undefined);
      connection = undefined;
    },
  };
}

async function runStep(connection: Connection, { sql, rows, changes }: Step): Promise<void> {
  if (sql.includes(" VALUES (")) return insertMany(connection, sql, rows);
  for (const row of rows) {
    const [done] = await withDeadline(connection.execute<ResultSetHeader>(sql, row as never));
    if (changes !== undefined && done.affectedRows !== changes) throw new Outrun("the log was written by another sequencer");
  }
}

async function insertMany(connection: Connection, sql: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const marks = sql.slice(sql.lastIndexOf("("));
  for (let from = 0; from < rows.length;) {
    const size = SIZES.find((one) => one <= rows.length - from)!;
    const many = sql + `, ${marks}`.repeat(size - 1);
    await withDeadline(connection.execute(many, rows.slice(from, from + size).flat() as never));
    from += size;
  }
}

async function connect(url: string): Promise<Connection> {
  const connection = await createConnection({
    uri: url,
    charset: "utf8mb4_bin",
    timezone: "Z",
    supportBigNumbers: true,
    connectTimeout: DEADLINE_MS,
    multipleStatements: false,
    // Rows found, also where an update left them as they were.
    flags: ["FOUND_ROWS"],
  });
  connection.on("error", () => undefined);
  const [rows] = await connection.query("SELECT @@innodb_flush_log_at_trx_commit AS flush, @@read_only AS ro");
  const [{ flush, ro }] = rows as [{ flush: number; ro: number }];
  if (Number(flush) !== 1 || Number(ro) !== 0) {
    connection.destroy();
    const why = Number(ro) !== 0 ? "it is read-only" : `innodb_flush_log_at_trx_commit is ${flush}, and must be 1`;
    throw new Error(`the database of the evidence log does not flush before it acknowledges: ${why}`);
  }
  await connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  return connection;
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WriterFailed("DEADLINE")), DEADLINE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function unavailable(error: unknown): WriterFailed {
  if (error instanceof WriterFailed) return error;
  const { code, message } = error as { code?: string; message?: string };
  return new WriterFailed(code ?? message ?? "no answer");
}
