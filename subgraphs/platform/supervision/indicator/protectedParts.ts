/**
 * What may be published of an indicator that counts persons: all its cuts and all months of a year are weighed together,
 * so that a month's board and the year's board say the same of a cell, and neither gives away what the other withholds
 * (ATTACKS L04, L05). Kept while the counters stay as they are.
 */
import type { Board } from "../board/board";
import type { LegalDay } from "../../../../schema/contract/legalDay";
import { protect, type Published } from "../disclosure/protect";
import type { Sum } from "../disclosure/attack";
import type { Cube } from "../rollup/cube";
import { frameOf, nameOf, type Frame } from "./frame";
import type { Measurement } from "./measured";
import { readPeriod, type Period } from "./period";
import { View, type Cut, type Ground } from "./view";

export interface PublishedParts {
  numerator: Published;
  /** Of a ratio. */
  denominator: Published;
  /** What is no quotient of the two: of as many as the numerator says. */
  value?: number | undefined;
}

/** What came of a year, while nothing that it rests on has moved. */
interface Weighed {
  revision: number;
  today: LegalDay;
  frame: Frame;
  numerators: readonly Published[];
  denominators: readonly Published[] | undefined;
  values: readonly (number | undefined)[];
}

const kept = new WeakMap<Cube, Map<Measurement, Map<string, Weighed>>>();

/**
 * Parts of `cut` in `period`, as they may be published; `undefined` where everybody knows that there is nothing: a month
 * that lies ahead or before counting began, a cut in which nothing of this kind can be.
 */
export function protectedParts(
  measurement: Measurement,
  ground: Ground,
  board: Board,
  { code }: Period,
  cut: Cut | undefined,
): PublishedParts | undefined {
  const { frame, numerators, denominators, values } = weighedYear(code.slice(0, 4), measurement, ground, board);
  const cell = frame.at.get(nameOf(code.slice(4), cut, ground));
  if (cell === undefined) return undefined;
  return { numerator: numerators[cell], denominator: denominators?.[cell], value: values[cell] };
}

function weighedYear(year: string, measurement: Measurement, ground: Ground, board: Board): Weighed {
  let ofCube = kept.get(ground.cube);
  if (ofCube === undefined) kept.set(ground.cube, (ofCube = new Map()));
  let years = ofCube.get(measurement);
  if (years === undefined) ofCube.set(measurement, (years = new Map()));
  const revision = ground.cube.revisionOf(measurement.from, `${year}-12`);
  const { today } = ground;
  const known = years.get(year);
  if (known?.revision === revision && known.today === today) return known;
  const weighed = { revision, today, ...weigh(year, measurement, ground, board) };
  years.set(year, weighed);
  return weighed;
}

function weigh(
  year: string,
  measurement: Measurement,
  ground: Ground,
  board: Board,
): Pick<Weighed, "frame" | "numerators" | "denominators" | "values"> {
  const whole = readPeriod(year, `${year}-12-31`) as Period;
  const months = whole.months.filter((month) => isCountedMonth(month, measurement, ground)).map((month) => month.slice(4));
  const frame = frameOf(measurement, months, ground);
  const periods = new Map(["", ...months].map((month) => [month, readPeriod(year + month, `${year}-12-31`) as Period]));
  const parts = frame.cells.map(({ month, cut }) => measurement.of(new View(ground, periods.get(month)!, cut), board));
  // Where there was nothing to count there were none: that, too, is a count, and a small one.
  const publish = (counts: readonly number[]) => protect(...withRemainders(counts, frame.sums)).slice(0, counts.length);
  return {
    frame,
    numerators: publish(parts.map((one) => one?.numerator ?? 0)),
    denominators: measurement.unit === "RATIO" ? publish(parts.map((one) => one?.denominator ?? 0)) : undefined,
    values: parts.map((one) => one?.value),
  };
}

/** A month that lies ahead, or before counting began, is empty as everybody knows: it hides nothing, and nothing for it. */
export function isCountedMonth(month: string, { from }: Measurement, { cube, today, since }: Ground): boolean {
  if (month > today.slice(0, 7)) return false;
  return month >= since || from.some((measure) => cube.within(measure, month, month).length > 0);
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
