/** Where accepted rows go, in file order. What becomes of them (difference, review, publication) is the sink's affair. */
import type { RecordDraft } from "./validateRow";

/** A draft whose person is known. */
export type PlacedDraft = RecordDraft & { personId: string };

export interface StagingSink {
  /** At most {@link MAX_DRAFTS} at once; not called again before it has answered. */
  add(drafts: readonly PlacedDraft[]): Promise<void>;
  /** Takes back drafts that were added: a later row of the file carries the same number. */
  remove(lines: readonly number[]): Promise<void>;
}

export const MAX_DRAFTS = 500;
