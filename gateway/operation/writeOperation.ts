/**
 * Writes an operation from judged places: fields, each under the conditions that lead to it. Nothing of a client's text is
 * copied but names of fields, arguments and variables (docs/decisions/0003).
 */
import {
  Kind,
  OperationTypeNode,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";

/** One field to be written. */
export interface WrittenField {
  coordinate: string;
  /** Response name, where it is not the field's own. */
  alias: string | undefined;
  /** Whose name and arguments are written. */
  node: FieldNode;
  /** Name of the field's result, without lists and non-null. */
  resultType: string;
  /** The ways to the place, from the root down; it is reached if all conditions of one way hold. */
  conditions: readonly DirectiveNode[][];
  children: readonly WrittenField[];
}

/**
 * What is written of an object of which the client's text selects nothing that it can have, as by a fragment on another
 * type: an object must be asked for something, and an answer to this is an object of no keys.
 */
export function nothingOf(type: string, conditions: readonly DirectiveNode[][]): WrittenField {
  return leafOf(
    type,
    "__typename",
    conditions.map((way) => [...way, NEVER]),
  );
}

/** A field that holds no object and takes no arguments. */
export function leafOf(type: string, field: string, conditions: readonly DirectiveNode[][]): WrittenField {
  const node: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: field } };
  return { coordinate: `${type}.${field}`, alias: undefined, node, resultType: "String", conditions, children: [] };
}

const NEVER: DirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: "include" },
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "if" }, value: { kind: Kind.BOOLEAN, value: false } }],
};

/** The operation of kind and name of `definition` that asks for `roots`, with the variables that they use. */
export function writeOperation(definition: OperationDefinitionNode, roots: readonly WrittenField[]): DocumentNode {
  const root = definition.operation === OperationTypeNode.MUTATION ? "Mutation" : "Query";
  const selections = roots.flatMap((field) => selectionsOf(field, root, []));
  const used = new Set<string>();
  const selectionSet = { kind: Kind.SELECTION_SET as const, selections };
  visit(selectionSet, { Variable: (node) => void used.add(node.name.value) });
  const variableDefinitions = (definition.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: definition.operation,
        ...(definition.name && { name: definition.name }),
        variableDefinitions,
        selectionSet,
      },
    ],
  };
}

/** The place as a selection within `contextType`, under conditions that its parent does not already bear. */
function selectionsOf(written: WrittenField, contextType: string, borne: readonly DirectiveNode[]): SelectionNode[] {
  const field = fieldOf(written, borneBelow(written, borne));
  const typeName = written.coordinate.slice(0, written.coordinate.indexOf("."));
  const placed = typeName === contextType ? field : fragment(field, [], typeName);
  return waysOf(written, borne).map((way) =>
    way.reduceRight<SelectionNode>((inner, directive) => fragment(inner, [directive]), placed),
  );
}

/** The ways to the place from a parent that bears `borne`: a single bare one if it is always reached. */
export function waysOf(
  { conditions }: Pick<WrittenField, "conditions">,
  borne: readonly DirectiveNode[],
): readonly DirectiveNode[][] {
  const ways = conditions.map((way) => way.filter((directive) => !borne.includes(directive)));
  return ways.some((way) => way.length === 0) ? [[]] : ways;
}

/** What holds wherever the place itself stands. */
export function borneBelow(
  { conditions }: Pick<WrittenField, "conditions">,
  borne: readonly DirectiveNode[],
): readonly DirectiveNode[] {
  return conditions.length === 1 ? conditions[0]! : borne;
}

function fieldOf({ node, alias, resultType, children }: WrittenField, borne: readonly DirectiveNode[]): FieldNode {
  const below = children.flatMap((child) => selectionsOf(child, resultType, borne));
  return {
    kind: Kind.FIELD,
    name: node.name,
    ...(alias !== undefined && { alias: { kind: Kind.NAME, value: alias } }),
    ...(node.arguments && { arguments: node.arguments }),
    ...(below.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections: below } }),
  };
}

function fragment(inner: SelectionNode, directives: DirectiveNode[], onType?: string): SelectionNode {
  const name: NameNode | undefined = onType === undefined ? undefined : { kind: Kind.NAME, value: onType };
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(name && { typeCondition: { kind: Kind.NAMED_TYPE, name } }),
    directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
  };
}
