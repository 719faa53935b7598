/** Counters for Prometheus. Labels are codes of closed lists; none carries a person, an agency's case or a text. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Answer } from "./completeAnswer";

export interface Metrics {
  answered(answer: Answer, seconds: number): void;
  text(): Promise<string>;
}

const BREAKER = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const;

/** `breakers` gives the state of each subgraph's breaker at the moment of reading. */
export function openMetrics(breakers: () => Iterable<[subgraph: string, mode: string]>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event loop, memory, CPU, handles of the process.
  collectDefaultMetrics({ register: registry, prefix: "credit_" });
  const requests = new Counter({
    name: "credit_requests_total",
    help: "Answers by HTTP status",
    labelNames: ["status"],
    registers,
  });
  const errors = new Counter({
    name: "credit_errors_total",
    help: "Errors by code and reason",
    labelNames: ["code", "reason"],
    registers,
  });
  const duration = new Histogram({
    name: "credit_request_seconds",
    help: "Time from first byte to answer",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  new Gauge({
    name: "credit_subgraph_breaker",
    help: "Breaker of a subgraph: 0 closed, 1 half open, 2 open",
    labelNames: ["subgraph"],
    registers,
    collect() {
      for (const [subgraph, mode] of breakers()) this.set({ subgraph }, BREAKER[mode as keyof typeof BREAKER] ?? 2);
    },
  });
  return {
    answered({ status, payload }, seconds) {
      requests.inc({ status });
      duration.observe(seconds);
      for (const { extensions } of payload.errors ?? []) errors.inc({ code: extensions.code, reason: extensions.reason ?? "" });
    },
    text: () => registry.metrics(),
  };
}
