/**
 * Conditions are decided before anything is planned: what the variables leave of an operation is an operation of its own
 * (docs/decisions/0033).
 */
import { Kind, type GraphQLSchema } from "graphql";
import { askedFields, conditionOf, everyField, placeKey, type AskedField } from "../../operation/askedFields";
import type { Operation } from "../../operation/readOperation";
import type { Variables } from "../../operation/readVariables";

export interface ReachedFields {
  /** Places that are reached, in the order in which they are met; none bears a condition. */
  roots: readonly AskedField[];
  /** Those among them that are closed. */
  removed: ReadonlySet<AskedField>;
  /** No root that is reached is open: there is no data, and nobody is asked. */
  isClosed: boolean;
}

export function reachedFields(
  operation: Operation,
  removed: ReadonlySet<AskedField>,
  variables: Variables,
  schema: GraphQLSchema,
): ReachedFields {
  if (!isConditional(operation)) {
    return { roots: operation.roots, removed, isClosed: areClosed(operation.roots, removed) };
  }
  const roots = askedFields(schema, operation.document, operation.definition, variables);
  const closed = new Set<AskedField>();
  mark(roots, operation.roots, removed, closed);
  const reached = new Set(roots.map(placeKey));
  const isClosed = areClosed(
    operation.roots.filter((root) => reached.has(placeKey(root))),
    removed,
  );
  return { roots, removed: closed, isClosed };
}

function areClosed(roots: readonly AskedField[], removed: ReadonlySet<AskedField>): boolean {
  const isTypename = ({ field }: AskedField): boolean => field.name === "__typename";
  return roots.some((root) => removed.has(root)) && roots.every((root) => removed.has(root) || isTypename(root));
}

/** Adds to `closed` the places of `reached` that stand for one of `removed` in the whole operation. */
function mark(
  reached: readonly AskedField[],
  whole: readonly AskedField[],
  removed: ReadonlySet<AskedField>,
  closed: Set<AskedField>,
): void {
  const wholes = new Map(whole.map((asked) => [placeKey(asked), asked]));
  for (const asked of reached) {
    const own = wholes.get(placeKey(asked))!;
    // What is closed of it may not be reached: then the object itself is open, and nothing is asked of it.
    const isBare = asked.children.length === 0 && own.children.some((child) => removed.has(child));
    if (removed.has(own) && !isBare) closed.add(asked);
    mark(asked.children, own.children, removed, closed);
  }
}

/** Equal for variables that leave the same of the operation. */
export function outcomeOf(operation: Operation, variables: Variables): string {
  return conditionsOf(operation)
    .map((name) => (variables[name] === true ? 1 : 0))
    .join("");
}

const conditions = new WeakMap<Operation, readonly string[]>();

/** Variables that conditions read. */
function conditionsOf(operation: Operation): readonly string[] {
  let names = conditions.get(operation);
  if (names === undefined) {
    const ways = [...everyField(operation.roots)].flatMap((asked) => asked.conditions.flat());
    const read = ways.map(conditionOf).flatMap((value) => (value?.kind === Kind.VARIABLE ? [value.name.value] : []));
    conditions.set(operation, (names = [...new Set(read)]));
  }
  return names;
}

function isConditional({ roots }: Operation): boolean {
  for (const { conditions: ways } of everyField(roots)) if (ways.some((way) => way.length > 0)) return true;
  return false;
}
