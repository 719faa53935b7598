/**
 * The indicators of one period: each with its number, its cells and its trend, as they may be published. Numbers that
 * stand for persons are protected together ({@link protectedParts}); a ratio of such is a ratio of what is published.
 */
import type { IndicatorEntry } from "../../../../schema/catalogue/catalogue";
import type { Years } from "../frozen/years";
import { MEASURED, NOT_MEASURED, type Measurement, type Parts } from "./measured";
import { AUTHORISATION_STEPS } from "./authorisations";
import { isStale, sourcesOf } from "../rollup/stale";
import { monthsUpTo, type Period } from "./period";
import { isCountedMonth, protectedParts, type PublishedParts } from "./protectedParts";
import { keysOf } from "./keys";
import { View, type Cut, type Dimension } from "./view";

export interface Figure {
  value: number | undefined;
  numerator: number | undefined;
  denominator: number | undefined;
  /** There is a number, and it is withheld. */
  suppressed: boolean;
}

export interface NamedFigure extends Figure {
  key: string;
  zh: string;
  en: string;
}

export interface Book {
  period: Period;
  measurement(entry: IndicatorEntry): Measurement | undefined;
  notMeasuredBecause(entry: IndicatorEntry): string | undefined;
  figure(entry: IndicatorEntry, cut?: Cut): Figure;
  met(entry: IndicatorEntry): boolean | undefined;
  /** The sources of its numbers that have not been heard of. */
  staleSources(entry: IndicatorEntry): string[];
  trend(entry: IndicatorEntry, months: number): NamedFigure[];
  breakdown(entry: IndicatorEntry, by: Dimension): NamedFigure[];
  /** What became of authorisations in the period. */
  authorisations(): (NamedFigure & { stale: boolean })[];
  /** What was reported of a catalogue item in the period, and how many records of it stand. */
  item(code: string): { records: number | undefined; suppressed: boolean; reported: boolean; nilReturn: boolean };
}

/** Records that stand, by item; no indicator of its own, and protected as one. */
const RECORDS_OF_ITEMS: Measurement = {
  unit: "COUNT",
  persons: "LEVEL",
  cuts: ["MEMBER", "ITEM"],
  from: ["recordsLive"],
  of: (view) => ({ numerator: view.level("recordsLive") }),
};

/** All that counts persons. */
export function protectedMeasurements(): Measurement[] {
  const indicators = Object.values(MEASURED).filter(({ persons }) => persons !== undefined);
  return [...indicators, ...AUTHORISATION_STEPS.map(({ measurement }) => measurement), RECORDS_OF_ITEMS];
}

const NOTHING: Figure = { value: undefined, numerator: undefined, denominator: undefined, suppressed: false };

export function openBook(period: Period, years: Years): Book {
  const groundOf = ({ code }: Period) => years.of(code.slice(0, 4));
  const measurement = ({ id }: IndicatorEntry) => MEASURED[id];
  const figure = (entry: IndicatorEntry, cut?: Cut, of = period): Figure => {
    const measured = measurement(entry);
    return measured === undefined ? NOTHING : figureOf(measured, of, cut);
  };

  function staleOf({ from }: Measurement): string[] {
    const { sources, asOf } = groundOf(period);
    return sourcesOf(from, sources).flatMap((source) => (isStale(source, asOf) ? source.name : []));
  }

  function figureOf(measured: Measurement, of: Period, cut: Cut | undefined): Figure {
    const ground = groundOf(of);
    // What was never told is no zero.
    if (measured.from.length > 0 && sourcesOf(measured.from, ground.sources).every(({ readAt }) => readAt === null))
      return NOTHING;
    // Nor is a time of which nothing was counted.
    if (measured.from.length > 0 && !of.months.some((month) => isCountedMonth(month, measured, ground))) return NOTHING;
    if (measured.persons !== undefined) return published(measured, protectedParts(measured, ground, ground.board, of, cut));
    const parts = measured.of(new View(ground, of, cut), ground.board);
    return parts === undefined ? NOTHING : shown(parts, measured);
  }

  return {
    period,
    measurement,
    notMeasuredBecause: ({ id }) => (MEASURED[id] === undefined ? (NOT_MEASURED[id] ?? "") : undefined),
    figure,
    met(entry) {
      const { value } = figure(entry);
      return value === undefined ? undefined : measurement(entry)?.met?.(value);
    },
    staleSources(entry) {
      const measured = measurement(entry);
      return measured === undefined ? [] : staleOf(measured);
    },
    authorisations: () =>
      AUTHORISATION_STEPS.map(({ measurement: step, ...named }) => ({
        ...named,
        ...figureOf(step, period, undefined),
        stale: staleOf(step).length > 0,
      })),
    trend: (entry, months) =>
      monthsUpTo(period, months).map((month) => ({
        key: month.code,
        zh: month.code,
        en: month.code,
        ...figure(entry, undefined, month),
      })),
    breakdown(entry, by) {
      const measured = measurement(entry);
      if (measured === undefined || (by !== "MONTH" && !measured.cuts.includes(by))) return [];
      if (by === "MONTH") return this.trend(entry, period.months.length);
      return keysOf(by, groundOf(period), measured.from).map((named) => ({ ...named, ...figure(entry, { by, key: named.key }) }));
    },
    item(code) {
      const cut: Cut = { by: "ITEM", key: code };
      const { value, suppressed } = figureOf(RECORDS_OF_ITEMS, period, cut);
      const view = new View(groundOf(period), period, cut);
      const nilReturn = view.flow("nilReturns") > 0;
      return { records: value, suppressed, nilReturn, reported: nilReturn || view.flow("recordsCreated") > 0 };
    },
  };
}

/** A cell of persons: nothing where there can be none, and otherwise what may be said of it. */
function published(measured: Measurement, parts: PublishedParts | undefined): Figure {
  if (parts === undefined) return NOTHING;
  const { numerator, denominator, value } = parts;
  if (numerator === undefined || (measured.unit === "RATIO" && denominator === undefined))
    return { ...NOTHING, suppressed: true };
  return shown({ numerator, ...(denominator !== undefined && { denominator }), ...(value !== undefined && { value }) }, measured);
}

function shown(parts: Parts, { unit }: Measurement): Figure {
  const { numerator, denominator } = parts;
  const quotient = unit === "RATIO" && denominator ? numerator / denominator : numerator;
  return { value: rounded(parts.value ?? quotient), numerator, denominator, suppressed: false };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
