/** Everything about one operation under one ruling that does not depend on the request: planned and compiled once. */
import type { QueryPlan } from "@apollo/query-planner";
import type { GraphQLObjectType } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import type { Prepared } from "../engine";
import type { EngineGraph } from "./fetch";
import type { FetchKeys } from "./fetchKeys";
import type { ReachedFields } from "./reachedFields";
import { compileProjection, type Projection } from "./projection";
import { compileSteps, type Steps } from "./steps";
import type { Turns } from "./turns";

export interface Program extends Prepared {
  steps: Steps;
  projection: Projection;
  /** Nothing that was reached is open: there is no data. */
  isClosed: boolean;
  keyOf(asked: AskedField): string;
  /** The client's names for a way through the data; what he did not ask for is left out. */
  clientPath(fetchPath: readonly string[]): string[];
}

export async function compileProgram(
  { roots, removed, isClosed }: ReachedFields,
  rootType: GraphQLObjectType,
  plan: QueryPlan,
  keys: FetchKeys,
  graph: EngineGraph,
  turns: Turns,
): Promise<Program> {
  const keyOf = (asked: AskedField): string => keys.of(asked.nodes[0]!);
  const steps = await compileSteps(plan, keys, graph, turns);
  await turns.next();
  const projection = compileProjection(roots, removed, rootType, graph.api, keys);
  await turns.next();
  return {
    plan,
    steps,
    projection,
    isClosed,
    keyOf,
    clientPath: (fetchPath) => clientPath(roots, fetchPath, keyOf),
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
