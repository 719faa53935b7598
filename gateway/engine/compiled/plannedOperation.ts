/**
 * The operation that is planned: what was opened of the client's, under the engine's own names. Places that differ in
 * nothing but the client's alias are one place here, so that they are fetched once.
 */
import { getNamedType, isLeafType, type DirectiveNode, type DocumentNode, type FieldNode, type GraphQLSchema } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import type { Operation } from "../../operation/readOperation";
import { typename, writeOperation, type WrittenField } from "../../operation/writeOperation";
import { FetchKeys } from "./fetchKeys";

export interface PlannedOperation {
  document: DocumentNode;
  keys: FetchKeys;
}

/** `operation` without the places of `removed`. */
export function plannedOperation(
  operation: Operation,
  removed: ReadonlySet<AskedField>,
  schema: GraphQLSchema,
): PlannedOperation {
  const keys = new FetchKeys(schema);
  const roots = written(
    operation.roots.filter((root) => !removed.has(root)),
    removed,
    keys,
  );
  return { document: writeOperation(operation.definition, roots), keys };
}

function written(fields: readonly AskedField[], removed: ReadonlySet<AskedField>, keys: FetchKeys): WrittenField[] {
  const byPlace = new Map<string, AskedField[]>();
  for (const asked of fields) {
    const place = `${asked.coordinate} ${keys.of(asked.nodes[0]!)}`;
    const alike = byPlace.get(place);
    if (alike === undefined) byPlace.set(place, [asked]);
    else alike.push(asked);
  }
  return [...byPlace.values()].map((alike) => writtenField(alike, removed, keys));
}

function writtenField(alike: readonly AskedField[], removed: ReadonlySet<AskedField>, keys: FetchKeys): WrittenField {
  const [first] = alike as [AskedField];
  const [node] = first.nodes as [FieldNode];
  const key = keys.of(node);
  const asked = alike.flatMap((one) => one.children.filter((child) => !removed.has(child)));
  const type = getNamedType(first.field.type);
  const resultType = type.name;
  const conditions = alike.length === 1 ? first.conditions : ways(alike);
  const children = written(asked, removed, keys);
  return {
    coordinate: first.coordinate,
    alias: key === node.name.value ? undefined : key,
    node,
    resultType,
    conditions,
    // Where conditions or types may leave out all of an object, whether there is one must still be asked.
    children:
      isLeafType(type) || children.some((child) => isWhereverParentIs(child, conditions))
        ? children
        : [...children, typename(resultType, conditions)],
  };
}

function isWhereverParentIs({ conditions }: WrittenField, parent: readonly DirectiveNode[][]): boolean {
  return parent.every((way) => conditions.some((own) => own.every((directive) => way.includes(directive))));
}

function ways(alike: readonly AskedField[]): DirectiveNode[][] {
  const all = new Map<string, DirectiveNode[]>();
  for (const way of alike.flatMap(({ conditions }) => conditions)) {
    all.set(JSON.stringify(way.map((directive) => [directive.name.value, directive.arguments?.[0]?.value])), way);
  }
  return [...all.values()];
}
