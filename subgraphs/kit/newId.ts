/** Opaque ids: random bits in 26 characters of Crockford's alphabet. They say nothing of the person or the time. */
import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
const SHARED = 7;

/** 130 random bits. */
export function newId(): string {
  return spelt(randomBytes(LENGTH));
}

/**
 * Ids for rows that are written together: the first 7 characters are theirs in common, so that an index on them is written
 * in one place and not in a thousand; the other 95 bits are each one's own.
 */
export function newIds(count: number): string[] {
  const shared = spelt(randomBytes(SHARED));
  const bytes = randomBytes((LENGTH - SHARED) * count);
  const own = LENGTH - SHARED;
  return Array.from({ length: count }, (_, place) => shared + spelt(bytes.subarray(place * own, (place + 1) * own)));
}

function spelt(bytes: Uint8Array): string {
  let id = "";
  for (const byte of bytes) id += ALPHABET[byte & 31];
  return id;
}
