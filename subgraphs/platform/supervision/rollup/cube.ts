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
  /** Grows whenever a counter of one of these measures up to a month was set: what was computed of them holds while it stays. */
  revisionOf(measures: readonly Measure[], to: string): number;
  /** Counters of a measure from one month to another, both included, added up; `""` = from the beginning. The same list while it holds. */
  within(measure: Measure, from: string, to: string): readonly Tally[];
  /** Every detail under which there is a counter of a measure. */
  details(measure: Measure): ReadonlySet<string>;
  /** All counters, in no order. */
  all(): Iterable<Counter>;
}

interface Column {
  revision: number;
  months: Map<string, Month>;
  details: Set<string>;
  spans: Map<string, Span>;
}

interface Month {
  revision: number;
  /** Place → counter. */
  places: Map<string, Counter>;
}

interface Span {
  from: string;
  to: string;
  places: ReadonlyMap<string, Tally>;
  tallies: readonly Tally[];
}

/** Spans of a measure that are kept; a board asks for some dozens. */
const MOST_SPANS = 500;

export function openCube(): Cube {
  const columns = new Map<Measure, Column>();
  let revision = 0;

  function columnOf(measure: Measure): Column {
    let column = columns.get(measure);
    if (column === undefined)
      columns.set(measure, (column = { revision: 0, months: new Map(), details: new Set(), spans: new Map() }));
    return column;
  }

  return {
    put(counters) {
      revision++;
      for (const counter of counters) {
        const column = columnOf(counter.measure);
        let month = column.months.get(counter.month);
        if (month === undefined) column.months.set(counter.month, (month = { revision: 0, places: new Map() }));
        month.places.set(placeOf(counter), counter);
        column.details.add(counter.detail);
        column.revision = revision;
        if (month.revision === revision) continue;
        month.revision = revision;
        forgetSpans(column, counter.month);
      }
    },
    clear() {
      revision++;
      for (const column of columns.values()) {
        column.revision = revision;
        column.months.clear();
        column.details.clear();
        column.spans.clear();
      }
    },
    revisionOf: (measures, to) => Math.max(0, ...measures.map((measure) => lastChange(columns.get(measure), to))),
    within: (measure, from, to) => spanOf(columnOf(measure), from, to).tallies,
    details: (measure) => columnOf(measure).details,
    *all() {
      for (const { months } of columns.values()) for (const { places } of months.values()) yield* places.values();
    },
  };
}

function lastChange(column: Column | undefined, to: string): number {
  let last = 0;
  for (const [month, { revision }] of column?.months ?? []) if (month <= to && revision > last) last = revision;
  return last;
}

/** What a change in a month leaves standing is every span that the month is not in. */
function forgetSpans({ spans }: Column, month: string): void {
  for (const [name, { from, to }] of spans) if (from <= month && month <= to) spans.delete(name);
}

function spanOf(column: Column, from: string, to: string): Span {
  const name = `${from} ${to}`;
  let span = column.spans.get(name);
  if (span === undefined) {
    if (column.spans.size >= MOST_SPANS) column.spans.clear();
    const places = addedUp(column, from, to);
    column.spans.set(name, (span = { from, to, places, tallies: [...places.values()] }));
  }
  return span;
}

function addedUp(column: Column, from: string, to: string): ReadonlyMap<string, Tally> {
  // A month alone is as it was put; what comes to it later makes a new span.
  if (from === to) return new Map(column.months.get(from)?.places);
  const months = [...column.months]
    .filter(([month]) => month >= from && month <= to)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  // What stands at the end of a month is what stood before it and what it brought.
  const before = from === "" ? months.at(-2)?.[0] : undefined;
  const tallies = new Map(before === undefined ? [] : spanOf(column, "", before).places);
  for (const [, { places }] of before === undefined ? months : months.slice(-1)) {
    for (const [place, { sector, item, detail, n }] of places)
      tallies.set(place, { sector, item, detail, n: n + (tallies.get(place)?.n ?? 0) });
  }
  return tallies;
}

function placeOf({ sector, item, detail }: Tally): string {
  return `${sector}\n${item}\n${detail}`;
}
