/**
 * The answer in the client's own shape: what was closed is null at its place, in the order that was asked.
 *
 * Promise: a closed place never looks like "none": it is null, not an empty list and not an absent key (ATTACKS O3). Where the
 * schema allows no null the null climbs, as GraphQL says; but at the root, where nobody was looked up, it stands.
 */
import { getNamedType, getNullableType, isListType, isNonNullType, type GraphQLOutputType } from "graphql";
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
  if (reached.every(isTypeName)) return typeNames(reached);
  if (data === null || reached.every((root) => removed.has(root) || isTypeName(root))) return null;
  return shape(data, reached, "", removed, variables) as Record<string, unknown>;
}

function isTypeName({ field }: AskedField): boolean {
  return field.name === "__typename";
}

/** The answer to an operation of which `@skip` and `@include` left nothing but this. */
function typeNames(roots: readonly AskedField[]): Record<string, unknown> {
  return Object.fromEntries(roots.map(({ responseKey, coordinate }) => [responseKey, typeOf(coordinate)]));
}

function typeOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.indexOf("."));
}

function shape(
  value: unknown,
  fields: readonly AskedField[],
  type: string,
  removed: ReadonlySet<AskedField>,
  variables: Variables,
): unknown {
  if (Array.isArray(value)) return value.map((item) => shape(item, fields, type, removed, variables));
  if (value === null || typeof value !== "object") return value;
  const source = value as Record<string, unknown>;
  const shaped: Record<string, unknown> = {};
  for (const field of fields) {
    const { responseKey: key } = field;
    if (!removed.has(field) && Object.hasOwn(source, key)) {
      const whole = field.children.length > 0 ? shapeBelow(source[key], field, fields, removed, variables) : source[key];
      const own = settled(whole, field.field.type);
      if (own === undefined) return null;
      define(shaped, key, own);
    } else if (removed.has(field) && belongsTo(field, type) && isReached(field, variables)) {
      // At the root nobody was looked up: an object there would say that the person exists.
      const none = type === "" ? null : settled(removedValue(field, removed, variables) ?? null, field.field.type);
      if (none === undefined) return null;
      define(shaped, key, none);
    }
  }
  return shaped;
}

/** `value` with nulls climbed as far as `type` lets them; undefined where one climbs out of it. */
function settled(value: unknown, type: GraphQLOutputType): unknown {
  const bare = getNullableType(type);
  let own = value;
  if (Array.isArray(value) && isListType(bare)) {
    const items = value.map((item: unknown) => settled(item, bare.ofType as GraphQLOutputType));
    own = items.includes(undefined) ? null : items;
  }
  return own === null && isNonNullType(type) ? undefined : own;
}

/**
 * What stands where nothing was fetched: null for a closed place; for a parent of nothing but closed places an object
 * of nulls, so that each error's path leads to a null. Undefined where the schema allows neither.
 */
function removedValue(field: AskedField, removed: ReadonlySet<AskedField>, variables: Variables): object | null | undefined {
  const { type } = field.field;
  const isClosed = !field.children.some((child) => removed.has(child));
  if (isClosed) return isNonNullType(type) ? undefined : null;
  if (isListType(getNullableType(type))) return undefined;
  const value = {};
  for (const child of field.children) {
    if (!isReached(child, variables)) continue;
    const below = belongsTo(child, getNamedType(type).name) ? removedValue(child, removed, variables) : undefined;
    if (below === undefined) return undefined;
    define(value, child.responseKey, below);
  }
  return value;
}

/** Under an interface one response name may be asked of several types, each with selections of its own. */
function shapeBelow(
  value: unknown,
  field: AskedField,
  beside: readonly AskedField[],
  removed: ReadonlySet<AskedField>,
  variables: Variables,
): unknown {
  const alike = beside.filter((one) => one.responseKey === field.responseKey && !removed.has(one));
  return shape(
    value,
    alike.flatMap(({ children }) => children),
    getNamedType(field.field.type).name,
    removed,
    variables,
  );
}

/** Under an interface a closed field belongs to a type of which no record is in the answer. */
function belongsTo({ coordinate }: AskedField, type: string): boolean {
  return type === "" || typeOf(coordinate) === type;
}

/** An own property, also for a response name such as `__proto__` (ATTACKS C14). */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
