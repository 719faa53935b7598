/**
 * Uses of an authorisation, spent one by one and never twice.
 *
 * Threat (ATTACKS E08, E09, E12, FAULTS F07, F33): a use that is read first and written afterwards was measured to be spent
 * fifty times of once. So a use is one conditional UPDATE, whoever asks from whichever gateway; and a request that is sent
 * again under its own key is the same use. Durable before it counts as spent.
 *
 * What arrives soon after a transaction of several shares the next one, so that many requests cost one sync.
 */
import { join } from "node:path";
import { groupPace } from "../../../kit/groupPace";
import type { Database } from "../../../kit/store/database";
import { begunAgain } from "./change";
import { USE_UNDER_KEY, within, type Spend, type Spent, type Use } from "./spendWithin";

const SPENDING = { module: join(__dirname, "spendWithin"), within };
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
        const spends = group.map(({ spend }) => spend);
        const spent = await begunAgain(() => database.writeApart(SPENDING, spends));
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

/** The use that a key stands for, on record. */
export async function useOnRecord(database: Database, grantId: string, key: string): Promise<Use | undefined> {
  const [row] = await database.reader.all(USE_UNDER_KEY, [grantId, key]);
  return row && { body: row["body"] as string, now: row["spent_at"] as string };
}
