/** An opaque id: 130 random bits in 26 characters of Crockford's alphabet. It says nothing of the person or the time. */
import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function newId(): string {
  let id = "";
  for (const byte of randomBytes(26)) id += ALPHABET[byte & 31];
  return id;
}
