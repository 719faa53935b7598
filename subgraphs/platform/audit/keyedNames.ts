/**
 * What stands in the log for a person, and what an entry is called: both say nothing to whoever lacks the key.
 *
 * Threat (ATTACKS J11, F03): a log that is copied names everybody who was looked up; ids that can be counted or guessed
 * lead from one entry to the next. So persons are keyed hashes, and the id of an entry is its place, enciphered.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";

export interface KeyedNames {
  /** `hmac-sha256:…` of a person id. */
  person(personId: string): string;
  /** `hmac-sha256:…` of a citizen number that was looked up. */
  sought(idNumber: string): string;
  entryId(position: number): string;
  /** The place that an id names; undefined for what is no id of this log. */
  positionOf(id: string): number | undefined;
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ID_CHARS = 26;

/** `key` has 32 bytes; who changes it loses every name of the log. */
export function keyedNames(key: Buffer): KeyedNames {
  const derived = (label: string) => createHmac("sha256", key).update(label).digest();
  const [forPersons, forNumbers, forIds] = [derived("person"), derived("number"), derived("entry").subarray(0, 16)];
  const named = (own: Buffer, value: string) => `hmac-sha256:${createHmac("sha256", own).update(value).digest("base64url")}`;

  // One block of sixteen bytes, each of its own: no mode and no padding is needed, and one cipher does for all of them.
  const sealing = createCipheriv("aes-128-ecb", forIds, null).setAutoPadding(false);
  const opening = createDecipheriv("aes-128-ecb", forIds, null).setAutoPadding(false);

  return {
    person: (id) => named(forPersons, id),
    sought: (idNumber) => named(forNumbers, idNumber),
    entryId(position) {
      const block = Buffer.alloc(16);
      block.writeBigUInt64BE(BigInt(position), 8);
      return base32(sealing.update(block));
    },
    positionOf(id) {
      const given = fromBase32(id);
      if (given === undefined) return undefined;
      const block = opening.update(given);
      return block.readBigUInt64BE(0) === 0n ? Number(block.readBigUInt64BE(8)) : undefined;
    },
  };
}

/** How much of a keyed person stands in the index. */
export const INDEXED_CHARS = 24;

/** The part of a keyed name that the index holds. */
export function indexed(name: string): string {
  return name.slice("hmac-sha256:".length).slice(0, INDEXED_CHARS);
}

/** 128 bits in 26 characters, the first of which holds three of them. */
function base32(bytes: Buffer): string {
  let [text, held, bits] = ["", 0, 2];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31]!;
    held &= 31;
  }
  return text;
}

function fromBase32(text: string): Buffer | undefined {
  if (text.length !== ID_CHARS) return undefined;
  let value = 0n;
  for (const char of text) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  if (value >> 128n !== 0n) return undefined;
  return Buffer.from(value.toString(16).padStart(32, "0"), "hex");
}
