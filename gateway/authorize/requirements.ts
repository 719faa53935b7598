/**
 * What each coordinate of the graph demands, read from the full supergraph and held against each subgraph's own SDL.
 *
 * Threat (ATTACKS A10, A13–A20): a requirement that is lost on the way (forgotten, renamed, merged away) opens a field
 * to everybody, and nothing else would notice. So: a coordinate that demands nothing is denied; a subgraph whose SDL
 * demands more than the supergraph carries stops the start; a field's demand is its own, its type's and its result's,
 * be that an object, an enum or a scalar.
 */
import {
  Kind,
  parse,
  visit,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumTypeExtensionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type ScalarTypeDefinitionNode,
  type ScalarTypeExtensionNode,
  type TypeNode,
  type ValueNode,
} from "graphql";

/** What a coordinate demands. All of `scopes` must be met, each by one of its alternatives; all of `categories` be open. */
export interface Requirement {
  coordinate: string;
  /** Subgraphs that answer it. */
  subgraphs: string[];
  scopes: string[][][];
  categories: string[];
  /** Name of the result's type, without lists and non-null. */
  resultType: string;
}

export type Requirements = ReadonlyMap<string, Requirement>;

/**
 * Types whose fields demand nothing of their own: the interface, which is judged by the possible types behind the list
 * that leads to it. The written list of public coordinates; everything else without a demand is denied.
 */
export const JUDGED_BY_POSSIBLE_TYPES: ReadonlySet<string> = new Set(["CreditRecord"]);

interface Demand {
  authenticated: boolean;
  scopes: string[][][];
  categories: string[];
}

const NOTHING: Demand = { authenticated: false, scopes: [], categories: [] };

/** @throws Error naming the coordinate where a subgraph's own SDL demands what the supergraph does not. */
export function readRequirements(supergraphSdl: string, subgraphSdls: Readonly<Record<string, string>>): Requirements {
  const document = readDocument("the supergraph", supergraphSdl);
  const supergraph = readTypes(document);
  for (const [name, sdl] of Object.entries(subgraphSdls))
    refuseLostDemand(name, readTypes(readDocument(`subgraph ${name}`, sdl)), supergraph);
  const graphNames = readGraphNames(document);
  const requirements = new Map<string, Requirement>();
  for (const [typeName, type] of supergraph) {
    for (const [fieldName, field] of type.fields) {
      const result = supergraph.get(field.resultType)?.demand ?? NOTHING;
      const demand = both(both(field.demand, type.demand), result);
      if (!demand.authenticated && demand.scopes.length === 0 && !JUDGED_BY_POSSIBLE_TYPES.has(typeName)) continue;
      const coordinate = `${typeName}.${fieldName}`;
      const subgraphs = (field.graphs ?? type.graphs).map((graph) => graphNames.get(graph) ?? graph);
      requirements.set(coordinate, {
        coordinate,
        subgraphs,
        scopes: demand.scopes,
        categories: demand.categories,
        resultType: field.resultType,
      });
    }
  }
  return requirements;
}

/** @throws Error where a directive goes by another name than its own: it would be a demand that this reader does not see (A17). */
function readDocument(whose: string, sdl: string): DocumentNode {
  const document = parse(sdl, { noLocation: true });
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      const renamed =
        name.value === "link" && given.some((argument) => argument.name.value === "as" || holdsRename(argument.value));
      if (renamed || /__(authenticated|requiresScopes|policy)$/.test(name.value)) {
        throw new Error(
          `${whose}: @authenticated, @requiresScopes and @policy go by these names; a @link renames none (@${name.value})`,
        );
      }
    },
  });
  return document;
}

/** `import: [{ name: "@policy", as: "@other" }]` */
function holdsRename(value: ValueNode): boolean {
  return (
    value.kind === Kind.LIST &&
    value.values.some((item) => item.kind === Kind.OBJECT && item.fields.some(({ name }) => name.value === "as"))
  );
}

interface TypeDemands {
  demand: Demand;
  graphs: string[];
  fields: Map<string, { demand: Demand; resultType: string; graphs: string[] | undefined }>;
}

function readTypes(document: DocumentNode): Map<string, TypeDemands> {
  const types = new Map<string, TypeDemands>();
  for (const definition of document.definitions) {
    if (!isOutput(definition)) continue;
    const name = definition.name.value;
    const known: TypeDemands = types.get(name) ?? { demand: NOTHING, graphs: [], fields: new Map() };
    known.demand = both(known.demand, demandOf(definition.directives ?? []));
    known.graphs.push(...graphsOf(definition.directives ?? [], "join__type"));
    const fields = "fields" in definition ? (definition.fields ?? []) : [];
    for (const field of fields) known.fields.set(field.name.value, fieldDemands(field));
    types.set(name, known);
  }
  return types;
}

