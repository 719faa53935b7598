/**
 * The operation that is planned: what was opened and reached of the client's, under the engine's own names. Places that
 * differ in nothing but the client's alias are one place here, so that they are fetched once.
 */
import { getNamedType, isLeafType, type DocumentNode, type FieldNode, type OperationDefinitionNode } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import { typename, writeOperation, type WrittenField } from "../../operation/writeOperation";
import type { FetchKeys } from "./fetchKeys";
import type { ReachedFields } from "./reachedFields";

/** Undefined if nothing is to be fetched. */
export function plannedOperation(
  definition: OperationDefinitionNode,
  { roots, removed }: ReachedFields,
  keys: FetchKeys,
): DocumentNode | undefined {
  const kept = roots.filter((root) => !removed.has(root));
  if (kept.every(({ field }) => field.name === "__typename")) return undefined;
  return writeOperation(definition, written(kept, removed, keys));
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
  const type = getNamedType(first.field.type);
  const asked = alike.flatMap((one) => one.children.filter((child) => !removed.has(child)));
  const children = written(asked, removed, keys);
  return {
    coordinate: first.coordinate,
    alias: key === node.name.value ? undefined : key,
    node,
    resultType: type.name,
    conditions: [[]],
    // Where nothing is asked of an object that it can have, whether there is one must still be asked.
    children: isLeafType(type) || children.length > 0 ? children : [typename(type.name, [[]])],
  };
}
