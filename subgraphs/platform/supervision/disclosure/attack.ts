/**
 * What a reader can work out from published numbers: bounds on every cell, tightened through every sum that is known to
 * hold until nothing moves. The protection runs this against itself ({@link protect}), so it is the measure of safety and
 * not only of a test.
 */

/** Inclusive bounds on a count. */
export interface Bounds {
  low: number;
  high: number;
}

/** A sum that holds between cells: the total is the parts taken together, and the parts do not overlap. */
export interface Sum {
  total: number;
  parts: readonly number[];
}

const ROUNDS = 50;

/** Bounds on each cell, from what is published of it (`known`) and from the sums. */
export function boundsOf(known: readonly Bounds[], sums: readonly Sum[]): Bounds[] {
  const bounds = known.map(({ low, high }) => ({ low, high }));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const sum of sums) moved = tighten(bounds, sum) || moved;
    if (!moved) break;
  }
  return bounds;
}

function tighten(bounds: Bounds[], { total, parts }: Sum): boolean {
  let low = 0;
  let high = 0;
  for (const part of parts) {
    low += bounds[part]!.low;
    high += bounds[part]!.high;
  }
  let moved = narrow(bounds[total]!, low, high);
  const whole = bounds[total]!;
  for (const part of parts) {
    const own = bounds[part]!;
    // Infinity less infinity is no bound.
    const othersHigh = own.high === Infinity ? othersOf(bounds, parts, part) : high - own.high;
    moved = narrow(own, whole.low - othersHigh, whole.high - (low - own.low)) || moved;
  }
  return moved;
}

function othersOf(bounds: readonly Bounds[], parts: readonly number[], part: number): number {
  return parts.reduce((sum, other) => (other === part ? sum : sum + bounds[other]!.high), 0);
}

function narrow(bounds: Bounds, low: number, high: number): boolean {
  const tighter = low > bounds.low || high < bounds.high;
  if (low > bounds.low) bounds.low = low;
  if (high < bounds.high) bounds.high = high;
  return tighter;
}
