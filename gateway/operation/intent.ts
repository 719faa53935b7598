/**
 * What the operation wants with persons: why, for which case, whom. Read from its arguments before anything is decided.
 *
 * Promise: one operation states one purpose; look-up values come as variables only, for texts reach caches and logs
 * (CONTRACT). Refuses: two purposes, literals, an empty case number, a justification too short to mean anything.
 */
import { getArgumentValues, Kind, type DirectiveNode, type FieldNode } from "graphql";
import { checkPersonName } from "../../schema/contract/personName";
import { conditionOf, everyField, isReached, type AskedField } from "./askedFields";
import { LIMITS } from "./limits";
import { lookupsIn, namingPlaces, type Lookup } from "./personLookups";
import { isMutation, type Operation } from "./readOperation";
import { badInput, type Variables } from "./readVariables";

export interface Justified {
  category: string;
  reason: string;
}

/** The `access` argument, checked for form. */
export interface Access {
  purpose: string;
  caseNumber: string;
  grant?: string;
  justifications: Justified[];
}

export interface Intent {
  /** Absent when no root field asks for another person. */
  access: Access | undefined;
  /** The operation asks for the citizen of the token. */
  self: boolean;
  /** Id of the request under which the citizen wants to see himself, as its recipient would. */
  asSeenBy?: string;
  /** `people` is asked: purposes that need a grant are not served there. */
  many: boolean;
  /** Who is looked up under `access`. */
  lookups: Lookup[];
  /** Who is named elsewhere: whom a mutation is about, whom a desk or an auditor asks for. Opens no record. */
  named: Lookup[];
}

const MIN_REASON = 10;
const MAX_TEXT = 200;

/** The intent of the reached root fields. */
export function readIntent(operation: Operation, variables: Variables): Intent {
  const intent: Intent = { access: undefined, self: false, many: false, lookups: [], named: [] };
  const { places, inText } = namingPlaces(operation);
  if (inText) throw badInput("A citizen number or a name comes as a variable, never in the text of the operation.");
  refuseUnusable(operation, variables);
  for (const root of operation.roots) {
    if (!isReached(root, variables)) continue;
    if (root.field.name === "me") readSelf(intent, argumentsOf(root, root.nodes[0]!, variables));
    if (root.field.name !== "person" && root.field.name !== "people") continue;
    const given = argumentsOf(root, root.nodes[0]!, variables);
    intent.many ||= root.field.name === "people";
    intent.lookups.push(...(root.field.name === "people" ? (given["lookups"] as Lookup[]) : [given["lookup"] as Lookup]));
    intent.access = sameAccess(intent.access, readAccess(given["access"] as RawAccess));
  }
  for (const place of places) {
    if (operation.roots.includes(place.asked) && asksPersons(place.asked)) continue;
    if (isReached(place.asked, variables))
      intent.named.push(...lookupsIn(place, argumentsOf(place.asked, place.node, variables)));
  }
  if (intent.self && intent.access)
    throw badInput("One operation states one purpose: ask for yourself and for others in two requests.");
  refuseUnusableLookups(intent, operation);
  return intent;
}

function refuseUnusableLookups({ lookups, named }: Intent, operation: Operation): void {
  for (const { name } of [...lookups, ...named]) {
    const problem = checkPersonName(name);
    if (problem !== undefined) throw badInput(`A look-up cannot match: ${problem}.`);
  }
  if (lookups.length + named.length > LIMITS.listItems) throw badInput(`At most ${LIMITS.listItems} persons a request.`);
  // A warrant names persons, not places: with two of them a subgraph could not tell which mutation is about whom.
  if (isMutation(operation) && new Set(named.map(({ idNumber, name }) => `${idNumber} ${name}`)).size > 1)
    throw badInput("A mutation is about one person: name each person in a request of his own.");
}

/** One operation shows oneself in one way. */
function readSelf(intent: Intent, { asSeenBy }: Record<string, unknown>): void {
  const given = (asSeenBy ?? undefined) as string | undefined;
  if (intent.self && intent.asSeenBy !== given)
    throw badInput("One operation states one purpose: ask for yourself and as another sees you in two requests.");
  intent.self = true;
  if (given !== undefined) intent.asSeenBy = given;
}

