/**
 * A thread beside the one that answers requests, with a connection of its own to an embedded database: a commit waits for the
 * disk, and requests must not wait with it (FAULTS F16).
 */
import type { Worker } from "node:worker_threads";
import { startThread } from "../../../schema/contract/startThread";
import type { ThreadReply } from "./threadSide";

/** The thread, or the database in it, said that it could not; nothing is known to be written. `message` is a code, for a text may hold what it was given. */
export class ThreadFailed extends Error {
  override readonly name = "ThreadFailed";
  constructor(readonly code: string) {
    super(code);
  }
}

/** There is no thread any more. */
export class ThreadEnded extends ThreadFailed {
  constructor() {
    super("ENDED");
  }
}

export interface StoreThread {
  /** What the thread answers to `asked`, which is copied. @throws ThreadFailed */
  ask(asked: object): Promise<unknown>;
  close(): Promise<void>;
}

/** `entry`: path of the module that runs there, without its ending. @throws ThreadFailed where the file cannot be opened */
export async function storeThread(entry: string, file: string): Promise<StoreThread> {
  // An environment of its own: no key is to be found there.
  const worker = startThread(entry, { file }, { env: {} });
  await ready(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  const waiting = new Map<number, { resolve(done: unknown): void; reject(error: Error): void }>();
  let next = 0;
  let ended = false;
  worker.on("message", (reply: ThreadReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("failed" in reply) caller?.reject(new ThreadFailed(reply.failed));
    else caller?.resolve(reply.done);
  });
  const end = (): void => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new ThreadEnded());
    waiting.clear();
  };
  worker.on("error", end).on("exit", end);
  return {
    ask: (asked) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new ThreadEnded());
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, asked });
      }),
    async close() {
      await worker.terminate();
    },
  };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", (said: { ready?: true; broken?: string }) => {
      if (said.ready) resolve();
      else reject(new ThreadFailed(said.broken ?? "broken"));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a thread of a database ended with ${code} while starting`)));
  });
}
