/** A record as the store holds it, one row: the common columns typed, the type's own fields as JSON text in `detail`. */
import { hash } from "node:crypto";
import type { Gravity, Openness, Polarity, RecordState } from "../../../schema/contract/vocabulary";

/** What is read of a record. */
export interface RecordRow {
  personId: string;
  id: string;
  /** GraphQL type. */
  type: string;
  /** Catalogue item code. */
  item: string;
  category: string;
  polarity: Polarity;
  gravity: Gravity | null;
  openness: Openness;
  state: RecordState;
  determiningOrgan: string;
  determiningOrganCode: string | null;
  basisDocNo: string | null;
  /** Number of the record in the department's own system; one record of a type has one (with the person's id where a case names several). */
  sourceNo: string;
  decidedOn: string;
  /** Version of the display rule that gave `displayUntil`; null = no rule applies to the item. */
  displayRule: string | null;
  displayUntil: string | null;
  queryUntil: string | null;
  retainUntil: string | null;
  sanctionUntil: string | null;
  /** Of what catalogue the four clocks were computed (`clockPolicy`); under another they are computed again when read. */
  policy: string;
  version: number;
  /** When this version was published, RFC 3339 UTC. */
  asOf: string;
  /** Batch, or step at the desk, that brought this version. */
  batchId: string;
  detail: string;
}

/** What is kept of it besides. */
export interface StoredRecord extends RecordRow {
  /** Hash of what the department said ({@link contentOf}): a row that comes again with the same is no new version. */
  content: string;
  /** 1: the state was given at the desk, and no batch changes it. */
  held: 0 | 1;
}

/** Columns in the order of the table; the single list from which statements and tables are made. */
export const STORED_COLUMNS = {
  personId: "person_id",
  id: "id",
  type: "type",
  item: "item",
  category: "category",
  polarity: "polarity",
  gravity: "gravity",
  openness: "openness",
  state: "state",
  determiningOrgan: "determining_organ",
  determiningOrganCode: "determining_organ_code",
  basisDocNo: "basis_doc_no",
  sourceNo: "source_no",
  decidedOn: "decided_on",
  displayRule: "display_rule",
  displayUntil: "display_until",
  queryUntil: "query_until",
  retainUntil: "retain_until",
  sanctionUntil: "sanction_until",
  policy: "policy",
  version: "version",
  asOf: "as_of",
  batchId: "batch_id",
  detail: "detail",
  content: "content",
  held: "held",
} as const satisfies Record<keyof StoredRecord, string>;

export const STORED_KEYS = Object.keys(STORED_COLUMNS) as (keyof StoredRecord)[];
export const RECORD_KEYS = STORED_KEYS.filter((key): key is keyof RecordRow => key !== "content" && key !== "held");

type Said = Pick<
  RecordRow,
  | "personId"
  | "polarity"
  | "gravity"
  | "openness"
  | "state"
  | "determiningOrgan"
  | "determiningOrganCode"
  | "basisDocNo"
  | "decidedOn"
  | "detail"
>;

/** 128 bits of SHA-256 over what a department says of a record; the clocks follow from it and are no part of it. */
export function contentOf(said: Said): string {
  const { personId, polarity, gravity, openness, state, determiningOrgan, determiningOrganCode, basisDocNo, decidedOn } = said;
  const codes = `${personId}|${polarity}|${gravity ?? ""}|${openness}|${state}|${determiningOrganCode ?? ""}|${decidedOn}`;
  const text = `${codes}|[${JSON.stringify(determiningOrgan)},${JSON.stringify(basisDocNo)}]${said.detail}`;
  return hash("sha256", text, "base64url").slice(0, 22);
}
