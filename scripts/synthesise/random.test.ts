import { randomOf } from "./random";

const stream = (seed: number, place: number) => {
  const random = randomOf(seed, place);
  return Array.from({ length: 50 }, () => random.next());
};

test("is the same for the same seed and place, on every machine", () => {
  expect(stream(7, 1)).toEqual(stream(7, 1));
  const random = randomOf(1, 2);
  expect([random.whole(1000), random.whole(1000), random.whole(1000)]).toMatchInlineSnapshot(`
   [
     60,
     311,
     478,
   ]
  `);
});

test("differs between seeds, beyond 32 bits too, and between neighbours", () => {
  expect(stream(7, 1)).not.toEqual(stream(8, 1));
  expect(stream(7, 1)).not.toEqual(stream(7 + 2 ** 32, 1));
  expect(stream(7, 1)).not.toEqual(stream(7, 2));
});

test("is spread evenly, also over the first number of many neighbours", () => {
  const buckets = new Array<number>(10).fill(0);
  for (let place = 0; place < 10_000; place++) buckets[randomOf(5, place).whole(10)]!++;
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a weighted choice follows the weights, and never takes a weight of nothing", () => {
  const random = randomOf(3, 3);
  const counts = { often: 0, seldom: 0, never: 0 };
  for (let round = 0; round < 10_000; round++) {
    counts[
      random.weighted([
        ["often", 9],
        ["never", 0],
        ["seldom", 1],
      ] as const)
    ]++;
  }
  expect(counts.never).toBe(0);
  expect(counts.seldom / 10_000).toBeCloseTo(0.1, 1);
});
