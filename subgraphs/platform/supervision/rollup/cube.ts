/**
 * All counters in memory, by measure: a few hundred thousand of them for ten years of a district, so that a board is
 * answered without a scan. Filled from the table, and brought up to date with what changed since (`revision`).
 */
import { keyOf, type Counter, type Measure } from "./counter";

export interface Cube {
  /** Sets counters to what the table holds of them. */
  put(counters: readonly Counter[]): void;
  clear(): void;
  /** Grows whenever a counter was set: what was computed from the cube holds while it stays. */
  readonly revision: number;
  /** Counters of a measure, in no order. */
  of(measure: Measure): Iterable<Counter>;
}

export function openCube(): Cube {
  const byMeasure = new Map<Measure, Map<string, Counter>>();
  let revision = 0;
  return {
    get revision() {
      return revision;
    },
    put(counters) {
      if (counters.length > 0) revision++;
      for (const counter of counters) {
        let known = byMeasure.get(counter.measure);
        if (known === undefined) byMeasure.set(counter.measure, (known = new Map()));
        known.set(keyOf(counter), counter);
      }
    },
    clear() {
      byMeasure.clear();
      revision++;
    },
    of: (measure) => byMeasure.get(measure)?.values() ?? [],
  };
}
