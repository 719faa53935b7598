/**
 * The thread that writes an embedded log. SQLite with WAL and `synchronous = FULL`: a commit is on disk before it is
 * acknowledged.
 */
import { answerAsked, preparedOver, undo, type EmbeddedConnection } from "../../../kit/store/threadSide";
import type { Cell, LogRow, Step } from "./logWriter";

export type ThreadRequest = { kind: "transact"; steps: readonly Step[] } | { kind: "all"; sql: string; values: readonly Cell[] };

/** `outrun`: undone, for a step changed another number of rows. */
export type ThreadAnswer = { rows: LogRow[] } | { outrun: boolean };

const FULL = 2;
/** Another connection of this very process may be writing a challenge. */
const BUSY_MS = 1000;

function open(file: string) {
  const Libsql = require("libsql") as new (file: string) => EmbeddedConnection;
  const connection = new Libsql(file);
  connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("PRAGMA synchronous = FULL");
  connection.exec("PRAGMA cache_size = -32768");
  const mode = connection.prepare("PRAGMA journal_mode").all()[0]?.["journal_mode"];
  const synchronous = connection.prepare("PRAGMA synchronous").all()[0]?.["synchronous"];
  if (mode !== "wal" || synchronous !== FULL) throw new Error("SQLite does not flush before it acknowledges");
  const prepared = preparedOver(connection);

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
      undo(prepared);
      throw error;
    }
  }

  return (asked: ThreadRequest): ThreadAnswer =>
    asked.kind === "all" ? { rows: prepared(asked.sql).all(...asked.values) } : { outrun: !transact(asked.steps) };
}

answerAsked(open);
