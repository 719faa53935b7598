/**
 * Answers that must not tell by the clock why they are what they are leave on a grid of time, counted from when the request
 * began. The work behind them is the same but for microseconds (a row found, a row not found); on the grid those are gone.
 *
 * Threat (ATTACKS E01–E10, F01, F02): 2,000 measurements of each cause tell 20 µs apart, and with them whether an
 * authorisation, or a person, exists.
 */

/** Far above what the causes differ by, far below what anybody waits for. */
const GRID_MS = 5;

/** Resolves on the grid of what began `elapsedMs` ago. */
export function onTheGrid(elapsedMs: number): Promise<void> {
  const left = GRID_MS - (elapsedMs % GRID_MS);
  return new Promise((resolve) => setTimeout(resolve, Math.ceil(left)));
}
