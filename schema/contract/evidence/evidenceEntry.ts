/**
 * One entry of the evidence log: who looked, on what authority, about whom, what was shown and what was refused; never a
 * value (ATTACKS J11). The bytes of an entry are the leaf of the log, so there is exactly one way to write an entry.
 *
 * Promise: {@link encodeEntry} writes canonical JSON (the keys below in their order, no spaces, ASCII without escapes);
 * {@link decodeEntry} takes those very bytes and nothing else. Every digest carries the id of its algorithm.
 */
export interface EvidenceEntry {
  v: 1;
  /** Opaque: says nothing of person or place to whoever has no key. */
  id: string;
  /** Time of the log, RFC 3339 UTC; never before the entry before it. */
  at: string;
  kind: EntryKind;
  /** Joins the logs of gateway and subgraphs. */
  request?: string;
  /** Absent when the person himself asked. */
  agency?: string;
  /** Who sat at the desk, percent-encoded. */
  officer?: string;
  /** Root fields of the operation. */
  roots?: string[];
  purpose?: string;
  grant?: string;
  /** Commits to case number and justifications, or to what a challenge or a ruling says: they stand beside the log and may be erased. */
  statement?: string;
  /** The person, keyed: without the key nobody is named. */
  person?: string;
  /** Keyed citizen number that was looked up, where no person was found or sought for. */
  sought?: string;
  /** Hash of the coordinates that were returned and refused ({@link FieldSet}). */
  fields?: string;
  /** Categories that were returned. */
  categories?: string[];
  /** Categories that were refused, each with the rule: `PENALTY JUSTIFICATION`. */
  withheld?: string[];
  /** Departments that did not answer. */
  unavailable?: string[];
  outcome?: AccessOutcome;
  /** Public code, where something was refused or failed as a whole; of a ruling, UPHELD or DISMISSED. */
  code?: string;
  /** Why, in words that the caller was not told. */
  detail?: string;
  /** Hash of the bytes of the answer, without its receipt. */
  answer?: string;
  flags?: string[];
  /** Seconds by which the clocks of gateway and log differed, if more than two. */
  skew?: number;
  /** Of a finding: the rule, the position of the entry that completed it, and how many it counted. Of a challenge or a ruling: the position of what it is about. */
  rule?: string;
  about?: number;
  count?: number;
}

/** A look; what a rule found; a person's challenge of a look; the ruling on a challenge. */
export const ENTRY_KINDS = ["ACCESS", "FINDING", "CHALLENGE", "RULING"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const ACCESS_OUTCOMES = ["ANSWERED", "REFUSED", "FAILED", "IN_DOUBT"] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/** Flag of an entry that a law keeps from the person: what he is shown follows from the entries alone. */
export const WITHHELD_FLAG = "WITHHELD";

/** Longest entry in bytes. */
export const MAX_ENTRY_BYTES = 16_000;

const CODE = "[A-Z][A-Z0-9_]{0,63}";
const NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";
const NUMBER = "(?:0|[1-9][0-9]{0,15})";
const text = (pattern: string) => `"${pattern}"`;
const list = (pattern: string) => `\\[(?:"${pattern}"(?:,"${pattern}")*)?\\]`;
const digest = (algorithm: string) => text(`${algorithm}:[A-Za-z0-9_-]{43}`);

/** The keys in their order, each with the form of its value as it is written. */
const FORMS: Record<keyof EvidenceEntry, string> = {
  v: "1",
  id: text("[0-9A-HJKMNP-TV-Z]{26}"),
  at: text("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z"),
  kind: text(`(?:${ENTRY_KINDS.join("|")})`),
  request: text("[0-9a-f-]{36}"),
  agency: text("[a-z0-9-]{1,64}"),
  officer: text("[A-Za-z0-9\\-_.!~*'()%]{1,1536}"),
  roots: list(NAME),
  purpose: text(CODE),
  grant: text("[0-9A-Za-z_-]{1,64}"),
  statement: digest("sha256"),
  person: digest("hmac-sha256"),
  sought: digest("hmac-sha256"),
  fields: digest("sha256"),
  categories: list(CODE),
  withheld: list(`${CODE} ${CODE}`),
  unavailable: list("[a-z]{2,32}"),
  outcome: text(`(?:${ACCESS_OUTCOMES.join("|")})`),
  code: text(CODE),
  detail: text("[ !#-\\[\\]-~]{1,120}"),
  answer: digest("sha256"),
  flags: list(CODE),
  skew: `-?${NUMBER}`,
  rule: text(CODE),
  about: NUMBER,
  count: NUMBER,
};

const KEYS = Object.keys(FORMS) as (keyof EvidenceEntry)[];
const REQUIRED = new Set<keyof EvidenceEntry>(["v", "id", "at", "kind"]);

/** Every entry, and nothing that is not one, in one pattern. */
const ENTRY = new RegExp(
  `^\\{${KEYS.map((key) => (REQUIRED.has(key) ? `${key === "v" ? "" : ","}"${key}":${FORMS[key]}` : `(?:,"${key}":${FORMS[key]})?`)).join("")}\\}$`,
);

export class NoEntry extends Error {
  override readonly name = "NoEntry";
}

/** The one text of `entry`. @throws {NoEntry} naming the key whose value has no form here. */
export function encodeEntry(entry: EvidenceEntry): string {
  let encoded = "{";
  for (const key of KEYS) {
    const value = entry[key];
    if (value !== undefined) encoded += `${key === "v" ? "" : ","}"${key}":${JSON.stringify(value)}`;
  }
  encoded += "}";
  if (encoded.length > MAX_ENTRY_BYTES) throw new NoEntry("the entry is too long");
  if (!ENTRY.test(encoded)) throw new NoEntry(`no form of an entry: ${unformed(entry)}`);
  return encoded;
}

/** The entry that `encoded` is. @throws {NoEntry} for anything that {@link encodeEntry} would not have written. */
export function decodeEntry(encoded: string): EvidenceEntry {
  if (!isEntry(encoded)) throw new NoEntry("not the canonical form of an entry");
  return JSON.parse(encoded) as EvidenceEntry;
}

/** Is this the text of an entry, to the letter? */
export function isEntry(encoded: string): boolean {
  return encoded.length <= MAX_ENTRY_BYTES && ENTRY.test(encoded);
}

function unformed(entry: EvidenceEntry): string {
  const bad = KEYS.filter((key) => {
    const value = entry[key];
    if (value === undefined) return REQUIRED.has(key);
    return !new RegExp(`^${FORMS[key]}$`).test(JSON.stringify(value));
  });
  return bad.join(", ");
}
