/**
 * Metrics for Prometheus.
 *
 * Threat (ATTACKS M01): a metric is read by more people than a record, and kept longer. Promise: labels are codes, stages and
 * names of subgraphs, all of closed lists; none carries a person, an agency, a case or a text.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Answer } from "../completeAnswer";
import type { Laps } from "./laps";
import type { Observer } from "./observer";

export interface Metrics extends Observer {
  answered(answer: Answer, laps: Laps): void;
  text(): Promise<string>;
}

/** What is read at the moment of reading. */
export interface Gauges {
  /** State of each subgraph's breaker. */
  breakers(): Iterable<[subgraph: string, mode: string]>;
  load(): { running: number; waiting: number };
}

const BREAKER = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];

export function openMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  // Event loop, memory, CPU, handles of the process.
  collectDefaultMetrics({ register: registry, prefix: "credit_" });
  openGauges(registry, gauges);
  const { requests, errors, duration, stages, subgraphs, plans } = openCounters([registry]);
  return {
    answered({ status, payload }, laps) {
      requests.inc({ status });
      duration.observe((performance.now() - laps.began) / 1e3);
      for (const { stage, from, to } of laps.all) stages.observe({ stage }, (to - from) / 1e3);
      for (const { extensions } of payload.errors ?? []) errors.inc({ code: extensions.code, reason: extensions.reason ?? "" });
    },
    subgraph: (subgraph, kind, outcome, seconds) => subgraphs.observe({ subgraph, kind, outcome }, seconds),
    plan: (outcome) => plans.inc({ outcome }),
    text: () => registry.metrics(),
  };
}

function openGauges(registry: Registry, { breakers, load }: Gauges): void {
  const registers = [registry];
  new Gauge({
    name: "credit_subgraph_breaker",
    help: "Breaker of a subgraph: 0 closed, 1 half open, 2 open",
    labelNames: ["subgraph"],
    registers,
    collect() {
      for (const [subgraph, mode] of breakers()) this.set({ subgraph }, BREAKER[mode as keyof typeof BREAKER] ?? 2);
    },
  });
  new Gauge({
    name: "credit_admission",
    help: "Requests at the door: running, waiting",
    labelNames: ["state"],
    registers,
    collect() {
      for (const [state, count] of Object.entries(load())) this.set({ state }, count);
    },
  });
}

function openCounters(registers: Registry[]) {
  return {
    requests: new Counter({ name: "credit_requests_total", help: "Answers by HTTP status", labelNames: ["status"], registers }),
    errors: new Counter({
      name: "credit_errors_total",
      help: "Errors by code and reason",
      labelNames: ["code", "reason"],
      registers,
    }),
    duration: new Histogram({
      name: "credit_request_seconds",
      help: "Time from first byte to answer",
      buckets: SECONDS,
      registers,
    }),
    stages: new Histogram({
      name: "credit_stage_seconds",
      help: "Time of a stage of a request; waiting included",
      labelNames: ["stage"],
      buckets: SECONDS,
      registers,
    }),
    subgraphs: new Histogram({
      name: "credit_subgraph_seconds",
      help: "Time of a call to a subgraph by outcome",
      labelNames: ["subgraph", "kind", "outcome"],
      buckets: SECONDS,
      registers,
    }),
    plans: new Counter({
      name: "credit_plans_total",
      help: "Plans that were asked for: known already, planned, refused",
      labelNames: ["outcome"],
      registers,
    }),
  };
}
