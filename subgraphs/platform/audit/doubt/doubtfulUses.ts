/**
 * Uses of authorisations of which the log says nothing: whoever was killed between the spend and the answer left a use and no
 * entry. Nobody knows whether anything was seen, so it counts as seen: an entry IN_DOUBT, on the person's page like any other.
 *
 * Promise (ATTACKS E14, J10, FAULTS F06, F28): {@link SETTLED_AFTER_MS} after a use at the latest, and after whatever time this
 * did not run, the log holds an entry of the request that spent it, exactly one of these. Killed at any point it goes on
 * where it stood, and asks the log before it writes.
 */
import { setImmediate } from "node:timers/promises";
import { readEventPage, type ReadEvents } from "../../../kit/eventSource";
import { keepDoing } from "../../../kit/keepDoing";
import type { Database } from "../../../kit/store/database";
import type { ToldConsentEvent } from "../../consent/internal/events";
import type { EvidenceLog } from "../evidenceLog";
import { indexed } from "../keyedNames";
import type { Draft } from "../log/sequencer";
import { listedAs } from "../store/entryStore";
import { followedTo, noteFollowed } from "../store/followed";
import { logSize, positionAt, requestsAbout } from "../store/lookStore";

/** Longer than any answer takes: a gateway gives up after three seconds, an entry after two more. */
export const SETTLED_AFTER_MS = 10_000;
const POLL_MS = 1_000;
/** Read at one go; looks have a turn before the next. */
const PAGE = 250;
/** Uses that are too young yet: ten seconds of more than any district sees. */
const MOST_WAITING = 20_000;
const PERSONS_A_STATEMENT = 64;
/** How far the clocks of the log and of the authorisations may differ. */
const CLOCKS_MS = 60_000;

const CONSENT = "consent";

export interface DoubtParts {
  log: EvidenceLog;
  database: Database;
  read: ReadEvents;
  now: () => number;
  onError: (error: unknown) => void;
}

export function followUses(parts: DoubtParts): { close(): Promise<void> } {
  const ended = new AbortController();
  const settle = usesSettler(parts);
  const work = async () => {
    if (parts.log.healthy()) await settle();
  };
  const running = keepDoing(work, { everyMs: POLL_MS, signal: ended.signal, onError: parts.onError });
  return {
    async close() {
      ended.abort();
      await running;
    },
  };
}

/**
 * Looks for the entry of every use that is old enough, whenever it is called; how many were in doubt. What is too young yet was
 * read once and waits here; where it goes on after a restart is on record, and moves only past what is settled.
 */
export function usesSettler({ log, database, read, now }: DoubtParts): () => Promise<number> {
  let readTo: number | undefined;
  let waiting: ToldConsentEvent[] = [];

  async function readMore(): Promise<boolean> {
    readTo ??= await followedTo(database, CONSENT);
    if (waiting.length >= MOST_WAITING) return false;
    const page = readEventPage(await read(CONSENT, readTo, PAGE), readTo);
    waiting.push(...(page.events as ToldConsentEvent[]));
    readTo = page.events.at(-1)?.position ?? readTo;
    return page.events.length > 0 && readTo < page.head;
  }

  return async () => {
    let doubtful = 0;
    for (let hasMore = true; hasMore;) {
      hasMore = await readMore();
      const young = waiting.findIndex(({ at }) => Date.parse(at) > now() - SETTLED_AFTER_MS);
      const settled = young < 0 ? waiting : waiting.slice(0, young);
      if (hasMore) await setImmediate();
      if (settled.length === 0) continue;
      for (const use of await doubtfulOf(settled, log, database)) doubtful += await put(use, log);
      await noteFollowed(database, CONSENT, settled.at(-1)!.position);
      waiting = waiting.slice(settled.length);
    }
    return doubtful;
  };
}

/** Of what happened, in its order, the uses of which the log holds no entry. */
async function doubtfulOf(
  events: readonly ToldConsentEvent[],
  log: EvidenceLog,
  { reader }: Database,
): Promise<ToldConsentEvent[]> {
  const uses = events
    .filter(({ kind, facts }) => kind === "GRANT_SPENT" && facts.look !== null)
    .map((use) => ({ use, person: indexed(log.names.person(use.personId)) }));
  if (uses.length === 0) return [];
  const since = Math.min(...uses.map(({ use }) => Date.parse(use.at))) - CLOCKS_MS;
  const from = await positionAt(reader, new Date(since).toISOString(), await logSize(reader));
  const doubtful: ToldConsentEvent[] = [];
  for (let at = 0; at < uses.length; at += PERSONS_A_STATEMENT) {
    const some = uses.slice(at, at + PERSONS_A_STATEMENT);
    const known = await requestsAbout(
      reader,
      some.map(({ person }) => person),
      from,
    );
    doubtful.push(...some.filter(({ use, person }) => !known.has(`${person} ${use.facts.look}`)).map(({ use }) => use));
  }
  return doubtful;
}

async function put({ personId, facts }: ToldConsentEvent, log: EvidenceLog): Promise<1> {
  const person = log.names.person(personId);
  const entry: Draft["entry"] = {
    ...{ kind: "ACCESS", request: facts.look!, agency: facts.agency, roots: ["person"], purpose: facts.purpose ?? "NONE" },
    ...{ grant: facts.grant, person, categories: [], withheld: [], unavailable: [], outcome: "IN_DOUBT" },
    detail: "spent, and no answer is on record",
  };
  await log.append([{ entry, index: { personKey: indexed(person), listed: listedAs(entry), salt: null, statement: null } }]);
  return 1;
}
