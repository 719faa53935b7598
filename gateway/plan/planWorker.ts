/**
 * The planner thread: Apollo's query planner over the full supergraph, and nothing else, so that its memory is the
 * planner's alone. It plans one operation at a time and is killed from outside when one takes too long.
 */
import { parentPort, workerData } from "node:worker_threads";
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";
import type { PlannerData, PlannerReply, PlanRequest } from "./planMessages";

/** Sentences of the planner's own two limits, as of 2.14. */
const OWN_LIMIT = /exceeds limit|Exceeded maximum recursive selections/;

function say(reply: PlannerReply): void {
  parentPort!.postMessage(reply);
}

function open({ supergraphSdl }: PlannerData): (request: PlanRequest) => PlannerReply {
  // The router's features include the security directives, which the planner takes as they are and ignores.
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: false,
  });
  const schema = supergraph.apiSchema();
  // Without fragments a fetch reads as it runs, and their search is the planner's dearest step.
  const planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
  return ({ id, operationText, operationName }) => {
    const document = parse(operationText, { noLocation: true });
    const operation = operationFromDocument(schema, document, { ...(operationName !== undefined && { operationName }) });
    return { kind: "PLAN", id, plan: planner.buildQueryPlan(operation) };
  };
}

function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function run(): void {
  let plan: (request: PlanRequest) => PlannerReply;
  try {
    plan = open(workerData as PlannerData);
  } catch (error) {
    say({ kind: "BROKEN", detail: detailOf(error) });
    return;
  }
  parentPort!.on("message", (request: PlanRequest) => {
    try {
      say(plan(request));
    } catch (error) {
      const detail = detailOf(error);
      say({ kind: OWN_LIMIT.test(detail) ? "TOO_COSTLY" : "FAILED", id: request.id, detail });
    }
  });
  say({ kind: "READY" });
}

run();
