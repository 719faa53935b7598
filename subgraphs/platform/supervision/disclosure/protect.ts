/**
 * Which counts of persons may be published, and as what.
 *
 * Threat (ATTACKS L04–L07): a cell of a few persons names them to a neighbour; a hidden cell comes back as the total less
 * its neighbours, as the year less eleven months, or as the difference of two boards.
 *
 * Promise: a count under {@link LEAST} is not published; enough others are withheld with it that nobody can narrow it
 * down from the sums he knows; whatever is published is rounded to {@link STEP}, from the exact count, so that the
 * difference of two numbers is nobody's presence. Pure. The same counts give the same publication, whoever asks: there is
 * nothing to subtract from each other but what {@link protect} itself has weighed.
 */
import { boundsOf, type Bounds, type Sum } from "./attack";

/** Fewest persons that a published cell stands for. */
export const LEAST = 10;
/** Published counts are multiples of this. */
export const STEP = 5;

/** A reader must be left with every value from none to one below the threshold for a cell that was under it. */
const SAFE: Bounds = { low: 0, high: LEAST - 1 };

/** A count rounded for publication; `undefined` = withheld. */
export type Published = number | undefined;

/** What is published of each of `counts`, between which `sums` hold. */
export function protect(counts: readonly number[], sums: readonly Sum[]): Published[] {
  const withheld = counts.map((count) => count < LEAST);
  const sumsOf = sumsByCell(counts.length, sums);
  for (;;) {
    const alone = companionsOfAlone(counts, withheld, sums);
    const more = alone.length > 0 ? alone : companionsOfExposed(counts, withheld, sums, sumsOf);
    if (more.length === 0) break;
    for (const cell of more) withheld[cell] = true;
  }
  return counts.map((count, cell) => (withheld[cell] ? undefined : rounded(count)));
}

/** For each small cell that a reader of everything published could narrow down, one more cell to withhold. */
function companionsOfExposed(
  counts: readonly number[],
  withheld: readonly boolean[],
  sums: readonly Sum[],
  sumsOf: readonly (readonly Sum[])[],
): number[] {
  const bounds = boundsOf(knownOf(counts, withheld), sums);
  return counts.flatMap((count, cell) =>
    count < LEAST && isNarrow(bounds[cell]!) ? cellBeside(cell, counts, withheld, sumsOf) : [],
  );
}

/** Complementary suppression: where a small cell is the only one that a sum hides, the smallest of the others. */
function companionsOfAlone(counts: readonly number[], withheld: readonly boolean[], sums: readonly Sum[]): number[] {
  return sums.flatMap(({ total, parts }) => {
    const cells = [total, ...parts];
    const hidden = cells.filter((cell) => withheld[cell]);
    if (hidden.length !== 1 || counts[hidden[0]!]! >= LEAST) return [];
    return smallest(
      cells.filter((cell) => !withheld[cell]),
      counts,
      sums,
    );
  });
}

/** Of those that are alike, the part rather than the whole: a whole says more to its reader. */
function smallest(cells: readonly number[], counts: readonly number[], sums: readonly Sum[]): number[] {
  const isSmaller = (one: number, other: number) =>
    counts[one]! < counts[other]! ||
    (counts[one] === counts[other] && sums.some(({ total, parts }) => total === other && parts.includes(one)));
  return cells.length === 0 ? [] : [cells.reduce((least, one) => (isSmaller(one, least) ? one : least))];
}

export function rounded(count: number): number {
  return Math.round(count / STEP) * STEP;
}

/** What a reader knows of each cell before he adds anything up. */
export function knownOf(counts: readonly number[], withheld: readonly boolean[]): Bounds[] {
  return counts.map((count, cell) => {
    if (withheld[cell]) return { low: 0, high: Infinity };
    const shown = rounded(count);
    return { low: Math.max(LEAST, shown - Math.floor(STEP / 2)), high: shown + Math.floor(STEP / 2) };
  });
}

function isNarrow({ low, high }: Bounds): boolean {
  return low > SAFE.low || high < SAFE.high;
}

/** The smallest published cell in a sum with `cell`, going further out where all of those are withheld already. */
function cellBeside(
  cell: number,
  counts: readonly number[],
  withheld: readonly boolean[],
  sumsOf: readonly (readonly Sum[])[],
): number[] {
  const reached = new Set([cell]);
  for (let ring = [cell]; ring.length > 0;) {
    const beside = new Set(ring.flatMap((one) => sumsOf[one]!.flatMap(({ total, parts }) => [total, ...parts])));
    ring = [...beside].filter((one) => !reached.has(one));
    for (const one of ring) reached.add(one);
    const published = ring.filter((one) => !withheld[one]);
    if (published.length > 0)
      return smallest(
        published,
        counts,
        published.flatMap((one) => sumsOf[one]!),
      );
  }
  return [];
}

function sumsByCell(cells: number, sums: readonly Sum[]): Sum[][] {
  const sumsOf: Sum[][] = Array.from({ length: cells }, () => []);
  for (const sum of sums) for (const cell of [sum.total, ...sum.parts]) sumsOf[cell]!.push(sum);
  return sumsOf;
}
