/** For tests: puts rows on record by the way of every batch, with a submitter and a reviewer who are two. */
import { decideBatch, carryOut } from "../life/reviewBatch";
import { settleStaged } from "../life/receiveBatch";
import { newId } from "../newId";
import type { Batch, BatchKind } from "./batchRow";
import { move, openBatch } from "./batchStore";
import type { Database } from "./database";
import { contentOf, type RecordRow } from "./recordRow";
import type { RecordsChanged } from "./recordStore";
import { stage } from "./staging";
import { inQuietTurn } from "./turn";

export const SUBMITTER = { agency: "tax", officer: "steward" };
export const REVIEWER = { agency: "tax", officer: "reviewer" };

export interface Published {
  created: number;
  corrected: number;
  unchanged: number;
}

export interface Publishing {
  kind?: BatchKind;
  recordsChanged?: RecordsChanged | undefined;
}

/** One batch for each type and instant among the rows, in the order of time; the clocks are what the rows say. */
export async function publishRows(database: Database, rows: readonly RecordRow[], more: Publishing = {}): Promise<Published> {
  const published = { created: 0, corrected: 0, unchanged: 0 };
  for (const group of alike(rows)) {
    const at = group[0]!.asOf;
    const batch = await stageBatch(database, group, more.kind);
    await decideBatch(database, { batch: batch.id, reviewer: REVIEWER }, at);
    const after = (await carryOut(database, batch.id, at, more.recordsChanged))!;
    if (after.state !== "PUBLISHED") throw new Error(`the batch is ${after.state}`);
    published.created += after.rowsNew;
    published.corrected += after.rowsChanged;
    published.unchanged += after.rowsUnchanged;
  }
  return published;
}

function alike(rows: readonly RecordRow[]): RecordRow[][] {
  const groups = new Map<string, RecordRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.asOf, row.type, row.item, row.category, row.policy]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** A batch of rows of one type that awaits its reviewer. */
export async function stageBatch(database: Database, rows: readonly RecordRow[], kind: BatchKind = "ADDITION"): Promise<Batch> {
  const { type, item, category, policy, asOf } = rows[0]!;
  const given = { sha256: newId().padEnd(64, "0"), type, item, category, policy, kind, submitter: SUBMITTER, receiver: "test" };
  const { batch } = await openBatch(database, given, Date.parse(asOf));
  const staged = rows.map((row, place) => ({ ...row, line: place + 1, content: contentOf(row) }));
  for (let start = 0; start < staged.length; start += 500) await stage(database, batch, staged.slice(start, start + 500), asOf);
  const counts = { rowsTotal: rows.length, rowsTaken: rows.length };
  await inQuietTurn(database, (turn) => move(turn, batch.id, ["RECEIVED"], "STAGED", counts));
  return (await settleStaged(database, batch.id, asOf))!;
}
