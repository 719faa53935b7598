/**
 * The head of the log: how many entries it has, the root over them, and who may write the next. The one row that changes,
 * always by a conditional update, so that of two writers one finds that the other was there (FAULTS F13).
 */
import type { LogWriter, Step } from "./logWriter";

export interface Head {
  origin: string;
  size: number;
  /** base64url */
  root: string;
  /** Time of the last entry; empty before the first. */
  lastAt: string;
  /** Made anew whenever somebody takes the log over; empty while nobody holds it. */
  epoch: string;
  holder: string;
  /** Grows while the holder lives. */
  beat: number;
}

const READ = "SELECT origin, size, root, last_at, epoch, holder, beat FROM log_head WHERE id = 1";
const FOUND = "INSERT INTO log_head (id, origin, size, root, last_at, epoch, holder, beat) VALUES (1, ?, 0, ?, '', '', '', 0)";
const TAKE = "UPDATE log_head SET epoch = ?, holder = ?, beat = beat + 1 WHERE id = 1 AND epoch = ? AND beat = ?";
const BEAT = "UPDATE log_head SET beat = beat + 1 WHERE id = 1 AND epoch = ?";
const MOVE = "UPDATE log_head SET size = ?, root = ?, last_at = ?, beat = beat + 1 WHERE id = 1 AND epoch = ? AND size = ?";
const LEAVE = "UPDATE log_head SET epoch = '', holder = '' WHERE id = 1 AND epoch = ?";

export async function readHead(writer: LogWriter): Promise<Head | undefined> {
  const [row] = await writer.all(READ, []);
  if (row === undefined) return undefined;
  return {
    origin: row["origin"] as string,
    size: Number(row["size"]),
    root: row["root"] as string,
    lastAt: row["last_at"] as string,
    epoch: row["epoch"] as string,
    holder: row["holder"] as string,
    beat: Number(row["beat"]),
  };
}

export const headSteps = {
  found: (origin: string, emptyRoot: string): Step => ({ sql: FOUND, rows: [[origin, emptyRoot]] }),
  take: (head: Head, epoch: string, holder: string): Step => ({
    sql: TAKE,
    rows: [[epoch, holder, head.epoch, head.beat]],
    changes: 1,
  }),
  beat: (epoch: string): Step => ({ sql: BEAT, rows: [[epoch]], changes: 1 }),
  move: (from: number, to: { size: number; root: string; lastAt: string }, epoch: string): Step => ({
    sql: MOVE,
    rows: [[to.size, to.root, to.lastAt, epoch, from]],
    changes: 1,
  }),
  leave: (epoch: string): Step => ({ sql: LEAVE, rows: [[epoch]] }),
};
