/**
 * The transactional outbox of a sector: what happened, told in the same transaction that made it happen, read from a
 * position on by whoever keeps count of it.
 *
 * Promise: positions only grow, in the order in which events become visible; an event that was read is never followed by
 * an earlier one. Facts are codes, days and counts, never what a record says.
 */
import type { Database } from "./database";
import { insertAll } from "./insertRows";
import type { Row } from "./reader";
import type { Turn } from "./turn";

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export const EVENT_KINDS = [
  "RECORD_CREATED",
  "RECORD_CORRECTED",
  "RECORD_WITHDRAWN",
  "RECORD_SEALED",
  "RECORD_REPAIRED",
  "RECORD_DISPUTED",
  "RECORD_RESTORED",
  "RECORD_EXPIRED",
  "BATCH_SUBMITTED",
  "BATCH_REVIEWED",
  "BATCH_PUBLISHED",
  "BATCH_ABANDONED",
  "NIL_RETURN_FILED",
  "RECONCILED",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface NewEvent {
  kind: EventKind;
  item?: string;
  recordId?: string;
  personId?: string;
  batchId?: string;
  facts?: Facts;
}

export interface OutboxEvent extends NewEvent {
  position: number;
  at: string;
  facts: Facts;
}

export const OUTBOX_COLUMNS = ["position", "at", "kind", "item", "record_id", "person_id", "batch_id", "facts"];

export async function emit({ manager, positions }: Turn, at: string, events: readonly NewEvent[]): Promise<void> {
  const first = positions(events.length);
  const rows = events.map(({ kind, item, recordId, personId, batchId, facts }, place) => {
    const told = facts === undefined ? null : JSON.stringify(facts);
    return [first + place, at, kind, item ?? null, recordId ?? null, personId ?? null, batchId ?? null, told];
  });
  await insertAll(manager, "outbox", OUTBOX_COLUMNS, rows);
}

/** A page is never larger. */
export const MAX_EVENTS = 5000;
const NEXT = `SELECT ${OUTBOX_COLUMNS.join(", ")} FROM outbox WHERE position > ? ORDER BY position LIMIT ${MAX_EVENTS}`;

/** Up to `limit` events after a position, and the position of the last there is. */
export async function eventsAfter(
  database: Database,
  after: number,
  limit: number,
): Promise<{ events: OutboxEvent[]; head: number }> {
  // The head first: an event that comes in between is then merely not counted yet.
  const [turn] = await database.reader.all("SELECT position FROM turn WHERE one = 1", []);
  const rows = (await database.reader.all(NEXT, [after])).slice(0, limit);
  const last = rows.at(-1)?.["position"] as number | undefined;
  return { events: rows.map(eventOf), head: Math.max((turn?.["position"] as number | undefined) ?? 0, last ?? 0) };
}

function eventOf(row: Row): OutboxEvent {
  const { item, record_id: recordId, person_id: personId, batch_id: batchId } = row as Record<string, string | null>;
  return {
    position: row["position"] as number,
    at: row["at"] as string,
    kind: row["kind"] as EventKind,
    ...(item && { item }),
    ...(recordId && { recordId }),
    ...(personId && { personId }),
    ...(batchId && { batchId }),
    facts: row["facts"] === null ? {} : (JSON.parse(row["facts"] as string) as Facts),
  };
}
