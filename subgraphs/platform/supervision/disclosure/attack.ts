/**
 * What a reader can work out from published numbers: bounds on every cell, tightened through every sum that is known to
 * hold until nothing moves. The protection runs this against itself ({@link protect}), so it is the measure of safety and
 * not only of a test.
 */

/** A sum that holds between cells: the total is the parts taken together, and the parts do not overlap. */
export interface Sum {
  total: number;
  parts: readonly number[];
}

/** Inclusive bounds on the count of each cell, and the sum that gave a bound its value (-1: what is published of the cell). */
export interface Bounds {
  low: Float64Array;
  high: Float64Array;
  lowBy: Int32Array;
  highBy: Int32Array;
}

/** How often each sum is gone through at most, on average: bounds that creep by one at a time are near enough by then. */
const ROUNDS = 50;

/** Tightens bounds that hold what is published of each cell. `sumsOf`: the sums that a cell stands in, by their places. */
export function tightenAll(bounds: Bounds, sums: readonly Sum[], sumsOf: readonly (readonly number[])[]): void {
  // Only what stands in a sum with a bound that moved can move itself.
  const isDue = new Uint8Array(sums.length);
  const due: number[] = [];
  const put = (place: number) => {
    if (isDue[place] === 0) due.push(place);
    isDue[place] = 1;
  };
  sums.forEach((_, place) => put(place));
  for (let next = 0; next < due.length && next < ROUNDS * sums.length; next++) {
    const place = due[next]!;
    isDue[place] = 0;
    for (const cell of tighten(bounds, sums[place]!, place)) sumsOf[cell]!.forEach(put);
  }
}

/** Tightens the cells of one sum; those that moved. */
function tighten(bounds: Bounds, { total, parts }: Sum, by: number): number[] {
  const { low, high } = bounds;
  let lows = 0;
  // Infinity less infinity is no bound: what is open is counted apart.
  let [highs, open] = [0, 0];
  for (const part of parts) {
    lows += low[part]!;
    if (high[part] === Infinity) open++;
    else highs += high[part]!;
  }
  const moved: number[] = [];
  if (narrow(bounds, total, lows, open === 0 ? highs : Infinity, by)) moved.push(total);
  for (const part of parts) {
    const isOpen = high[part] === Infinity;
    const othersHigh = open > (isOpen ? 1 : 0) ? Infinity : isOpen ? highs : highs - high[part]!;
    const othersLow = lows - low[part]!;
    const before = high[part]!;
    if (!narrow(bounds, part, low[total]! - othersHigh, high[total]! - othersLow, by)) continue;
    moved.push(part);
    // What moved counts for its neighbours at once.
    lows = othersLow + low[part]!;
    if (!isOpen) highs += high[part]! - before;
    else if (high[part] !== Infinity) [open, highs] = [open - 1, highs + high[part]!];
  }
  return moved;
}

function narrow({ low, high, lowBy, highBy }: Bounds, cell: number, least: number, most: number, by: number): boolean {
  const [lower, upper] = [least > low[cell]!, most < high[cell]!];
  if (lower) [low[cell], lowBy[cell]] = [least, by];
  if (upper) [high[cell], highBy[cell]] = [most, by];
  return lower || upper;
}
