/**
 * The transactional outbox of a sector: what happened, told in the same transaction that made it happen, read from a
 * position on by whoever keeps count of it.
 *
 * Promise: positions only grow, in the order in which events become visible; an event that was read is never followed by
 * an earlier one. Facts are codes, days and counts, never what a record says.
 */
import type { EventKind, Facts, OutboxEvent, WrittenFacts } from "../../../schema/contract/outboxEvent";
import { EVENTS_A_PAGE } from "../eventSource";
import type { Database } from "./database";
import { insertAll } from "./insertRows";
import type { Row } from "./reader";
import type { Turn } from "./turn";

/** An event as it is written: its kind and the facts of that kind (`schema/contract/outboxEvent.ts`). */
export type NewEvent = {
  [K in EventKind]: Omit<OutboxEvent<K>, "position" | "at" | "facts"> & { facts: WrittenFacts<K> };
}[EventKind];

export const OUTBOX_COLUMNS = ["position", "at", "kind", "item", "record_id", "person_id", "batch_id", "facts"];

export async function emit({ manager, positions }: Turn, at: string, events: readonly NewEvent[]): Promise<void> {
  const first = positions(events.length);
  const rows = events.map(({ kind, item, recordId, personId, batchId, facts }, place) => {
    return [first + place, at, kind, item ?? null, recordId ?? null, personId ?? null, batchId ?? null, JSON.stringify(facts)];
  });
  await insertAll(manager, "outbox", OUTBOX_COLUMNS, rows);
}

const NEXT = `SELECT ${OUTBOX_COLUMNS.join(", ")} FROM outbox WHERE position > ? ORDER BY position LIMIT ${EVENTS_A_PAGE}`;

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
