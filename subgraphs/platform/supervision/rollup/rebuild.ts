/**
 * Counts everything anew from the sources' first events: after a change of what is counted, or in doubt.
 *
 * Promise: the numbers that come out are those that following would have given; they are made beside the old ones and take
 * their place in one transaction, so readers are not harmed. Refuses, and changes nothing, while a source does not answer:
 * its part would be missing.
 */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { ReadEvents } from "../../../kit/eventSource";
import type { Database } from "../../../kit/store/database";
import { know, replaceAll } from "../store/rollupStore";
import { Fold } from "./fold";

/** A follower that reads meanwhile is caught up with; one that is never is something else. */
const MOST_TRIES = 20;

export interface Rebuilt {
  events: number;
  counters: number;
}

export async function rebuildRollups(
  database: Database,
  { sources, read, now }: { sources: readonly string[]; read: ReadEvents; now: () => number },
): Promise<Rebuilt> {
  await know(database, sources, new Date(now()).toISOString());
  const catalogue = loadCatalogue();
  const folds = new Map(sources.map((source) => [source, new Fold(source, 0, catalogue)]));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // One after another: a department is asked no more than by the follower.
    for (const fold of folds.values()) await fold.readOn(read, Infinity);
    const positions = new Map([...folds].map(([name, { position }]) => [name, position]));
    const counters = [...folds.values()].flatMap((fold) => fold.added());
    if (await replaceAll(database, { positions, counters }))
      return { events: [...folds.values()].reduce((sum, { events }) => sum + events, 0), counters: counters.length };
  }
  throw new Error("the sources are read further faster than they can be counted: try again when less is happening");
}
