/**
 * Uses of an authorisation, spent one by one and never twice.
 *
 * Threat (ATTACKS E08, E09, E12, FAULTS F07, F33): a use that is read first and written afterwards was measured to be spent
 * fifty times of once. So a use is one conditional UPDATE, whoever asks from whichever gateway; and a request that is sent
 * again under its own key is the same use. Durable before it counts as spent.
 *
 * What arrives soon after a transaction of several shares the next one, so that many requests cost one sync. Rows are taken in the order of their ids, in every process alike: no two groups wait for each other.
 */
import type { EntityManager } from "typeorm";
import { groupPace } from "../../../kit/groupPace";
import type { Database } from "../../../kit/store/database";
import { newIds } from "../../../kit/newId";
import { insert } from "../../../kit/store/insertRows";
import { change, writeAgain } from "./change";
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
const GROUP = 128;

export type Spender = (spend: Spend) => Promise<Spent>;

export function openSpender(database: Database): Spender {
  const waiting: { spend: Spend; resolve(spent: Spent): void; reject(error: unknown): void }[] = [];
  let running = false;
  const pace = groupPace();

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await pace.turn(waiting.length);
      const group = waiting.splice(0, GROUP);
      pace.begin(group.length);
      try {
        const spent = await spendAll(
          database,
          group.map(({ spend }) => spend),
        );
        group.forEach(({ resolve }, at) => resolve(spent[at]!));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = false;
  }

  return (spend) =>
    new Promise((resolve, reject) => {
      waiting.push({ spend, resolve, reject });
      pace.came(waiting.length);
      if (!running) void run();
    });
}

/** Spends in one transaction; each has its own outcome. */
export async function spendAll(database: Database, spends: readonly Spend[]): Promise<Spent[]> {
  const order = spends.map((_, at) => at).sort((a, b) => compare(spends[a]!.grantId, spends[b]!.grantId));
  return writeAgain(database, async (manager) => {
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
  });
}

type Use = Pick<Spend, "body" | "now">;

/** The use that the key stands for: of this very group, or on record. */
async function useUnderKey(manager: EntityManager, { grantId, key }: Spend, fresh: readonly Spend[]): Promise<Use | undefined> {
  if (key === undefined) return undefined;
  const here = fresh.find((one) => one.grantId === grantId && one.key === key);
  if (here !== undefined) return here;
  const [row] = (await manager.query(USE_UNDER_KEY, [grantId, key])) as { body: string; spent_at: string }[];
  return row && { body: row.body, now: row.spent_at };
}

const USE_UNDER_KEY = "SELECT body, spent_at FROM grant_use WHERE grant_id = ? AND idempotency = ?";

/** The use that a key stands for, on record. */
export async function useOnRecord(database: Database, grantId: string, key: string): Promise<Use | undefined> {
  const [row] = await database.reader.all(USE_UNDER_KEY, [grantId, key]);
  return row && { body: row["body"] as string, now: row["spent_at"] as string };
}

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
