/**
 * A subgraph in the gateway's own process: the same deadline as over the wire, and no signature, for there is no wire.
 * What it throws stays here; the log learns the kind of the error, not its text (ATTACKS B14).
 */
import { kindOfError } from "../../schema/contract/kindOfError";
import type { Warrant } from "../../schema/contract/warrant";
import { byDeadline, LATE } from "./byDeadline";
import { sectorUnavailable, type Reach, type ReachEvent, type SubgraphAnswer, type SubgraphBody } from "./reach";

/** What the one-process start-up hands in for each subgraph. */
export interface LocalSubgraph {
  name: string;
  execute(body: SubgraphBody, warrant: Warrant): Promise<SubgraphAnswer>;
  internal(operation: string, payload: unknown, warrant: Warrant): Promise<unknown>;
  healthy(): Promise<boolean>;
}

const HEALTH_MS = 1000;

export function localReach(
  subgraph: LocalSubgraph,
  { now = Date.now, onEvent }: { now?: () => number; onEvent?: (event: ReachEvent) => void } = {},
): Reach {
  async function run<T>(work: () => Promise<T>, deadlineAt: number): Promise<T> {
    let outcome: T | typeof LATE;
    try {
      outcome = await byDeadline(work(), deadlineAt, now);
    } catch (error) {
      throw failed("FAILED", kindOfError(error));
    }
    if (outcome === LATE) throw failed("DEADLINE", "no answer by the deadline");
    return outcome;
  }

  function failed(kind: ReachEvent["kind"], detail: string) {
    onEvent?.({ kind, subgraph: subgraph.name, detail });
    return sectorUnavailable(subgraph.name, detail);
  }

  return {
    subgraph: subgraph.name,
    call: ({ body, warrant, deadlineAt }) => run(() => subgraph.execute(body, warrant), deadlineAt),
    internal: (operation, payload, warrant, deadlineAt) => run(() => subgraph.internal(operation, payload, warrant), deadlineAt),
    healthy: async () => (await byDeadline(subgraph.healthy(), now() + HEALTH_MS, now).catch(() => false)) === true,
    close: async () => undefined,
  };
}
