/**
 * A batch while it is being received: from the first accepted row to the difference that a reviewer is shown.
 *
 *     RECEIVED (rows go to staging) → STAGED (all rows are there) → AWAITING_REVIEW (the difference is known)
 *
 * Promise: the same content is received once, by one process; rows are staged in transactions of some thousands, the next
 * part is read meanwhile, and memory stays flat. Killed at any point, the batch goes on from where it was sealed, or is
 * plainly abandoned: that is done when the file comes again, or by the next upkeep.
 */
import type { RecordSpec } from "../record/recordType";
import { clockBook, type ItemClocks } from "../record/itemClocks";
import { newIds } from "../newId";
import { stagedRecord } from "../intake/stagedRecord";
import type { PlacedDraft, StagingSink } from "../intake/stagingSink";
import { putForward } from "../store/batchReview";
import type { Batch, BatchKind } from "../store/batchRow";
import { abandon, batchById, batchIn, move, openBatch } from "../store/batchStore";
import type { Database } from "../store/database";
import { findDifference } from "../store/difference";
import { emit } from "../store/outbox";
import { keepRefusals, type KeptRefusal } from "../store/refusals";
import { BatchLost, clearStaging, stage, unstage, type StagedRecord } from "../store/staging";
import { SYSTEM, type Officer } from "../store/steps";
import { inQuietTurn, type Turn } from "../store/turn";
import { isGone, receivesHere, receivesNoMore, THIS_RECEIVER } from "./receiver";

export interface Submission {
  spec: RecordSpec;
  sha256: string;
  kind: BatchKind;
  submitter: Officer;
}

interface Counts {
  rows: number;
  taken: number;
  refused: number;
}

/** A batch that is being received here. */
export interface Receiving {
  batch: Batch;
  sink: StagingSink;
  /** All rows came: the batch as it awaits its reviewer; `undefined` when no row of it was taken. */
  finish(counts: Counts, refusals: readonly KeptRefusal[]): Promise<Batch | undefined>;
  /** Gives it up; the same content may come again. */
  abandon(reason: string): Promise<void>;
}

/** Begins a batch; or says which one brought, or is bringing, the same content. */
export async function receiveBatch(
  database: Database,
  { spec, sha256, kind, submitter }: Submission,
  now: () => number,
): Promise<Receiving | { already: Batch }> {
  const { item, name: type } = spec;
  const clocks = clockBook()(item.code);
  const { policy } = clocks;
  const given = { sha256, kind, submitter, type, item: item.code, category: item.category, policy, receiver: THIS_RECEIVER };
  const { batch, isNew } = await openBatch(database, given, now(), isGone);
  const at = () => new Date(now()).toISOString();
  if (!isNew) return { already: batch.state === "STAGED" ? ((await settleStaged(database, batch.id, at())) ?? batch) : batch };
  receivesHere(batch.id);
  const rows = new RowsToStage((part) => stage(database, batch, part, at()));
  return {
    batch,
    sink: {
      add: (drafts) => rows.add(staged(drafts, spec, clocks)),
      async remove(lines) {
        await rows.flush();
        await unstage(database, batch, lines, at());
      },
    },
    async finish({ rows: rowsTotal, taken: rowsTaken, refused: rowsRefused }, refusals) {
      await rows.flush();
      await keepRefusals(database, batch.id, refusals);
      const counts = { rowsTotal, rowsTaken, rowsRefused };
      try {
        if (rowsTaken === 0) return void (await closeEmpty(database, batch, counts, at()));
        await inQuietTurn(database, (turn) => seal(turn, batch, { ...counts, touchedAt: at() }));
      } finally {
        receivesNoMore(batch.id);
      }
      return settleStaged(database, batch.id, at());
    },
    async abandon(reason) {
      receivesNoMore(batch.id);
      await rows.flush().catch(() => undefined);
      await giveUp(database, batch.id, SYSTEM, at(), reason);
    },
  };
}

function staged(drafts: readonly PlacedDraft[], spec: RecordSpec, clocks: ItemClocks): StagedRecord[] {
  const ids = newIds(drafts.length);
  return drafts.map((draft, place) => stagedRecord(draft, spec, clocks, ids[place]!));
}

const ROWS_AT_ONCE = 2000;

/** Rows on their way to staging: one part is written while the next is gathered. */
class RowsToStage {
  private gathered: StagedRecord[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly write: (rows: readonly StagedRecord[]) => Promise<void>) {}

  async add(rows: readonly StagedRecord[]): Promise<void> {
    this.gathered.push(...rows);
    if (this.gathered.length >= ROWS_AT_ONCE) await this.begin();
  }

  /** Everything is written when it answers. */
  async flush(): Promise<void> {
    await this.begin();
    await this.writing;
  }

  private async begin(): Promise<void> {
    await this.writing;
    const rows = this.gathered;
    this.gathered = [];
    if (rows.length === 0) return;
    this.writing = this.write(rows);
    // Told by the next call.
    this.writing.catch(() => undefined);
  }
}

async function seal(turn: Turn, { id }: Batch, set: Partial<Batch>): Promise<void> {
  if (!(await move(turn, id, ["RECEIVED"], "STAGED", set))) throw new BatchLost("the batch is no longer being received");
}

/** Finds the difference of a batch that is all there, and puts it before the reviewers. */
export async function settleStaged(database: Database, id: string, at: string): Promise<Batch | undefined> {
  await inQuietTurn(database, async (turn) => {
    const batch = await batchIn(turn, id);
    if (batch?.state === "STAGED") await putForward(turn, batch, await findDifference(turn, batch), at);
  });
  return batchById(database, id);
}

/** Gives a batch up and empties its staging; whether it could still be given up. */
export async function giveUp(database: Database, id: string, by: Officer, at: string, reason: string): Promise<boolean> {
  const given = await inQuietTurn(database, async (turn) => {
    const batch = await batchIn(turn, id);
    return batch !== undefined && (await abandon(turn, batch, by, at, reason)) ? batch : undefined;
  });
  if (given !== undefined) await clearStaging(database, given);
  return given !== undefined;
}

/** Nothing of it may be published: it is told, and leaves nothing that would keep the same file from coming again. */
async function closeEmpty(
  database: Database,
  batch: Batch,
  counts: Pick<Batch, "rowsTotal" | "rowsTaken" | "rowsRefused">,
  at: string,
): Promise<void> {
  await inQuietTurn(database, async (turn) => {
    await move(turn, batch.id, ["RECEIVED"], "RECEIVED", counts);
    const facts = { kind: batch.kind, rows: counts.rowsTotal, taken: 0, refused: counts.rowsRefused };
    await emit(turn, at, [{ kind: "BATCH_SUBMITTED", item: batch.item, batchId: batch.id, facts }]);
    await abandon(turn, batch, SYSTEM, at, "没有一行可以收入 / no row could be taken");
  });
}
