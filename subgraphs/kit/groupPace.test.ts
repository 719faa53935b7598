/** Who waits for whom, by a clock of the test's own. */
import { ENOUGH, groupPace, type GroupPace } from "./groupPace";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Milliseconds until the next group may begin. */
async function waited(pace: GroupPace, waiting: number, meanwhile = async () => undefined as void): Promise<number> {
  const began = performance.now();
  const turn = pace.turn(waiting);
  await meanwhile();
  jest.runOnlyPendingTimers();
  await turn;
  return Math.round(performance.now() - began);
}

it("who comes alone waits for nobody, and neither does who comes after him", async () => {
  const pace = groupPace();
  expect(await waited(pace, 1)).toBe(0);
  pace.begin(1);
  expect(await waited(pace, 1)).toBe(0);
});

it.each([
  [2, 6],
  [4, 12],
  [6, 16],
  [500, 16],
])("after a group of %d the next begins %d ms later", async (size, ms) => {
  const pace = groupPace();
  pace.begin(size);
  expect(await waited(pace, 1)).toBe(ms);
  expect(await waited(pace, 1)).toBe(0);
});

it("once enough have come nobody waits", async () => {
  const pace = groupPace();
  pace.begin(6);
  expect(await waited(pace, ENOUGH)).toBe(0);
  const meanwhile = async () => {
    await jest.advanceTimersByTimeAsync(5);
    pace.came(ENOUGH - 1);
    await jest.advanceTimersByTimeAsync(2);
    pace.came(ENOUGH);
  };
  expect(await waited(pace, 1, meanwhile)).toBe(7);
  // Nobody waits now: that more come changes nothing.
  pace.came(ENOUGH);
});
