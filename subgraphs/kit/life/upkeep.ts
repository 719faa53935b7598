/**
 * What a sector does without being asked: goes on with batches that an ended process left, empties what is decided, writes
 * down what time did to records. Any number of processes may do it at once: each step is done by the first that comes.
 *
 * Promise: nothing that is read depends on it; after it every batch is where somebody can act on it, or plainly abandoned.
 */
import { createHash } from "node:crypto";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { clockBook } from "../record/itemClocks";
import type { Sector } from "../sector";
import { batchByNumber, batchesIn, isLeft } from "../store/batchStore";
import { areComputedOf, eraseOver, noteComputedOf, recompute, sweepExpired, sweptOn } from "../store/clockWalk";
import type { Database } from "../store/database";
import type { RecordsChanged } from "../store/recordStore";
import { clearStaging, stagedNumbers } from "../store/staging";
import { SYSTEM } from "../store/steps";
import { giveUp, settleStaged } from "./receiveBatch";
import { isGone } from "./receiver";
import { carryOut } from "./reviewBatch";

export interface Kept {
  database: Database;
  sector: Sector;
  recordsChanged?: RecordsChanged | undefined;
}

export async function keepUp({ database, sector, recordsChanged }: Kept, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  for (const batch of await batchesIn(database, "RECEIVED")) {
    const reason = "接收中断，已作废；请重新报送 / receiving broke off, send the file again";
    if (isLeft(batch, now, isGone)) await giveUp(database, batch.id, SYSTEM, at, reason);
  }
  for (const batch of await batchesIn(database, "STAGED")) await settleStaged(database, batch.id, at);
  for (const batch of await batchesIn(database, "APPROVED")) await carryOut(database, batch.id, at, recordsChanged);
  await clearDecided(database);
  await recomputeAll(database, sector, at);
  const today = legalDayOf(new Date(now));
  if ((await sweptOn(database)) >= today) return;
  await eraseOver(database, today, at, recordsChanged);
  await sweepExpired(database, today, at);
}

const DECIDED: ReadonlySet<string> = new Set(["PUBLISHED", "RETURNED", "ABANDONED"]);

/** Rows that a process left in staging when it ended. */
async function clearDecided(database: Database): Promise<void> {
  for (const number of await stagedNumbers(database)) {
    const batch = await batchByNumber(database, number);
    if (batch !== undefined && DECIDED.has(batch.state)) await clearStaging(database, batch);
  }
}

async function recomputeAll(database: Database, { types }: Sector, at: string): Promise<void> {
  const book = clockBook();
  const all = types.map(({ item }) => `${item.code} ${book(item.code).policy}`).join("\n");
  const policies = createHash("sha256").update(all).digest("base64url").slice(0, 16);
  if (await areComputedOf(database, policies)) return;
  for (const type of types) await recompute(database, type, book, at);
  await noteComputedOf(database, policies);
}
