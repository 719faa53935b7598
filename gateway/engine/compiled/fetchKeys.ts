/**
 * Names under which the engine keeps what it fetched: a field's own name, or one of ours where the field has arguments.
 *
 * Threat (ATTACKS A02, C14): whoever keeps values under the names that a client chose must tell `id: maskedName` from the
 * key `id`, `comments(limit: 1)` from the `comments(limit: 3)` that a `@requires` reads, and `__proto__` from a prototype.
 * Here one name always stands for one field with one set of arguments, wherever it is asked, and a client's names
 * are put on the answer at the very end. Five hundred aliases of one field are one field.
 */
import type { AskedField } from "../../operation/askedFields";
import { isInterfaceType, isObjectType, Kind, print, type ArgumentNode, type FieldNode, type GraphQLSchema } from "graphql";

const PREFIX = "_q";

export class FetchKeys {
  private readonly known = new Map<string, string>();
  private readonly own = new Map<object, string>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Names these fields apart, whatever they ask: a mutation that is asked for twice is two. */
  separate(roots: readonly AskedField[]): void {
    for (const [index, { field, nodes }] of roots.entries()) {
      if (field.name !== "__typename") this.own.set(nodes[0]!, `${prefixOf(this.schema)}m${index}`);
    }
  }

  of(field: Pick<FieldNode, "name" | "arguments">): string {
    const own = this.own.get(field);
    if (own !== undefined) return own;
    const name = field.name.value;
    if (field.arguments === undefined || field.arguments.length === 0) return name;
    const text = `${name}(${[...field.arguments].sort(byName).map(print).join(", ")})`;
    let key = this.known.get(text);
    if (key === undefined) this.known.set(text, (key = `${prefixOf(this.schema)}${this.known.size}`));
    return key;
  }
}

function byName(a: ArgumentNode, b: ArgumentNode): number {
  return a.name.value < b.name.value ? -1 : 1;
}

const prefixes = new WeakMap<GraphQLSchema, string>();

/** With which no field of the graph begins. */
function prefixOf(schema: GraphQLSchema): string {
  let prefix = prefixes.get(schema);
  if (prefix !== undefined) return prefix;
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
  prefix = PREFIX;
  while (names.some((name) => name.startsWith(prefix!))) prefix += "q";
  prefixes.set(schema, prefix);
  return prefix;
}

/** The field with the name that its arguments give it; one that was given a name before planning, or by the planner, keeps it. */
export function underFetchKey(field: FieldNode, keys: FetchKeys): FieldNode {
  const key = keys.of(field);
  if (field.alias !== undefined || key === field.name.value) return field;
  return { ...field, alias: { kind: Kind.NAME, value: key } };
}
