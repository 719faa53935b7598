/** Takes what an answer says of an object into the data. Equal representations share what was answered: nothing is copied. */
import { isAbstractType, type GraphQLSchema } from "graphql";
import { isObject } from "../responsePath";
import { Missing } from "./missing";

type Values = Record<string, unknown>;

/** The values of `keys`. A value that is there stays, but for objects, which grow together. */
export function takeKeys(target: object, source: object, keys: readonly string[], schema: GraphQLSchema): void {
  for (const key of keys) {
    const value = (source as Values)[key];
    if (value !== undefined) takeValue(target as Values, key, value, schema);
  }
}

function takeValue(target: Values, key: string, value: unknown, schema: GraphQLSchema): void {
  const before = Object.hasOwn(target, key) ? target[key] : undefined;
  if (before === undefined || before === null || before instanceof Missing) target[key] = value;
  else if (key === "__typename") target[key] = narrower(before, value, schema);
  else grow(before, value, schema);
}

/** A subgraph that knows an interface as an object cannot say of what type its objects are. */
function narrower(before: unknown, value: unknown, schema: GraphQLSchema): unknown {
  return isAbstractType(schema.getType(String(before))) ? value : before;
}

function grow(before: unknown, value: unknown, schema: GraphQLSchema): void {
  if (before === value) return;
  if (Array.isArray(before) && Array.isArray(value)) {
    for (let i = 0; i < before.length && i < value.length; i++) {
      if (before[i] === null || before[i] === undefined) before[i] = value[i];
      else grow(before[i], value[i], schema);
    }
  } else if (isObject(before) && isObject(value) && !(value instanceof Missing)) {
    takeKeys(before, value, Object.keys(value), schema);
  }
}
