/** Checkpoints, one a size; a checkpoint is never replaced. */
import type { Reader } from "../../../kit/store/reader";
import type { Step } from "./logWriter";

export interface CheckpointRow {
  size: number;
  /** The signed note. */
  note: string;
}

const INSERT = "INSERT INTO checkpoint (size, note, made_at) VALUES (?, ?, ?)";
const LAST = "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1";

export const checkpointStep = (size: number, note: string, madeAt: string): Step => ({
  sql: INSERT,
  rows: [[size, note, madeAt]],
});

export async function lastCheckpoint(reader: Reader): Promise<CheckpointRow | undefined> {
  const [row] = await reader.all(LAST, []);
  return row && { size: Number(row["size"]), note: row["note"] as string };
}
