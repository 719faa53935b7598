/**
 * Variables, coerced before anything is decided (ATTACKS A22), by the forms that gateway and subgraphs share.
 *
 * Promise: a value that is refused is named by its variable and path and by the rule it breaks, never repeated
 * (M02); a citizen number given as a JSON number is refused, for a double may be a neighbour's (H09).
 */
import {
  getNullableType,
  GraphQLScalarType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { Refusal } from "../../schema/contract/publicCode";
import { LONG_TEXT_SCALAR, SCALAR_FORMS } from "../../schema/contract/scalarForms";
import { compileInput, type Coerce, type InputPath } from "./compileInput";
import { LIMITS } from "./limits";
import type { Operation } from "./readOperation";

export type Variables = Record<string, unknown>;

/** Gives the scalars of a schema that was built from SDL the forms they have in the subgraphs. */
export function withScalarForms(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const form = isScalarType(type) ? SCALAR_FORMS[type.name] : undefined;
    if (form === undefined) continue;
    (type as GraphQLScalarType).parseValue = (value) => {
      const problem = typeof value === "string" ? form(value) : `${type.name} is a text in quotes`;
      if (problem !== undefined) throw new FormProblem(problem);
      return value;
    };
    (type as GraphQLScalarType).parseLiteral = (node) =>
      (type as GraphQLScalarType).parseValue(node.kind === "StringValue" ? node.value : undefined);
  }
  return schema;
}

/** A sentence of ours, told from graphql-js's, which may repeat the value. */
class FormProblem extends Error {
  override readonly name = "FormProblem";
}

/** One variable of an operation, ready to be read. */
interface ReadVariable {
  name: string;
  type: GraphQLInputType;
  coerce: Coerce;
  isRequired: boolean;
  /** Absent without a default. */
  otherwise: (() => unknown) | undefined;
}

const variablesOf = new WeakMap<Operation, readonly ReadVariable[]>();

/** The values of the operation's variables, defaults included. Values that no variable takes are ignored. */
export function readVariables(schema: GraphQLSchema, operation: Operation, given: Variables): Variables {
  const variables: Variables = {};
  for (const { name, type, coerce, isRequired, otherwise } of readableVariables(schema, operation)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined && otherwise !== undefined) variables[name] = otherwise();
    else if (value !== undefined || isRequired) {
      if (value === undefined || (value === null && isRequired)) throw badInput(`Variable "$${name}" is required.`);
      refuseLarge(name, value, type);
      variables[name] = coerce(value, undefined, (path, cause) => refuse(name, path, cause));
    }
  }
  return variables;
}

function readableVariables(schema: GraphQLSchema, operation: Operation): readonly ReadVariable[] {
  let variables = variablesOf.get(operation);
  if (variables === undefined) {
    variables = (operation.definition.variableDefinitions ?? []).map((definition) => {
      const name = definition.variable.name.value;
      const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
      if (type === undefined || !isInputType(type)) throw badInput(`Variable "$${name}" is of no input type.`);
      const { defaultValue } = definition;
      const otherwise = defaultValue && (() => valueFromAST(defaultValue, type));
      return { name, type, coerce: compileInput(type), isRequired: isNonNullType(type), otherwise };
    });
    variablesOf.set(operation, variables);
  }
  return variables;
}

function refuse(name: string, path: InputPath | undefined, cause: unknown): never {
  let place = "";
  for (let at = path; at !== undefined; at = at.outer)
    place = (typeof at.key === "number" ? `[${at.key}]` : `.${at.key}`) + place;
  const sentence = cause instanceof FormProblem ? cause.message : "the value does not fit the type";
  throw badInput(`Variable "$${name}${place}": ${sentence}.`);
}

function refuseLarge(name: string, value: unknown, type: GraphQLInputType | undefined): void {
  const bare = type && getNullableType(type);
  if (typeof value === "string") {
    const longest = isScalarType(bare) && bare.name === LONG_TEXT_SCALAR ? LIMITS.batchCharacters : LIMITS.textCharacters;
    if (value.length > longest) throw badInput(`Variable "$${name}" holds a text over ${longest} characters.`);
  } else if (Array.isArray(value)) {
    if (value.length > LIMITS.listItems) throw badInput(`Variable "$${name}" holds a list of more than ${LIMITS.listItems}.`);
    for (const item of value) refuseLarge(name, item, isListType(bare) ? bare.ofType : bare);
  } else if (value !== null && typeof value === "object") {
    const fields = isInputObjectType(bare) ? bare.getFields() : {};
    for (const [key, item] of Object.entries(value))
      refuseLarge(name, item, Object.hasOwn(fields, key) ? fields[key]!.type : undefined);
  }
}

export function badInput(sentence: string): Refusal {
  return new Refusal("BAD_USER_INPUT", sentence);
}
