/**
 * What may be published of an indicator that counts persons: all its cuts and all months of a year are weighed together,
 * so that a month's board and the year's board say the same of a cell, and neither gives away what the other withholds
 * (ATTACKS L04, L05). Kept while the counters stay as they are.
 */
import type { Board } from "../board/board";
import { protect, type Published } from "../disclosure/protect";
import type { Sum } from "../disclosure/attack";
import type { Cube } from "../rollup/cube";
import type { Measurement, Parts } from "./measured";
import { readPeriod, type Period } from "./period";
import { keysOf } from "./keys";
import { keyOfItem, viewOf, type Cut, type Dimension, type Ground } from "./view";

export interface PublishedParts {
  numerator: Published;
  denominator: Published;
}

/** Parts of `cut` in `period`, as they may be published. */
export type PartsOf = (period: Period, cut: Cut | undefined) => PublishedParts;

type Cells = Map<string, PublishedParts>;

const kept = new WeakMap<Cube, Map<Measurement, { revision: number; byYear: Map<string, Cells> }>>();

export function protectedParts(measurement: Measurement, ground: Ground, board: Board): PartsOf {
  return (period, cut) => {
    const revision = ground.cube.revisionOf(measurement.from);
    let ofCube = kept.get(ground.cube);
    if (ofCube === undefined) kept.set(ground.cube, (ofCube = new Map()));
    let known = ofCube.get(measurement);
    if (known?.revision !== revision) ofCube.set(measurement, (known = { revision, byYear: new Map() }));
    const year = period.code.slice(0, 4);
    let cells = known.byYear.get(year);
    if (cells === undefined) known.byYear.set(year, (cells = cellsOfYear(year, measurement, ground, board)));
    return cells.get(nameOf(period, cut)) ?? { numerator: undefined, denominator: undefined };
  };
}

function nameOf({ code }: Period, cut: Cut | undefined): string {
  return cut === undefined ? code : `${code} ${cut.by} ${cut.key}`;
}

interface Cell {
  period: Period;
  cut: Cut | undefined;
  parts: Parts | undefined;
}

function cellsOfYear(year: string, measurement: Measurement, ground: Ground, board: Board): Cells {
  const whole = readPeriod(year, `${year}-12-31`) as Period;
  const months = whole.months
    .filter((month) => isCountedMonth(month, measurement, ground))
    .map((month) => readPeriod(month, `${year}-12-31`) as Period);
  const cuts = [
    undefined,
    ...measurement.cuts.flatMap((by) => keysOf(by, ground, measurement.from).map(({ key }): Cut => ({ by, key }))),
  ];
  const cells: Cell[] = [whole, ...months].flatMap((period) =>
    cuts.map((cut) => ({ period, cut, parts: measurement.of(viewOf(ground, period, cut), board) })),
  );
  const sums = sumsBetween(cells, measurement, ground);
  const numerators = protect(
    ...withRemainders(
      cells.map(({ parts }) => parts?.numerator ?? 0),
      sums,
    ),
  );
  const denominators = protect(
    ...withRemainders(
      cells.map(({ parts }) => parts?.denominator ?? 0),
      sums,
    ),
  );
  return new Map(
    cells.map(({ period, cut }, at) => [nameOf(period, cut), { numerator: numerators[at], denominator: denominators[at] }]),
  );
}

/** A month that lies ahead, or before counting began, is empty as everybody knows: it hides nothing, and nothing for it. */
function isCountedMonth(month: string, { from }: Measurement, { cube, today, since }: Ground): boolean {
  if (month > today.slice(0, 7)) return false;
  return month >= since || from.some((measure) => cube.within(measure, month, month).length > 0);
}

/** Cells that add up: a cut's keys to the whole, types to their member, field or population, months to the year. */
function sumsBetween(cells: readonly Cell[], { cuts, persons }: Measurement, { catalogue }: Ground): Sum[] {
  const at = new Map(cells.map(({ period, cut }, index) => [nameOf(period, cut), index]));
  const sums: Sum[] = [];
  const add = (total: number | undefined, parts: readonly (number | undefined)[]) => {
    const known = parts.filter((part) => part !== undefined);
    if (total !== undefined && known.length > 0) sums.push({ total, parts: known });
  };
  const periods = [...new Set(cells.map(({ period }) => period))];
  for (const period of periods) {
    for (const by of cuts) {
      const own = cells.flatMap(({ period: of, cut }, index) => (of === period && cut?.by === by ? [index] : []));
      add(at.get(nameOf(period, undefined)), own);
      if (by === "RECORD_TYPE" || by === "ITEM" || !cuts.includes("RECORD_TYPE")) continue;
      for (const index of own)
        add(
          index,
          typesIn(cells[index]!.cut!).map((key) => at.get(nameOf(period, { by: "RECORD_TYPE", key }))),
        );
    }
  }
  const [year, ...months] = periods;
  if (persons === "FLOW") {
    for (const { period, cut } of cells) {
      if (period === year)
        add(
          at.get(nameOf(period, cut)),
          months.map((month) => at.get(nameOf(month, cut))),
        );
    }
  }
  return sums;

  function typesIn({ by, key }: Cut): string[] {
    const sectors = catalogue.departments.find(({ code }) => code === key)?.sectors ?? [];
    return catalogue.items
      .filter((item) => (by === "MEMBER" ? sectors.includes(item.sector) : keyOfItem(item, by as Dimension) === key))
      .map(({ type }) => type);
  }
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
