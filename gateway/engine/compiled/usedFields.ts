/** Which fields the `@join__` directives of a supergraph name: in keys, requirements and provisions. */
import { Kind, type ConstDirectiveNode, type DocumentNode, type SelectionSetNode } from "graphql";
import { directivesOf, enumOf, fieldSet, isFielded, namedType, stringOf } from "./joins";

/** `GRAPH Type.field`; `resultOf` names what a field of a type holds. An interface's own fields are named, too. */
export function usedFields(document: DocumentNode, resultOf: (type: string, field: string) => string): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (graph: string, type: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) used.add(`${graph} ${type}.${selection.name.value}`);
      if (selection.kind === Kind.FRAGMENT_SPREAD || selection.selectionSet === undefined) continue;
      const inner =
        selection.kind === Kind.FIELD ? resultOf(type, selection.name.value) : (selection.typeCondition?.name.value ?? type);
      add(graph, inner, selection.selectionSet);
    }
  };
  for (const type of document.definitions.filter(isFielded)) {
    const own = type.name.value;
    for (const directive of directivesOf(type, "join__type")) addSet(directive, "key", own);
    for (const field of type.fields ?? []) {
      for (const directive of directivesOf(field, "join__field")) {
        addSet(directive, "requires", own);
        addSet(directive, "provides", namedType(field.type));
      }
    }
  }
  return used;

  function addSet(directive: ConstDirectiveNode, argument: string, type: string): void {
    const text = stringOf(directive, argument);
    if (text !== undefined) add(enumOf(directive, "graph") ?? "", type, fieldSet(text));
  }
}
