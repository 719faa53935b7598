/**
 * The thread that writes an embedded log: a commit waits for the disk, and the thread that answers requests must not
 * wait with it (FAULTS F16). SQLite with WAL and `synchronous = FULL`: a commit is on disk before it is acknowledged.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Cell, LogRow, Step } from "./logWriter";

export type ThreadRequest =
  { id: number; kind: "transact"; steps: readonly Step[] } | { id: number; kind: "all"; sql: string; values: readonly Cell[] };

export type ThreadReply = { id: number; rows?: LogRow[] } | { id: number; outrun: true } | { id: number; failed: string };

interface Statement {
  run(...values: Cell[]): { changes: number };
  all(...values: Cell[]): LogRow[];
}

interface Connection {
  prepare(sql: string): Statement;
  exec(sql: string): void;
}

const FULL = 2;
/** Another connection of this very process may be writing a challenge. */
const BUSY_MS = 1000;

function open({ file }: { file: string }) {
  const Libsql = require("libsql") as new (file: string) => Connection;
  const connection = new Libsql(file);
  connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("PRAGMA synchronous = FULL");
  connection.exec("PRAGMA cache_size = -32768");
  const mode = connection.prepare("PRAGMA journal_mode").all()[0]?.["journal_mode"];
  const synchronous = connection.prepare("PRAGMA synchronous").all()[0]?.["synchronous"];
  if (mode !== "wal" || synchronous !== FULL) throw new Error("SQLite does not flush before it acknowledges");
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = connection.prepare(sql)));
    return statement;
  };

  function runStep({ sql, rows, changes }: Step): boolean {
    const statement = prepared(sql);
    return rows.every((row) => {
      const done = statement.run(...row);
      return changes === undefined || done.changes === changes;
    });
  }

  /** True = committed; false = undone, for a step changed another number of rows. */
  function transact(steps: readonly Step[]): boolean {
    prepared("BEGIN IMMEDIATE").run();
    try {
      const isDone = steps.every(runStep);
      prepared(isDone ? "COMMIT" : "ROLLBACK").run();
      return isDone;
    } catch (error) {
      undo();
      throw error;
    }
  }

  /** Where the commit itself failed there may be nothing left to undo; the database said why already. */
  function undo(): void {
    try {
      prepared("ROLLBACK").run();
    } catch {
      return;
    }
  }

  return {
    transact,
    all: (sql: string, values: readonly Cell[]) => prepared(sql).all(...values),
  };
}

function run(): void {
  const say = (reply: ThreadReply | { ready: true } | { broken: string }) => parentPort!.postMessage(reply);
  let log: ReturnType<typeof open>;
  try {
    log = open(workerData as { file: string });
  } catch (error) {
    say({ broken: codeOf(error) });
    return;
  }
  parentPort!.on("message", (request: ThreadRequest) => {
    const { id } = request;
    try {
      if (request.kind === "all") say({ id, rows: log.all(request.sql, request.values) });
      else say(log.transact(request.steps) ? { id } : { id, outrun: true });
    } catch (error) {
      say({ id, failed: codeOf(error) });
    }
  });
  say({ ready: true });
}

/** The code alone: the text of a database error may hold what it was given. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? "failed";
}

run();
