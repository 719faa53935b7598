/**
 * Filtered operations, kept by what was ruled and never by who asked: two callers share an entry only where every
 * coordinate of the operation was ruled alike (ATTACKS A29, I11). Holds no person and no variable.
 */
import { LRUCache } from "lru-cache";
import { everyField, type AskedField } from "../operation/askedFields";
import type { Operation } from "../operation/readOperation";
import { filterOperation, type FilteredOperation } from "./filterOperation";
import type { FieldRuling } from "./ruleField";

const KEPT_AN_OPERATION = 50;

const kept = new WeakMap<Operation, { coordinates: string[]; byRuling: LRUCache<string, FilteredOperation> }>();

/** As `filterOperation`, remembered. */
export function filterOnce(
  operation: Operation,
  rule: (coordinate: string) => FieldRuling,
  without: ReadonlySet<AskedField>,
): FilteredOperation {
  let entry = kept.get(operation);
  if (entry === undefined) {
    const coordinates = [...new Set([...everyField(operation.roots)].map(({ coordinate }) => coordinate))];
    kept.set(operation, (entry = { coordinates, byRuling: new LRUCache({ max: KEPT_AN_OPERATION }) }));
  }
  const rulings = entry.coordinates.map((coordinate) => {
    const ruling = coordinate.endsWith(".__typename") ? undefined : rule(coordinate);
    return ruling === undefined || ruling.open ? "" : ruling.reason;
  });
  const roots = operation.roots.map((root) => (without.has(root) ? "0" : "1"));
  const key = `${roots.join("")} ${rulings.join()}`;
  let filtered = entry.byRuling.get(key);
  if (filtered === undefined) entry.byRuling.set(key, (filtered = filterOperation(operation, rule, without)));
  return filtered;
}
