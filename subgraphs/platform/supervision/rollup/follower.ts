/**
 * Follows the events of all sources and counts them: each source on its own, so that one that is down holds up nobody.
 *
 * Promise: an event is in the counters within seconds of being told ({@link POLL_MS}); killed at any point, the follower
 * goes on from the last position whose events were counted, and counts nothing twice (FAULTS F46). A source that does not
 * answer is asked again and again, stays among the sources, and is seen to be stale by when it last answered.
 */
import { setMaxListeners } from "node:events";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { ReadEvents } from "../../../kit/eventSource";
import { keepDoing } from "../../../kit/keepDoing";
import type { Database } from "../../../kit/store/database";
import type { SubgraphService } from "../../../kit/subgraph";
import { advance, hear, know, rollupState } from "../store/rollupStore";
import { Fold } from "./fold";

const POLL_MS = 1_000;
/** How often it is noted that sources answer though they have nothing new. */
const HEAR_MS = 2_000;
/** Events that are counted in one transaction, at most. */
const EVENTS_AT_ONCE = 50_000;

export interface Following {
  database: Database;
  /** Names of the subgraphs whose events are counted. */
  sources: readonly string[];
  read: ReadEvents;
  now: () => number;
  /** Told once when a source falls silent, and of what else goes wrong. */
  onError: (error: unknown) => void;
}

export async function startFollower({ database, sources, read, now, onError }: Following): Promise<SubgraphService> {
  const at = () => new Date(now()).toISOString();
  const ended = new AbortController();
  setMaxListeners(sources.length + 2, ended.signal);
  /** Source → when it was asked what it answered. */
  const heard = new Map<string, string>();
  await know(database, sources, at());

  function follow(source: string): Promise<void> {
    let from: number | undefined;
    const work = async () => {
      const askedAt = at();
      from = await catchUp(source, { database, read, at, from });
      heard.set(source, askedAt);
    };
    return keepDoing(work, { everyMs: POLL_MS, signal: ended.signal, onError });
  }

  async function noteHeard(): Promise<void> {
    const [names, times] = [[...heard.keys()], [...heard.values()].sort()];
    heard.clear();
    if (names.length > 0) await hear(database, names, times[0]!).catch(onError);
  }

  const loops = [...sources.map(follow), keepDoing(noteHeard, { everyMs: HEAR_MS, signal: ended.signal, onError })];
  return {
    healthy: () => true,
    async close() {
      ended.abort();
      await Promise.all(loops);
    },
  };
}

/** Counts what a source has told after `from`, or after where it was read to; the position then. */
export async function catchUp(
  source: string,
  { database, read, at, from: known }: { database: Database; read: ReadEvents; at: () => string; from?: number | undefined },
): Promise<number> {
  for (let from = known ?? (await positionOf(source, database)); ;) {
    const readAt = at();
    const fold = new Fold(source, from, loadCatalogue());
    const isAll = await fold.readOn(read, EVENTS_AT_ONCE);
    const { position: to, lastEventAt } = fold;
    const counted =
      to === from || (await advance(database, { name: source, from, to, lastEventAt, readAt, added: fold.added() }));
    if (counted && isAll) return to;
    // Lost to another reader, who counted them: go on from where it stands.
    from = counted ? to : await positionOf(source, database);
  }
}

async function positionOf(name: string, database: Database): Promise<number> {
  const { sources } = await rollupState(database);
  const known = sources.find((one) => one.name === name);
  if (known === undefined) throw new Error(`nothing is known of the source ${name}`);
  return known.position;
}
