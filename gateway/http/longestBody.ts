/**
 * How long a body may be: 256 kB; 4 MB for a batch that a steward sends to his sector's desk.
 *
 * Threat (ATTACKS G11): whoever may send megabytes fills the memory. So a long body is announced by its Content-Length, and
 * who announces one is asked for his token before a byte of it is read. Refuses with 413 everybody but a steward.
 */
import type { IncomingMessage } from "node:http";
import type { Caller } from "../authenticate/caller";

const MAX_BODY_BYTES = 256_000;
/** The rows, escaped as one JSON text, and the operation around them. */
const MAX_BATCH_BYTES = 4_300_000;

/** @throws Refusal UNAUTHENTICATED where a long body comes without a good token. */
export async function longestBody(request: IncomingMessage, authenticate: () => Promise<Caller>): Promise<number> {
  if (!(Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES)) return MAX_BODY_BYTES;
  const { scopes } = await authenticate();
  return [...scopes].some((scope) => scope.startsWith("steward:")) ? MAX_BATCH_BYTES : MAX_BODY_BYTES;
}
