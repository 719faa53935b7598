/**
 * A reviewer's decision about a batch, and what follows from it at once: an approved batch is published, a returned one is
 * emptied. If the process ends in between, the next upkeep goes on from the decision.
 */
import { DeskRefused } from "./deskRefused";
import { approve, giveBack } from "../store/batchReview";
import type { Batch } from "../store/batchRow";
import { batchById, batchIn } from "../store/batchStore";
import type { Database } from "../store/database";
import { publishApproved } from "../store/publication";
import type { RecordsChanged } from "../store/recordStore";
import { clearStaging } from "../store/staging";
import type { Officer } from "../store/steps";
import { inQuietTurn } from "../store/turn";
import { sameOfficer } from "./officer";

/** What follows when this is set: the batch is given back. */
export interface Review {
  batch: string;
  reviewer: Officer;
  returnBecause?: string | undefined;
}

/** Decides; the batch then. It is not published yet. @throws DeskRefused */
export async function decideBatch(
  database: Database,
  { batch: id, reviewer, returnBecause }: Review,
  at: string,
): Promise<Batch> {
  const decided = await inQuietTurn(database, async (turn) => {
    const batch = await batchIn(turn, id);
    if (batch === undefined) throw new DeskRefused("NOT_FOUND");
    if (batch.state !== "AWAITING_REVIEW") throw new DeskRefused("BATCH_DECIDED");
    if (sameOfficer(batch.submitter, reviewer.officer)) throw new DeskRefused("OWN_BATCH");
    if (returnBecause !== undefined) return giveBack(turn, batch, reviewer, at, returnBecause);
    if (batch.firstReviewer !== null && sameOfficer(batch.firstReviewer, reviewer.officer))
      throw new DeskRefused("SECOND_REVIEWER_NEEDED");
    return approve(turn, batch, reviewer, at);
  });
  // Somebody else was first, between the reading and the update.
  if (decided === undefined) throw new DeskRefused("BATCH_DECIDED");
  return decided;
}

/** Publishes an approved batch and empties what is decided; the batch then. */
export async function carryOut(
  database: Database,
  id: string,
  at: string,
  recordsChanged?: RecordsChanged,
): Promise<Batch | undefined> {
  const batch = await batchById(database, id);
  const after = batch?.state === "APPROVED" ? await publishApproved(database, id, at, recordsChanged) : batch;
  if (after !== undefined && (after.state === "PUBLISHED" || after.state === "RETURNED")) await clearStaging(database, after);
  return after;
}
