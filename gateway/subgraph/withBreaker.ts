/**
 * A {@link Reach} behind a breaker: while it is open, calls fail at once and cost the department nothing. What came of each
 * call is told from here: the time it took, a lie, the breaker's own moves.
 */
import { Refusal } from "../../schema/contract/publicCode";
import type { Observer } from "../observe/observer";
import { admit, CLOSED, settle, type BreakerState, type Outcome } from "./breaker";
import { NotSent, type Reach, type ReachEvent } from "./reach";

export interface BreakingReach extends Reach {
  /** For the metrics. */
  breaker(): BreakerState["mode"];
}

export interface Guard {
  now?: () => number;
  onEvent?: (event: ReachEvent) => void;
  observer?: Observer;
}

export function withBreaker(reach: Reach, { now = Date.now, onEvent, observer }: Guard = {}): BreakingReach {
  const { subgraph } = reach;
  let state = CLOSED;

  async function guarded<T>(kind: "graph" | "internal", work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let code = "ANSWERED";
    const admission = admit(state, now());
    state = admission.state;
    const { ticket } = admission;
    try {
      if (ticket === undefined) throw new NotSent("SECTOR_UNAVAILABLE", subgraph, "its breaker is open");
      const answer = await work();
      move(settle(state, ticket, "ANSWERED", now()));
      return answer;
    } catch (error) {
      code = error instanceof Refusal ? error.code : "INTERNAL_SERVER_ERROR";
      const outcome = outcomeOf(error);
      if (outcome === "LIED") onEvent?.({ kind: "INTEGRITY", subgraph, detail: (error as Refusal).detail ?? "" });
      if (ticket !== undefined) move(settle(state, ticket, outcome, now()));
      throw error;
    } finally {
      observer?.subgraph(subgraph, kind, code, (performance.now() - began) / 1e3);
    }
  }

  function move(next: BreakerState): void {
    if (next === state) return;
    if (next.mode !== "CLOSED" && state.mode === "CLOSED") {
      onEvent?.({ kind: "BREAKER_OPEN", subgraph, detail: `next probe at ${next.probeAt}` });
    } else if (next.mode === "CLOSED" && state.mode !== "CLOSED") {
      onEvent?.({ kind: "BREAKER_CLOSED", subgraph, detail: "a probe was answered" });
    }
    state = next;
  }

  return {
    subgraph,
    call: (call) => guarded("graph", () => reach.call(call)),
    internal: (...asked) => guarded("internal", () => reach.internal(...asked)),
    healthy: () => reach.healthy(),
    close: () => reach.close(),
    breaker: () => state.mode,
  };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof NotSent) return "NOT_SENT";
  return error instanceof Refusal && error.code === "SECTOR_INTEGRITY" ? "LIED" : "FAILED";
}
