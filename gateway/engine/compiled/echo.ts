/**
 * What a fetch of entities asks besides, so that the department must say of each whom it speaks: the type, and the key by
 * which it was asked, under aliases that occur nowhere else in the operation. Compiled with the fetch; no text is parsed
 * when an answer comes.
 *
 * Threat (ATTACKS C08, C10, FAULTS F26): a department that swaps, shifts, doubles or invents entities shows one person's
 * records to whoever asked about another.
 */
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import {
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { isObject } from "../responsePath";
import { typenameFor, type RepresentOptions } from "./representation";

export interface Echo {
  /** To be added to the selections of `_entities`. */
  selections: readonly SelectionNode[];
  /** Does `entity` speak of `object`, for which it was asked? */
  agrees(object: object, entity: object): boolean;
}

interface KeyField {
  alias: string;
  field: FieldNode;
}

export interface EchoOptions extends Pick<RepresentOptions, "requires" | "rewrites" | "schema" | "keyOf"> {
  /** Begins the aliases; in no name of the operation. */
  prefix: string;
}

export function compileEcho({ requires, rewrites, schema, keyOf, prefix }: EchoOptions): Echo {
  const keys = new Map<string, KeyField[]>();
  for (const fragment of requires) {
    if (fragment.kind !== "InlineFragment" || fragment.typeCondition === undefined) continue;
    const type = typenameFor(fragment.typeCondition, { rewrites, schema });
    const key = keyOf(type, fragment.selections);
    if (key === undefined || keys.has(type)) continue;
    const fields = key.selections.filter((one) => one.kind === Kind.FIELD);
    const before = [...keys.values()].flat().length;
    keys.set(
      type,
      fields.map((field, index) => ({ alias: `${prefix}${before + index}`, field })),
    );
  }
  const known = new Map<string, { typename: string; key: readonly KeyField[] }>();
  const knownOf = (own: string) => {
    let one = known.get(own);
    if (one === undefined) {
      const typename = typenameFor(own, { rewrites, schema });
      known.set(own, (one = { typename, key: keys.get(typename) ?? keys.get(own) ?? [] }));
    }
    return one;
  };
  const fragments = [...keys].map(([type, fields]) => fragmentOn(type, fields));
  return {
    selections: [aliased({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }, prefix), ...fragments],
    agrees(object, entity) {
      const own = (object as { __typename: string }).__typename;
      const { typename, key } = knownOf(own);
      const echoed = (entity as Record<string, unknown>)[prefix];
      if (echoed !== typename && echoed !== own && !isSubType(typename, echoed, schema)) return false;
      for (const { alias, field } of key) if (!isSame(object, field, (entity as Record<string, unknown>)[alias])) return false;
      return true;
    },
  };
}

/** Is everything of `key` among what is sent? */
export function isAmong(key: SelectionSetNode, sent: readonly QueryPlanSelectionNode[]): boolean {
  return key.selections.every((one) => {
    if (one.kind !== Kind.FIELD) return false;
    const found = sent.find((other) => other.kind === "Field" && other.name === one.name.value);
    if (found === undefined) return false;
    return one.selectionSet === undefined || isAmong(one.selectionSet, found.selections ?? []);
  });
}

function isSubType(typename: string, echoed: unknown, schema: GraphQLSchema): boolean {
  const abstract = schema.getType(typename);
  const type = typeof echoed === "string" ? schema.getType(echoed) : undefined;
  return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}

function isSame(object: object, { name, selectionSet }: FieldNode, echoed: unknown): boolean {
  const sent: unknown = Object.hasOwn(object, name.value) ? (object as Record<string, unknown>)[name.value] : undefined;
  return isSameValue(sent, selectionSet, echoed);
}

function isSameValue(sent: unknown, set: SelectionSetNode | undefined, echoed: unknown): boolean {
  if (Array.isArray(sent)) {
    return Array.isArray(echoed) && sent.length === echoed.length && sent.every((one, i) => isSameValue(one, set, echoed[i]));
  }
  if (set === undefined) return sent === echoed || (isPlain(sent) && isPlain(echoed) && String(sent) === String(echoed));
  if (!isObject(sent) || !isObject(echoed)) return sent === null && echoed === null;
  return set.selections.every((one) => one.kind === Kind.FIELD && isSame(sent, one, echoed[one.name.value]));
}

/** An ID is a number in one subgraph and a text in another. */
function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function fragmentOn(type: string, fields: readonly KeyField[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields.map(({ alias, field }) => aliased(field, alias)) },
  };
}

function aliased(field: FieldNode, alias: string): FieldNode {
  return { ...field, alias: { kind: Kind.NAME, value: alias } };
}
