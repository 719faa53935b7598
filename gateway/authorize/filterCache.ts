/**
 * Filtered operations, kept by what was ruled and never by who asked: two callers share an entry only where every
 * coordinate of the operation was ruled alike (ATTACKS A29, I11). Holds no person and no variable.
 */
import { LRUCache } from "lru-cache";
import { everyField, type AskedField } from "../operation/askedFields";
import type { Operation } from "../operation/readOperation";
import { filterOperation, type FilteredOperation } from "./filterOperation";
import type { FieldRuling } from "./ruleField";

/** Bytes, estimated, of all filtered operations together. */
const MAX_BYTES = 32_000_000;

const filteredBy = new LRUCache<string, FilteredOperation>({
  maxSize: MAX_BYTES,
  sizeCalculation: ({ text, closed, removed }) => 2_000 + 20 * text.length + 100 * (closed.length + removed.size),
});

interface Known {
  id: number;
  coordinates: readonly string[];
  /** How each coordinate was ruled under a decision, as a key. */
  keys: WeakMap<object, string>;
}

const known = new WeakMap<Operation, Known>();
let operations = 0;

/**
 * As `filterOperation`, remembered. `decision` is all that `rule` depends on; given one, each coordinate is asked about once
 * a decision and not once a request.
 */
export function filterOnce(
  operation: Operation,
  rule: (coordinate: string) => FieldRuling,
  without: ReadonlySet<AskedField>,
  decision?: object,
): FilteredOperation {
  const key = keyOf(operation, rule, without, decision);
  let filtered = filteredBy.get(key);
  if (filtered === undefined) filteredBy.set(key, (filtered = filterOperation(operation, rule, without)));
  return filtered;
}

function keyOf(
  operation: Operation,
  rule: (coordinate: string) => FieldRuling,
  without: ReadonlySet<AskedField>,
  decision: object | undefined,
): string {
  let entry = known.get(operation);
  if (entry === undefined) {
    const coordinates = [...new Set([...everyField(operation.roots)].map(({ coordinate }) => coordinate))];
    known.set(operation, (entry = { id: operations++, coordinates, keys: new WeakMap() }));
  }
  const remembered = decision && without.size === 0 ? entry.keys.get(decision) : undefined;
  if (remembered !== undefined) return remembered;
  const rulings = entry.coordinates.map((coordinate) => {
    const ruling = coordinate.endsWith(".__typename") ? undefined : rule(coordinate);
    return ruling === undefined || ruling.open ? "" : ruling.reason;
  });
  const roots = operation.roots.map((root) => (without.has(root) ? "0" : "1"));
  const key = `${entry.id} ${roots.join("")} ${rulings.join()}`;
  if (decision && without.size === 0) entry.keys.set(decision, key);
  return key;
}
