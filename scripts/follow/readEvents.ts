/** The events of other subgraphs, for one that counts them: of those that run in this process, or over the wire. */
import { randomUUID } from "node:crypto";
import { readSubgraphUrls } from "../../gateway/config";
import { legalDayOf } from "../../schema/contract/legalDay";
import { signWarrant, WARRANT_SCHEME, type Warrant } from "../../schema/contract/warrant";
import { readEventsKeys } from "../../subgraphs/kit/config";
import type { ReadEvents } from "../../subgraphs/kit/eventSource";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { dataDirOf, type Environment } from "../config";

const ANSWER_WITHIN_MS = 5_000;

/** The one subgraph that counts what others do. */
export const SUPERVISION = "supervision";

/** For a subgraph that counts: by the addresses of CREDIT_SUBGRAPHS, and otherwise what runs here. */
export function eventsFor(
  subgraph: string,
  env: Environment,
  here: (name: string) => RunningSubgraph | undefined = () => undefined,
): ReadEvents | undefined {
  if (subgraph !== SUPERVISION) return undefined;
  const urls = readSubgraphUrls(env["CREDIT_SUBGRAPHS"]);
  return async (name, after, limit) => {
    const url = urls.get(name);
    if (url !== undefined) return eventsAt(name, url, env, { after, limit });
    const running = here(name);
    if (running === undefined) throw new EventsUnavailable(`${name} does not run here, and CREDIT_SUBGRAPHS names no address`);
    return running.internal("events", { after, limit }, countingWarrant(Date.now()));
  };
}

class EventsUnavailable extends Error {
  override readonly name = "EventsUnavailable";
}

async function eventsAt(name: string, url: string, env: Environment, payload: object): Promise<unknown> {
  const [key] = readEventsKeys(env, name, dataDirOf(env));
  if (key === undefined) throw new EventsUnavailable(`CREDIT_EVENTS_KEY_${name.toUpperCase()} is missing`);
  const body = JSON.stringify(payload);
  const now = Date.now();
  const warrant = signWarrant(countingWarrant(now), { subgraph: name, body, key, now });
  const headers = { authorization: `${WARRANT_SCHEME} ${warrant}`, "content-type": "application/json" };
  const options = { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) } as const;
  const response = await fetch(new URL("/internal/events", url), options);
  if (!response.ok) throw new EventsUnavailable(`${name} answers ${response.status}`);
  return response.json();
}

/** It opens nothing: events show no record. */
function countingWarrant(now: number): Warrant {
  const about = {
    purpose: "SUPERVISION_STATISTICS",
    caseNumber: "rollups",
    agency: "joint-meeting-office",
    officer: SUPERVISION,
  };
  return { requestId: randomUUID(), ...about, scopes: [], subjects: [], open: {}, today: legalDayOf(new Date(now)) };
}
