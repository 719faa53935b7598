/**
 * What stands where nothing was fetched because it is closed: null, or, for a parent of nothing but closed places, an
 * object of nulls, so that each error's path leads to a null (ATTACKS O3). Null where the schema allows no such object.
 */
import { getNamedType, getNullableType, isListType, isNonNullType } from "graphql";
import type { AskedField } from "../../operation/askedFields";

/** Makes the value anew each time. */
export type ClosedValue = () => Record<string, unknown> | null;

export function closedValue(asked: readonly AskedField[], removed: ReadonlySet<AskedField>): ClosedValue {
  const [first] = asked as [AskedField];
  const children = asked.flatMap((one) => one.children);
  const isClosed = !children.some((child) => removed.has(child));
  if (isClosed || isListType(getNullableType(first.field.type))) return () => null;
  const typeName = getNamedType(first.field.type).name;
  const fields = children.map((child) => ({
    key: child.responseKey,
    fits: child.coordinate.startsWith(`${typeName}.`),
    nonNull: isNonNullType(child.field.type),
    value: closedValue([child], removed),
  }));
  return () => {
    const value = {};
    for (const { key, fits, nonNull, value: inner } of fields) {
      const below = fits ? inner() : null;
      if (!fits || (below === null && nonNull)) return null;
      Object.defineProperty(value, key, { value: below, enumerable: true, writable: true, configurable: true });
    }
    return value;
  };
}
