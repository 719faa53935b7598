/** Puts holes into the data where a value should have come: for a fetch that failed, and for each error of an answer. */
import type { ObjectShape } from "../answerShape";
import { isObject, type ResponsePath } from "../responsePath";
import { Missing, type Cause } from "./missing";

type Values = Record<string | number, unknown>;

/** A hole at each field of `shape` that `object` has no value for; where a part of it is there, in that part. */
export function fillWithHoles(object: object, shape: ObjectShape, cause: Cause): void {
  const values = object as Values;
  const typename = values["__typename"];
  for (const { key, on, isTypename, object: inner } of shape.fields) {
    if (isTypename || (on && typeof typename === "string" && !on.has(typename))) continue;
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) values[key] = new Missing(cause);
    else if (inner !== undefined) fillInner(value, inner, cause);
  }
}

function fillInner(value: unknown, shape: ObjectShape, cause: Cause): void {
  if (Array.isArray(value)) for (const item of value) fillInner(item, shape, cause);
  else if (isObject(value) && !(value instanceof Missing)) fillWithHoles(value, shape, cause);
}

/**
 * A hole where the error at `path` left null in `object`; the rest of the path is kept for the client.
 * False if there is no null on the way: the answer holds a value in spite of its error.
 */
export function holeAt(object: object, path: ResponsePath, cause: Cause): boolean {
  let holder = object as Values;
  for (const [depth, part] of path.entries()) {
    if (!Object.hasOwn(holder, part)) return false;
    const value = holder[part];
    if (value === null) {
      holder[part] = new Missing(cause, path.slice(depth + 1));
      return true;
    }
    if (value instanceof Missing) {
      value.holes.push({ cause, tail: path.slice(depth + 1) });
      return true;
    }
    if (typeof value !== "object") return false;
    holder = value as Values;
  }
  return false;
}
