/** Everything about one operation under one ruling that does not depend on the request: planned and compiled once. */
import type { QueryPlan } from "@apollo/query-planner";
import type { AskedField } from "../../operation/askedFields";
import type { Operation } from "../../operation/readOperation";
import type { Prepared } from "../engine";
import type { EngineGraph } from "./fetch";
import type { FetchKeys } from "./fetchKeys";
import { compileProjection, type Projection } from "./projection";
import { compileSteps, type Steps } from "./steps";

export interface Program extends Prepared {
  steps: Steps;
  projection: Projection;
  roots: readonly AskedField[];
  removed: ReadonlySet<AskedField>;
  keyOf(asked: AskedField): string;
  /** The client's names for a way through the data; what he did not ask for is left out. */
  clientPath(fetchPath: readonly string[]): string[];
}

export function compileProgram(
  operation: Operation,
  removed: ReadonlySet<AskedField>,
  plan: QueryPlan,
  keys: FetchKeys,
  graph: EngineGraph,
): Program {
  const keyOf = (asked: AskedField): string => keys.of(asked.nodes[0]!);
  const rootType = graph.api.getRootType(operation.definition.operation)!;
  return {
    plan,
    steps: compileSteps(plan, keys, graph),
    projection: compileProjection(operation.roots, removed, rootType, graph.api, keys),
    roots: operation.roots,
    removed,
    keyOf,
    clientPath: (fetchPath) => clientPath(operation.roots, fetchPath, keyOf),
  };
}

function clientPath(roots: readonly AskedField[], fetchPath: readonly string[], keyOf: (asked: AskedField) => string): string[] {
  const path: string[] = [];
  let level = roots;
  for (const key of fetchPath) {
    if (key === "@") continue;
    const here = level.filter((asked) => keyOf(asked) === key);
    if (here.length === 0) break;
    path.push(here[0]!.responseKey);
    level = here.flatMap(({ children }) => children);
  }
  return path;
}
