/**
 * Whom an operation names: every argument, at any depth and place, of the input type `PersonLookup`.
 *
 * Threat (ATTACKS M01, F01): texts of operations reach caches and logs, so a citizen number or a name comes as a variable
 * only, wherever it stands; and whoever is named is resolved by the gateway alone, so that a subgraph meets ids of persons
 * that its warrant names and never a look-up of its own.
 */
import {
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  Kind,
  type FieldNode,
  type GraphQLInputType,
  type ValueNode,
} from "graphql";
import { LONG_TEXT_SCALAR } from "../../schema/contract/scalarForms";
import { everyField, type AskedField } from "./askedFields";
import type { Operation } from "./readOperation";

export interface Lookup {
  idNumber: string;
  name: string;
}

/** A field with an argument that may hold a look-up. */
export interface NamingPlace {
  asked: AskedField;
  node: FieldNode;
}

const LOOKUP = "PersonLookup";
/** What may hold a citizen number: the number itself, and the rows of a batch. */
const NUMBERS: ReadonlySet<string> = new Set(["CitizenId", LONG_TEXT_SCALAR]);

interface Naming {
  places: readonly NamingPlace[];
  /** A look-up is written into the text, or is the default of a variable. */
  inText: boolean;
}

const namingOf = new WeakMap<Operation, Naming>();

/** The places that name persons; found once an operation. */
export function namingPlaces(operation: Operation): Naming {
  const known = namingOf.get(operation);
  if (known !== undefined) return known;
  const defaults = new Map<string, ValueNode>();
  for (const { variable, defaultValue } of operation.definition.variableDefinitions ?? []) {
    if (defaultValue) defaults.set(variable.name.value, defaultValue);
  }
  const places: NamingPlace[] = [];
  let inText = false;
  for (const asked of everyField(operation.roots)) {
    const naming = asked.field.args.filter(({ type }) => mayName(type));
    if (naming.length === 0) continue;
    for (const node of asked.nodes) {
      places.push({ asked, node });
      for (const { name, value } of node.arguments ?? []) {
        const argument = naming.find((one) => one.name === name.value);
        inText ||= argument !== undefined && holdsText(value, argument.type, false, defaults);
      }
    }
  }
  const naming = { places, inText };
  namingOf.set(operation, naming);
  return naming;
}

/** The look-ups in the coerced arguments of a place. */
export function lookupsIn({ asked }: NamingPlace, given: Readonly<Record<string, unknown>>): Lookup[] {
  return asked.field.args.flatMap(({ name, type }) => lookupsOf(given[name], type));
}

function lookupsOf(value: unknown, type: GraphQLInputType): Lookup[] {
  if (value === undefined || value === null) return [];
  const bare = getNullableType(type);
  if (isListType(bare)) return (value as unknown[]).flatMap((item) => lookupsOf(item, bare.ofType as GraphQLInputType));
  if (!isInputObjectType(bare)) return [];
  if (bare.name === LOOKUP) return [value as Lookup];
  return Object.values(bare.getFields()).flatMap((field) =>
    lookupsOf((value as Record<string, unknown>)[field.name], field.type),
  );
}

const naming = new WeakMap<object, boolean>();

/** Can a value of this type hold a look-up or a citizen number? */
function mayName(type: GraphQLInputType): boolean {
  const bare = getNullableType(type);
  if (isListType(bare)) return mayName(bare.ofType as GraphQLInputType);
  if (isScalarType(bare)) return NUMBERS.has(bare.name);
  if (!isInputObjectType(bare)) return false;
  if (bare.name === LOOKUP) return true;
  const known = naming.get(bare);
  if (known !== undefined) return known;
  // A type that holds itself names nobody by that alone.
  naming.set(bare, false);
  const found = Object.values(bare.getFields()).some((field) => mayName(field.type));
  naming.set(bare, found);
  return found;
}

/** Does the text itself, or the default of a variable, say whom? `within` a look-up every value but a variable does. */
function holdsText(value: ValueNode, type: GraphQLInputType, within: boolean, defaults: ReadonlyMap<string, ValueNode>): boolean {
  if (value.kind === Kind.NULL) return false;
  if (value.kind === Kind.VARIABLE) {
    const otherwise = defaults.get(value.name.value);
    return otherwise !== undefined && holdsText(otherwise, type, within, new Map());
  }
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return items.some((item) => holdsText(item, bare.ofType as GraphQLInputType, within, defaults));
  }
  if (!isInputObjectType(bare)) return within || (isScalarType(bare) && NUMBERS.has(bare.name));
  if (value.kind !== Kind.OBJECT) return false;
  return value.fields.some((field) => {
    const inner = bare.getFields()[field.name.value];
    return inner !== undefined && holdsText(field.value, inner.type, within || bare.name === LOOKUP, defaults);
  });
}
