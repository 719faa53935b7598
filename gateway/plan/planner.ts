/**
 * Plans operations in a thread of its own, with a budget of time and memory for each.
 *
 * Threat (ATTACKS G08, FAULTS F30): an operation of 44 bytes can plan for minutes and take gigabytes. Here it gets
 * OPERATION_TOO_COSTLY: its thread is killed and replaced, the operations that waited behind it go to the replacement,
 * and the main event loop never plans anything. Those who wait are planned for by turns of senders.
 */
import type { QueryPlan } from "@apollo/query-planner";
import type { Worker } from "node:worker_threads";
import { Refusal } from "../../schema/contract/publicCode";
import { FairQueue } from "../fairQueue";
import type { PlannerReply, PlanRequest } from "./planMessages";
import { startPlanWorker } from "./startPlanWorker";

export interface PlannerOptions {
  /** The full supergraph, security links and all. */
  supergraphSdl: string;
  /** Longest time for one plan, from when the thread begins it. */
  budgetMs?: number;
  /** Heap of the thread. */
  memoryMb?: number;
  /** Keeps a second thread ready, so that a killed one is replaced at once; costs its memory. */
  spare?: boolean;
  /** Most operations waiting. */
  waiting?: number;
  onEvent?: (event: PlannerEvent) => void;
}

export interface PlannerEvent {
  kind: "OVER_BUDGET" | "THREAD_LOST" | "THREAD_REPLACED" | "BROKEN";
  detail: string;
}

export interface Planner {
  /**
   * The plan of an operation.
   * @throws {Refusal} OPERATION_TOO_COSTLY over budget, OVERLOADED when too many wait. Any other Error has a private text.
   */
  plan(operationText: string, operationName?: string, sender?: string): Promise<QueryPlan>;
  close(): Promise<void>;
}

interface Job {
  request: PlanRequest;
  resolve(plan: QueryPlan): void;
  reject(error: Error): void;
  timer?: NodeJS.Timeout;
}

/** @throws Error when the supergraph cannot be read. */
export async function openPlanner(options: PlannerOptions): Promise<Planner> {
  const planner = new ThreadedPlanner(options);
  await planner.open();
  return planner;
}

class ThreadedPlanner implements Planner {
  private readonly queue: FairQueue<Job>;
  private current: Job | undefined;
  private worker: Worker | undefined;
  private starting: Promise<void> | undefined;
  private spare: Promise<Worker> | undefined;
  private nextId = 1;
  private problem = "";
  private closed = false;

  constructor(private readonly options: PlannerOptions) {
    this.queue = new FairQueue(options.waiting ?? 64);
  }

  async open(): Promise<void> {
    await this.replace();
    if (this.worker === undefined) throw new Error(`the planner could not be started: ${this.problem}`);
  }

  plan(operationText: string, operationName?: string, sender = ""): Promise<QueryPlan> {
    if (this.closed) return Promise.reject(new Error("the planner is closed"));
    return new Promise((resolve, reject) => {
      const request = { id: this.nextId++, operationText, ...(operationName !== undefined && { operationName }) };
      this.queue.add(sender, { request, resolve, reject })?.reject(overloaded());
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const error = new Error("the planner is closed");
    this.current?.reject(error);
    clearTimeout(this.current?.timer);
    for (const job of this.queue.drain()) job.reject(error);
    const workers = [this.worker, await this.spare?.catch(() => undefined)];
    this.worker = undefined;
    await this.starting;
    await Promise.all(workers.map((worker) => worker?.terminate()));
  }

  /** Hands the next operation to the thread, if both are there. */
  private next(): void {
    if (this.current !== undefined || this.queue.size === 0 || this.closed) return;
    if (this.worker === undefined) {
      void this.replace();
      return;
    }
    const job = this.queue.next()!.item;
    this.current = job;
    this.worker.postMessage(job.request);
    // A main loop that was itself held up first reads its messages: the plan may be lying there.
    job.timer = setTimeout(() => setImmediate(() => this.overBudget(job)), this.options.budgetMs ?? 1000);
  }

  private overBudget(job: Job): void {
    if (this.current !== job) return;
    this.event("OVER_BUDGET", `${job.request.operationText.length} characters`);
    this.dropThread(this.worker!, "over budget");
  }

  private receive(reply: PlannerReply): void {
    const job = this.current;
    if (job === undefined || !("id" in reply) || reply.id !== job.request.id) return;
    clearTimeout(job.timer);
    this.current = undefined;
    if (reply.kind === "PLAN") job.resolve(reply.plan);
    else if (reply.kind === "TOO_COSTLY") job.reject(tooCostly(reply.detail));
    else job.reject(new Error(`planner: ${reply.detail}`));
    this.next();
  }

  /** Refuses what `worker` was at, ends it, and lets a replacement go on with the queue. */
  private dropThread(worker: Worker, detail: string): void {
    if (worker !== this.worker) return;
    this.worker = undefined;
    const job = this.current;
    this.current = undefined;
    clearTimeout(job?.timer);
    job?.reject(tooCostly(detail));
    void worker.terminate();
    void this.replace();
  }

  private replace(): Promise<void> {
    this.starting ??= this.startThread().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async startThread(): Promise<void> {
    const { supergraphSdl, memoryMb = 256, spare = false } = this.options;
    try {
      const ready = this.spare;
      this.spare = undefined;
      const worker = (await ready?.catch(() => undefined)) ?? (await startPlanWorker(supergraphSdl, memoryMb));
      if (this.closed) {
        await worker.terminate();
        return;
      }
      worker.on("message", (reply: PlannerReply) => this.receive(reply));
      worker.on("error", (error: Error & { code?: string }) => this.lost(worker, error.code ?? error.name));
      worker.on("exit", (code) => this.lost(worker, `exit ${code}`));
      this.worker = worker;
      if (spare) this.keepSpare(startPlanWorker(supergraphSdl, memoryMb));
      this.event("THREAD_REPLACED", `${this.queue.size} waiting`);
    } catch (error) {
      this.problem = (error as Error).message;
      this.event("BROKEN", this.problem);
      for (const job of this.queue.drain()) job.reject(new Error(`planner: ${this.problem}`));
    }
    this.next();
  }

  private keepSpare(spare: Promise<Worker>): void {
    spare.catch(() => undefined);
    this.spare = spare;
  }

  /** The thread died of itself: out of memory, or killed from elsewhere. */
  private lost(worker: Worker, detail: string): void {
    if (worker !== this.worker) return;
    this.event("THREAD_LOST", detail);
    this.dropThread(worker, detail);
  }

  private event(kind: PlannerEvent["kind"], detail: string): void {
    this.options.onEvent?.({ kind, detail });
  }
}

function tooCostly(detail: string): Refusal {
  return new Refusal(
    "OPERATION_TOO_COSTLY",
    "this operation is too costly to plan; ask for fewer fields or fewer levels at once",
    {
      detail: `planner: ${detail}`,
    },
  );
}

function overloaded(): Refusal {
  return new Refusal("OVERLOADED", "too many operations are waiting; try again in a few seconds", {
    headers: { "Retry-After": "2" },
  });
}
