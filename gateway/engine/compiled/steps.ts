/**
 * The order of a plan's calls, compiled: fetches of entities that begin together and go to one department are one call, and
 * equal ones are one fetch. A kind of node that is not known here is refused.
 */
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import { compileCall, type Call } from "./call";
import { compileFetch, type EngineGraph, type Fetch } from "./fetch";
import type { FetchKeys } from "./fetchKeys";
import { splitFetch } from "./splitFetch";
import type { Turns } from "./turns";

export type Step = { kind: "CALL"; call: Call; index: number } | { kind: "SEQUENCE" | "PARALLEL"; steps: readonly Step[] };

export interface Steps {
  first: Step | undefined;
  calls: readonly Call[];
}

export async function compileSteps(plan: QueryPlan, keys: FetchKeys, graph: EngineGraph, turns: Turns): Promise<Steps> {
  const compiler = new StepCompiler(keys, graph, turns);
  const first = plan.node && (await compiler.step(plan.node, []));
  return { first, calls: compiler.calls };
}

class StepCompiler {
  readonly calls: Call[] = [];
  /** The call that a fetch of the plan became a part of. */
  private readonly joined = new Map<FetchNode, Step>();

  constructor(
    private readonly keys: FetchKeys,
    private readonly graph: EngineGraph,
    private readonly turns: Turns,
  ) {}

  async step(node: PlanNode | SubscriptionNode, path: readonly string[]): Promise<Step> {
    await this.turns.pause();
    switch (node.kind) {
      case "Fetch":
        return this.joined.get(node) ?? this.callFor(this.compiled(node, path));
      case "Flatten":
        return this.step(node.node, [...path, ...node.path.map(String)]);
      case "Sequence":
        return { kind: "SEQUENCE", steps: await this.steps(node.nodes, path) };
      case "Parallel":
        this.join(node.nodes.flatMap((child) => heads(child, path)));
        return { kind: "PARALLEL", steps: await this.steps(node.nodes, path) };
      default:
        throw new Error(`a plan with a ${node.kind} node is not run here`);
    }
  }

  private async steps(nodes: readonly PlanNode[], path: readonly string[]): Promise<Step[]> {
    const steps: Step[] = [];
    for (const node of nodes) steps.push(await this.step(node, path));
    return steps;
  }

  private compiled(node: FetchNode, path: readonly string[]): Fetch[] {
    return splitFetch(node, this.graph.required).map((one) => compileFetch(one, path, this.keys, this.graph));
  }

  private callFor(fetches: readonly Fetch[]): Step {
    const call = compileCall(fetches);
    return { kind: "CALL", call, index: this.calls.push(call) - 1 };
  }

  /** Makes one call of the fetches of entities among `begun` that go to one department. */
  private join(begun: readonly Head[]): void {
    const bySubgraph = new Map<string, Head[]>();
    for (const head of begun) {
      if (head.node.requires === undefined || this.joined.has(head.node)) continue;
      bySubgraph.set(head.node.serviceName, [...(bySubgraph.get(head.node.serviceName) ?? []), head]);
    }
    for (const heads of bySubgraph.values()) {
      if (heads.length < 2) continue;
      const fetches = new Map<string, Fetch>();
      for (const fetch of heads.flatMap(({ node, path }) => this.compiled(node, path))) {
        const equal = fetches.get(fetch.identity);
        fetches.set(fetch.identity, equal === undefined ? fetch : { ...equal, paths: [...equal.paths, ...fetch.paths] });
      }
      const step = this.callFor([...fetches.values()]);
      for (const { node } of heads) this.joined.set(node, step);
    }
  }
}

interface Head {
  node: FetchNode;
  path: readonly string[];
}

/** The fetches with which `node` begins, whatever is answered. */
function heads(node: PlanNode, path: readonly string[]): Head[] {
  switch (node.kind) {
    case "Fetch":
      return [{ node, path }];
    case "Flatten":
      return heads(node.node, [...path, ...node.path.map(String)]);
    case "Sequence":
      return node.nodes.slice(0, 1).flatMap((child) => heads(child, path));
    case "Parallel":
      return node.nodes.flatMap((child) => heads(child, path));
    default:
      return [];
  }
}
