/**
 * What stands where nothing was fetched because it is closed: null, or, for a parent of nothing but closed places, an
 * object of nulls, so that each error's path leads to a null (ATTACKS O3). Null where the schema allows no such object.
 */
import { getNamedType, getNullableType, isListType, isNonNullType } from "graphql";
import type { AskedField } from "../../operation/askedFields";

export type ClosedValue = (flags: readonly boolean[]) => Record<string, unknown> | null;

/** `flagOf` gives the index of a place's condition, undefined if it is always reached. */
export function closedValue(
  asked: readonly AskedField[],
  removed: ReadonlySet<AskedField>,
  flagOf: (asked: AskedField) => number | undefined,
): ClosedValue {
  const [first] = asked as [AskedField];
  const children = asked.flatMap((one) => one.children);
  const isClosed = !children.some((child) => removed.has(child));
  if (isClosed || isListType(getNullableType(first.field.type))) return () => null;
  const typeName = getNamedType(first.field.type).name;
  const fields = children.map((child) => ({
    key: child.responseKey,
    flag: flagOf(child),
    fits: child.coordinate.startsWith(`${typeName}.`),
    nonNull: isNonNullType(child.field.type),
    value: closedValue([child], removed, flagOf),
  }));
  return (flags) => {
    const value = {};
    for (const { key, flag, fits, nonNull, value: inner } of fields) {
      if (flag !== undefined && !flags[flag]) continue;
      const below = fits ? inner(flags) : null;
      if (!fits || (below === null && nonNull)) return null;
      Object.defineProperty(value, key, { value: below, enumerable: true, writable: true, configurable: true });
    }
    return value;
  };
}
