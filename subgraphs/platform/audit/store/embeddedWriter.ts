/** A {@link LogWriter} over the embedded database file, in a thread of its own. */
import { join } from "node:path";
import { storeThread, ThreadFailed } from "../../../kit/store/storeThread";
import { Outrun, WriterFailed, type LogRow, type LogWriter } from "./logWriter";
import type { ThreadAnswer, ThreadRequest } from "./writerThread";

/** @throws Error where the file cannot be opened, or would not be flushed. */
export async function embeddedWriter(file: string): Promise<LogWriter> {
  const thread = await storeThread(join(__dirname, "writerThread"), file);
  async function ask(asked: ThreadRequest): Promise<LogRow[]> {
    const answer = (await thread.ask(asked).catch(failed)) as ThreadAnswer;
    if ("rows" in answer) return answer.rows;
    if (answer.outrun) throw new Outrun("the log was written by another sequencer");
    return [];
  }
  return {
    kind: "embedded",
    transact: async (steps) => void (await ask({ kind: "transact", steps })),
    all: (sql, values) => ask({ kind: "all", sql, values }),
    close: () => thread.close(),
  };
}

function failed(error: unknown): never {
  throw error instanceof ThreadFailed ? new WriterFailed(error.code) : error;
}
