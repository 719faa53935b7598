/** Whether a source has not been heard of: its numbers are shown, with that word beside them, and never dropped from a whole. */
import type { SourceRow } from "../store/rollupStore";

/** Ten times as long as a source is heard of while it answers. */
const STALE_AFTER_MS = 60_000;

export function isStale({ readAt }: SourceRow, now: number): boolean {
  return readAt === null || now - Date.parse(readAt) > STALE_AFTER_MS;
}
