/**
 * The answer in the client's own shape: what was closed is null at its place, in the order that was asked.
 *
 * Promise: a closed place never looks like "none": it is null, not an empty list and not an absent key (ATTACKS O3).
 */
import { getNamedType } from "graphql";
import { isReached, type AskedField } from "../operation/askedFields";
import type { Variables } from "../operation/readVariables";

/** `data` with a null for each place of `removed` that the operation reaches. */
export function placeNulls(
  data: Record<string, unknown> | null,
  roots: readonly AskedField[],
  removed: ReadonlySet<AskedField>,
  variables: Variables,
): Record<string, unknown> | null {
  if (removed.size === 0) return data;
  const reached = roots.filter((root) => isReached(root, variables));
  if (data === null || reached.every((root) => removed.has(root))) return null;
  return shape(data, reached, "", removed, variables) as Record<string, unknown>;
}

function shape(value: unknown, fields: readonly AskedField[], type: string, removed: ReadonlySet<AskedField>, variables: Variables): unknown {
  if (Array.isArray(value)) return value.map((item) => shape(item, fields, type, removed, variables));
  if (value === null || typeof value !== "object") return value;
  const source = value as Record<string, unknown>;
  const shaped: Record<string, unknown> = {};
  for (const field of fields) {
    const { responseKey: key } = field;
    if (removed.has(field)) {
      // Under an interface a closed field belongs to a type of which no record is in the answer.
      if (isReached(field, variables) && (type === "" || field.coordinate.startsWith(`${type}.`))) define(shaped, key, null);
    } else if (Object.hasOwn(source, key)) {
      const inner = getNamedType(field.field.type).name;
      define(shaped, key, field.children.length > 0 ? shape(source[key], field.children, inner, removed, variables) : source[key]);
    }
  }
  return shaped;
}

/** An own property, also for a response name such as `__proto__` (ATTACKS C14). */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
