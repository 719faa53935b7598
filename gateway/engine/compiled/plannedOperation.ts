/**
 * The operation that is planned: what was opened and reached of the client's, under the engine's own names. Places that
 * differ in nothing but the client's alias are one place here, so that they are fetched once.
 */
import { getNamedType, isLeafType, type DocumentNode, type FieldNode, type OperationDefinitionNode } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import { leafOf, writeOperation, type WrittenField } from "../../operation/writeOperation";
import type { FetchKeys } from "./fetchKeys";
import type { Joins } from "./joins";
import type { ReachedFields } from "./reachedFields";

export interface Planning extends ReachedFields {
  keys: FetchKeys;
  joins: Pick<Joins, "objectKey">;
}

/** Undefined if nothing is to be fetched. */
export function plannedOperation(definition: OperationDefinitionNode, planning: Planning): DocumentNode | undefined {
  if (planning.isClosed) return undefined;
  const kept = planning.roots.filter((root) => !planning.removed.has(root));
  if (kept.every(({ field }) => field.name === "__typename")) return undefined;
  return writeOperation(definition, written(kept, planning));
}

function written(fields: readonly AskedField[], planning: Planning): WrittenField[] {
  const byPlace = new Map<string, AskedField[]>();
  for (const asked of fields) {
    const place = `${asked.coordinate} ${planning.keys.of(asked.nodes[0]!)}`;
    const alike = byPlace.get(place);
    if (alike === undefined) byPlace.set(place, [asked]);
    else alike.push(asked);
  }
  return [...byPlace.values()].map((alike) => writtenField(alike, planning));
}

function writtenField(alike: readonly AskedField[], planning: Planning): WrittenField {
  const { keys, removed, joins } = planning;
  const [first] = alike as [AskedField];
  const [node] = first.nodes as [FieldNode];
  const key = keys.of(node);
  const type = getNamedType(first.field.type);
  const asked = alike.flatMap((one) => one.children.filter((child) => !removed.has(child)));
  const children = written(asked, planning);
  return {
    coordinate: first.coordinate,
    alias: key === node.name.value ? undefined : key,
    node,
    resultType: type.name,
    conditions: [[]],
    // Where nothing is asked of an object that it can have, whether there is one must still be asked; not of what type.
    children:
      isLeafType(type) || children.length > 0 ? children : [leafOf(type.name, joins.objectKey(type.name) ?? "__typename", [[]])],
  };
}
