/** For tests: work that is done apart. Writes each number down and gives their sum, or throws at the first that is negative; at infinity its thread ends. */
import type { EntityManager } from "typeorm";

export async function within(manager: EntityManager, numbers: readonly number[]): Promise<number> {
  for (const number of numbers) {
    if (number < 0) throw Object.assign(new Error(`of nobody's business: ${number}`), { code: "NEGATIVE" });
    if (number === Infinity) process.exit();
    await manager.query("INSERT INTO apart (number) VALUES (?)", [number]);
  }
  const [row] = (await manager.query("SELECT SUM(number) AS sum FROM apart", [])) as { sum: number }[];
  return Number(row!.sum);
}
