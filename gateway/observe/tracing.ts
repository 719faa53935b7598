/**
 * Traces for OpenTelemetry: a span a request and one a stage, written from the laps when the answer is there. Loaded only
 * where a collector is configured; without one nothing of it is in memory.
 *
 * Threat (ATTACKS M03): span attributes with operation texts, variables or exceptions carry people into a tracing system.
 * Promise: a span says which stage, how long, which HTTP status and which codes; nothing else can be handed over. What a
 * client says of a trace is followed by its id alone: whether it is kept is decided here.
 */
import { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Context } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-base";
import type { Answer } from "../completeAnswer";
import type { Laps } from "./laps";

export interface TraceOptions {
  /** Where spans are sent: OTLP over HTTP, e.g. http://127.0.0.1:4318/v1/traces. */
  url: string;
  /** Of the requests, how many are traced: 0 to 1. */
  share: number;
}

export interface Tracing {
  /** Tells of one answered request. `parent` is the header `traceparent` as it came. */
  record(laps: Laps, answer: Pick<Answer, "status" | "payload">, parent: string | undefined): void;
  close(): Promise<void>;
}

/** `exporter` stands in for the collector in tests. */
export function openTracing(
  { url, share }: TraceOptions,
  exporter: SpanExporter = new OTLPTraceExporter({ url, timeoutMillis: 2_000 }),
): Tracing {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "credit-gateway" }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: 4_096 })],
  });
  const tracer = provider.getTracer("credit-gateway");
  return {
    record({ began, all }, { status, payload }, parent) {
      const at = (ms: number) => new Date(performance.timeOrigin + ms);
      const request = tracer.startSpan("graphql", { startTime: at(began) }, contextOf(parent));
      if (request.isRecording()) {
        request.setAttribute("http.response.status_code", status);
        request.setAttribute("credit.codes", [...new Set((payload.errors ?? []).map(({ extensions }) => extensions.code))]);
        if (status >= 500) request.setStatus({ code: SpanStatusCode.ERROR });
        const within = trace.setSpan(ROOT_CONTEXT, request);
        for (const { stage, from, to } of all) tracer.startSpan(stage, { startTime: at(from) }, within).end(at(to));
      }
      request.end();
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** W3C trace context: version 00, a trace id, a span id. Whatever else it says is not believed. */
function contextOf(parent: string | undefined): Context {
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(parent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true });
}
