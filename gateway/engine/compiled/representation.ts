/**
 * Compiles what a fetch says of each object it is made for: the representation, written as JSON at once, which is also by
 * what equal ones are known.
 */
import type { FetchDataRewrite, QueryPlanSelectionNode } from "@apollo/query-planner";
import {
  isAbstractType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { Missing } from "./missing";
import { literal, read, SourceCode } from "./sourceCode";

/**
 * JSON of the representation; null if there is nothing to ask about the object. Where what is needed is missing, what stands
 * there for it; undefined where it is null and may not be.
 */
export type Represent = (object: object) => string | null | Missing | undefined;

/** The same of a value within one; null where part of it was not fetched. */
type Write = (value: unknown) => ReturnType<Represent>;

/** A required field: its name for the subgraph, and the key under which its value was kept. */
interface Required {
  name: string;
  from: string;
  nonNull: boolean;
  /** Part of the key, without which nobody can be asked about. */
  isKey: boolean;
  selections: readonly QueryPlanSelectionNode[] | undefined;
}

export interface RepresentOptions {
  requires: readonly QueryPlanSelectionNode[];
  /** Set a `__typename` other than the object's own, where the subgraph knows an interface as an object. */
  rewrites: readonly FetchDataRewrite[];
  schema: GraphQLSchema;
  /** The key by which the subgraph knows objects of a type, among what is sent. */
  keyOf(type: string, sent: readonly QueryPlanSelectionNode[]): SelectionSetNode | undefined;
  /** The field that a name in the plan stands for. */
  fieldNamed(name: string): string;
}

/**
 * Of an object about which its type and one text say everything: that text, by which equal ones are known before anything is
 * written; never one that could be taken for a representation. Absent where more than that is sent.
 */
export type SoleKey = (object: object) => string | undefined;

export function compileSoleKey({ requires, rewrites, schema }: RepresentOptions): SoleKey | undefined {
  const [fragment, ...others] = requires;
  if (fragment?.kind !== "InlineFragment" || others.length + rewrites.length > 0) return undefined;
  const { typeCondition = "", selections } = fragment;
  const [field, ...more] = selections.filter((one) => one.kind !== "Field" || one.name !== "__typename");
  if (field?.kind !== "Field" || field.selections !== undefined || more.length > 0) return undefined;
  if (!isObjectType(schema.getType(typeCondition))) return undefined;
  const code = new SourceCode();
  const name = code.fresh();
  const isSole = `o.__typename === ${literal(typeCondition)} && typeof v === "string" && v[0] !== "{"`;
  code.add(`function ${name}(o) {\nconst v = ${read("o", field.name)};\nreturn ${isSole} ? v : undefined;\n}`);
  return code.build<SoleKey>(name);
}

export function compileRepresent(options: RepresentOptions): Represent {
  const byType = new Map<unknown, Represent>();
  return (object) => {
    const typename = (object as { __typename?: unknown }).__typename;
    if (typeof typename !== "string") return null;
    let represent = byType.get(typename);
    if (represent === undefined) {
      if (options.schema.getType(typename) === undefined) return null;
      byType.set(typename, (represent = representType(typename, options)));
    }
    return represent(object);
  };
}

function representType(typename: string, options: RepresentOptions): Represent {
  const named = typenameFor(typename, options);
  const fields = withKeyFirst(requiredOf(options.requires, typename, options), named, options);
  if (fields.length === 0) return () => null;
  const code = new SourceCode();
  return code.build<Represent>(textFunction(fields, options, code, named));
}

function withKeyFirst(fields: readonly Required[], typename: string, { keyOf }: RepresentOptions): readonly Required[] {
  const sent = fields.map(({ name, selections }) => ({
    kind: "Field" as const,
    name,
    ...(selections && { selections: [...selections] }),
  }));
  const key = keyOf(typename, sent);
  if (key === undefined) return fields;
  const names = new Set(["__typename", ...key.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))]);
  const told = fields.map((field) => ({ ...field, isKey: names.has(field.name) }));
  return [...told.filter(({ isKey }) => isKey), ...told.filter(({ isKey }) => !isKey)];
}

