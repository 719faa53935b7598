/** Path → what answers it. Everything that touches a person goes through `answerRequest`; the rest is pages and probes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { Refusal, unforeseen } from "../schema/contract/publicCode";
import type { Answer } from "./completeAnswer";
import type { Gateway } from "./gateway";
import { onTheGrid } from "./grant/evenTime";
import { respondHtml, respondJson, respondText } from "./http/respond";
import { Laps } from "./observe/laps";
import type { Log } from "./observe/log";
import type { Metrics } from "./observe/metrics";
import type { Tracing } from "./observe/tracing";
import { frontPage } from "./pages/frontPage";
import { EVIDENCE_PATH, respondEvidence } from "./evidence/publicLog";
import { openPublicKeys } from "./publicKeys";
import type { StaticPages } from "./pages/staticPages";
import { answerRequest, refusedAnswer } from "./request";

/** What only a development district has: personas with tokens, and the synthetic cast. */
export interface DevelopmentPages {
  personas(): Promise<unknown>;
  cast(): unknown;
}

export interface RouteParts {
  gateway: Gateway;
  log: Log;
  metrics: Metrics;
  tracing: Tracing | undefined;
  /** What is served from here besides: the Playground and the documentation in development, the dashboard always. */
  pages: readonly StaticPages[];
  development: DevelopmentPages | undefined;
  /** False once the gateway is draining. */
  accepting: () => boolean;
}

export function openRoutes(parts: RouteParts) {
  const { gateway, metrics, development, pages } = parts;
  const publicKeys = openPublicKeys(gateway);
  const mode = development === undefined ? ("production" as const) : ("development" as const);
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const path = url.pathname;
    if (path === "/graphql") return graphql(request, response, parts);
    if (request.method !== "GET") throw new Refusal("BAD_REQUEST", "Only /graphql takes anything but GET.", { status: 405 });
    if (path === "/") return respondHtml(response, 200, frontPage({ mode }));
    if (path === "/health/live") return respondText(response, 200, "live\n");
    if (path === "/health/ready") return ready(response, gateway, parts.accepting());
    if (path === "/metrics") return respondText(response, 200, await metrics.text());
    if (path.startsWith(EVIDENCE_PATH)) return respondEvidence(response, path.slice(EVIDENCE_PATH.length), gateway);
    if (path === "/.well-known/credit-graph/keys") return respondJson(response, 200, await publicKeys());
    if (development && path === "/playground/personas")
      return respondJson(response, 200, (await development.personas()) as object);
    if (development && path === "/playground/cast") return respondJson(response, 200, development.cast() as object);
    const page = pages.map((one) => one.serve(path)).find((answer) => answer !== undefined);
    if (!page) throw new Refusal("BAD_REQUEST", "There is nothing at this address.", { status: 404 });
    response.writeHead(page.status, page.headers).end(page.body);
  };
}

async function graphql(
  request: IncomingMessage,
  response: ServerResponse,
  { gateway, log, metrics, tracing }: RouteParts,
): Promise<void> {
  const laps = new Laps();
  let answer: Answer;
  try {
    answer = await answerRequest(request, gateway, laps);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : internal(error, log);
    if (refusal.detail !== undefined) log.info({ code: refusal.code, detail: refusal.detail }, "refused");
    for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
    answer = refusedAnswer(refusal);
  }
  if (answer.even) await onTheGrid(performance.now() - laps.began);
  metrics.answered(answer, laps);
  tracing?.record(laps, answer, request.headersDistinct["traceparent"]?.[0]);
  respondJson(response, answer.status, answer.text ?? answer.payload);
}

/** An unforeseen error: the client gets a reference number, the log the rest. */
function internal(error: unknown, log: Log): Refusal {
  const reference = randomUUID();
  log.error(
    { reference, error: error instanceof Error ? { type: error.name, stack: error.stack } : typeof error },
    "internal error",
  );
  return unforeseen(reference);
}

/** Ready = the owner of the persons answers; a department that is down costs its slice, not the gateway. */
async function ready(response: ServerResponse, gateway: Gateway, accepting: boolean): Promise<void> {
  // Without evidence there is no answer, as there is none without the register of persons.
  const [identity, audit] = await Promise.all(["identity", "audit"].map((name) => accepting && gateway.reach(name).healthy()));
  const problem = !accepting
    ? "draining"
    : !identity
      ? "identity does not answer"
      : !audit
        ? "evidence cannot be written"
        : undefined;
  respondText(response, problem === undefined ? 200 : 503, `${problem ?? "ready"}\n`);
}
