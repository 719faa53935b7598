/**
 * Uses of authorisations of which the log says nothing: whoever was killed between the spend and the answer left a use and no
 * entry. Nobody knows whether anything was seen, so it counts as seen: an entry IN_DOUBT, on the person's page like any other.
 *
 * Promise (ATTACKS E14, J10, FAULTS F06, F28): {@link SETTLED_AFTER_MS} after a use at the latest, and after whatever time this
 * did not run, the log holds an entry of the request that spent it, exactly one of these. Killed at any point it goes on
 * where it stood, and asks the log before it writes.
 */
import { setTimeout as wait } from "node:timers/promises";
import { readEventPage, type ReadEvents } from "../../../kit/eventSource";
import type { Database } from "../../../kit/store/database";
import type { ToldConsentEvent } from "../../consent/internal/events";
import type { EvidenceLog } from "../evidenceLog";
import { indexed } from "../keyedNames";
import type { Draft } from "../log/sequencer";
import { listedAs } from "../store/entryStore";
import { followedTo, noteFollowed } from "../store/followed";
import { hasEntryOf, logSize, positionAt } from "../store/lookStore";

/** Longer than any answer takes: a gateway gives up after three seconds, an entry after two more. */
export const SETTLED_AFTER_MS = 10_000;
const POLL_MS = 1_000;
const PAGE = 1_000;
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
  async function follow(): Promise<void> {
    let silent = false;
    while (!ended.signal.aborted) {
      try {
        if (parts.log.healthy()) await settleUses(parts);
        silent = false;
      } catch (error) {
        if (!silent) parts.onError(error);
        silent = true;
      }
      await wait(POLL_MS, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
    }
  }
  const running = follow();
  return {
    async close() {
      ended.abort();
      await running;
    },
  };
}

/** Looks for the entry of every use that is old enough; how many were in doubt. */
export async function settleUses({ log, database, read, now }: DoubtParts): Promise<number> {
  let doubtful = 0;
  let from = await followedTo(database, CONSENT);
  for (;;) {
    const page = readEventPage(await read(CONSENT, from, PAGE), from);
    const settled = (page.events as ToldConsentEvent[]).filter(({ at }) => Date.parse(at) <= now() - SETTLED_AFTER_MS);
    for (const use of settled)
      if (use.kind === "GRANT_SPENT" && (await isDoubtful(use, log, database))) doubtful += await put(use, log);
    const to = settled.at(-1)?.position ?? from;
    if (to > from) await noteFollowed(database, CONSENT, to);
    from = to;
    if (settled.length < page.events.length || from >= page.head || page.events.length === 0) return doubtful;
  }
}

async function isDoubtful({ at, personId, facts }: ToldConsentEvent, log: EvidenceLog, { reader }: Database): Promise<boolean> {
  if (facts.look === null) return false;
  const since = new Date(Date.parse(at) - CLOCKS_MS).toISOString();
  const from = await positionAt(reader, since, await logSize(reader));
  return !(await hasEntryOf(reader, { person: indexed(log.names.person(personId)), request: facts.look, from }));
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
