/** Whether a source has not been heard of: its numbers are shown, with that word beside them, and never dropped from a whole. */
import type { SourceRow } from "../store/rollupStore";
import { AUDIT, CONSENT, tellerOf, type Measure } from "./counter";

/** Thirty times as long as it takes to note that a source answers. */
const STALE_AFTER_MS = 60_000;

export function isStale({ readAt }: SourceRow, now: number): boolean {
  return readAt === null || now - Date.parse(readAt) > STALE_AFTER_MS;
}

/** The sources that tell what these measures count. */
export function sourcesOf(measures: readonly Measure[], sources: readonly SourceRow[]): SourceRow[] {
  const tellers = new Set(measures.map(tellerOf));
  return sources.filter(({ name }) => tellers.has(name === AUDIT || name === CONSENT ? name : undefined));
}
