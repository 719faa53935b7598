/**
 * The stock @apollo/gateway as an {@link Engine}: the reference that our own engine is measured against.
 *
 * Its defaults are shut off here (ATTACKS A29, C19, decision 6): no telemetry, no planning in the main thread, no plan
 * cache keyed by the client's text, no data sources but ours, no error text of its own in an answer.
 */
import { ApolloGateway, type GatewayConfig } from "@apollo/gateway";
import type { QueryPlan, QueryPlanCache } from "@apollo/query-planner";
import { buildSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { placeNulls } from "../authorize/placeNulls";
import { shapeOf } from "./answerShape";
import { resultOf, type EngineResponse } from "./apolloResult";
import { ApolloRun, type CheckedShape } from "./apolloRun";
import { withoutSecurityFor } from "./apolloSupergraph";
import { compileCheck } from "./compiled/answerCheck";
import { disableTelemetry } from "./config";
import type { Engine, EngineInput } from "./engine";
import type { EngineOptions } from "./openEngine";
import { refuseReservedNames } from "./reservedNames";
import type { ResponsePath } from "./responsePath";

type DataSource = ReturnType<NonNullable<GatewayConfig["buildService"]>>;
type Executor = (requestContext: object) => Promise<EngineResponse>;

const SHAPES = 2000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** @throws Error when the supergraph does not load. */
export async function openApolloEngine(options: EngineOptions): Promise<Engine> {
  const { supergraphSdl, planner, owners = ["identity"] } = options;
  disableTelemetry();
  const plans = new HandedPlans();
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurityFor(supergraphSdl),
    queryPlannerConfig: { cache: plans },
    buildService: ({ name }) => dataSource(name),
    logger: silent,
    debug: false,
    __exposeQueryPlanExperimental: false,
    validateSupergraph: false,
  });
  const executor = (await gateway.load()).executor as unknown as Executor;
  const shapes = rememberedShapes(supergraphSdl);
  const owning = new Set(owners);
  return {
    async prepare({ name, roots }, { text, removed }, _, sender) {
      for (const root of roots) if (!removed.has(root)) refuseReservedNames(root, removed);
      return { plan: await planner.plan(text, name, sender) };
    },
    async run(input) {
      const run = new ApolloRun(input, shapes);
      const queryHash = plans.hand(input.prepared.plan);
      try {
        const result = resultOf(run, await executor(requestContext(input, queryHash, run)), owning, shapes);
        const { operation, filtered, variables } = input;
        return { ...result, data: placeNulls(result.data, operation.roots, filtered.removed, variables) };
      } finally {
        plans.take(queryHash);
      }
    },
    close: () => gateway.stop(),
  };
}

/** What the stock executor reads of a request. Without an operation name its plan key is the hash as it stands. */
function requestContext({ filtered, variables }: EngineInput, queryHash: string, run: ApolloRun): object {
  return {
    request: { query: filtered.text, variables },
    source: filtered.text,
    document: filtered.document,
    queryHash,
    context: run,
    logger: silent,
    metrics: {},
  };
}

/** Every fetch of the engine goes to the run that it belongs to. */
function dataSource(subgraph: string): DataSource {
  const source = {
    process(options: {
      request: { query?: string; variables?: object; operationName?: string };
      context: unknown;
      pathInIncomingRequest?: ResponsePath;
    }) {
      const { request, context, pathInIncomingRequest = [] } = options;
      if (!(context instanceof ApolloRun)) throw new Error("a fetch that belongs to no request");
      const body = {
        query: request.query ?? "",
        variables: (request.variables ?? {}) as Record<string, unknown>,
        ...(request.operationName !== undefined && { operationName: request.operationName }),
      };
      return context.fetch(subgraph, body, pathInIncomingRequest);
    },
  };
  return source as unknown as DataSource;
}

function rememberedShapes(supergraphSdl: string): (query: string) => CheckedShape {
  const schema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
  const shapes = new LRUCache<string, CheckedShape>({ max: SHAPES });
  return (query) => {
    let shape = shapes.get(query);
    if (shape === undefined) {
      const read = shapeOf(query, schema);
      shapes.set(query, (shape = { ...read, check: compileCheck(read.object) }));
    }
    return shape;
  };
}

/** The plan "cache" of the engine: holds what has been handed over for the requests under way, and nothing else. */
class HandedPlans implements QueryPlanCache {
  private readonly plans = new Map<string, QueryPlan>();
  private handed = 0;

  /** A key for this request alone, so that the end of one takes no plan from another. */
  hand(plan: QueryPlan): string {
    const key = `plan ${++this.handed}`;
    this.plans.set(key, plan);
    return key;
  }

  take(key: string): void {
    this.plans.delete(key);
  }

  async get(key: string): Promise<QueryPlan> {
    const plan = this.plans.get(key);
    // Undefined would make the engine plan for itself, in the main thread and without a budget (ATTACKS G08).
    if (plan === undefined) throw new Error("no plan was handed over");
    return plan;
  }

  async set(): Promise<void> {
    throw new Error("the engine must not plan");
  }

  async delete(): Promise<void> {}

  clear(): void {}
}