/** What an object of `typename` is called in the subgraph. */
export function typenameFor(typename: string, { rewrites, schema }: Pick<RepresentOptions, "rewrites" | "schema">): string {
  for (const rewrite of rewrites) {
    const [condition = "", field] = rewrite.path;
    if (rewrite.kind !== "ValueSetter" || rewrite.path.length !== 2 || field !== "__typename") continue;
    if (fits(typename, condition.slice("... on ".length), schema)) return String(rewrite.setValueTo);
  }
  return typename;
}

/** The selected fields that apply to objects of `typename`, each once. */
function requiredOf(
  selections: readonly QueryPlanSelectionNode[],
  typename: string | undefined,
  options: RepresentOptions,
): Required[] {
  const found = new Map<string, Required>();
  for (const selection of selections) {
    const own =
      selection.kind === "Field"
        ? [requiredField(selection.name, selection.selections, typename, options)]
        : selection.typeCondition === undefined ||
            typename === undefined ||
            fits(typename, selection.typeCondition, options.schema)
          ? requiredOf(selection.selections, typename, options)
          : [];
    for (const field of own) {
      const before = found.get(field.from);
      const merged = before?.selections && field.selections ? [...before.selections, ...field.selections] : field.selections;
      found.set(field.from, { ...field, selections: merged });
    }
  }
  return [...found.values()];
}

function requiredField(
  planned: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
  typename: string | undefined,
  { schema, fieldNamed }: RepresentOptions,
): Required {
  const name = fieldNamed(planned);
  const type = typename === undefined ? undefined : schema.getType(typename);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return { name, from: planned, nonNull: definition !== undefined && isNonNullType(definition.type), isKey: true, selections };
}

export function fits(typename: string, condition: string, schema: GraphQLSchema): boolean {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type);
}

/** A function from an object to the JSON of `fields`; `typename`, where given, is written instead of the object's own. */
function textFunction(
  fields: readonly Required[],
  options: RepresentOptions,
  code: SourceCode,
  typename: string | undefined,
): string {
  const lines = fields.map((field, index) => fieldCode(field, index === 0, options, code, typename));
  const name = code.fresh();
  code.add(`function ${name}(o) {\nlet t = "{", v;\n${lines.join("\n")}\nreturn t + "}";\n}`);
  return name;
}

function fieldCode(
  field: Required,
  isFirst: boolean,
  options: RepresentOptions,
  code: SourceCode,
  typename: string | undefined,
): string {
  const label = literal(`${isFirst ? "" : ","}${literal(field.name)}:`);
  if (field.name === "__typename" && typename !== undefined) return `t += ${label} + ${literal(literal(typename))};`;
  const write = field.selections && code.hold(nested(field.selections, options));
  const missing = `v instanceof ${code.hold(Missing)}`;
  const lines = [
    `v = ${read("o", field.from)};`,
    `if (${missing}) return v;`,
    field.nonNull ? "if (v === null) return undefined;" : "",
    `if (v !== undefined) v = ${write === undefined ? "JSON.stringify(v)" : `${write}(v); else v = null`};`,
    write === undefined ? "" : `if (v === undefined || ${missing}) return v;`,
  ];
  // An entity that its owner does not know has none of its fields: what needs them is asked with what there is.
  const absent = write === undefined ? "undefined" : "null";
  lines.push(field.isKey ? `if (v === ${absent}) return null; t += ${label} + v;` : `if (v !== ${absent}) t += ${label} + v;`);
  return lines.join("\n");
}

/** Objects within a representation, one or a list of them; their type may differ from one to the next. */
function nested(selections: readonly QueryPlanSelectionNode[], options: RepresentOptions): Write {
  const byType = new Map<string | undefined, Represent>();
  const object: Represent = (value) => {
    const { __typename: own } = value as { __typename?: unknown };
    const typename = typeof own === "string" && options.schema.getType(own) ? own : undefined;
    let represent = byType.get(typename);
    if (represent === undefined) {
      const code = new SourceCode();
      const name = textFunction(requiredOf(selections, typename, options), options, code, undefined);
      byType.set(typename, (represent = code.build<Represent>(name)));
    }
    return represent(value);
  };
  const any: Write = (value) => {
    if (value === null) return "null";
    if (value === undefined || value instanceof Missing) return value;
    if (!Array.isArray(value)) return typeof value === "object" ? object(value) : JSON.stringify(value);
    const items = value.map(any);
    const missing = items.findIndex((one) => one === undefined || one instanceof Missing);
    if (missing !== -1) return items[missing];
    return items.includes(null) ? null : `[${items.join(",")}]`;
  };
  return any;
}
