/**
 * A query compiled for the subgraph that answers it: properties and direct resolvers, called in a row. What an operation of
 * the gateway asks again and again costs a third of what graphql-js takes (docs/performance.md).
 *
 * Promise: the answer of graphql-js, or none. Whatever is not plain success (a resolver that throws, a value of another
 * kind, null where none may be) is thrown, and the caller lets graphql-js answer the same query anew, with its errors and
 * paths; for a query reads, and may be run twice. Refuses to compile what it does not know: mutations, directives but `@skip` and `@include`, fields
 * with resolvers that are not listed as direct.
 */
import {
  coerceInputValue,
  isInputType,
  Kind,
  typeFromAST,
  valueFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { CannotCompile } from "./cannotCompile";
import { SelectionCompiler, type Reader } from "./compileSelection";
import type { DirectFields } from "./directFields";

export type Variables = Record<string, unknown>;
/** May throw at once, and answers at once where nothing is waited for. */
export type CompiledRead = (variables: Variables, context: object) => Promise<Record<string, unknown>> | Record<string, unknown>;

/** What a subgraph gives to be read by. */
export interface ReadParts {
  schema: GraphQLSchema;
  direct: DirectFields;
  /** `Type.field` of every field that is a property of its object and nothing else. */
  properties: ReadonlySet<string>;
  /** `__resolveReference` by entity. */
  references: Readonly<Record<string, (reference: never, context: never) => unknown>>;
}

/** Undefined where something in the operation is left to graphql-js. */
export function compileRead(document: DocumentNode, parts: ReadParts): CompiledRead | undefined {
  try {
    const operation = onlyQuery(document);
    const variablesOf = compileVariables(operation, parts.schema);
    const read = new SelectionCompiler(document, parts).root(operation.selectionSet) as Reader;
    return (given, context) => read(undefined, { variables: variablesOf(given), context }) as ReturnType<CompiledRead>;
  } catch (error) {
    if (error instanceof CannotCompile) return undefined;
    throw error;
  }
}

function onlyQuery(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length !== 1 || operation.operation !== "query")
    throw new CannotCompile("no single query");
  return operation;
}

/** Representations are looked at where they are resolved; everything else is coerced as graphql-js would. */
function compileVariables(operation: OperationDefinitionNode, schema: GraphQLSchema): (given: Variables) => Variables {
  const coercions = (operation.variableDefinitions ?? []).map(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined;
    if (type === undefined || !isInputType(type) || name === "__proto__") throw new CannotCompile(`variable ${name}`);
    const isAny = String(type) === "[_Any!]!";
    const otherwise = defaultValue === undefined ? undefined : valueFromAST(defaultValue, type);
    const coerce = (value: unknown): unknown => {
      if (isAny) return value;
      return value === undefined && otherwise !== undefined ? otherwise : coerceInputValue(value ?? null, type);
    };
    return { name, coerce };
  });
  return (given) => {
    const variables: Variables = {};
    for (const { name, coerce } of coercions) variables[name] = coerce(given[name]);
    return variables;
  };
}
