/**
 * What a value of a scalar or enum must be to reach a client. A department that answers anything else for it has answered
 * what it was not asked (ATTACKS C10).
 */
import { isEnumType, type GraphQLLeafType } from "graphql";

/** Deepest nesting of a value of a scalar that the specification does not know; what writes it out is recursive. */
const MAX_NESTING = 64;

/** A test in JavaScript that the value `v` can be taken as it is; a set of names is reached through `hold`. */
export function leafTest(type: GraphQLLeafType, v: string, hold: (value: unknown) => string): string {
  if (isEnumType(type)) return `${hold(new Set(type.getValues().map(({ name }) => name)))}.has(${v})`;
  switch (type.name) {
    case "ID":
    case "String":
      return `typeof ${v} === "string"`;
    case "Int":
      return `(${v} | 0) === ${v}`;
    case "Float":
      return `typeof ${v} === "number"`;
    case "Boolean":
      return `typeof ${v} === "boolean"`;
    default:
      return `typeof ${v} === "string"`;
  }
}

/** A value that the test did not take, made acceptable; undefined if it is not of the type at all. Never null or undefined itself. */
export function otherLeaf(type: GraphQLLeafType, value: unknown): unknown {
  if (isEnumType(type)) return undefined;
  switch (type.name) {
    case "ID":
      return Number.isSafeInteger(value) ? String(value) : undefined;
    case "String":
    case "Int":
    case "Float":
    case "Boolean":
      return undefined;
    default:
      return isShallow(value, MAX_NESTING) ? value : undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
