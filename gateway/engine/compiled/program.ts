/** Everything about one operation under one ruling that does not depend on the request: planned and compiled once. */
import type { QueryPlan } from "@apollo/query-planner";
import type { GraphQLObjectType } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import type { Prepared } from "../engine";
import { isObject, keysOf } from "../responsePath";
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
  /** The client's names for a way through the data: of several one on which `answer` is null. What he did not ask for is left out. */
  clientPath(fetchPath: readonly string[], answer: unknown): readonly string[];
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
    clientPath(fetchPath, answer) {
      const paths = clientPaths(roots, keysOf(fetchPath), keyOf);
      return paths.find((path) => leadsToNull(answer, path)) ?? paths[0]!;
    },
  };
}

/** Fields of one key under several names are several ways. */
function clientPaths(
  level: readonly AskedField[],
  [key, ...further]: readonly string[],
  keyOf: (asked: AskedField) => string,
): string[][] {
  const here = key === undefined ? [] : level.filter((asked) => keyOf(asked) === key);
  if (here.length === 0) return [[]];
  return here.flatMap(({ responseKey, children }) => clientPaths(children, further, keyOf).map((path) => [responseKey, ...path]));
}

function leadsToNull(value: unknown, path: readonly string[]): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some((item) => leadsToNull(item, path));
  const [key, ...further] = path;
  return key !== undefined && isObject(value) && Object.hasOwn(value, key) && leadsToNull(value[key], further);
}
