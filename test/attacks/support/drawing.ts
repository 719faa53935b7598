/** Numbers that are the same for the same seed (mulberry32), for random tests. */

/** A number from 0 to `max`, the next one of the run. */
export type Draw = (max: number) => number;

export function drawing(seed: number): Draw {
  // In whole numbers: a product of two large ones would lose its last digits, and seeds would meet.
  let state = Math.imul(seed, 0x9e3779b1);
  return (max) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (max + 1);
  };
}
