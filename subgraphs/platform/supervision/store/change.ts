/** One statement that changes rows under a condition, and how many it changed: two who act at once are told apart by it. */
import type { EntityManager } from "typeorm";

export async function change(manager: EntityManager, sql: string, values: readonly (string | number | null)[]): Promise<number> {
  const { affected } = await manager.queryRunner!.query(sql, [...values], true);
  return affected ?? 0;
}
