/**
 * The decision about a batch, by somebody who did not submit it.
 *
 * Threat (ATTACKS I16, I17, FAULTS F43): one pair of eyes where two are promised. Who may decide stands in the condition of
 * the UPDATE itself, so no two requests at once and no second process get round it.
 */
import { needsSecondReviewer, type Batch } from "./batchRow";
import { batchIn, move } from "./batchStore";
import { changedBy } from "./insertRows";
import { emit } from "./outbox";
import { takeStep, type Officer, type StepKind } from "./steps";
import type { Turn } from "./turn";

const BY_ANOTHER = "WHERE id = ? AND state = 'AWAITING_REVIEW' AND submitter <> ?";
const FEW = "rows_withdrawn * 5 <= rows_live";
const APPROVE_ALONE = `UPDATE batch SET state = 'APPROVED', first_reviewer = ?, decided_at = ? ${BY_ANOTHER} AND first_reviewer IS NULL AND ${FEW}`;
const APPROVE_FIRST = `UPDATE batch SET first_reviewer = ?, decided_at = ? ${BY_ANOTHER} AND first_reviewer IS NULL AND NOT ${FEW}`;
const APPROVE_SECOND = `UPDATE batch SET state = 'APPROVED', second_reviewer = ?, decided_at = ? ${BY_ANOTHER} AND first_reviewer IS NOT NULL AND first_reviewer <> ?`;
const RETURN = `UPDATE batch SET state = 'RETURNED', decided_at = ?, content_key = NULL ${BY_ANOTHER}`;

/** Approves the batch, as its first or its second reviewer; the batch then, or `undefined` where nothing was decided. */
export async function approve(turn: Turn, batch: Batch, by: Officer, at: string): Promise<Batch | undefined> {
  const { manager } = turn;
  const { id } = batch;
  const { officer } = by;
  const decided =
    (await changedBy(manager, APPROVE_ALONE, [officer, at, id, officer])) === 1 ||
    (await changedBy(manager, APPROVE_FIRST, [officer, at, id, officer])) === 1 ||
    (await changedBy(manager, APPROVE_SECOND, [officer, at, id, officer, officer])) === 1;
  return decided ? told(turn, id, { kind: "APPROVED", by, at, reason: null }) : undefined;
}

/** Gives the batch back; its rows are dropped and the file may come again. */
export async function giveBack(turn: Turn, { id }: Batch, by: Officer, at: string, reason: string): Promise<Batch | undefined> {
  if ((await changedBy(turn.manager, RETURN, [at, id, by.officer])) !== 1) return undefined;
  return told(turn, id, { kind: "RETURNED", by, at, reason });
}

async function told(
  turn: Turn,
  id: string,
  { kind, by, at, reason }: { kind: StepKind; by: Officer; at: string; reason: string | null },
): Promise<Batch> {
  const batch = (await batchIn(turn, id))!;
  await takeStep(turn, { kind, at, batchId: id, ...by, reason });
  const facts = {
    decision: kind,
    stagedAt: batch.stagedAt,
    complete: batch.state !== "AWAITING_REVIEW",
    secondNeeded: needsSecondReviewer(batch),
  };
  await emit(turn, at, [{ kind: "BATCH_REVIEWED", item: batch.item, batchId: id, facts }]);
  return batch;
}

/** From staged to awaiting review, with its difference; whether it was staged. */
export async function putForward(turn: Turn, batch: Batch, difference: Partial<Batch>, at: string): Promise<boolean> {
  if (!(await move(turn, batch.id, ["STAGED"], "AWAITING_REVIEW", { ...difference, stagedAt: at }))) return false;
  const { id: batchId, item, kind, rowsTotal, rowsTaken, rowsRefused, submitter: officer, submitterAgency: agency } = batch;
  await takeStep(turn, { kind: "SUBMITTED", at, batchId, officer, agency });
  const facts = { kind, rows: rowsTotal, taken: rowsTaken, refused: rowsRefused };
  await emit(turn, at, [{ kind: "BATCH_SUBMITTED", item, batchId, facts }]);
  return true;
}
