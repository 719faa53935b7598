/** L04–L07: nobody can be found in a number, however the boards are added up and subtracted. */
import fc from "fast-check";
import type { Sum } from "./attack";
import { LEAST, protect, rounded, STEP, type Published } from "./protect";

/** A table of rows × columns with its margins, as the boards show it: items by month, with members, years and the whole. */
function tableOf(cells: readonly (readonly number[])[]): {
  counts: number[];
  sums: Sum[];
  at: (row: number, column: number) => number;
} {
  const rows = cells.length;
  const columns = cells[0]!.length;
  const at = (row: number, column: number) => row * (columns + 1) + column;
  const counts: number[] = [];
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const inRow = row < rows ? [cells[row]!] : cells;
      counts[at(row, column)] = inRow.reduce(
        (sum, one) => sum + one.reduce((all, n, index) => all + (column === columns || index === column ? n : 0), 0),
        0,
      );
    }
  }
  const range = (length: number) => Array.from({ length }, (_, index) => index);
  const sums: Sum[] = [
    ...range(rows + 1).map((row) => ({ total: at(row, columns), parts: range(columns).map((column) => at(row, column)) })),
    ...range(columns + 1).map((column) => ({ total: at(rows, column), parts: range(rows).map((row) => at(row, column)) })),
  ];
  return { counts, sums, at };
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 400 }) },
);
const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

/**
 * The attacker of the test, who shares nothing with the protection: he looks for another district that would publish the
 * very same boards and in which the hidden cell holds `wanted`.
 */
function anotherDistrict(
  published: readonly Published[],
  sums: readonly Sum[],
  cell: number,
  wanted: number,
  truth: readonly number[],
): boolean {
  const fits = (one: number, n: number) =>
    n >= 0 && (published[one] === undefined || (n >= LEAST && Math.abs(n - published[one]) * 2 < STEP));
  const world = [...truth];
  // Moves persons along the sums: what one cell gains, another of the same sum loses, or the total gains with it.
  const move = (one: number, by: number, done: ReadonlySet<Sum>, depth: number): boolean => {
    if (!fits(one, world[one]! + by)) return false;
    world[one] = world[one]! + by;
    const open = sums.filter((sum) => !done.has(sum) && (sum.total === one || sum.parts.includes(one)));
    if (settle(open, one, by, done, depth)) return true;
    world[one] = world[one] - by;
    return false;
  };
  const settle = (open: readonly Sum[], one: number, by: number, done: ReadonlySet<Sum>, depth: number): boolean => {
    const [sum, ...rest] = open;
    if (sum === undefined) return true;
    if (depth === 0) return false;
    const with_ = new Set(done).add(sum);
    const others = [sum.total, ...sum.parts].filter((other) => other !== one);
    return others.some((other) => {
      const same = sum.total === one ? by : sum.total === other ? by : -by;
      const before = [...world];
      if (move(other, same, with_, depth - 1) && settle(rest, one, by, with_, depth)) return true;
      world.splice(0, world.length, ...before);
      return false;
    });
  };
  return wanted === truth[cell] || move(cell, wanted - truth[cell]!, new Set(), 6);
}

it("L04 publishes no count under ten, and rounds every other to five", () => {
  fc.assert(
    fc.property(table, (cells) => {
      const { counts, sums } = tableOf(cells);
      protect(counts, sums).forEach((shown, cell) => {
        if (counts[cell]! < LEAST) expect(shown).toBeUndefined();
        else expect([undefined, rounded(counts[cell]!)]).toContain(shown);
      });
    }),
  );
});

it("L04 never leaves a hidden cell to be the total less its neighbours", () => {
  fc.assert(
    fc.property(table, (cells) => {
      const { counts, sums } = tableOf(cells);
      const published = protect(counts, sums);
      for (const { total, parts } of sums) {
        const hidden = [total, ...parts].filter((cell) => published[cell] === undefined);
        if (hidden.length === 1) expect(counts[hidden[0]!]).toBeGreaterThanOrEqual(LEAST);
      }
    }),
    { numRuns: 300 },
  );
});

it("L05 leaves a reader of all boards unable to tell a hidden one from none at all, or from nine", () => {
  fc.assert(
    fc.property(table, (cells) => {
      const { counts, sums } = tableOf(cells);
      const published = protect(counts, sums);
      counts.forEach((n, cell) => {
        if (n >= LEAST) return;
        const low = n === 0 || anotherDistrict(published, sums, cell, n - 1, counts);
        const high = anotherDistrict(published, sums, cell, n + 1, counts);
        expect([cell, n, low || high]).toEqual([cell, n, true]);
      });
    }),
    { numRuns: 200 },
  );
});

it("L06 hides whether one person more or less was there, but where the rounding turns", () => {
  fc.assert(
    fc.property(fc.integer({ min: LEAST, max: 5000 }), (n) => {
      const steps = [n - 1, n, n + 1].filter((one) => one >= LEAST).map(rounded);
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(STEP);
    }),
  );
});

it("publishes the same for the same counts, whoever asks and however often", () => {
  fc.assert(
    fc.property(table, (cells) => {
      const { counts, sums } = tableOf(cells);
      expect(protect(counts, sums)).toEqual(protect([...counts], sums));
    }),
  );
});

it("withholds no more than it must where every cell is large", () => {
  const { counts, sums } = tableOf([
    [40, 30],
    [25, 60],
  ]);
  expect(protect(counts, sums)).toEqual(counts.map(rounded));
});
