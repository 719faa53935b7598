/**
 * What became of requests and authorisations, told in the transaction that made it so and read from a position on by whoever
 * counts it, or looks for uses of which nobody ever got an answer (docs/decisions/0032).
 *
 * Promise: positions only grow, in the order in which events become visible. The row that numbers them is the last that a
 * transaction takes, so that nobody who holds it waits for anybody. That an authorisation has expired is told by nobody: it
 * is seen from `validUntil`.
 */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";
import { insertAll } from "../../../kit/store/insertRows";
import type { Row } from "../../../kit/store/reader";

export type ConsentEventKind =
  | "GRANT_REQUESTED"
  | "GRANT_APPROVED"
  | "GRANT_DECLINED"
  | "GRANT_PAUSED"
  | "GRANT_RESUMED"
  | "GRANT_REVOKED"
  | "GRANT_SUPERSEDED"
  | "GRANT_SPENT"
  | "EMERGENCY_DECLARED"
  | "EMERGENCY_SECONDED";

export interface NewConsentEvent {
  kind: ConsentEventKind;
  /** Id of the authorisation, or of the request while there is none. */
  grant: string;
  personId: string;
  agency: string;
  /** Absent where the signed text cannot be read. */
  purpose?: string | undefined;
  /** Of an approval. */
  validUntil?: string;
  /** Of a use: the request of the gateway that spent it. */
  look?: string;
}

export interface ConsentEvent extends NewConsentEvent {
  position: number;
  /** RFC 3339 UTC. */
  at: string;
}

const COLUMNS = ["position", "at", "kind", "grant_id", "person_id", "agency", "purpose", "valid_until", "look"];
const TAKE = "UPDATE grant_turn SET position = position + ? WHERE one = 1";
const TAKEN = "SELECT position FROM grant_turn WHERE one = 1";
const NEXT = `SELECT ${COLUMNS.join(", ")} FROM grant_told WHERE position > ? ORDER BY position LIMIT ?`;

/** As the last step of a transaction. */
export async function tell(manager: EntityManager, at: string, events: readonly NewConsentEvent[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query(TAKE, [events.length]);
  const [turn] = (await manager.query(TAKEN)) as Row[];
  const first = (turn!["position"] as number) - events.length + 1;
  const rows = events.map(({ kind, grant, personId, agency, purpose, validUntil, look }, place) => {
    return [first + place, at, kind, grant, personId, agency, purpose ?? null, validUntil ?? null, look ?? null];
  });
  await insertAll(manager, "grant_told", COLUMNS, rows);
}

/** Up to `limit` events after a position, and the position of the last there is. */
export async function eventsAfter(
  { reader }: Database,
  after: number,
  limit: number,
): Promise<{ events: ConsentEvent[]; head: number }> {
  // The head first: an event that comes in between is then merely not counted yet.
  const [turn] = await reader.all(TAKEN, []);
  const events = (await reader.all(NEXT, [after, limit])).map(eventOf);
  return { events, head: Math.max((turn?.["position"] as number | undefined) ?? 0, events.at(-1)?.position ?? 0) };
}

function eventOf(row: Row): ConsentEvent {
  const text = (column: string) => row[column] as string;
  return {
    ...{ position: row["position"] as number, at: text("at"), kind: text("kind") as ConsentEventKind },
    ...{ grant: text("grant_id"), personId: text("person_id"), agency: text("agency") },
    ...(row["purpose"] !== null && { purpose: text("purpose") }),
    ...(row["valid_until"] !== null && { validUntil: text("valid_until") }),
    ...(row["look"] !== null && { look: text("look") }),
  };
}
