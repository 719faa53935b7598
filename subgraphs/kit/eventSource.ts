/**
 * Events of another subgraph (its internal operation `events`), read from a position on by a subgraph that keeps count of
 * what others do: in this process or over the wire, which of the two the reader does not know.
 */
import { z } from "zod";

/** What a subgraph answers to `{ after, limit }`, whatever it is. @throws Error where it does not answer */
export type ReadEvents = (subgraph: string, after: number, limit: number) => Promise<unknown>;

export interface ToldEvent {
  position: number;
  /** RFC 3339 UTC. */
  at: string;
  kind: string;
  /** Code of the catalogue item. */
  item?: string;
  /** Codes, days and counts; never what a record says. */
  facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface EventPage {
  events: ToldEvent[];
  /** Position to go on from. */
  next: number;
  /** Position of the last event that there is. */
  head: number;
}

/** At most so many events a page, by the agreement with every source. */
export const EVENTS_A_PAGE = 5000;

/** What a source is asked: up to `limit` events after a position. */
export const EventsAsked = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(EVENTS_A_PAGE) });

/**
 * The page that `answer` is, in order and without what `after` has passed: what is told twice, late or out of order is told
 * once. @throws Error for an answer that is no page: a source that lies is as one that is down.
 */
export function readEventPage(answer: unknown, after: number): EventPage {
  const { events, next, head } = (answer ?? {}) as { events?: unknown; next?: unknown; head?: unknown };
  if (!Array.isArray(events) || !isPosition(next) || !isPosition(head)) throw new Error("the answer is no page of events");
  if (!events.every(isEvent)) throw new Error("a page holds something that is no event");
  const seen = new Set<number>();
  const fresh = (events as ToldEvent[])
    .filter(({ position }) => position > after && !seen.has(position) && seen.add(position))
    .sort((one, other) => one.position - other.position);
  return { events: fresh, next: Math.max(after, fresh.at(-1)?.position ?? 0), head };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function isEvent(one: unknown): one is ToldEvent {
  const { position, at, kind, item, facts } = (one ?? {}) as Record<keyof ToldEvent, unknown>;
  if (!isPosition(position) || typeof kind !== "string") return false;
  if (typeof at !== "string" || !INSTANT.test(at)) return false;
  return (item === undefined || typeof item === "string") && typeof facts === "object" && facts !== null;
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
