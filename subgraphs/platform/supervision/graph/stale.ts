/** Whether a source has not been heard of: its numbers are shown, with that word beside them, and never dropped from a whole. */
import type { SourceRow } from "../store/rollupStore";

const STALE_AFTER_MS = 10 * 60_000;

export function isStale({ readAt }: SourceRow, now: number): boolean {
  return now - Date.parse(readAt) > STALE_AFTER_MS;
}
