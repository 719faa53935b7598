/** A model made into subgraphs that answer in memory, and into the judge: one schema, resolved by graphql-js alone. */
import { execute, type DocumentNode, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import type { ForeignSubgraph } from "../foreignGraph.fixture";
import { isLeaf, named, OBJECTS, type Entity, type Model, type ModelField, type Required } from "./randomGraph.fixture";
import { hash, valueAt, type Thing } from "./randomValue.fixture";

type Source = Partial<Thing> & Record<string, unknown>;
type Args = Record<string, unknown>;

const COMMON = `type Spot @shareable { x: Int  y: [String!]  deep: Spot }  type Org @shareable { num: Int! }
  enum Hue { RED GREEN BLUE }  input By { min: Int = 1  tag: [String!]  hue: Hue }\n`;
const SPOT: Record<string, string> = { x: "Int", y: "[String!]", deep: "Spot" };

/** What stands in a field, for everybody. @throws Error where the field is made to fail. */
export function fieldValue(model: Model, field: ModelField, source: Source, args: Args): unknown {
  const { type, name, result, requires } = field;
  const isRoot = type === "Query" || type === "Mutation";
  const place = `${type}.${name} ${isRoot ? "" : idOf(source)} ${JSON.stringify(args)}`;
  // Of what a subgraph does not know it asks no field.
  if (!isRoot && isGhost(model, type, source["n"] as number, field.homes[0]!)) return null;
  const isFaulty = model.faulty && !isRoot && field.external.size === 0 && hash(`fault ${place}`) % 9 === 0;
  if (isFaulty) throw new Error("a field that fails");
  if (requires.length > 0)
    return madeOf(
      field,
      requires.map((one) => requiredValue(model, field.type, one, source)),
    );
  return valueAt(place, result, model.members);
}

function idOf({ __typename, n, id }: Source): string {
  return __typename === "Named" ? String(id) : `${__typename}:${n}`;
}

function isGhost({ ghosts }: Model, type: string, n: number, at: string): boolean {
  return n % 2 === 0 && ghosts.has(`${type}@${at}`);
}

function madeOf({ type, name }: ModelField, values: unknown[]): string {
  return `${type}.${name} of ${JSON.stringify(values)}`;
}

function requiredValue(model: Model, type: string, { name, given, of }: Required, source: Source): unknown {
  const field = model.fields.find((one) => one.type === type && one.name === name)!;
  const args = { ...defaultsOf(field.args), ...given };
  return only(fieldValue(model, field, source, args), of, (spot, key) => spotValue(spot as unknown as Source, key));
}

/** As graphql-js would fill in what a field set leaves out. */
function defaultsOf(args: string): Args {
  const number = /n: Int = (\d)/.exec(args)?.[1];
  return number === undefined ? {} : { n: Number(number) };
}

/** The fields `of` of an object or of each in a list; a leaf as it is. */
function only(value: unknown, of: readonly string[], read: (object: object, key: string) => unknown): unknown {
  if (value === null || of.length === 0) return value ?? null;
  if (Array.isArray(value)) return value.map((one) => only(one, of, read));
  return of.map((key) => read(value as object, key) ?? null);
}

function spotValue({ n }: Source, key: string): unknown {
  return valueAt(`Spot.${key} ${n}`, SPOT[key]!, new Map());
}

function keyValue({ __typename, n }: Source, key: string): unknown {
  return key === "id" ? `${__typename}:${n}` : key === "code" ? `c${n}` : { __typename: "Org", n };
}

/** The whole graph, as one program without departments would answer. */
export async function judged(model: Model, api: GraphQLSchema, document: DocumentNode, variableValues: Args) {
  const fieldResolver: GraphQLFieldResolver<Source | undefined, unknown> = (source = {}, args, _, { parentType, fieldName }) => {
    if (parentType.name === "Spot") return spotValue(source, fieldName);
    if (parentType.name === "Org") return source.n! * 7;
    const field = model.fields.find(({ type, name }) => name === fieldName && (type === parentType.name || type === "Named"));
    if (field === undefined) return keyValue(source, fieldName);
    // What an interface was given as an object, each of its types has.
    return fieldValue(model, field, field.type === "Named" ? { __typename: "Named", id: idOf(source) } : source, args as Args);
  };
  const typeResolver = (value: unknown) => (value as Thing).__typename;
  const { data, errors = [] } = await execute({ schema: api, document, variableValues, fieldResolver, typeResolver });
  return { data: (data ?? null) as Record<string, unknown> | null, errors };
}

export function subgraphsOf(model: Model): Record<string, ForeignSubgraph> {
  return Object.fromEntries(model.subgraphs.map((at) => [at, { sdl: sdlOf(model, at), resolvers: resolversOf(model, at) }]));
}

function sdlOf(model: Model, at: string): string {
  const { entities, named: face, pick, members } = model;
  const parts = ["Query", "Mutation"].map((root) => {
    const fields = model.fields.filter(({ type, homes }) => type === root && homes.includes(at));
    return fields.length === 0 ? "" : `type ${root} { ${fields.map((field) => fieldSdl(field, at)).join("  ")} }\n`;
  });
  if (at === OBJECTS) {
    const own = model.fields.filter(({ type }) => type === "Named").map((field) => fieldSdl(field, at));
    return `${parts.join("")}type Named @key(fields: "id") @interfaceObject { id: ID!  ${own.join("  ")} }`;
  }
  const isFace = face?.at === at;
  if (isFace) parts.push(`interface Named ${face.isKeyed ? '@key(fields: "id") { id: ID! ' : "{"} label: String }\n`);
  if (pick?.at === at) parts.push(`union Pick = ${members.get("Pick")!.join(" | ")}\n`);
  for (const entity of entities) if (entity.keys.has(at)) parts.push(entitySdl(model, entity, at, isFace));
  return COMMON + parts.join("");
}

function entitySdl({ fields }: Model, { name, keys }: Entity, at: string, isFace: boolean): string {
  const own = keys.get(at)!;
  const keyFields = [/\bid\b/, /\bcode\b/, /\borg\b/].map((key) => own.some((one) => key.test(one)));
  const sdl = ["id: ID!", "code: String!", "org: Org!"].filter((_, index) => keyFields[index]);
  for (const field of fields) {
    if (field.type === name && (field.homes.includes(at) || field.external.has(at) || field.takenFrom === at)) {
      sdl.push(fieldSdl(field, at));
    }
  }
  const head = own.map((key) => `@key(fields: "${key}")`).join(" ");
  return `type ${name} ${isFace ? "implements Named " : ""}${head} { ${sdl.join("  ")} }\n`;
}

function fieldSdl({ name, args, result, homes, external, requires, provides, takenFrom }: ModelField, at: string): string {
  const isOwn = homes.includes(at);
  const directives = [
    isOwn || takenFrom === at ? "" : "@external",
    isOwn && (homes.length > 1 || (external.size > 0 && requires.length === 0)) ? "@shareable" : "",
    isOwn && takenFrom !== undefined ? `@override(from: "${takenFrom}")` : "",
    isOwn && requires.length > 0 ? `@requires(fields: "${requires.map(requiredText).join(" ")}")` : "",
    isOwn && provides !== undefined ? `@provides(fields: "${provides}")` : "",
  ];
  return `${name}${args === "" ? "" : `(${args})`}: ${result} ${directives.filter(Boolean).join(" ")}`.trim();
}

function requiredText({ name, given, of }: Required): string {
  const args = Object.entries(given).map(([key, value]) => `${key}: ${value}`);
  return `${name}${args.length > 0 ? `(${args.join()})` : ""}${of.length > 0 ? ` { ${of.join(" ")} }` : ""}`;
}

function resolversOf(model: Model, at: string): Record<string, Record<string, unknown>> {
  const resolvers: Record<string, Record<string, unknown>> = {
    Spot: Object.fromEntries(Object.keys(SPOT).map((key) => [key, (source: Source) => spotValue(source, key)])),
    Org: { num: ({ n }: Source) => n! * 7 },
  };
  const typeOf = (value: Thing) => value.__typename;
  if (at === OBJECTS) {
    resolvers["Named"] = { __resolveReference: ({ id }: Source) => ({ __typename: "Named", id }) };
  } else if (model.named?.at === at) {
    const found = ({ id }: Source) => ({ __typename: String(id).split(":")[0], n: Number(String(id).split(":")[1]) });
    resolvers["Named"] = { __resolveType: typeOf, ...(model.named.isKeyed && { __resolveReference: found }) };
  }
  if (model.pick?.at === at) resolvers["Pick"] = { __resolveType: typeOf };
  for (const { name, keys } of at === OBJECTS ? [] : model.entities) {
    if (!keys.has(at)) continue;
    const read = (key: string) => (source: Source) => keyValue(source, key);
    const __resolveReference = (reference: Source) => referenced(model, name, reference, at);
    resolvers[name] = { __resolveReference, id: read("id"), code: read("code"), org: read("org") };
  }
  for (const field of model.fields) {
    if (!field.homes.includes(at) && !field.external.has(at) && field.takenFrom !== at) continue;
    resolvers[field.type] = { ...resolvers[field.type], [field.name]: resolverOf(model, field, at) };
  }
  return resolvers;
}

function referenced(model: Model, name: string, reference: Source, at: string): Source | null {
  const key = String(reference["id"] ?? reference["code"]);
  const n = Number(/\d+$/.exec(key)![0]);
  return isGhost(model, name, n, at) ? null : { ...reference, __typename: name, n };
}

function resolverOf(model: Model, field: ModelField, at: string): (source: Source | undefined, args: Args) => unknown {
  // A field that was taken over has another value where it was, so that whoever asks there is found out.
  if (field.takenFrom === at) return () => (isLeaf(field.result) && named(field.result) === "String" ? "stale" : null);
  return (source = {}, args) => {
    if (field.requires.length === 0) {
      const value = fieldValue(model, field, source, { ...args });
      return asObjects(field.provides === undefined ? value : withProvided(model, field, value), at);
    }
    // What it needs comes with the reference; the fault is the same.
    fieldValue(model, field, source, args);
    return madeOf(
      field,
      field.requires.map(({ name, of }) => only(source[name], of, (one, key) => (one as Source)[key])),
    );
  };
}

/** Objects with the field that comes along: who provides it needs nobody to require it. */
function withProvided(model: Model, field: ModelField, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withProvided(model, field, one));
  if (value === null) return null;
  const provided = model.fields.find(({ type, name }) => type === named(field.result) && name === field.provides)!;
  return { ...(value as Thing), [provided.name]: fieldValue(model, provided, value as Source, {}) };
}

/** Where the interface is an object, its type is not known. */
function asObjects(value: unknown, at: string): unknown {
  if (at !== OBJECTS || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => asObjects(one, at));
  return { __typename: "Named", id: idOf(value as Source) };
}
