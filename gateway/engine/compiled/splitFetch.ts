/**
 * A fetch whose fields need one required field with different arguments cannot be made by one representation, which has one
 * value for one name: it becomes several fetches, each with the value that its fields need. They still go as one call.
 */
import type { FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { Kind, print, type FieldNode, type InlineFragmentNode, type SelectionNode } from "graphql";
import { operationOf } from "./fetch";
import type { RequiredFields } from "./requiredFields";

export function splitFetch(node: FetchNode, required: RequiredFields): FetchNode[] {
  if (node.requires === undefined || !hasClash(node.requires, required)) return [node];
  const operation = operationOf(node.operation);
  const [field] = operation.selectionSet.selections as [FieldNode];
  const classes = classesOf(field.selectionSet!.selections, required);
  return classes.map(({ selections, needed }) => {
    const kept: FieldNode = { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
    const text = print({ ...operation, selectionSet: { ...operation.selectionSet, selections: [kept] } });
    return { ...node, operation: text, requires: pruned(node.requires!, needed, required) };
  });
}

/** Is one field required under two names? */
function hasClash(selections: readonly QueryPlanSelectionNode[], required: RequiredFields): boolean {
  const names = selections.flatMap((one) => (one.kind === "Field" ? [required.fieldNamed(one.name)] : []));
  if (new Set(names).size < names.length) return true;
  return selections.some((one) => one.selections !== undefined && hasClash(one.selections, required));
}

interface Class {
  selections: SelectionNode[];
  /** Names of required fields that its selections need, by the field that each stands for. */
  needed: Map<string, string>;
}

/** Selections under `_entities`, as few sets as there can be without a clash within one. */
function classesOf(selections: readonly SelectionNode[], required: RequiredFields): Class[] {
  const classes: Class[] = [];
  for (const fragment of selections) {
    if (fragment.kind !== Kind.INLINE_FRAGMENT || fragment.typeCondition === undefined) continue;
    const type = fragment.typeCondition.name.value;
    for (const selection of fragment.selectionSet.selections) {
      const needed = neededBy(selection, type, required);
      const fits = ({ needed: other }: Class) => needed.every((name) => (other.get(required.fieldNamed(name)) ?? name) === name);
      let found = classes.find(fits);
      if (found === undefined) classes.push((found = { selections: [], needed: new Map() }));
      for (const name of needed) found.needed.set(required.fieldNamed(name), name);
      put(found, fragment, selection);
    }
  }
  return classes;
}

function put({ selections }: Class, fragment: InlineFragmentNode, selection: SelectionNode): void {
  const { value } = fragment.typeCondition!.name;
  const at = selections.findIndex((one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition?.name.value === value);
  const before = at < 0 ? [] : (selections[at] as InlineFragmentNode).selectionSet.selections;
  const grown = { ...fragment, selectionSet: { kind: Kind.SELECTION_SET as const, selections: [...before, selection] } };
  if (at < 0) selections.push(grown);
  else selections[at] = grown;
}

function neededBy(selection: SelectionNode, type: string, required: RequiredFields): string[] {
  if (selection.kind === Kind.FIELD) return [...required.neededBy(type, selection.name.value)];
  if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
  const inner = selection.typeCondition?.name.value ?? type;
  return selection.selectionSet.selections.flatMap((one) => neededBy(one, inner, required));
}

/** `selections` without the names of other classes. */
function pruned(
  selections: readonly QueryPlanSelectionNode[],
  needed: ReadonlyMap<string, string>,
  required: RequiredFields,
): QueryPlanSelectionNode[] {
  return selections.flatMap((one): QueryPlanSelectionNode[] => {
    if (one.kind === "Field") {
      const field = required.fieldNamed(one.name);
      if (field !== one.name && needed.get(field) !== one.name) return [];
    }
    if (one.selections === undefined) return [one];
    const inner = pruned(one.selections, needed, required);
    return inner.length === 0 ? [] : [{ ...one, selections: inner }];
  });
}
