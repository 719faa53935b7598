/** A batch as the store holds it, in whichever state of its life. */
import type { Row } from "./reader";

/** 增量 or 全量: what is added, or all that there is now. */
export const BATCH_KINDS = ["ADDITION", "REPLACEMENT"] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/**
 *     RECEIVED → STAGED → AWAITING_REVIEW → APPROVED → PUBLISHED
 *                                │   ↑          │
 *                             RETURNED └────────┘ (it would now withdraw more than was approved)
 *     RECEIVED, STAGED, AWAITING_REVIEW → ABANDONED
 */
export const BATCH_STATES = ["RECEIVED", "STAGED", "AWAITING_REVIEW", "APPROVED", "PUBLISHED", "RETURNED", "ABANDONED"] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export interface Batch {
  id: string;
  /** Place of its rows in staging. */
  number: number;
  sha256: string;
  type: string;
  item: string;
  category: string;
  /** Of what catalogue the clocks of its rows were computed. */
  policy: string;
  kind: BatchKind;
  state: BatchState;
  submitter: string;
  submitterAgency: string;
  receivedAt: string;
  /** The process that receives it. */
  receiver: string;
  /** When that was last heard of. */
  touchedAt: string;
  stagedAt: string | null;
  decidedAt: string | null;
  publishedAt: string | null;
  rowsTotal: number;
  rowsTaken: number;
  rowsRefused: number;
  rowsNew: number;
  rowsChanged: number;
  rowsUnchanged: number;
  /** Live records of the item that a full replacement does not name. */
  rowsWithdrawn: number;
  /** Live records of the item, where it matters: of a full replacement. */
  rowsLive: number;
  /** The turn after which the difference was computed; after a later one it is computed again. */
  turn: number;
  firstReviewer: string | null;
  secondReviewer: string | null;
}

export const BATCH_COLUMNS = {
  id: "id",
  number: "number",
  sha256: "sha256",
  type: "type",
  item: "item",
  category: "category",
  policy: "policy",
  kind: "kind",
  state: "state",
  submitter: "submitter",
  submitterAgency: "submitter_agency",
  receivedAt: "received_at",
  receiver: "receiver",
  touchedAt: "touched_at",
  stagedAt: "staged_at",
  decidedAt: "decided_at",
  publishedAt: "published_at",
  rowsTotal: "rows_total",
  rowsTaken: "rows_taken",
  rowsRefused: "rows_refused",
  rowsNew: "rows_new",
  rowsChanged: "rows_changed",
  rowsUnchanged: "rows_unchanged",
  rowsWithdrawn: "rows_withdrawn",
  rowsLive: "rows_live",
  turn: "turn",
  firstReviewer: "first_reviewer",
  secondReviewer: "second_reviewer",
} as const satisfies Record<keyof Batch, string>;

export const BATCH_KEYS = Object.keys(BATCH_COLUMNS) as (keyof Batch)[];
export const SELECT_BATCH = `SELECT ${Object.values(BATCH_COLUMNS).join(", ")} FROM batch`;

export function batchOf(row: Row): Batch {
  const batch: Record<string, unknown> = {};
  for (const key of BATCH_KEYS) batch[key] = row[BATCH_COLUMNS[key]];
  return batch as unknown as Batch;
}

/** A full replacement that would withdraw more than a fifth of what is live needs a second reviewer (ATTACKS I17). */
export function needsSecondReviewer({ rowsWithdrawn, rowsLive }: Pick<Batch, "rowsWithdrawn" | "rowsLive">): boolean {
  return rowsWithdrawn * 5 > rowsLive;
}
