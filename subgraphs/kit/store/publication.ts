/**
 * An approved batch becomes what is live: one transaction, set by set, of rows that were staged.
 *
 * Promise: what is live afterwards is the old or the new, never a mix; what it replaces is kept as a version; each change
 * is told in the outbox; a batch is published once, by whichever process comes first (ATTACKS I15, FAULTS F40–F44).
 * Refuses: a batch that by now would withdraw more than its reviewers approved goes back to them.
 */
import { setImmediate } from "node:timers/promises";
import { clockBook } from "../record/itemClocks";
import { batchIn, move } from "./batchStore";
import { needsSecondReviewer, type Batch } from "./batchRow";
import type { Database } from "./database";
import { findDifference } from "./difference";
import { changedBy } from "./insertRows";
import { emit } from "./outbox";
import { alikeOf, fromStaged, INTO_RECORD, type Publishing } from "./publishing";
import { replaceChanged, withdrawAbsent } from "./replacement";
import { readableUntilJson } from "./readableUntil";
import type { RecordsChanged } from "./recordStore";
import { slicesOf } from "./staging";
import { SYSTEM, takeStep } from "./steps";
import { countMonths } from "./tally";
import { inTurn, type Turn } from "./turn";

/** Publishes the batch if it is approved; how it stands afterwards. */
export function publishApproved(
  database: Database,
  id: string,
  at: string,
  recordsChanged?: RecordsChanged,
): Promise<Batch | undefined> {
  return inTurn(database, async (turn) => {
    const batch = await batchIn(turn, id);
    if (batch?.state !== "APPROVED") return batch;
    const current = turn.last === batch.turn ? batch : { ...batch, ...(await findDifference(turn, batch)) };
    if (needsSecondReviewer(current) && current.secondReviewer === null) return sendBack(turn, current, at);
    await publishRows(turn, current, at);
    await recordsChanged?.(turn.manager, new Set([batch.type]));
    return close(turn, current, at);
  });
}

async function sendBack(turn: Turn, batch: Batch, at: string): Promise<Batch> {
  const { rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive } = batch;
  const set = { rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive, turn: turn.number, decidedAt: null };
  await move(turn, batch.id, ["APPROVED"], "AWAITING_REVIEW", set);
  const reason = "在此期间现行记录有变化，本批次将撤下超过五分之一，须第二名审核人 / it would now withdraw over a fifth";
  await takeStep(turn, { kind: "SENT_BACK", at, batchId: batch.id, ...SYSTEM, reason });
  return { ...batch, ...set, state: "AWAITING_REVIEW" };
}

async function publishRows(turn: Turn, batch: Batch, at: string): Promise<void> {
  const slices = await slicesOf(turn.manager, batch);
  const lines = slices.length === 0 ? 0 : slices.at(-1)![1] - slices[0]![0];
  const base = turn.positions(lines) - (slices[0]?.[0] ?? 0) - 1;
  const publishing = { turn, batch, at, base, slices };
  await countMonths(turn, batch);
  if (batch.rowsChanged > 0) await replaceChanged(publishing);
  if (batch.rowsWithdrawn > 0) await withdrawAbsent(publishing);
  if (batch.rowsNew > 0) await insertNew(publishing);
}

const FACTS = `CONCAT('{"decidedOn":"', s.decided_on, '","polarity":"', s.polarity, '","openness":"', s.openness, '","gravity":', CASE WHEN s.gravity IS NULL THEN 'null' ELSE CONCAT('"', s.gravity, '"') END, ',"state":"', s.state, '","readableUntil":', ${readableUntilJson("s")}, '}')`;
/** A batch seals and no batch unseals: from then on the state is the desk's. */
const NEW_ROW = fromStaged({ version: "1", held: "CASE WHEN s.state = 'SEALED' THEN 1 ELSE 0 END" });
const IN_SLICE = "WHERE s.place > ? AND s.place <= ?";
const UNMATCHED = `LEFT JOIN staged_match m ON m.place = s.place ${IN_SLICE} AND m.place IS NULL`;
const EVENT = `INSERT INTO outbox (position, at, kind, item, record_id, person_id, batch_id, facts)
  SELECT ? + s.place, ?, 'RECORD_CREATED', ?, s.id, s.person_id, ?, ${FACTS} FROM staged s`;

async function insertNew(publishing: Publishing): Promise<void> {
  const { turn, batch, at, base, slices } = publishing;
  // Most batches bring new rows only: then there is nothing to leave out.
  const which = batch.rowsChanged + batch.rowsUnchanged === 0 ? IN_SLICE : UNMATCHED;
  let inserted = 0;
  for (const slice of slices) {
    const rows = [...alikeOf(publishing), ...slice];
    inserted += await changedBy(turn.manager, `${INTO_RECORD} SELECT ${NEW_ROW} FROM staged s ${which}`, rows);
    await turn.manager.query(`${EVENT} ${which}`, [base, at, batch.item, batch.id, ...slice]);
    await setImmediate();
  }
  if (inserted !== batch.rowsNew)
    throw new Error(`batch ${batch.id} has ${batch.rowsNew} new rows and ${inserted} came: nothing is published`);
}

async function close(turn: Turn, batch: Batch, at: string): Promise<Batch> {
  const { rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive } = batch;
  const set = { rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive, publishedAt: at };
  if (!(await move(turn, batch.id, ["APPROVED"], "PUBLISHED", set))) throw new Error(`batch ${batch.id} is not approved`);
  // Its clocks were computed of another catalogue, in staging: the next upkeep computes them anew.
  if (batch.policy !== clockBook()(batch.item).policy) await turn.manager.query("UPDATE turn SET policies = '' WHERE one = 1");
  await takeStep(turn, { kind: "PUBLISHED", at, batchId: batch.id, ...SYSTEM });
  const facts = { created: rowsNew, corrected: rowsChanged, unchanged: rowsUnchanged, withdrawn: rowsWithdrawn };
  await emit(turn, at, [{ kind: "BATCH_PUBLISHED", item: batch.item, batchId: batch.id, facts }]);
  return { ...batch, ...set, state: "PUBLISHED" };
}
