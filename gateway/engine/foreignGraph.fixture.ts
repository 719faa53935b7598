/** For tests: any graph, composed here from subgraphs that answer in memory, run by either engine. */
import { composeServices } from "@apollo/composition";
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, validate, type GraphQLSchema } from "graphql";
import { filterOperation } from "../authorize/filterOperation";
import { placeNulls } from "../authorize/placeNulls";
import type { FieldRuling } from "../authorize/ruleField";
import type { Operation } from "../operation/readOperation";
import { openOperationReader } from "../operation/readOperation";
import { LIMITS } from "../operation/limits";
import { readVariables } from "../operation/readVariables";
import { localReach } from "../subgraph/localReach";
import { checkedReach } from "../subgraph/checkedReach";
import type { SubgraphAnswer, SubgraphBody } from "../subgraph/reach";
import type { Warrant } from "../../schema/contract/warrant";
import { openCompiledEngine } from "./compiled/compiledEngine";
import { separatedRequires } from "./compiled/requiredFields";
import type { Engine, EngineResult } from "./engine";
import { openApolloEngine } from "./apolloEngine";

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@override", "@inaccessible"])\n`;

export interface ForeignSubgraph {
  sdl: string;
  resolvers: object;
}

export interface ForeignRun {
  result: Promise<EngineResult>;
  /** Each call that was made. */
  calls: { subgraph: string; query: string; variables: Record<string, unknown> }[];
}

export interface Foreign {
  apiSchema: GraphQLSchema;
  /** @throws Refusal where the text is no operation of the graph, or too costly. */
  read(text: string): Operation;
  run(text: string, more?: RunMore): ForeignRun;
  close(): Promise<void>;
}

export interface RunMore {
  variables?: Record<string, unknown>;
  down?: ReadonlySet<string>;
  rule?: (coordinate: string) => FieldRuling;
}

const WIDE = { ...LIMITS, depth: 40, aliases: 1000, selections: 5000 };

/** @throws Error with the messages of composition */
export function composed(subgraphs: Readonly<Record<string, Pick<ForeignSubgraph, "sdl">>>): string {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(LINK + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join("\n"));
  return supergraphSdl;
}

function inThread(supergraphSdl: string): {
  planner: { plan(text: string, name?: string): Promise<QueryPlan> };
  api: GraphQLSchema;
} {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
  const plan = async (text: string): Promise<QueryPlan> =>
    planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(text)));
  return { planner: { plan }, api: supergraph.apiSchema().toGraphQLJSSchema() };
}

async function engineOf(name: "compiled" | "apollo", supergraphSdl: string, apiSchema: GraphQLSchema): Promise<Engine> {
  const planned = name === "compiled" ? separatedRequires(supergraphSdl).plannedSdl : supergraphSdl;
  const options = { supergraphSdl, apiSchema, planner: inThread(planned).planner, owners: [] };
  return name === "compiled" ? openCompiledEngine({ ...options, strict: false }) : openApolloEngine(options);
}

export async function openForeign(
  name: "compiled" | "apollo",
  subgraphs: Readonly<Record<string, ForeignSubgraph>>,
  supergraphSdl = composed(subgraphs),
): Promise<Foreign> {
  const { api } = inThread(supergraphSdl);
  const engine = await engineOf(name, supergraphSdl, api);
  const schemas = new Map(
    Object.entries(subgraphs).map(([subgraph, { sdl, resolvers }]) => [
      subgraph,
      buildSubgraphSchema([{ typeDefs: parse(LINK + sdl), resolvers: resolvers as never }]),
    ]),
  );
  const reader = openOperationReader(api, WIDE);
  const read = (text: string): Operation => reader(text, undefined);
  const filteredOf = (operation: Operation, rule: RunMore["rule"]) =>
    filterOperation(operation, rule ?? (() => ({ open: true })), new Set());

  function run(text: string, { variables: given = {}, down = new Set(), rule }: RunMore = {}): ForeignRun {
    const calls: ForeignRun["calls"] = [];
    const operation = read(text);
    const variables = readVariables(api, operation, given);
    const filtered = filteredOf(operation, rule);
    const call = (subgraph: string, body: SubgraphBody): Promise<SubgraphAnswer> => {
      calls.push({ subgraph, query: body.query, variables: body.variables ?? {} });
      const execute = async (): Promise<SubgraphAnswer> =>
        down.has(subgraph) ? Promise.reject(new Error("down")) : answerOf(schemas.get(subgraph)!, body);
      const local = localReach({ name: subgraph, execute, internal: async () => null, healthy: async () => true });
      // The stock engine's own echo knows one key, `id`; foreign graphs have others.
      const reach = body.check === undefined ? local : checkedReach(local);
      return reach.call({ subgraph, body, warrant: {} as Warrant, deadlineAt: Date.now() + 5000 });
    };
    const start = async (): Promise<EngineResult> => {
      if (filtered.document === undefined) {
        // No engine is asked then.
        const data = placeNulls(null, operation.roots, filtered.removed, variables);
        return { data, errors: [], unavailable: [], answered: [] };
      }
      const prepared = await engine.prepare(operation, filtered, variables);
      return engine.run({ operation, filtered, prepared, variables, call });
    };
    return { calls, result: start() };
  }
  return { apiSchema: api, read, run, close: () => engine.close() };
}

/** A subgraph's answer, over the wire: JSON and back. An operation that is not valid there is told, as a real one would. */
export async function answerOf(schema: GraphQLSchema, { query, variables }: SubgraphBody): Promise<SubgraphAnswer> {
  const document = parse(query);
  const problems = validate(schema, document);
  if (problems.length > 0) throw new Error(`${problems[0]!.message}\n${query}`);
  const result = await execute({ schema, document, variableValues: variables ?? {} });
  return JSON.parse(JSON.stringify({ data: result.data, errors: result.errors })) as SubgraphAnswer;
}
