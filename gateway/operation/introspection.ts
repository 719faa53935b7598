/**
 * Introspection: what an IDE asks of the schema. Served in development only, never together with data (ATTACKS B01–B03),
 * and told from data by what is selected, not by the name of an operation or fragment (A07).
 */
import {
  execute,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { Refusal } from "../../schema/contract/publicCode";
import type { Operation } from "./readOperation";

const INTROSPECTION = new Set(["__schema", "__type", "__typename"]);

/**
 * Does the operation ask for the schema and nothing else?
 * @throws Refusal when it mixes the schema with data: the whole operation is refused, not a part of it.
 */
export function isIntrospectionOnly(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const names = rootNames(document, operation.selectionSet, new Set());
  const asked = names.filter((name) => INTROSPECTION.has(name) && name !== "__typename");
  if (asked.length > 0 && names.some((name) => !INTROSPECTION.has(name))) {
    throw new Refusal("GRAPHQL_VALIDATION_FAILED", "Introspection cannot be mixed with data: send two requests.");
  }
  return names.every((name) => INTROSPECTION.has(name));
}

function rootNames(document: DocumentNode, set: SelectionSetNode, seen: Set<string>): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootNames(document, selection.selectionSet, seen);
    const name = selection.name.value;
    if (seen.has(name)) return [];
    seen.add(name);
    const fragment = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name);
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootNames(document, fragment.selectionSet, seen) : [];
  });
}

/** The answer to an introspection, where it is served. */
export async function introspect(
  schema: GraphQLSchema,
  operation: Operation,
  variables: Record<string, unknown>,
  served: boolean,
): Promise<ExecutionResult["data"]> {
  if (!served) {
    throw new Refusal("GRAPHQL_VALIDATION_FAILED", "Introspection is not served here; the schema is published as a document.");
  }
  const { data } = await execute({
    schema,
    document: operation.document,
    operationName: operation.name,
    variableValues: variables,
  });
  return data;
}
