/** What the supergraph's `@join__` directives say of each subgraph: by which keys it knows an entity, and where it is. */
import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";

/** A definition of a type with fields. */
export type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export interface Joins {
  /** Keys by which `subgraph` resolves entities of `type`. */
  keys(subgraph: string, type: string): readonly SelectionSetNode[];
  /** A key field of an interface that some subgraph knows as an object, and so cannot name the type of. */
  objectKey(type: string): string | undefined;
  /** Address of each subgraph, as composed. */
  addresses: ReadonlyMap<string, string>;
}

export function readJoins(supergraph: DocumentNode): Joins {
  const { names, addresses } = readGraphs(supergraph);
  const keys = new Map<string, SelectionSetNode[]>();
  const objectKeys = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (!isFielded(definition)) continue;
    for (const directive of directivesOf(definition, "join__type")) {
      const key = stringOf(directive, "key");
      if (key === undefined || isFalse(directive, "resolvable")) continue;
      const at = `${names.get(enumOf(directive, "graph") ?? "")} ${definition.name.value}`;
      keys.set(at, [...(keys.get(at) ?? []), fieldSet(key)]);
      if (isTrue(directive, "isInterfaceObject")) objectKeys.set(definition.name.value, /\w+/.exec(key)![0]);
    }
  }
  return {
    keys: (subgraph, type) => keys.get(`${subgraph} ${type}`) ?? [],
    objectKey: (type) => objectKeys.get(type),
    addresses,
  };
}

/** `enum join__Graph { TAX @join__graph(name: "tax", url: "…") }`. */
function readGraphs(supergraph: DocumentNode): { names: Map<string, string>; addresses: Map<string, string> } {
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const value of definition.values ?? []) {
      const [graph] = value.directives ?? [];
      const name = graph && stringOf(graph, "name");
      if (name === undefined) continue;
      names.set(value.name.value, name);
      addresses.set(name, stringOf(graph!, "url") ?? "");
    }
  }
  return { names, addresses };
}

export function directivesOf(
  node: { directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

export function stringOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function enumOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

export function isTrue(directive: ConstDirectiveNode, argument: string): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

function isFalse(directive: ConstDirectiveNode, argument: string): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.BOOLEAN && !value.value;
}

/** The selection set that a field set such as `id org { id }` writes out. */
export function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("not a field set");
  return definition.selectionSet;
}

export function isFielded(node: { kind: string }): node is Fielded {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** Without lists and non-null. */
export function namedType(type: TypeNode | undefined): string {
  if (type === undefined) return "";
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
