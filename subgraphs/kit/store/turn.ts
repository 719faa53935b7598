/**
 * The turn of a sector: who changes records comes one after another, in every process and on every node.
 *
 * Promise: `inTurn` runs in one transaction whose first statement changes the one row of `turn`, so that the row lock (on
 * SQLite the file's) queues everybody else until it commits or fails. Hence positions of the outbox are in the order in
 * which they become visible, with no gap that is filled later; and nothing that a difference was computed from can have
 * changed while the number of the turn is the same.
 */
import type { EntityManager } from "typeorm";
import type { Database } from "./database";
import type { Row } from "./reader";

export interface Turn {
  manager: EntityManager;
  /** Number of the last turn that changed records, before this one. */
  last: number;
  /** Number of this one. */
  number: number;
  /** Reserves `count` positions of the outbox; the first of them. */
  positions(count: number): number;
}

/** A turn that changes records. */
export function inTurn<T>(database: Database, work: (turn: Turn) => Promise<T>): Promise<T> {
  return database.write(async (manager) => {
    await manager.query("UPDATE turn SET number = number + 1 WHERE one = 1");
    return settled(manager, 1, work);
  });
}

/** One that leaves records as they are, and tells something. */
export function inQuietTurn<T>(database: Database, work: (turn: Turn) => Promise<T>): Promise<T> {
  return database.write(async (manager) => {
    await manager.query("UPDATE turn SET number = number WHERE one = 1");
    return settled(manager, 0, work);
  });
}

async function settled<T>(manager: EntityManager, step: 0 | 1, work: (turn: Turn) => Promise<T>): Promise<T> {
  const [row] = (await manager.query("SELECT number, position FROM turn WHERE one = 1")) as Row[];
  const number = row!["number"] as number;
  const before = row!["position"] as number;
  let position = before;
  const turn: Turn = {
    ...{ manager, number, last: number - step },
    positions(count) {
      const first = position + 1;
      position += count;
      return first;
    },
  };
  const result = await work(turn);
  if (position > before) await manager.query("UPDATE turn SET position = ? WHERE one = 1", [position]);
  return result;
}