type Output =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode
  | EnumTypeDefinitionNode
  | EnumTypeExtensionNode
  | ScalarTypeDefinitionNode
  | ScalarTypeExtensionNode;

/** Kinds of definition that may carry a demand: whatever a field may result in (A13, A14). */
const OUTPUT: ReadonlySet<string> = new Set([
  ...[Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION],
  ...[Kind.INTERFACE_TYPE_DEFINITION, Kind.INTERFACE_TYPE_EXTENSION],
  ...[Kind.ENUM_TYPE_DEFINITION, Kind.ENUM_TYPE_EXTENSION],
  ...[Kind.SCALAR_TYPE_DEFINITION, Kind.SCALAR_TYPE_EXTENSION],
]);

function isOutput(definition: DefinitionNode): definition is Output {
  return OUTPUT.has(definition.kind);
}

function fieldDemands(field: FieldDefinitionNode) {
  const graphs = graphsOf(field.directives ?? [], "join__field");
  return {
    demand: demandOf(field.directives ?? []),
    resultType: namedType(field.type),
    graphs: graphs.length > 0 ? graphs : undefined,
  };
}

function demandOf(directives: readonly ConstDirectiveNode[]): Demand {
  let demand = NOTHING;
  for (const directive of directives) {
    const name = directive.name.value;
    if (name === "authenticated") demand = both(demand, { ...NOTHING, authenticated: true });
    if (name === "requiresScopes") demand = both(demand, { ...NOTHING, authenticated: true, scopes: [scopesOf(directive)] });
    if (name === "policy") demand = both(demand, { ...NOTHING, authenticated: true, categories: categoriesOf(directive) });
  }
  return demand;
}

function both(a: Demand, b: Demand): Demand {
  const scopes = [...a.scopes, ...b.scopes];
  return {
    authenticated: a.authenticated || b.authenticated,
    scopes: scopes.filter((one, i) => scopes.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i),
    categories: [...new Set([...a.categories, ...b.categories])],
  };
}

function scopesOf(directive: ConstDirectiveNode): string[][] {
  const alternatives = listOfLists(directive, "scopes");
  if (alternatives.some((scopes) => scopes.length === 0))
    throw new Error("a @requiresScopes with an empty alternative opens the field to everybody");
  return alternatives;
}

function categoriesOf(directive: ConstDirectiveNode): string[] {
  const alternatives = listOfLists(directive, "policies");
  if (alternatives.length !== 1) throw new Error("a @policy of the graph has exactly one alternative");
  if (alternatives[0]!.length === 0) throw new Error("a @policy that names no category opens the field to everybody");
  return alternatives[0]!.map((policy) => {
    if (!policy.startsWith("category:")) throw new Error(`unknown policy "${policy}": the graph knows category:<CODE> only`);
    return policy.slice("category:".length);
  });
}

function listOfLists(directive: ConstDirectiveNode, argument: string): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return itemsOf(value).map((inner) => itemsOf(inner).map((item) => (item.kind === Kind.STRING ? item.value : "")));
}

function itemsOf(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  return value?.kind === Kind.LIST ? value.values : [];
}

function graphsOf(directives: readonly ConstDirectiveNode[], name: string): string[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => directive.arguments?.find((argument) => argument.name.value === "graph")?.value ?? [])
    .map((value) => (value.kind === Kind.ENUM ? value.value : ""));
}

/** `enum join__Graph { TAX @join__graph(name: "tax", …) }`. */
function readGraphNames({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const value of definition.values ?? []) {
      const name = value.directives?.[0]?.arguments?.find((argument) => argument.name.value === "name")?.value;
      if (name?.kind === Kind.STRING) names.set(value.name.value, name.value);
    }
  }
  return names;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function refuseLostDemand(subgraph: string, own: Map<string, TypeDemands>, supergraph: Map<string, TypeDemands>): void {
  for (const [typeName, type] of own) {
    if (typeName === "_Service" || typeName === "_Entity") continue;
    const merged = supergraph.get(typeName);
    refuseWeaker(subgraph, typeName, type.demand, merged?.demand ?? NOTHING);
    for (const [fieldName, field] of type.fields) {
      if (fieldName.startsWith("_")) continue;
      refuseWeaker(subgraph, `${typeName}.${fieldName}`, field.demand, merged?.fields.get(fieldName)?.demand ?? NOTHING);
    }
  }
}

function refuseWeaker(subgraph: string, place: string, own: Demand, merged: Demand): void {
  const key = (one: unknown) => JSON.stringify(one);
  const mergedScopes = new Set(merged.scopes.map(key));
  const lost =
    (own.authenticated && !merged.authenticated) ||
    own.scopes.some((one) => !mergedScopes.has(key(one))) ||
    own.categories.some((one) => !merged.categories.includes(one));
  if (lost) throw new Error(`${place}: subgraph ${subgraph} demands more than the supergraph carries; run npm run compose`);
}
