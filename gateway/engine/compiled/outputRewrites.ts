/**
 * Undoes, in an answer, the aliases that the planner gave to fields of different types that share a name and do not merge.
 */
import type { FetchDataRewrite } from "@apollo/query-planner";
import type { GraphQLSchema } from "graphql";
import { isObject } from "../responsePath";
import { fits } from "./representation";

const ON = "... on ";

export function applyRewrites(value: object, rewrites: readonly FetchDataRewrite[], schema: GraphQLSchema): void {
  for (const rewrite of rewrites) {
    if (rewrite.kind !== "KeyRenamer") throw new Error(`a rewrite of an answer by ${rewrite.kind} is not known here`);
    const from = rewrite.path.at(-1)!;
    atPath(value, rewrite.path.slice(0, -1), schema, (object) => rename(object, from, rewrite.renameKeyTo));
  }
}

function rename(object: Record<string, unknown>, from: string, to: string): void {
  if (!Object.hasOwn(object, from)) return;
  object[to] = object[from];
  delete object[from];
}

function atPath(
  value: unknown,
  path: readonly string[],
  schema: GraphQLSchema,
  change: (object: Record<string, unknown>) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) atPath(item, path, schema, change);
    return;
  }
  if (!isObject(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) change(value);
  else if (!first.startsWith(ON)) atPath(Object.hasOwn(value, first) ? value[first] : undefined, rest, schema, change);
  else if (isOfType(value, first.slice(ON.length), schema)) atPath(value, rest, schema, change);
}

/** An object that does not say its type is of any. */
function isOfType({ __typename: typename }: Record<string, unknown>, condition: string, schema: GraphQLSchema): boolean {
  return typeof typename !== "string" || fits(typename, condition, schema);
}
