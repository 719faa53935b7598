/** Starts the planner thread and waits until it has read the supergraph. */
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { startThread } from "../../schema/contract/startThread";
import type { PlannerReply } from "./planMessages";

/** Young objects of a plan in the making; the old space is what an attack fills. */
const YOUNG_GENERATION_MB = 16;

/**
 * A thread that is ready to plan.
 * @throws Error when it cannot read the supergraph, or dies while reading.
 */
export async function startPlanWorker(supergraphSdl: string, memoryMb: number): Promise<Worker> {
  const worker = startThread(
    join(__dirname, "planWorker"),
    { supergraphSdl },
    {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // An environment of its own: no secret of the gateway's is to be found there.
      env: { APOLLO_TELEMETRY_DISABLED: "true" },
    },
  );
  await ready(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return worker;
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
