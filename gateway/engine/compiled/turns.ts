/**
 * Long work on the main thread in pieces, with a turn for whoever waits between two of them: an operation over 26 departments
 * that is new is compiled for tens of milliseconds, and those that are known are not to wait for it.
 */
const LONGEST_MS = 4;

export class Turns {
  private began = performance.now();

  /** Goes on at once, or after the others where this piece has taken long enough. */
  async pause(): Promise<void> {
    if (performance.now() - this.began >= LONGEST_MS) await this.next();
  }

  /** Goes on after the others. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.began = performance.now();
  }
}
