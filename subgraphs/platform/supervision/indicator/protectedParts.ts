/**
 * What may be published of an indicator that counts persons: all its cuts and all months of a year are weighed together,
 * so that a month's board and the year's board say the same of a cell, and neither gives away what the other withholds
 * (ATTACKS L04, L05). Kept while the counters stay as they are.
 */
import type { Board } from "../board/board";
import { protect, type Published } from "../disclosure/protect";
import type { Sum } from "../disclosure/attack";
import { countedItems } from "../rollup/countedItems";
import type { Cube } from "../rollup/cube";
import { keysOf } from "./keys";
import type { Measurement, Parts } from "./measured";
import { readPeriod, type Period } from "./period";
import { keyOfItem, viewOf, type Cut, type Ground } from "./view";

export interface PublishedParts {
  numerator: Published;
  denominator: Published;
}

/** Parts of `cut` in `period`, as they may be published. */
export type PartsOf = (period: Period, cut: Cut | undefined) => PublishedParts;

/** What was weighed, and what came of it. */
interface Weighed {
  revision: number;
  numerators: readonly number[];
  denominators: readonly number[];
  cells: ReadonlyMap<string, PublishedParts>;
}

const kept = new WeakMap<Cube, Map<Measurement, Map<string, Weighed>>>();

export function protectedParts(measurement: Measurement, ground: Ground, board: Board): PartsOf {
  return (period, cut) => {
    const weighed = weighedYear(period.code.slice(0, 4), measurement, ground, board);
    return weighed.cells.get(nameOf(period, cut, ground)) ?? { numerator: undefined, denominator: undefined };
  };
}

function weighedYear(year: string, measurement: Measurement, ground: Ground, board: Board): Weighed {
  let ofCube = kept.get(ground.cube);
  if (ofCube === undefined) kept.set(ground.cube, (ofCube = new Map()));
  let years = ofCube.get(measurement);
  if (years === undefined) ofCube.set(measurement, (years = new Map()));
  const revision = ground.cube.revisionOf(measurement.from);
  const known = years.get(year);
  if (known?.revision === revision) return known;
  const weighed = weigh(year, measurement, ground, board, known);
  years.set(year, { ...weighed, revision });
  return weighed;
}

/** A record type is a catalogue item under its other name: one cell, so that neither gives the other away. */
function nameOf({ code }: Period, cut: Cut | undefined, { catalogue }: Ground): string {
  if (cut === undefined) return code;
  if (cut.by !== "ITEM") return `${code} ${cut.by} ${cut.key}`;
  return `${code} RECORD_TYPE ${catalogue.items.find((item) => item.code === cut.key)?.type}`;
}

interface Cell {
  name: string;
  period: Period;
  cut: Cut | undefined;
  parts: Parts | undefined;
}

function weigh(year: string, measurement: Measurement, ground: Ground, board: Board, before: Weighed | undefined): Weighed {
  const whole = readPeriod(year, `${year}-12-31`) as Period;
  const months = whole.months
    .filter((month) => isCountedMonth(month, measurement, ground))
    .map((month) => readPeriod(month, `${year}-12-31`) as Period);
  const dimensions = [...new Set(measurement.cuts.map((by) => (by === "ITEM" ? "RECORD_TYPE" : by)))];
  const cuts = [
    undefined,
    ...dimensions.flatMap((by) => keysOf(by, ground, measurement.from).map(({ key }): Cut => ({ by, key }))),
  ];
  const cells: Cell[] = [whole, ...months].flatMap((period) =>
    cuts.map((cut) => {
      const parts = measurement.of(viewOf(ground, period, cut), board);
      return { name: nameOf(period, cut, ground), period, cut, parts };
    }),
  );
  const numerators = cells.map(({ parts }) => parts?.numerator ?? 0);
  const denominators = cells.map(({ parts }) => parts?.denominator ?? 0);
  const counts = { revision: 0, numerators, denominators };
  // Another year's months did not move: nothing is weighed anew.
  if (before !== undefined && alike(before.numerators, numerators) && alike(before.denominators, denominators))
    return { ...counts, cells: before.cells };
  const sums = sumsBetween(cells, measurement.persons, dimensions, ground);
  const [published, publishedOf] = [numerators, denominators].map((parts) => protect(...withRemainders(parts, sums)));
  return {
    ...counts,
    cells: new Map(cells.map(({ name }, at) => [name, { numerator: published![at], denominator: publishedOf![at] }])),
  };
}

function alike(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((n, at) => n === others[at]);
}

/** A month that lies ahead, or before counting began, is empty as everybody knows: it hides nothing, and nothing for it. */
function isCountedMonth(month: string, { from }: Measurement, { cube, today, since }: Ground): boolean {
  if (month > today.slice(0, 7)) return false;
  return month >= since || from.some((measure) => cube.within(measure, month, month).length > 0);
}

/** Cells that add up: a cut's keys to the whole, types to their member, field or population, months to the year. */
function sumsBetween(
  cells: readonly Cell[],
  persons: Measurement["persons"],
  dimensions: readonly Cut["by"][],
  ground: Ground,
): Sum[] {
  const at = new Map(cells.map(({ name }, index) => [name, index]));
  const sums: Sum[] = [];
  const add = (total: number | undefined, parts: readonly (number | undefined)[]) => {
    const known = parts.filter((part) => part !== undefined);
    if (total !== undefined && known.length > 0) sums.push({ total, parts: known });
  };
  const periods = [...new Set(cells.map(({ period }) => period))];
  const place = (period: Period, cut: Cut | undefined) => at.get(nameOf(period, cut, ground));
  for (const period of periods) {
    const ofPeriod = cells.filter((cell) => cell.period === period);
    for (const by of dimensions) {
      const own = ofPeriod.filter(({ cut }) => cut?.by === by);
      add(
        place(period, undefined),
        own.map(({ name }) => at.get(name)),
      );
      if (by === "RECORD_TYPE" || !dimensions.includes("RECORD_TYPE")) continue;
      for (const { name, cut } of own)
        add(
          at.get(name),
          typesIn(cut!, ground).map((key) => place(period, { by: "RECORD_TYPE", key })),
        );
    }
  }
  const [year, ...months] = periods;
  if (persons === "FLOW") {
    for (const { name, cut } of cells.filter(({ period }) => period === year))
      add(
        at.get(name),
        months.map((month) => place(month, cut)),
      );
  }
  return sums;
}

function typesIn({ by, key }: Cut, { catalogue }: Ground): string[] {
  const sectors = catalogue.departments.find(({ code }) => code === key)?.sectors ?? [];
  return countedItems(catalogue)
    .filter((item) => (by === "MEMBER" ? sectors.includes(item.sector) : keyOfItem(item, by) === key))
    .map(({ type }) => type);
}

/** A sum whose parts do not make up the whole gets the rest as a cell of its own, which is published nowhere. */
function withRemainders(counts: readonly number[], sums: readonly Sum[]): [counts: number[], sums: Sum[]] {
  const all = [...counts];
  const whole = sums.map(({ total, parts }) => {
    const rest = counts[total]! - parts.reduce((sum, part) => sum + counts[part]!, 0);
    // Parts that overlap say nothing of each other.
    if (rest < 0) return undefined;
    return { total, parts: rest === 0 ? parts : [...parts, all.push(rest) - 1] };
  });
  return [all, whole.filter((sum) => sum !== undefined)];
}
