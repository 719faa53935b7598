/** An opaque id: 130 random bits in 26 characters of Crockford's alphabet. It says nothing of the person or the time. */
import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
/** Random bytes for many ids, fetched at once: a batch makes a million. */
const pool = Buffer.alloc(LENGTH * 256);
let used = pool.length;

export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = "";
  for (const end = used + LENGTH; used < end; used++) id += ALPHABET[pool[used]! & 31];
  return id;
}
