/**
 * Coercion of a variable's value, compiled for its type: what graphql-js's `coerceInputValue` does, without looking at the
 * type again for every value. The first thing that does not fit is told and ends it.
 */
import {
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from "graphql";

/** Where in the value, innermost first. */
export interface InputPath {
  key: string | number;
  outer: InputPath | undefined;
}

/** Ends coercion; `cause` is what the scalar threw, if it was one that did. */
export type Refuse = (path: InputPath | undefined, cause?: unknown) => never;

export type Coerce = (value: unknown, path: InputPath | undefined, refuse: Refuse) => unknown;

const compiled = new WeakMap<GraphQLInputType, Coerce>();

export function compileInput(type: GraphQLInputType): Coerce {
  let coerce = compiled.get(type);
  if (coerce === undefined) {
    // A type may hold itself.
    compiled.set(type, (value, path, refuse) => coerce!(value, path, refuse));
    compiled.set(
      type,
      (coerce = isNonNullType(type) ? notNull(present(type.ofType as GraphQLInputType)) : orNull(present(type))),
    );
  }
  return coerce;
}

function notNull(coerce: Coerce): Coerce {
  return (value, path, refuse) => (value === null || value === undefined ? refuse(path) : coerce(value, path, refuse));
}

function orNull(coerce: Coerce): Coerce {
  return (value, path, refuse) => (value === null || value === undefined ? null : coerce(value, path, refuse));
}

/** For values that are not null. */
function present(type: GraphQLInputType): Coerce {
  const bare = getNullableType(type);
  if (isListType(bare)) return list(compileInput(bare.ofType as GraphQLInputType));
  if (isInputObjectType(bare)) return object(bare);
  if (isLeafType(bare)) return leaf(bare);
  throw new Error(`${String(type)} is no input type`);
}

/** One value stands for a list of it. */
function list(item: Coerce): Coerce {
  return (value, path, refuse) => {
    if (!Array.isArray(value)) return [item(value, path, refuse)];
    return value.map((one: unknown, key) => item(one, { key, outer: path }, refuse));
  };
}

function object(type: GraphQLInputObjectType): Coerce {
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    coerce: compileInput(field.type),
    otherwise: field.defaultValue,
    isRequired: isRequiredInputField(field),
  }));
  const names = new Set(fields.map(({ name }) => name));
  return (value, path, refuse) => {
    if (typeof value !== "object" || Array.isArray(value)) return refuse(path);
    const given = value as Record<string, unknown>;
    const coerced: Record<string, unknown> = {};
    for (const { name, coerce, otherwise, isRequired } of fields) {
      const one = Object.hasOwn(given, name) ? given[name] : undefined;
      if (one !== undefined) coerced[name] = coerce(one, { key: name, outer: path }, refuse);
      else if (otherwise !== undefined) coerced[name] = otherwise;
      else if (isRequired) refuse(path);
    }
    for (const name of Object.keys(given)) if (!names.has(name)) refuse(path);
    if (type.isOneOf) refuseOthers(coerced, path, refuse);
    return coerced;
  };
}

/** Exactly one key, and that one not null. */
function refuseOthers(coerced: Record<string, unknown>, path: InputPath | undefined, refuse: Refuse): void {
  const values = Object.values(coerced);
  if (values.length !== 1 || values[0] === null) refuse(path);
}

function leaf(type: GraphQLLeafType): Coerce {
  return (value, path, refuse) => {
    let parsed: unknown;
    try {
      parsed = type.parseValue(value);
    } catch (error) {
      return refuse(path, error);
    }
    return parsed === undefined ? refuse(path) : parsed;
  };
}
