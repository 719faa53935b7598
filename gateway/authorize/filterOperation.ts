/**
 * The operation without what is closed, written anew from the fields that were judged. What no ruling opened cannot be
 * in it, for it is made of nothing else: fragments, aliases and directives of the client's text are gone (ATTACKS A01–A08).
 *
 * Promise: one error for each closed place (F04); a parent of which nothing is left is left out too, up to the root, so
 * that an operation of which everything is closed reaches no department at all (A27).
 */
import { getNamedType, isCompositeType, print, type DirectiveNode, type DocumentNode, type FieldNode } from "graphql";
import { Refusal, type Reason } from "../../schema/contract/publicCode";
import type { AskedField } from "../operation/askedFields";
import { LIMITS } from "../operation/limits";
import type { Operation } from "../operation/readOperation";
import { borneBelow, nothingOf, waysOf, writeOperation, type WrittenField } from "../operation/writeOperation";
import type { FieldRuling } from "./ruleField";

export interface ClosedField {
  asked: AskedField;
  reason: Reason;
}

export interface FilteredOperation {
  /** Absent when nothing is left to fetch. */
  document: DocumentNode | undefined;
  text: string;
  /** The places that are closed, topmost only. */
  closed: ClosedField[];
  /** Places that are not in the document: closed ones, and parents of nothing but closed ones. */
  removed: ReadonlySet<AskedField>;
}

/** `rule` is asked once for each coordinate; `without` are root fields that are refused as a whole. */
export function filterOperation(
  operation: Operation,
  rule: (coordinate: string) => FieldRuling,
  without: ReadonlySet<AskedField>,
): FilteredOperation {
  const closed: ClosedField[] = [];
  const removed = new Set<AskedField>(without);
  for (const root of operation.roots) if (!without.has(root)) markClosed(root, rule, closed, removed);
  const kept = operation.roots.filter((root) => !removed.has(root));
  if (kept.every((root) => root.field.name === "__typename")) return { document: undefined, text: "", closed, removed };
  refuseManyWays(kept, removed);
  const document = writeOperation(
    operation.definition,
    kept.map((root) => writtenField(root, removed)),
  );
  return { document, text: print(document), closed, removed };
}

/** Marks what is closed at `asked` and below; a parent whose children are all gone goes with them. */
function markClosed(
  asked: AskedField,
  rule: (coordinate: string) => FieldRuling,
  closed: ClosedField[],
  removed: Set<AskedField>,
): void {
  if (asked.field.name === "__typename") return;
  const ruling = rule(asked.coordinate);
  if (!ruling.open) {
    closed.push({ asked, reason: ruling.reason });
    removed.add(asked);
    return;
  }
  for (const child of asked.children) markClosed(child, rule, closed, removed);
  if (asked.children.length > 0 && asked.children.every((child) => removed.has(child))) removed.add(asked);
}

/** A place is written once for each way to it, within each way to its parent: counted here before it is written. */
function refuseManyWays(kept: readonly AskedField[], removed: ReadonlySet<AskedField>): void {
  const sizeOf = (asked: AskedField, borne: readonly DirectiveNode[]): number => {
    const children = asked.children.filter((child) => !removed.has(child));
    const below = children.reduce((sum, child) => sum + sizeOf(child, borneBelow(asked, borne)), 0);
    return waysOf(asked, borne).reduce((sum, way) => sum + way.length + 1 + below, 0);
  };
  if (kept.reduce((sum, root) => sum + sizeOf(root, []), 0) > LIMITS.selections) {
    throw new Refusal(
      "OPERATION_TOO_COSTLY",
      "The operation is too large: the same fields under too many @skip and @include conditions.",
    );
  }
}

/** The place as it is written, without what was removed below it. */
function writtenField(asked: AskedField, removed: ReadonlySet<AskedField>): WrittenField {
  const [node] = asked.nodes as [FieldNode];
  return {
    coordinate: asked.coordinate,
    alias: node.alias?.value,
    node,
    resultType: getNamedType(asked.field.type).name,
    conditions: asked.conditions,
    children: childrenOf(asked, removed),
  };
}

function childrenOf({ children, field, conditions }: AskedField, removed: ReadonlySet<AskedField>): WrittenField[] {
  const kept = children.filter((child) => !removed.has(child)).map((child) => writtenField(child, removed));
  const type = getNamedType(field.type);
  return children.length === 0 && isCompositeType(type) ? [nothingOf(type.name, conditions)] : kept;
}
