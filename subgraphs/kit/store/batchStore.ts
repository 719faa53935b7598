/**
 * Batches from state to state. Each move is one conditional UPDATE, so of two who move a batch at once one wins and the
 * other is told (ATTACKS I15, I16, FAULTS F43); the step and the event stand in the same transaction.
 */
import type { EntityManager } from "typeorm";
import { newId } from "../newId";
import { BATCH_COLUMNS, BATCH_KEYS, batchOf, SELECT_BATCH, type Batch, type BatchState } from "./batchRow";
import type { Database } from "./database";
import { changedBy, insert } from "./insertRows";
import { emit } from "./outbox";
import type { Row } from "./reader";
import { SYSTEM, takeStep, type Officer } from "./steps";
import { inQuietTurn, type Turn } from "./turn";

/** What is known of a batch before its first row is read. */
export type NewBatch = Pick<Batch, "sha256" | "type" | "item" | "category" | "policy" | "kind" | "receiver"> & {
  submitter: Officer;
};

/** Whoever receives a batch is heard of within this time, or is taken for dead. */
export const LEASE_MS = 15_000;

/** Whether a process is surely gone, where that can be known. */
export type IsGone = (batch: string, receiver: string) => boolean | undefined;

/** The same content means the same thing when it is of the same kind. */
function contentKey({ sha256, kind }: Pick<Batch, "sha256" | "kind">): string {
  return `${kind === "ADDITION" ? "A" : "R"}:${sha256}`;
}

/** A new batch; or the one that brought, or is bringing, the same content. */
export async function openBatch(
  database: Database,
  given: NewBatch,
  now: number,
  isGone: IsGone = () => undefined,
): Promise<{ batch: Batch; isNew: boolean }> {
  const at = new Date(now).toISOString();
  return inQuietTurn(database, async (turn) => {
    const { manager } = turn;
    const before = await withContent(manager, contentKey(given));
    if (before !== undefined && !isLeft(before, now, isGone)) return { batch: before, isNew: false };
    if (before !== undefined)
      await abandon(turn, before, SYSTEM, at, "接收中断，由同一文件重新报送 / left half received, and sent again");
    await manager.query("UPDATE turn SET batches = batches + 1 WHERE one = 1");
    const [row] = (await manager.query("SELECT batches FROM turn WHERE one = 1")) as Row[];
    const batch = blankBatch(given, row!["batches"] as number, at);
    const columns = [...Object.values(BATCH_COLUMNS), "content_key"];
    await insert(manager, "batch", columns, [[...BATCH_KEYS.map((key) => batch[key]), contentKey(given)]]);
    return { batch, isNew: true };
  });
}

function blankBatch({ submitter, ...given }: NewBatch, number: number, at: string): Batch {
  return {
    ...given,
    ...{ id: newId(), number, state: "RECEIVED", submitter: submitter.officer, submitterAgency: submitter.agency },
    ...{ receivedAt: at, touchedAt: at, stagedAt: null, decidedAt: null, publishedAt: null },
    ...{ rowsTotal: 0, rowsTaken: 0, rowsRefused: 0, rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0 },
    ...{ rowsWithdrawn: 0, rowsLive: 0, turn: 0, firstReviewer: null, secondReviewer: null },
  };
}

/** Nobody is receiving it any more. */
export function isLeft({ id, state, receiver, touchedAt }: Batch, now: number, isGone: IsGone): boolean {
  return state === "RECEIVED" && (isGone(id, receiver) ?? Date.parse(touchedAt) + LEASE_MS < now);
}

async function withContent(manager: EntityManager, key: string): Promise<Batch | undefined> {
  return ((await manager.query(`${SELECT_BATCH} WHERE content_key = ?`, [key])) as Row[]).map(batchOf)[0];
}

export async function batchById(database: Database, id: string): Promise<Batch | undefined> {
  return (await database.reader.all(`${SELECT_BATCH} WHERE id = ?`, [id])).map(batchOf)[0];
}

export async function batchByNumber(database: Database, number: number): Promise<Batch | undefined> {
  return (await database.reader.all(`${SELECT_BATCH} WHERE number = ?`, [number])).map(batchOf)[0];
}

/** The batch as the transaction sees it. */
export async function batchIn({ manager }: Turn, id: string): Promise<Batch | undefined> {
  return ((await manager.query(`${SELECT_BATCH} WHERE id = ?`, [id])) as Row[]).map(batchOf)[0];
}

export async function batchesIn(database: Database, state: BatchState): Promise<Batch[]> {
  return (await database.reader.all(`${SELECT_BATCH} WHERE state = ? ORDER BY number`, [state])).map(batchOf);
}

/** The batches before a number, newest first; at most 200. */
export async function batchesBefore(database: Database, number: number, state: BatchState | undefined): Promise<Batch[]> {
  const page = "AND number < ? ORDER BY number DESC LIMIT 200";
  if (state === undefined) return (await database.reader.all(`${SELECT_BATCH} WHERE 1 = 1 ${page}`, [number])).map(batchOf);
  return (await database.reader.all(`${SELECT_BATCH} WHERE state = ? ${page}`, [state, number])).map(batchOf);
}

/** Moves the batch if it is in one of `from`; whether it was. */
export async function move(
  { manager }: Turn,
  id: string,
  from: readonly BatchState[],
  to: BatchState,
  set: Partial<Batch>,
): Promise<boolean> {
  const cells = Object.entries({ ...set, state: to }) as [keyof Batch, string | number | null][];
  const freed = to === "RETURNED" || to === "ABANDONED" ? ", content_key = NULL" : "";
  const assignments = cells.map(([key]) => `${BATCH_COLUMNS[key]} = ?`).join(", ");
  const sql = `UPDATE batch SET ${assignments}${freed} WHERE id = ? AND state IN (${from.map(() => "?").join(", ")})`;
  return (await changedBy(manager, sql, [...cells.map(([, value]) => value), id, ...from])) === 1;
}

/** States in which a batch may still be given up. */
export const UNDECIDED: readonly BatchState[] = ["RECEIVED", "STAGED", "AWAITING_REVIEW"];

/** Gives up a batch of which nothing is published; whether it could be. */
export async function abandon(turn: Turn, batch: Batch, by: Officer, at: string, reason: string): Promise<boolean> {
  if (!(await move(turn, batch.id, UNDECIDED, "ABANDONED", { decidedAt: at }))) return false;
  await takeStep(turn, { kind: "ABANDONED", at, batchId: batch.id, ...by, reason });
  await emit(turn, at, [{ kind: "BATCH_ABANDONED", item: batch.item, batchId: batch.id, facts: { was: batch.state } }]);
  return true;
}
