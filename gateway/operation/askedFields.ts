/**
 * The fields an operation asks for, as a tree of response places: fragments unfolded, places merged by response name.
 *
 * Promise: each place knows its coordinate (Type.field) and every selection that leads to it; a fragment is judged again
 * at every place it is spread (ATTACKS A04–A08), an alias changes the place and never the coordinate (A01, A02).
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  TypeNameMetaFieldDef,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

/** One place in the answer. */
export interface AskedField {
  responseKey: string;
  /** `TaxSlice.records`; of the narrowest type that the fragments on the way leave. */
  coordinate: string;
  /** Names of the fields from the root: the response path, without list positions. */
  path: string[];
  field: GraphQLField<unknown, unknown>;
  nodes: FieldNode[];
  /** Each list of conditions, from the root down, is one way to reach the place; it is reached if all of one way hold. */
  conditions: DirectiveNode[][];
  children: AskedField[];
}

/**
 * The root fields of `operation`. The document is valid and of bounded size. With `variables`, which are coerced, only what
 * they leave of it, in the order in which that is met, without conditions.
 */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables?: Readonly<Record<string, unknown>>,
): AskedField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation)!;
  const places: Places = new Map();
  collect({ schema, fragments, path: [], directives: new Map(), variables }, root, operation.selectionSet, [], places);
  return [...places.values()];
}

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  path: string[];
  /** By text: the same condition is the same node wherever it is written. */
  directives: Map<string, DirectiveNode>;
  variables: Readonly<Record<string, unknown>> | undefined;
}

/** By coordinate and response name: on an interface one name may stand for fields of several types. */
type Places = Map<string, AskedField>;

function collect(
  walk: Walk,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  conditions: DirectiveNode[],
  places: Places,
): void {
  for (const selection of set.selections) {
    const own = selection.directives ?? [];
    if (walk.variables && !own.every((directive) => holds(directive, walk.variables!))) continue;
    const inner = walk.variables ? [] : [...conditions, ...own.map((directive) => sameNode(walk, directive))];
    if (selection.kind === Kind.FIELD) {
      place(walk, type, selection, inner, places);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value)! : selection;
    const narrower = narrowed(walk.schema, type, fragment.typeCondition?.name.value);
    if (narrower !== undefined) collect(walk, narrower, fragment.selectionSet, inner, places);
  }
}

/** What an object of `type` is known to be under a type condition; `undefined` if it can never meet it. */
function narrowed(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  condition: string | undefined,
): GraphQLCompositeType | undefined {
  const named = condition === undefined ? type : schema.getType(condition);
  if (!isCompositeType(named) || named === type) return type;
  if (isAbstractType(type)) return named;
  return isAbstractType(named) && schema.isSubType(named, type) ? type : undefined;
}

function place(walk: Walk, type: GraphQLCompositeType, node: FieldNode, conditions: DirectiveNode[], places: Places): void {
  const own = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const field = node.name.value === "__typename" ? TypeNameMetaFieldDef : own;
  if (field === undefined) return;
  const responseKey = node.alias?.value ?? node.name.value;
  const coordinate = `${type.name}.${field.name}`;
  const fresh = { responseKey, coordinate, path: [...walk.path, responseKey], field, nodes: [], conditions: [], children: [] };
  const asked: AskedField = places.get(placeKey(fresh)) ?? fresh;
  places.set(placeKey(asked), asked);
  asked.nodes.push(node);
  if (!asked.conditions.some((way) => isSameWay(way, conditions))) asked.conditions.push(conditions);
  const inner = getNamedType(field.type);
  if (node.selectionSet && isCompositeType(inner)) {
    const below: Places = new Map(asked.children.map((child) => [placeKey(child), child]));
    collect({ ...walk, path: asked.path }, inner, node.selectionSet, conditions, below);
    asked.children = [...below.values()];
  }
}

function sameNode({ directives }: Walk, directive: DirectiveNode): DirectiveNode {
  const text = print(directive);
  const known = directives.get(text) ?? directive;
  directives.set(text, known);
  return known;
}

function isSameWay(a: readonly DirectiveNode[], b: readonly DirectiveNode[]): boolean {
  return a.length === b.length && a.every((directive, at) => directive === b[at]);
}

/** Tells the places of one level apart. */
export function placeKey({ coordinate, responseKey }: Pick<AskedField, "coordinate" | "responseKey">): string {
  return `${coordinate} ${responseKey}`;
}

/** Every place of the trees, parents first. */
export function* everyField(fields: readonly AskedField[]): Generator<AskedField> {
  for (const field of fields) {
    yield field;
    yield* everyField(field.children);
  }
}

/** Is the place reached with these (coerced) variables? A missing variable was given its default before. */
export function isReached(asked: AskedField, variables: Readonly<Record<string, unknown>>): boolean {
  return asked.conditions.some((way) => way.every((directive) => holds(directive, variables)));
}

function holds(directive: DirectiveNode, variables: Readonly<Record<string, unknown>>): boolean {
  const condition = conditionOf(directive);
  if (condition === undefined) return true;
  const value =
    condition.kind === Kind.VARIABLE ? variables[condition.name.value] : condition.kind === Kind.BOOLEAN && condition.value;
  return directive.name.value === "skip" ? value !== true : value === true;
}

/** The value of `if` of a `@skip` or `@include`. */
export function conditionOf(directive: DirectiveNode): ValueNode | undefined {
  return directive.arguments?.find(({ name }) => name.value === "if")?.value;
}

const conditional = new WeakMap<AskedField, boolean>();

/** Does what is reached below depend on variables? Asked once an operation. */
export function isConditional(asked: AskedField): boolean {
  let is = conditional.get(asked);
  if (is === undefined) conditional.set(asked, (is = asked.conditions.flat().length > 0 || asked.children.some(isConditional)));
  return is;
}
