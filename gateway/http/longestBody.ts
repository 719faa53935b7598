/**
 * How long a body may be: 256 kB; 4 MB for a batch that a steward sends to his sector's desk.
 *
 * Threat (ATTACKS G11): whoever may send megabytes fills the memory. So it is known who sends before a byte of it is read.
 */
import type { Caller } from "../authenticate/caller";

const MAX_BODY_BYTES = 256_000;
/** The rows, escaped as one JSON text, and the operation around them. */
const MAX_BATCH_BYTES = 4_300_000;

export function longestBody({ scopes }: Caller): number {
  return [...scopes].some((scope) => scope.startsWith("steward:")) ? MAX_BATCH_BYTES : MAX_BODY_BYTES;
}
