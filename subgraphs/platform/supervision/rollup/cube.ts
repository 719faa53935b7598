/**
 * All counters in memory, by measure and month: a few hundred thousand of them for ten years of a district, so that a board
 * is answered without a scan. Filled from the table, and brought up to date with what changed since (`revision`).
 */
import type { Counter, Measure } from "./counter";

/** A counter over a span of months. */
export type Tally = Pick<Counter, "sector" | "item" | "detail" | "n">;

export interface Cube {
  /** Sets counters to what the table holds of them. */
  put(counters: Iterable<Counter>): void;
  clear(): void;
  /** Grows whenever a counter of one of these measures was set: what was computed of them holds while it stays. */
  revisionOf(measures: readonly Measure[]): number;
  /** Counters of a measure from one month to another, both included, added up; `""` = from the beginning. */
  within(measure: Measure, from: string, to: string): readonly Tally[];
  /** All counters, in no order. */
  all(): Iterable<Counter>;
}

interface Column {
  revision: number;
  /** Month → place → counter. */
  months: Map<string, Map<string, Counter>>;
  spans: Map<string, readonly Tally[]>;
}

/** Spans of a measure that are kept; a board asks for some dozens. */
const MOST_SPANS = 500;

export function openCube(): Cube {
  const columns = new Map<Measure, Column>();
  let revision = 0;

  function columnOf(measure: Measure): Column {
    let column = columns.get(measure);
    if (column === undefined) columns.set(measure, (column = { revision: 0, months: new Map(), spans: new Map() }));
    return column;
  }

  return {
    put(counters) {
      revision++;
      for (const counter of counters) {
        const column = columnOf(counter.measure);
        let places = column.months.get(counter.month);
        if (places === undefined) column.months.set(counter.month, (places = new Map()));
        places.set(placeOf(counter), counter);
        if (column.revision === revision) continue;
        column.revision = revision;
        column.spans.clear();
      }
    },
    clear() {
      revision++;
      for (const column of columns.values()) {
        column.revision = revision;
        column.months.clear();
        column.spans.clear();
      }
    },
    revisionOf: (measures) => measures.reduce((last, measure) => Math.max(last, columns.get(measure)?.revision ?? 0), 0),
    within(measure, from, to) {
      const { months, spans } = columnOf(measure);
      const span = `${from} ${to}`;
      let tallies = spans.get(span);
      if (tallies === undefined) {
        if (spans.size >= MOST_SPANS) spans.clear();
        spans.set(span, (tallies = addedUp(months, from, to)));
      }
      return tallies;
    },
    *all() {
      for (const { months } of columns.values()) for (const places of months.values()) yield* places.values();
    },
  };
}

function addedUp(months: Column["months"], from: string, to: string): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const [month, places] of months) {
    if (month < from || month > to) continue;
    for (const [place, { sector, item, detail, n }] of places) {
      const known = tallies.get(place);
      if (known === undefined) tallies.set(place, { sector, item, detail, n });
      else known.n += n;
    }
  }
  return [...tallies.values()];
}

function placeOf({ sector, item, detail }: Tally): string {
  return `${sector}\n${item}\n${detail}`;
}
