/**
 * What an answer to an operation must look like: every selected key there and no other, lists where lists belong, objects
 * where objects belong. compiled/answerCheck.ts looks at an answer.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface ObjectShape {
  fields: readonly FieldShape[];
  /** Every key that may stand there. */
  keys: ReadonlySet<string>;
}

export interface FieldShape {
  /** Response key. */
  key: string;
  /** Levels of list around the value. */
  lists: number;
  /** What an object at this place holds; absent for a leaf. */
  object?: ObjectShape;
  isTypename: boolean;
  /** Only for objects of these types. */
  on?: ReadonlySet<string>;
  /** Behind `@include` or `@skip`. */
  optional: boolean;
}

export interface AnswerShape {
  /** Asks for entities by representations. */
  entities: boolean;
  /** What the fetch fills: the root, or each entity. */
  object: ObjectShape;
}

/** Inherited on the way down through fragments. */
interface Scope {
  parent: GraphQLCompositeType | undefined;
  on?: ReadonlySet<string>;
  optional: boolean;
}

/** The shape of the answers to `query`, an operation for a subgraph of the graph `schema`. */
export function shapeOf(query: string | DocumentNode, schema: GraphQLSchema): AnswerShape {
  const document = typeof query === "string" ? parse(query, { noLocation: true }) : query;
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation in a fetch");
  const scope = { parent: schema.getRootType(operation.operation) ?? undefined, optional: false };
  const root = objectShape(collect(operation.selectionSet, scope, schema, document));
  const first = operation.selectionSet.selections[0];
  const entities = first?.kind === Kind.FIELD && first.name.value === "_entities";
  return { entities, object: entities ? root.fields[0]!.object! : root };
}

function objectShape(fields: FieldShape[]): ObjectShape {
  return { fields, keys: new Set(fields.map(({ key }) => key)) };
}

function collect(set: SelectionSetNode, scope: Scope, schema: GraphQLSchema, document: DocumentNode): FieldShape[] {
  return set.selections.flatMap((selection) => {
    const optional = scope.optional || (selection.directives?.length ?? 0) > 0;
    if (selection.kind === Kind.FIELD) return [fieldShape(selection, { ...scope, optional }, schema, document)];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
    if (fragment === undefined || !("selectionSet" in fragment)) return [];
    const condition = "typeCondition" in fragment ? fragment.typeCondition?.name.value : undefined;
    return collect(fragment.selectionSet, { ...narrowed(scope, condition, schema), optional }, schema, document);
  });
}

function narrowed(scope: Scope, condition: string | undefined, schema: GraphQLSchema): Scope {
  if (condition === undefined || scope.parent?.name === condition) return scope;
  const type = schema.getType(condition);
  if (!isCompositeType(type)) return { parent: undefined, on: new Set([condition]), optional: true };
  // A subgraph may know an interface as an object (`@interfaceObject`): its name then stands for itself.
  const names = [condition, ...(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [])];
  return { parent: type, on: new Set(names.filter((name) => scope.on?.has(name) ?? true)), optional: scope.optional };
}

function fieldShape(field: FieldNode, scope: Scope, schema: GraphQLSchema, document: DocumentNode): FieldShape {
  const { parent, on, optional } = scope;
  const name = field.name.value;
  const type = parent && !isUnionType(parent) ? parent.getFields()[name]?.type : undefined;
  const named = type && getNamedType(type);
  const below: Scope = { parent: isCompositeType(named) ? named : undefined, optional: false };
  return {
    key: field.alias?.value ?? name,
    lists: listsOf(type),
    ...(field.selectionSet && { object: objectShape(collect(field.selectionSet, below, schema, document)) }),
    isTypename: name === "__typename",
    ...(on && { on }),
    optional,
  };
}

function listsOf(type: GraphQLOutputType | undefined): number {
  const nullable = type && getNullableType(type);
  return isListType(nullable) ? 1 + listsOf(nullable.ofType as GraphQLOutputType) : 0;
}

/** The beginning of `path` that `shape` knows: what a department writes into a path beyond that is its own invention. */
export function knownPath(shape: ObjectShape, path: readonly (string | number)[]): (string | number)[] {
  const kept: (string | number)[] = [];
  let level = shape.fields;
  for (const part of path) {
    if (typeof part === "number") {
      if (kept.length === 0) return kept;
      kept.push(part);
      continue;
    }
    const here = level.filter(({ key }) => key === part);
    if (here.length === 0) return kept;
    kept.push(part);
    level = here.flatMap(({ object }) => object?.fields ?? []);
  }
  return kept;
}
