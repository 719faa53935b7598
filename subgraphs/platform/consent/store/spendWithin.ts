/**
 * The transaction in which uses are spent: a module of its own, for an embedded database runs it in a thread (kit/store/writeApart).
 *
 * Rows are taken in the order of their ids, in every process alike: no two groups wait for each other.
 */
import type { EntityManager } from "typeorm";
import { newIds } from "../../../kit/newId";
import { insert } from "../../../kit/store/insertRows";
import { change } from "./change";
import { tell, type NewConsentEvent } from "./outbox";

export interface Spend {
  grantId: string;
  /** As often as the signed text allows. */
  uses: number;
  /** Keyed hash of the client's Idempotency-Key; absent where it sent none. */
  key: string | undefined;
  /** Keyed hash of what was asked. */
  body: string;
  /** RFC 3339, UTC. */
  now: string;
  /** Whose, for whom and by which request of the gateway: for who looks for its answer afterwards. */
  of: Pick<NewConsentEvent, "personId" | "agency" | "purpose" | "look">;
}

/** REFUSED: no use is left, or the authorisation is not in force. KEY_TAKEN: the key stands for another request, or is old. */
export type Spent = "SPENT" | "REFUSED" | "KEY_TAKEN";

/** So long a request may be sent again under its key. */
export const AGAIN_WITHIN_MS = 300_000;

/** Each has its own outcome. */
export async function within(manager: EntityManager, spends: readonly Spend[]): Promise<Spent[]> {
  const order = spends.map((_, at) => at).sort((a, b) => compare(spends[a]!.grantId, spends[b]!.grantId));
  const outcomes = new Array<Spent>(spends.length);
  const fresh: Spend[] = [];
  for (const at of order) {
    const spend = spends[at]!;
    const before = await useUnderKey(manager, spend, fresh);
    outcomes[at] = before === undefined ? await useOne(manager, spend) : again(spend, before);
    if (before === undefined && outcomes[at] === "SPENT") fresh.push(spend);
  }
  if (fresh.length === 0) return outcomes;
  const ids = newIds(fresh.length);
  const rows = fresh.map(({ grantId, key, body, now }, at) => [ids[at]!, grantId, key ?? null, body, now]);
  await insert(manager, "grant_use", ["id", "grant_id", "idempotency", "body", "spent_at"], rows);
  const spent = fresh.map(({ grantId, of }): NewConsentEvent => ({ kind: "GRANT_SPENT", grant: grantId, ...of }));
  await tell(manager, fresh[0]!.now, spent);
  return outcomes;
}

export type Use = Pick<Spend, "body" | "now">;

/** The use that the key stands for: of this very group, or on record. */
async function useUnderKey(manager: EntityManager, { grantId, key }: Spend, fresh: readonly Spend[]): Promise<Use | undefined> {
  if (key === undefined) return undefined;
  const here = fresh.find((one) => one.grantId === grantId && one.key === key);
  if (here !== undefined) return here;
  const [row] = (await manager.query(USE_UNDER_KEY, [grantId, key])) as { body: string; spent_at: string }[];
  return row && { body: row.body, now: row.spent_at };
}

export const USE_UNDER_KEY = "SELECT body, spent_at FROM grant_use WHERE grant_id = ? AND idempotency = ?";

/** What a key that stands for `before` gives `spend`. */
export function again(spend: Use, before: Use): Spent {
  const isSame = spend.body === before.body && Date.parse(spend.now) - Date.parse(before.now) <= AGAIN_WITHIN_MS;
  return isSame ? "SPENT" : "KEY_TAKEN";
}

async function useOne(manager: EntityManager, { grantId, uses, now }: Spend): Promise<Spent> {
  const sql = "UPDATE grant_state SET used = used + 1, last_used_at = ? WHERE id = ? AND status = 'ACTIVE' AND used < ?";
  return (await change(manager, sql, [now, grantId, uses])) === 1 ? "SPENT" : "REFUSED";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
