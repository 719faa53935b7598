/** What runs in a {@link StoreThread}: opens the database file that it was given, and answers what it is asked. */
import { parentPort, workerData } from "node:worker_threads";

export type ThreadReply = { id: number; done: unknown } | { id: number; failed: string };

/** What a connection of libsql is used for here. */
export interface EmbeddedConnection {
  prepare(sql: string): EmbeddedStatement;
  exec(sql: string): void;
}

export interface EmbeddedStatement {
  run(...values: unknown[]): { changes: number };
  all(...values: unknown[]): Record<string, string | number | null>[];
}

/** `open` gives what answers, and throws where the file is not fit. */
export function answerAsked(open: (file: string) => (asked: never) => unknown): void {
  const port = parentPort!;
  let answer: (asked: never) => unknown;
  try {
    answer = open((workerData as { file: string }).file);
  } catch (error) {
    return port.postMessage({ broken: codeOf(error) });
  }
  port.on("message", ({ id, asked }: { id: number; asked: never }) => {
    const say = (reply: ThreadReply) => port.postMessage(reply);
    const fail = (error: unknown) => say({ id, failed: codeOf(error) });
    try {
      const done = answer(asked);
      if (done instanceof Promise) done.then((value) => say({ id, done: value as unknown }), fail);
      else say({ id, done });
    } catch (error) {
      fail(error);
    }
  });
  port.postMessage({ ready: true });
}

/** One connection's statements, each prepared once. */
export function preparedOver(connection: EmbeddedConnection): (sql: string) => EmbeddedStatement {
  const statements = new Map<string, EmbeddedStatement>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = connection.prepare(sql)));
    return statement;
  };
}

/** Where a commit failed there may be nothing left to undo; the database said why already. */
export function undo(prepared: (sql: string) => EmbeddedStatement): void {
  try {
    prepared("ROLLBACK").run();
  } catch {
    return;
  }
}

/** The code alone: the text of a database error may hold what it was given. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? "failed";
}
