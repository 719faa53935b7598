/**
 * What stands in files, as it stands now: read again on use when a file changed, never by a timer.
 *
 * Promise: a change takes effect within a second, without a restart. A state that cannot be read never replaces one that
 * could: what was read last stays, and `onError` is told once for each such state.
 */
import { statSync } from "node:fs";

export interface RereadOptions {
  /** Milliseconds. */
  now?: () => number;
  /** Longest time between two looks, under use. */
  everyMs?: number;
  onError?: ((error: Error) => void) | undefined;
}

/** What `read` gives, anew whenever `mark` differs. @throws what `read` throws the first time: there is nothing to fall back on. */
export function reread<T>(
  mark: () => string,
  read: () => T,
  { now = Date.now, everyMs = 1_000, onError }: RereadOptions = {},
): () => T {
  let lookedAt = now();
  // The mark is taken before the text: a change in between shows as another mark at the next look.
  let seen = mark();
  let value = read();
  return () => {
    // A clock that was set back must not freeze what was read.
    if (Math.abs(now() - lookedAt) < everyMs) return value;
    lookedAt = now();
    const current = mark();
    if (current === seen) return value;
    seen = current;
    try {
      value = read();
    } catch (error) {
      onError?.(error as Error);
    }
    return value;
  };
}

/** Tells one state of files from another: time, size and number of each. */
export function markOf(...files: string[]): string {
  const marks = files.map((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat === undefined ? file : `${file} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.size} ${stat.ino}`;
  });
  return marks.join("\n");
}
