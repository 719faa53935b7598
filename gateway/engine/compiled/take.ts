/** Takes what an answer says of an object into the data. Equal representations share what was answered: nothing is copied. */
import { isAbstractType, type GraphQLSchema } from "graphql";
import { isObject } from "../responsePath";
import { Missing } from "./missing";

type Values = Record<string, unknown>;

/** Deeper than any operation; what is nested more is the value of a scalar and is not looked into. */
const MAX_DEPTH = 64;

/** The values of `keys`. A value that is there stays, but for objects, which grow together. */
export function takeKeys(target: object, source: object, keys: readonly string[], schema: GraphQLSchema, depth = 0): void {
  for (const key of keys) {
    const value = (source as Values)[key];
    if (value !== undefined) takeValue(target as Values, key, value, schema, depth);
  }
}

function takeValue(target: Values, key: string, value: unknown, schema: GraphQLSchema, depth: number): void {
  const before = Object.hasOwn(target, key) ? target[key] : undefined;
  if (before === undefined || before === null || before instanceof Missing) target[key] = value;
  else if (key === "__typename") target[key] = narrower(before, value, schema);
  else grow(before, value, schema, depth + 1);
}

/** A subgraph that knows an interface as an object cannot say of what type its objects are. */
function narrower(before: unknown, value: unknown, schema: GraphQLSchema): unknown {
  return isAbstractType(schema.getType(String(before))) ? value : before;
}

function grow(before: unknown, value: unknown, schema: GraphQLSchema, depth: number): void {
  if (before === value || depth > MAX_DEPTH) return;
  if (Array.isArray(before) && Array.isArray(value)) {
    for (let i = 0; i < before.length && i < value.length; i++) {
      if (before[i] === null || before[i] === undefined) before[i] = value[i];
      else grow(before[i], value[i], schema, depth + 1);
    }
  } else if (isObject(before) && isObject(value) && !(value instanceof Missing)) {
    takeKeys(before, value, Object.keys(value), schema, depth);
  }
}
