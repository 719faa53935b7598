/** A record as the store holds it, one row: the common columns typed, the type's own fields as JSON text in `detail`. */
import type { Gravity, Openness, Polarity, RecordState } from "../../../schema/contract/vocabulary";

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
  version: number;
  /** When this version was published, RFC 3339 UTC. */
  asOf: string;
  /** Batch that brought this version. */
  batchId: string;
  detail: string;
}

/** Columns in the order of the table; the single list from which statements and migration are made. */
export const RECORD_COLUMNS = {
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
  version: "version",
  asOf: "as_of",
  batchId: "batch_id",
  detail: "detail",
} as const satisfies Record<keyof RecordRow, string>;
