/** For tests: an engine over the three departments, each behind its guard, some of them odd. */
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { parse } from "graphql";
import { filterOperation } from "../authorize/filterOperation";
import { openOperationReader } from "../operation/readOperation";
import type { Warrant } from "../../schema/contract/warrant";
import { guardedReach } from "../subgraph/guardedReach";
import { localReach } from "../subgraph/localReach";
import type { SubgraphAnswer, SubgraphBody } from "../subgraph/reach";
import type { EngineInput, EngineResult } from "./engine";
import { openEngine } from "./openEngine";
import { answerOf, schemasOfThree, supergraphOfThree, type Department } from "./threeSubgraphs.fixture";

export type Execute = (body: SubgraphBody) => Promise<SubgraphAnswer>;

export const schemas = schemasOfThree();
/** A department that is not there; its words must never be seen. */
export const down: Execute = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:4103"));
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
export const PERSON = `{ person(number: "p1") { maskedName tax { asOf } courts { cases } } }`;
export const placesOf = ({ errors }: Pick<EngineResult, "errors">) => errors.map(({ path, code }) => [path, code]);

const DEADLINE_MS = 300;

/** An honest answer of the tax department whose entities `change` then alters in place. */
export function taxWith(change: (entities: { tax: Record<string, unknown> }[]) => unknown): Execute {
  return async (body) => {
    const answer = await answerOf(schemas.tax, body);
    change(answer.data!["_entities"] as { tax: Record<string, unknown> }[]);
    return answer;
  };
}

export const ENGINES = ["compiled", "apollo"] as const;

/** What a test may say of a run besides its text and its departments. */
export interface Given extends Partial<Pick<EngineInput, "variables" | "call" | "prepared">> {
  operationName?: string;
}

export async function openThree(name: (typeof ENGINES)[number]) {
  const supergraphSdl = supergraphOfThree();
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  const queryPlanner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
  const planner = {
    plan: async (text: string, operationName?: string): Promise<QueryPlan> => {
      const chosen = operationName === undefined ? {} : { operationName };
      return queryPlanner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(text), chosen));
    },
  };
  const engine = await openEngine(name, { supergraphSdl, apiSchema, planner });
  const read = openOperationReader(apiSchema);

  /** Runs `text` with the departments answering as they do, but for those in `odd`. */
  function run(text: string, odd: Partial<Record<Department, Execute>> = {}, given: Given = {}) {
    const asked: string[] = [];
    const reach = Object.fromEntries(
      Object.entries(schemas).map(([subgraph, schema]) => {
        const execute: Execute = odd[subgraph as Department] ?? ((body) => answerOf(schema, body));
        const local = { name: subgraph, execute, internal: async () => null, healthy: async () => true };
        return [subgraph, guardedReach(localReach(local))];
      }),
    );
    const call: EngineInput["call"] = (subgraph, body) => {
      asked.push(subgraph);

      return reach[subgraph]!.call({ subgraph, body, warrant: {} as Warrant, deadlineAt: Date.now() + DEADLINE_MS });
    };
    const operation = read(text, given.operationName);
    const filtered = filterOperation(operation, () => ({ open: true }), new Set());
    const start = async (): Promise<EngineResult> => {
      const prepared = given.prepared ?? (await engine.prepare(operation, filtered, given.variables ?? {}));
      return engine.run({ variables: {}, call, ...given, operation, filtered, prepared });
    };
    return { asked, result: start() };
  }

  return { run, close: () => engine.close() };
}
