/**
 * Starts the planner thread and waits until it has read the supergraph. Compiled, the thread runs `planWorker.js`; from
 * sources (tests, development) it first learns to read TypeScript by the project's own swc settings.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PlannerReply } from "./planMessages";

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

/** Young objects of a plan in the making; the old space is what an attack fills. */
const YOUNG_GENERATION_MB = 16;

/**
 * A thread that is ready to plan.
 * @throws Error when it cannot read the supergraph, or dies while reading.
 */
export async function startPlanWorker(supergraphSdl: string, memoryMb: number): Promise<Worker> {
  const options = {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    // An environment of its own: no secret of the gateway's is to be found there.
    env: { APOLLO_TELEMETRY_DISABLED: "true" },
    execArgv: [],
  };
  const worker = __filename.endsWith(".js")
    ? new Worker(join(__dirname, "planWorker.js"), { ...options, workerData: { supergraphSdl } })
    : new Worker(FROM_SOURCES, { ...options, eval: true, workerData: { supergraphSdl, ...sources() } });
  await ready(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return worker;
}

function sources(): { entry: string; swcConfig: string } {
  return { entry: join(__dirname, "planWorker.ts"), swcConfig: join(__dirname, "..", "..", "swc.config.js") };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: PlannerReply): void => {
      worker.off("exit", onExit);
      if (reply.kind === "READY") resolve();
      else reject(new Error("detail" in reply ? reply.detail : reply.kind));
    };
    const onExit = (code: number): void => reject(new Error(`the planner thread ended with ${code} while starting`));
    worker.once("message", onMessage);
    worker.once("exit", onExit);
    // Stays: the death of a thread that nobody owns any more must not be an uncaught error.
    worker.on("error", reject);
  });
}
