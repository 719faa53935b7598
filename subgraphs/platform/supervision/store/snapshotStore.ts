/** Snapshots of years that are over: written once, never changed. */
import type { Database } from "../../../kit/store/database";
import { insert } from "../../../kit/store/insertRows";

export interface SnapshotRow {
  /** `2026` */
  period: string;
  frozenAt: string;
  content: string;
}

export async function snapshotPeriods(database: Database): Promise<string[]> {
  const rows = await database.reader.all("SELECT period FROM snapshot ORDER BY period", []);
  return rows.map((row) => row["period"] as string);
}

export async function snapshotOf(database: Database, period: string): Promise<SnapshotRow | undefined> {
  const [row] = await database.reader.all("SELECT period, frozen_at, content FROM snapshot WHERE period = ?", [period]);
  return row && { period, frozenAt: row["frozen_at"] as string, content: row["content"] as string };
}

/** Where somebody was first, his stays. */
export async function insertSnapshot(database: Database, { period, frozenAt, content }: SnapshotRow): Promise<void> {
  try {
    await database.write((manager) =>
      insert(manager, "snapshot", ["period", "frozen_at", "content"], [[period, frozenAt, content]]),
    );
  } catch (error) {
    if ((await snapshotOf(database, period)) === undefined) throw error;
  }
}
