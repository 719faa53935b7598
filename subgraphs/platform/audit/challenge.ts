/**
 * Challenges (异议): a person says that a look at him was not right, the auditor rules on it. Both are entries of the log,
 * each naming the one that it is about, so that neither can be taken back or forgotten unseen; what they say stands beside
 * the log, salted and committed to, as case numbers do.
 *
 * Threat (ATTACKS F03): a challenge is a way to ask whether an entry exists. An id that is none, another person's entry and
 * one that a law withholds are told apart by nothing.
 */
import { randomBytes } from "node:crypto";
import { decodeEntry, type EvidenceEntry } from "../../../schema/contract/evidence/evidenceEntry";
import type { Reader } from "../../kit/store/reader";
import { commitment } from "./append";
import type { EvidenceLog } from "./evidenceLog";
import { indexed } from "./keyedNames";
import type { Draft, Placed } from "./log/sequencer";
import { entryAt, LISTED, type EntryRow } from "./store/entryStore";
import { challengesOf } from "./store/lookStore";

/** One challenge and, once there is one, the ruling on it. */
export interface Challenge {
  row: EntryRow;
  /** The look that is challenged. */
  about: number;
  ruling?: EntryRow;
}

/** The entry of that id, if it stands on the page of `personId`. */
export async function shownEntry(id: string, personId: string, log: EvidenceLog, reader: Reader): Promise<EntryRow | undefined> {
  const position = log.names.positionOf(id);
  const row = position === undefined ? undefined : await entryAt(reader, position);
  return row?.listed === LISTED.SHOWN && entryOf(row).person === log.names.person(personId) ? row : undefined;
}

/** The challenges by the person of an entry, oldest first. */
export async function challengesBy(person: string, reader: Reader): Promise<Challenge[]> {
  const rows = await challengesOf(reader, indexed(person));
  const rulings = new Map(rows.filter(({ kind }) => kind === "RULING").map((row) => [entryOf(row).about!, row]));
  return rows
    .filter((row) => row.kind === "CHALLENGE" && entryOf(row).person === person)
    .map((row) => {
      const ruling = rulings.get(row.position);
      return { row, about: entryOf(row).about!, ...(ruling && { ruling }) };
    });
}

/** A case about the look at `about`, on record when this resolves. */
export async function challenge(about: EntryRow, reason: string, log: EvidenceLog): Promise<Placed> {
  const [placed] = await log.append([
    caseDraft({ kind: "CHALLENGE", person: entryOf(about).person!, about: about.position }, reason),
  ]);
  return placed!;
}

export interface Ruling {
  challenge: EntryRow;
  agency: string;
  officer: string;
  isUpheld: boolean;
  answer: string;
}

export async function rule({ challenge: about, agency, officer, isUpheld, answer }: Ruling, log: EvidenceLog): Promise<Placed> {
  const { person } = entryOf(about);
  const by = { agency, officer: encodeURIComponent(officer), person: person! };
  const entry = { kind: "RULING" as const, ...by, code: isUpheld ? "UPHELD" : "DISMISSED", about: about.position };
  const [placed] = await log.append([caseDraft(entry, answer)]);
  return placed!;
}

function caseDraft(
  entry: Pick<EvidenceEntry, "kind" | "about"> & { person: string } & Partial<EvidenceEntry>,
  text: string,
): Draft {
  const salt = randomBytes(16).toString("base64url");
  return {
    entry: { ...entry, statement: commitment(salt, text) },
    index: { personKey: indexed(entry.person), listed: LISTED.NOBODYS, salt, statement: text },
  };
}

export function entryOf(row: EntryRow): EvidenceEntry {
  return decodeEntry(row.body);
}
