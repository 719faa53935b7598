import { ReplayGuard } from "./replayGuard";

const NOW = 1_800_000_000_000;

describe("C03 a warrant is good once", () => {
  it("the first use counts, every later one is refused", () => {
    const guard = new ReplayGuard();
    expect([1, 2, 3].map((ms) => guard.first("a", NOW + 30_000, NOW + ms))).toEqual([true, false, false]);
    expect(guard.first("b", NOW + 30_000, NOW)).toBe(true);
  });

  it("is remembered for as long as the warrant could still be used, past the sweeps of others", () => {
    const guard = new ReplayGuard();
    guard.first("a", NOW + 30_000, NOW);
    for (let at = 0; at < 30_000; at += 5_000) {
      expect(guard.first(`other-${at}`, NOW + at + 30_000, NOW + at)).toBe(true);
      expect(guard.first("a", NOW + 30_000, NOW + at)).toBe(false);
    }
    expect(guard.first("a", NOW + 30_000, NOW + 29_999)).toBe(false);
  });
});
