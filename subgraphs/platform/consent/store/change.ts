/**
 * One statement that changes rows under a condition, and how many it changed: the way two who act at once are told apart
 * on every engine of the MySQL family (docs/decisions/0005). No row is read first and written afterwards.
 */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";

type Cell = string | number | null;

/** Rows that `sql` changed. */
export async function change(manager: EntityManager, sql: string, values: readonly Cell[]): Promise<number> {
  const { affected } = await manager.queryRunner!.query(sql, [...values], true);
  return affected ?? 0;
}

const ATTEMPTS = 4;

/** Another transaction was in the way: this one changed nothing and may begin again. (SQLite has waited by itself before it says so.) */
const IN_THE_WAY = /ER_LOCK_DEADLOCK|ER_LOCK_WAIT_TIMEOUT|ER_DUP_ENTRY|ER_CHECKREAD/;

/** `work` in one transaction, begun again where another was in the way (FAULTS F32). A refusal of the engine that stays is thrown. */
export function writeAgain<T>(database: Database, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return begunAgain(() => database.write(work));
}

/** The same of any transaction. */
export async function begunAgain<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      if (attempt === ATTEMPTS || !IN_THE_WAY.test(code)) throw error;
    }
  }
}
