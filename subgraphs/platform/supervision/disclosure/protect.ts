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
import { tightenAll, type Bounds, type Sum } from "./attack";

/** Fewest persons that a published cell stands for. */
export const LEAST = 10;
/** Published counts are multiples of this. */
export const STEP = 5;

/** A count rounded for publication; `undefined` = withheld. */
export type Published = number | undefined;

/** What is published of each of `counts`, between which `sums` hold. */
export function protect(counts: readonly number[], sums: readonly Sum[]): Published[] {
  const withheld = counts.map((count) => count < LEAST);
  const table: Table = { counts, withheld, sums, sumsOf: sumsByCell(counts.length, sums) };
  for (;;) {
    const alone = companionsOfAlone(table);
    const more = alone.length > 0 ? alone : companionsOfExposed(table);
    if (more.length === 0) break;
    for (const cell of more) withheld[cell] = true;
  }
  return counts.map((count, cell) => (withheld[cell] ? undefined : rounded(count)));
}

interface Table {
  counts: readonly number[];
  withheld: boolean[];
  sums: readonly Sum[];
  /** Cell → the sums that it stands in, by their places. */
  sumsOf: readonly (readonly number[])[];
}

export function rounded(count: number): number {
  return Math.round(count / STEP) * STEP;
}

/** Complementary suppression: where a small cell is the only one that a sum hides, the smallest of the others. */
function companionsOfAlone(table: Table): number[] {
  const { counts, withheld, sums } = table;
  return sums.flatMap((sum) => {
    const hidden = cellsOf(sum).filter((cell) => withheld[cell]);
    return hidden.length === 1 && counts[hidden[0]!]! < LEAST ? smallestShown(cellsOf(sum), table) : [];
  });
}

/**
 * For each small cell that a reader of everything published could narrow down, one more cell to withhold: of the sum that
 * narrows it, or further out where that hides everything already.
 */
function companionsOfExposed(table: Table): number[] {
  const { counts, sums, sumsOf } = table;
  const bounds = knownOf(table);
  tightenAll(bounds, sums, sumsOf);
  const { low, high, lowBy, highBy } = bounds;
  return counts.flatMap((count, cell) => {
    // He must be left with every value from none to one below the threshold.
    if (count >= LEAST || (low[cell]! <= 0 && high[cell]! >= LEAST - 1)) return [];
    const by = high[cell]! < LEAST - 1 ? highBy[cell]! : lowBy[cell]!;
    const beside = by === -1 ? [] : smallestShown(cellsOf(sums[by]!), table);
    return beside.length > 0 ? beside : shownFurtherOut(cell, table);
  });
}

/** What a reader knows of each cell before he adds anything up. */
function knownOf({ counts, withheld }: Table): Bounds {
  const cells = counts.length;
  const unmoved = () => new Int32Array(cells).fill(-1);
  const bounds = { low: new Float64Array(cells), high: new Float64Array(cells), lowBy: unmoved(), highBy: unmoved() };
  for (const [cell, count] of counts.entries()) {
    const shown = rounded(count);
    bounds.low[cell] = withheld[cell] ? 0 : Math.max(LEAST, shown - Math.floor(STEP / 2));
    bounds.high[cell] = withheld[cell] ? Infinity : shown + Math.floor(STEP / 2);
  }
  return bounds;
}

/** The smallest published one of `cells`; of those that are alike the part rather than the whole, which says more. */
function smallestShown(cells: readonly number[], { counts, withheld, sums, sumsOf }: Table): number[] {
  const shown = cells.filter((cell) => !withheld[cell]);
  if (shown.length === 0) return [];
  const isPartOf = (one: number, other: number) =>
    sumsOf[one]!.some((sum) => sums[sum]!.total === other && sums[sum]!.parts.includes(one));
  const isSmaller = (one: number, other: number) =>
    counts[one]! < counts[other]! || (counts[one] === counts[other] && isPartOf(one, other));
  return [shown.reduce((least, one) => (isSmaller(one, least) ? one : least))];
}

/** The smallest published cell in a sum with `cell`, in a sum with one of those, and so on. */
function shownFurtherOut(cell: number, table: Table): number[] {
  const { counts, sums, sumsOf } = table;
  const reached = new Uint8Array(counts.length);
  const gone = new Uint8Array(sums.length);
  reached[cell] = 1;
  for (let ring = [cell]; ring.length > 0;) {
    const around = ring.flatMap((one) => sumsOf[one]!.filter((sum) => gone[sum] === 0 && (gone[sum] = 1)));
    ring = around.flatMap((sum) => cellsOf(sums[sum]!).filter((one) => reached[one] === 0 && (reached[one] = 1)));
    const smallest = smallestShown(ring, table);
    if (smallest.length > 0) return smallest;
  }
  return [];
}

function cellsOf({ total, parts }: Sum): number[] {
  return [total, ...parts];
}

function sumsByCell(cells: number, sums: readonly Sum[]): number[][] {
  const sumsOf: number[][] = Array.from({ length: cells }, () => []);
  for (const [place, sum] of sums.entries()) for (const cell of cellsOf(sum)) sumsOf[cell]!.push(place);
  return sumsOf;
}
