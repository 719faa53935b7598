/** A {@link LogWriter} over the embedded database file, in a thread of its own. Compiled or from sources, as the planner's. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Outrun, WriterFailed, type LogRow, type LogWriter } from "./logWriter";
import type { ThreadReply, ThreadRequest } from "./writerThread";

const FROM_SOURCES = `
  const { workerData } = require("node:worker_threads");
  const { readFileSync } = require("node:fs");
  const load = require("node:module").createRequire(workerData.entry);
  const settings = load(workerData.swcConfig);
  const { transformSync } = load("@swc/core");
  load.extensions[".ts"] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, "utf8"), { ...settings, filename }).code, filename);
  load(workerData.entry);
`;

/** @throws Error where the file cannot be opened, or would not be flushed. */
export async function embeddedWriter(file: string): Promise<LogWriter> {
  const worker = startThread(file);
  await ready(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  const waiting = new Map<number, { resolve(rows: LogRow[]): void; reject(error: Error): void }>();
  let next = 0;
  let ended = false;
  worker.on("message", (reply: ThreadReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("failed" in reply) caller?.reject(new WriterFailed(reply.failed));
    else if ("outrun" in reply) caller?.reject(new Outrun("the log was written by another sequencer"));
    else caller?.resolve(reply.rows ?? []);
  });
  const end = (): void => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new WriterFailed("the writer has ended"));
    waiting.clear();
  };
  worker.on("error", end).on("exit", end);

  type Bare<Request> = Request extends { id: number } ? Omit<Request, "id"> : never;
  function ask(request: Bare<ThreadRequest>): Promise<LogRow[]> {
    return new Promise<LogRow[]>((resolve, reject) => {
      if (ended) return reject(new WriterFailed("the writer has ended"));
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });
  }

  return {
    kind: "embedded",
    transact: async (steps) => void (await ask({ kind: "transact", steps })),
    all: (sql, values) => ask({ kind: "all", sql, values }),
    async close() {
      await worker.terminate();
    },
  };
}

function startThread(file: string): Worker {
  // An environment of its own: no key of the log is to be found there.
  const options = { env: {}, execArgv: [] };
  if (__filename.endsWith(".js")) return new Worker(join(__dirname, "writerThread.js"), { ...options, workerData: { file } });
  const sources = {
    entry: join(__dirname, "writerThread.ts"),
    swcConfig: join(__dirname, "..", "..", "..", "..", "swc.config.js"),
  };
  return new Worker(FROM_SOURCES, { ...options, eval: true, workerData: { file, ...sources } });
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", (said: { ready?: true; broken?: string }) => {
      if (said.ready) resolve();
      else reject(Object.assign(new Error(said.broken ?? "broken"), { code: said.broken }));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the writer of the log ended with ${code} while starting`)));
  });
}
