/** For tests: the stock engine over the three departments, each behind its guard, some of them odd. */
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { parse } from "graphql";
import type { Warrant } from "../../schema/contract/warrant";
import { guardedReach } from "../subgraph/guardedReach";
import { localReach } from "../subgraph/localReach";
import type { SubgraphAnswer, SubgraphBody } from "../subgraph/reach";
import { openApolloEngine } from "./apolloEngine";
import type { EngineInput, EngineResult } from "./engine";
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

export async function openThree() {
  const supergraphSdl = supergraphOfThree();
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
  const engine = await openApolloEngine({ supergraphSdl });

  function planOf(text: string, operationName?: string): QueryPlan {
    const operation = operationFromDocument(supergraph.apiSchema(), parse(text), { ...(operationName && { operationName }) });
    return planner.buildQueryPlan(operation);
  }

  /** Runs `text` with the departments answering as they do, but for those in `odd`. */
  function run(text: string, odd: Partial<Record<Department, Execute>> = {}, more: Partial<EngineInput> = {}) {
    const asked: string[] = [];
    const reach = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => {
        const execute: Execute = odd[name as Department] ?? ((body) => answerOf(schema, body));
        return [name, guardedReach(localReach({ name, execute, internal: async () => null, healthy: async () => true }))];
      }),
    );
    const call: EngineInput["call"] = (subgraph, body) => {
      asked.push(subgraph);
      return reach[subgraph]!.call({ subgraph, body, warrant: {} as Warrant, deadlineAt: Date.now() + DEADLINE_MS });
    };
    const plan = "plan" in more ? more.plan! : planOf(text, more.operationName);
    const result = engine.run({ document: parse(text), operationText: text, variables: {}, planKey: text, call, ...more, plan });
    return { asked, result };
  }

  return { run, planOf, close: () => engine.close() };
}
