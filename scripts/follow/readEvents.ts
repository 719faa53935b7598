/** The events of other subgraphs, for one that counts them: over the wire where they have an address, and otherwise here. */
import { randomUUID } from "node:crypto";
import { readSubgraphUrls } from "../../gateway/config";
import { legalDayOf } from "../../schema/contract/legalDay";
import type { TlsMaterial } from "../../schema/contract/tls";
import type { Warrant } from "../../schema/contract/warrant";
import { readEventsKeys } from "../../subgraphs/kit/config";
import type { ReadEvents } from "../../subgraphs/kit/eventSource";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { callInternal } from "../callInternal";
import { dataDirOf, type Environment } from "../config";

/** The subgraph that counts what others do. */
export const SUPERVISION = "supervision";
/** The subgraph that looks for uses of authorisations of which it has no entry. */
export const AUDIT = "audit";
/** Who asks others for their events. */
export const FOLLOWERS: readonly string[] = [SUPERVISION, AUDIT];

const ANSWER_WITHIN_MS = 5_000;

export class EventsUnavailable extends Error {
  override readonly name = "EventsUnavailable";
}

interface Sources {
  /** What runs in this process, once it runs. */
  here?: (name: string) => RunningSubgraph | undefined | Promise<RunningSubgraph | undefined>;
  /** What the process shows of itself to doors behind TLS. */
  tls?: (() => TlsMaterial) | undefined;
}

interface Elsewhere {
  name: string;
  url: string;
  env: Environment;
  tls: (() => TlsMaterial) | undefined;
}

interface Payload {
  after: number;
  limit: number;
}

/** For `subgraph` if it follows others: by the addresses of CREDIT_SUBGRAPHS, and of what runs in this process. */
export function eventsFor(
  subgraph: string,
  env: Environment,
  { here = () => undefined, tls }: Sources = {},
): ReadEvents | undefined {
  if (!FOLLOWERS.includes(subgraph)) return undefined;
  const readHere = async (name: string, payload: Payload) => {
    const running = await here(name);
    if (running === undefined) throw new EventsUnavailable(`${name} does not run here, and CREDIT_SUBGRAPHS names no address`);
    return running.internal("events", payload, countingWarrant(Date.now()));
  };
  return eventsOver(env, readHere, tls);
}

/** By the addresses of CREDIT_SUBGRAPHS; `here` answers for the others. */
export function eventsOver(
  env: Environment,
  here: (name: string, payload: Payload) => Promise<unknown>,
  tls?: () => TlsMaterial,
): ReadEvents {
  const urls = readSubgraphUrls(env["CREDIT_SUBGRAPHS"]);
  return (name, after, limit) => {
    const url = urls.get(name);
    return url === undefined ? here(name, { after, limit }) : eventsAt({ name, url, env, tls }, { after, limit });
  };
}

async function eventsAt({ name, url, env, tls }: Elsewhere, payload: Payload): Promise<unknown> {
  const [key] = readEventsKeys(env, name, dataDirOf(env))();
  if (key === undefined) throw new EventsUnavailable(`CREDIT_EVENTS_KEY_${name.toUpperCase()} is missing`);
  const now = Date.now();
  const call = { subgraph: name, operation: "events", url, payload, deadlineMs: ANSWER_WITHIN_MS, tls };
  const response = await callInternal({ ...call, warrant: countingWarrant(now), key, now });
  if (!response.ok) throw new EventsUnavailable(`${name} answers ${response.status}`);
  return response.json();
}

/** It opens nothing: events show no record. */
export function countingWarrant(now: number): Warrant {
  const about = {
    purpose: "SUPERVISION_STATISTICS",
    caseNumber: "rollups",
    agency: "joint-meeting-office",
    officer: SUPERVISION,
  };
  return { requestId: randomUUID(), ...about, scopes: [], subjects: [], open: {}, today: legalDayOf(new Date(now)) };
}
