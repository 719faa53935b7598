/** Opaque ids: random bits in 26 characters of Crockford's alphabet. They say nothing of the person or the time. */
import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
const SHARED = 7;
/** Random bytes for many ids, fetched at once: a batch makes a million. */
const pool = Buffer.alloc(LENGTH * 256);
let used = pool.length;

/** 130 random bits. */
export function newId(): string {
  return randomCharacters(LENGTH);
}

/**
 * Ids for rows that are written together: the first 7 characters are theirs in common, so that an index on them is written
 * in one place and not in a thousand; the other 95 bits are each one's own.
 */
export function newIds(count: number): string[] {
  const shared = randomCharacters(SHARED);
  return Array.from({ length: count }, () => shared + randomCharacters(LENGTH - SHARED));
}

function randomCharacters(count: number): string {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let text = "";
  for (const end = used + count; used < end; used++) text += ALPHABET[pool[used]! & 31];
  return text;
}
