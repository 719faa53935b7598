/** Compiles selections over the types of a subgraph's schema. See compileRead.ts for what it promises. */
import {
  getArgumentValues,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import { CannotCompile } from "./cannotCompile";
import type { ReadParts, Variables } from "./compileRead";
import { compileConditions, conditionsOf, type Conditions } from "./conditions";

/** What came out is not plain success; graphql-js shall say what it is. */
class Odd extends Error {
  override readonly name = "Odd";
}

export interface Call {
  variables: Variables;
  context: object;
}

/** The client's value for a source's; may be a promise of it. */
export type Reader = (value: unknown, call: Call) => unknown;

/** Of a field: from the object that holds it. */
interface FieldReader {
  key: string;
  read: Reader;
  isAsked: ((variables: Variables) => boolean) | undefined;
}

/** The nodes of one response name, and under which conditions each stands. */
interface Collected {
  nodes: FieldNode[];
  ways: Conditions[];
}

export class SelectionCompiler {
  constructor(
    private readonly document: DocumentNode,
    private readonly parts: ReadParts,
  ) {}

  root(set: SelectionSetNode): Reader {
    return this.object(this.parts.schema.getQueryType()!, [set]);
  }

  private object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Reader {
    const fields = [...this.collect(type, sets)].map(([key, { nodes, ways }]): FieldReader => ({
      key,
      read: this.field(type, nodes),
      isAsked: compileConditions(ways),
    }));
    return (source, call) => {
      const object: Record<string, unknown> = {};
      let waiting: string[] | undefined;
      for (const { key, read, isAsked } of fields) {
        if (isAsked !== undefined && !isAsked(call.variables)) continue;
        const value = waiting === undefined ? read(source, call) : orRejected(read, source, call);
        object[key] = value;
        if (isPromise(value)) (waiting ??= []).push(key);
      }
      return waiting === undefined ? object : whole(object, waiting);
    };
  }

  /** Nodes by response name, in the order of the text. */
  private collect(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    under: Conditions = [],
    into = new Map<string, Collected>(),
  ): Map<string, Collected> {
    for (const selection of sets.flatMap(({ selections }) => selections)) {
      const conditions = [...under, ...conditionsOf(selection.directives)];
      if (selection.kind === Kind.FIELD) {
        collectField(selection, conditions, into);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragment(selection.name.value);
      if (this.applies(fragment.typeCondition?.name.value, type)) {
        this.collect(type, [fragment.selectionSet], conditions, into);
      }
    }
    return into;
  }

  private fragment(name: string) {
    for (const one of this.document.definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name) return one;
    }
    throw new CannotCompile(`fragment ${name}`);
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = this.parts.schema.getType(condition);
    return isAbstractType(abstract) && this.parts.schema.isSubType(abstract, type);
  }

  private field(type: GraphQLObjectType, nodes: readonly FieldNode[]): Reader {
    const [node] = nodes as [FieldNode];
    const name = node.name.value;
    if (name === "__typename") return () => type.name;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (name === "_entities" && type === this.parts.schema.getQueryType()) return this.entities(node, sets);
    const field = type.getFields()[name];
    if (field === undefined) throw new CannotCompile(name);
    const complete = this.complete(field.type, sets);
    if (this.isProperty(type, name) && isLeafType(getNullableType(field.type))) return leafOf(name, complete);
    const call = this.call(type, field, node);
    return (source, at) => {
      const value = call(source, at);
      return isPromise(value) ? value.then((result) => complete(result, at)) : complete(value, at);
    };
  }

  /** The field's own value, before it is completed. */
  private call(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, node: FieldNode): Reader {
    const known = this.parts.direct[`${type.name}.${field.name}`];
    if (this.isProperty(type, field.name)) return (source) => propertyOf(source, field.name);
    const names = field.args.map(({ name }) => name);
    if (known === undefined || [...known.arguments].sort().join() !== names.sort().join()) {
      throw new CannotCompile(`${type.name}.${field.name}`);
    }
    const fixed = JSON.stringify(node.arguments ?? []).includes(`"${Kind.VARIABLE}"`)
      ? undefined
      : getArgumentValues(field, node);
    return (source, { variables, context }) =>
      known.call(source as never, (fixed ?? getArgumentValues(field, node, variables)) as never, context as never);
  }

  private isProperty(type: GraphQLObjectType, name: string): boolean {
    const coordinate = `${type.name}.${name}`;
    return this.parts.direct[coordinate] === undefined && this.parts.properties.has(coordinate);
  }

  private complete(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Reader {
    const bare = getNullableType(type);
    const inner = this.present(bare as GraphQLOutputType, sets);
    if (!isNonNullType(type)) return (value, call) => (value === null || value === undefined ? null : inner(value, call));
    return (value, call) => {
      if (value === null || value === undefined) throw new Odd("null where none may be");
      return inner(value, call);
    };
  }

  private present(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Reader {
    if (isListType(type)) return this.list(this.complete(type.ofType as GraphQLOutputType, sets));
    if (isLeafType(type)) return leaf(type);
    if (isObjectType(type)) return orThrow(this.object(type, sets));
    const byType = new Map<unknown, Reader>();
    return (value, call) => {
      const { __typename: typename } = value as { __typename?: unknown };
      let read = byType.get(typename);
      if (read === undefined) {
        const found = typeof typename === "string" ? this.parts.schema.getType(typename) : undefined;
        if (!isObjectType(found)) throw new Odd("no type");
        byType.set(typename, (read = this.object(found, sets)));
      }
      return read(value, call);
    };
  }

  private list(item: Reader): Reader {
    return (value, call) => {
      if (!Array.isArray(value)) throw new Odd("no list");
      const items = value.map((one: unknown) =>
        isPromise(one) ? one.then((result) => item(result, call)) : orRejected(item, one, call),
      );
      if (items.length === 1) return isPromise(items[0]) ? items[0].then((only) => [only]) : items;
      return items.some(isPromise) ? Promise.all(items) : items;
    };
  }

  private entities(node: FieldNode, sets: readonly SelectionSetNode[]): Reader {
    const [given] = node.arguments ?? [];
    if (given?.value.kind !== Kind.VARIABLE) throw new CannotCompile("representations that are no variable");
    const variable = given.value.name.value;
    const byType = new Map<string, Reader>();
    for (const entity of Object.keys(this.parts.references)) {
      const type = this.parts.schema.getType(entity);
      if (isObjectType(type)) byType.set(entity, this.object(type, sets));
    }
    const entity = (reference: unknown, call: Call): unknown => {
      const { __typename: typename } = (reference ?? {}) as { __typename?: string };
      const read = byType.get(typename as string);
      if (read === undefined) throw new Odd("no entity");
      const found = this.parts.references[typename!]!(reference as never, call.context as never);
      if (!isPromise(found)) return read(present(found), call);
      return found.then((one) => read(present(one), call));
    };
    const list = this.list(entity);
    return (_, call) => list(call.variables[variable], call);
  }
}

function collectField(node: FieldNode, conditions: Conditions, into: Map<string, Collected>): void {
  const key = node.alias?.value ?? node.name.value;
  if (key === "__proto__") throw new CannotCompile(key);
  const known = into.get(key);
  if (known === undefined) {
    into.set(key, { nodes: [node], ways: [conditions] });
    return;
  }
  if (node.selectionSet !== undefined && known.ways[0]!.join() !== conditions.join()) {
    throw new CannotCompile("an object under several conditions");
  }
  known.nodes.push(node);
  known.ways.push(conditions);
}

/** `object`, once the promises at `keys` have become values. */
function whole(object: Record<string, unknown>, keys: readonly string[]): Promise<object> {
  const [only] = keys as [string];
  if (keys.length === 1) return (object[only] as Promise<unknown>).then((value) => ((object[only] = value), object));
  return Promise.all(keys.map((key) => object[key])).then((values) => {
    keys.forEach((key, at) => (object[key] = values[at]));
    return object;
  });
}

function present(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error) throw new Odd("no entity");
  return value;
}

/**
 * What throws while others are under way fails with them: thrown at once it would leave them behind, and what of them failed
 * later would be nobody's, which ends the process.
 */
function orRejected(read: Reader, value: unknown, call: Call): unknown {
  try {
    return read(value, call);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** graphql-js makes an error of an Error that a resolver returns. */
function orThrow(read: Reader): Reader {
  return (value, call) => {
    if (value instanceof Error) throw value;
    return read(value, call);
  };
}

function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  if (typeof value === "function") throw new Odd("a method");
  return value;
}

/** Most of what is read. */
function leafOf(name: string, complete: Reader): Reader {
  return (source, call) => {
    const value = propertyOf(source, name);
    if (typeof value !== "object" || value === null) return complete(value, call);
    return isPromise(value) ? value.then((result) => complete(result, call)) : complete(value, call);
  };
}

function leaf(type: GraphQLLeafType): Reader {
  if (isEnumType(type)) return (value) => type.serialize(value);
  switch (type.name) {
    case "String":
    case "ID":
      return (value) => (typeof value === "string" ? value : type.serialize(value));
    case "Boolean":
      return (value) => (typeof value === "boolean" ? value : type.serialize(value));
    default:
      return (value) => type.serialize(value);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
