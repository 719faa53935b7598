/** Why rows of a batch were refused, for its desk: line, column and sentence, never a cell. The first thousand are kept. */
import type { Database } from "./database";
import { insertAll } from "./insertRows";

export interface KeptRefusal {
  line: number;
  column: string;
  problem: string;
}

export const MAX_KEPT = 1000;

export async function keepRefusals(database: Database, batchId: string, refusals: readonly KeptRefusal[]): Promise<void> {
  if (refusals.length === 0) return;
  const rows = refusals.slice(0, MAX_KEPT).map(({ line, column, problem }, place) => {
    return [batchId, place, line, column.slice(0, 100), problem.slice(0, 500)];
  });
  await database.write((manager) =>
    insertAll(manager, "batch_refusal", ["batch_id", "place", "line", "column_title", "problem"], rows),
  );
}

const OF_BATCH = `SELECT line, column_title, problem FROM batch_refusal WHERE batch_id = ? ORDER BY place LIMIT ${MAX_KEPT}`;

export async function refusalsOf(database: Database, batchId: string): Promise<KeptRefusal[]> {
  return (await database.reader.all(OF_BATCH, [batchId])).map((row) => {
    return { line: row["line"] as number, column: row["column_title"] as string, problem: row["problem"] as string };
  });
}
