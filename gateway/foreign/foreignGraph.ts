/**
 * A supergraph that is not ours, as composed by any Federation 2 tool: planned and run by the same engine, without our
 * authorisation. Its subgraphs are reached under the addresses that it was composed with, unless others are given, and
 * know no warrants.
 */
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { parse, type GraphQLSchema } from "graphql";
import { openCompiledEngine } from "../engine/compiled/compiledEngine";
import { readJoins } from "../engine/compiled/joins";
import { separatedRequires } from "../engine/compiled/requiredFields";
import type { Engine } from "../engine/engine";
import { LIMITS, type Limits } from "../operation/limits";
import { openOperationReader, type ReadOperation } from "../operation/readOperation";
import { withPlanCache } from "../plan/planCache";
import { openPlanner } from "../plan/planner";
import { guardedReach } from "../subgraph/guardedReach";
import { httpReach } from "../subgraph/httpReach";
import type { Reach, ReachEvent } from "../subgraph/reach";

export interface ForeignGraph {
  apiSchema: GraphQLSchema;
  readOperation: ReadOperation;
  engine: Engine;
  /** @throws Error for a subgraph that is not of the graph. */
  reach(subgraph: string): Reach;
  close(): Promise<void>;
}

export interface ForeignGraphOptions {
  supergraphSdl: string;
  /** Addresses that stand in for those of the supergraph. */
  subgraphUrls: ReadonlyMap<string, string>;
  onEvent: (event: ReachEvent | { kind: string; detail: string }) => void;
}

/** Wide enough for conformance suites, and still bounded. */
const FOREIGN_LIMITS: Limits = { ...LIMITS, depth: 40, aliases: 1000, rootFields: 100, directives: 1000, selections: 5000 };

export async function openForeignGraph({ supergraphSdl, subgraphUrls, onEvent }: ForeignGraphOptions): Promise<ForeignGraph> {
  const apiSchema = foreignApiSchema(supergraphSdl);
  const planner = await openPlanner({ supergraphSdl: separatedRequires(supergraphSdl).plannedSdl, onEvent });
  const engine = openCompiledEngine({ supergraphSdl, apiSchema, planner: withPlanCache(planner), owners: [], strict: false });
  const reaches = new Map<string, Reach>();
  for (const [subgraph, composed] of readJoins(parse(supergraphSdl, { noLocation: true })).addresses) {
    const url = subgraphUrls.get(subgraph) ?? composed;
    reaches.set(subgraph, guardedReach(httpReach({ subgraph, url, keys: undefined, onEvent }), { onEvent }));
  }
  return {
    apiSchema,
    readOperation: openOperationReader(apiSchema, FOREIGN_LIMITS),
    engine,
    reach(subgraph) {
      const reach = reaches.get(subgraph);
      if (reach === undefined) throw new Error(`the graph has no subgraph ${subgraph}`);
      return reach;
    },
    async close() {
      await Promise.all([planner.close(), engine.close(), ...[...reaches.values()].map((reach) => reach.close())]);
    },
  };
}

/** What clients see of a supergraph: without what is inaccessible, without the machinery of federation. */
export function foreignApiSchema(supergraphSdl: string): GraphQLSchema {
  const options = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: false };
  return Supergraph.build(supergraphSdl, options).apiSchema().toGraphQLJSSchema();
}