type RawAccess = { purpose: string; caseNumber: string; grant?: string | null; justifications?: Justified[] | null };

function readAccess(raw: RawAccess): Access {
  const caseNumber = raw.caseNumber.trim();
  if (caseNumber === "" || caseNumber.length > MAX_TEXT) throw badInput(`access.caseNumber has 1 to ${MAX_TEXT} characters.`);
  const justifications = raw.justifications ?? [];
  const categories = new Set(justifications.map(({ category }) => category));
  if (categories.size !== justifications.length) throw badInput("access.justifications names a category twice.");
  for (const { reason } of justifications) {
    if ([...reason.trim()].length < MIN_REASON)
      throw badInput(`A justification has at least ${MIN_REASON} characters: say what the case needs it for.`);
  }
  return { purpose: raw.purpose, caseNumber, justifications, ...(raw.grant != null && { grant: raw.grant }) };
}

function sameAccess(before: Access | undefined, access: Access): Access {
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(access)) {
    throw badInput("One operation states one purpose: all its look-ups carry the same access.");
  }
  return access;
}

/** Every list of the graph has a maximum; every condition is true or false. */
function refuseUnusable(operation: Operation, variables: Variables): void {
  const { conditions, sized } = variablePlaces(operation);
  for (const directive of conditions) refuseNullCondition(directive, variables);
  for (const { asked, node } of sized) refusePageSize(argumentsOf(asked, node, variables));
}

function refusePageSize({ first }: Record<string, unknown>): void {
  if (typeof first === "number" && (first < 1 || first > LIMITS.listItems))
    throw badInput(`first is between 1 and ${LIMITS.listItems}.`);
}

interface VariablePlaces {
  conditions: readonly DirectiveNode[];
  /** Lists whose size a variable gives. */
  sized: readonly { asked: AskedField; node: FieldNode }[];
}

const placesOf = new WeakMap<Operation, VariablePlaces>();

/** Where variables decide; found once an operation. Sizes in the text itself are judged here and then. */
function variablePlaces(operation: Operation): VariablePlaces {
  const known = placesOf.get(operation);
  if (known !== undefined) return known;
  const conditions = new Set<DirectiveNode>();
  const sized: { asked: AskedField; node: FieldNode }[] = [];
  for (const asked of everyField(operation.roots)) {
    for (const directive of asked.conditions.flat()) conditions.add(directive);
    if (!asked.field.args.some(({ name }) => name === "first")) continue;
    for (const node of asked.nodes) {
      const given = node.arguments?.find(({ name }) => name.value === "first")?.value;
      if (given?.kind === Kind.VARIABLE) sized.push({ asked, node });
      else if (given?.kind === Kind.INT) refusePageSize({ first: Number(given.value) });
      else if (given !== undefined) throw badInput(`first is between 1 and ${LIMITS.listItems}.`);
    }
  }
  const places = { conditions: [...conditions], sized };
  placesOf.set(operation, places);
  return places;
}

/** A null given for a variable that has a default passes validation and is no Boolean (ATTACKS A22). */
function refuseNullCondition(directive: DirectiveNode, variables: Variables): void {
  const condition = conditionOf(directive);
  if (condition?.kind !== Kind.VARIABLE || typeof variables[condition.name.value] === "boolean") return;
  throw badInput(`Variable "$${condition.name.value}" decides @${directive.name.value}: it is true or false, not null.`);
}

/** @throws Refusal that repeats no value, where graphql-js's own error would. */
function argumentsOf({ field }: AskedField, node: FieldNode, variables: Variables): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    throw badInput(`An argument of ${field.name} needs a value and was given null.`);
  }
}

/** Is the place a root field that asks for persons? */
export function asksPersons(root: AskedField): boolean {
  return root.field.name === "person" || root.field.name === "people" || root.field.name === "me";
}
