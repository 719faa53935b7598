/**
 * Rewrites an `_entities` operation so that the department must say, for each entity, whom it speaks of.
 *
 * Threat (ATTACKS C08): entities are merged by position, so a department that answers in another order shows one
 * person's records to whoever asked about another. The echo is selected under two aliases that occur nowhere in the
 * operation, so no client alias can stand in for it.
 */
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { LRUCache } from "lru-cache";

/** The operation to send; `echo` names the two aliases, absent where the operation asks for no entities. */
export interface EchoedQuery {
  query: string;
  echo?: { typename: string; id: string };
}

const MEMO_CHARS = 8 * 1024 * 1024;

const memo = new LRUCache<string, EchoedQuery>({
  maxSize: MEMO_CHARS,
  sizeCalculation: (echoed, query) => query.length + echoed.query.length,
});

/** `query` with the echo, or as it is when it asks for no entities. */
export function withEchoedKeys(query: string): EchoedQuery {
  let echoed = memo.get(query);
  if (echoed === undefined) memo.set(query, (echoed = rewrite(query)));
  return echoed;
}

function rewrite(query: string): EchoedQuery {
  if (!query.includes("_entities")) return { query };
  const document = parse(query, { noLocation: true });
  const prefix = unusedPrefix(query);
  const echo = { typename: `${prefix}_typename`, id: `${prefix}_id` };
  let found = false;
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) => {
      if (selection.kind !== Kind.FIELD || selection.name.value !== "_entities") return selection;
      found = true;
      return withEcho(selection, entityTypes(selection.selectionSet!, document), echo);
    });
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return found ? { query: stripIgnoredCharacters(print({ ...document, definitions })), echo } : { query };
}

function unusedPrefix(query: string): string {
  let prefix = "_k";
  while (query.includes(prefix)) prefix += "k";
  return prefix;
}

function withEcho(entities: FieldNode, types: Set<string>, echo: { typename: string; id: string }): FieldNode {
  const selections: SelectionNode[] = [...entities.selectionSet!.selections, aliased(echo.typename, "__typename")];
  for (const type of types) {
    selections.push({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [aliased(echo.id, "id")] },
    });
  }
  return { ...entities, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** Type conditions under `_entities`; whatever lies below them belongs to that type. */
function entityTypes(set: SelectionSetNode, document: DocumentNode): Set<string> {
  return new Set(set.selections.flatMap((selection) => typesOf(selection, document)));
}

function typesOf(selection: SelectionNode, document: DocumentNode): string[] {
  if (selection.kind === Kind.FIELD) return [];
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    return document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value ? [one.typeCondition.name.value] : [],
    );
  }
  return selection.typeCondition ? [selection.typeCondition.name.value] : [...entityTypes(selection.selectionSet, document)];
}

function aliased(alias: string, name: string): FieldNode {
  return { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: alias }, name: { kind: Kind.NAME, value: name } };
}
