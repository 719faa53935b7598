/** A {@link Reach} behind a breaker: while it is open, calls fail at once and cost the department nothing. */
import { Refusal } from "../../schema/contract/publicCode";
import { admit, CLOSED, settle, type BreakerState, type Outcome } from "./breaker";
import { NotSent, type Reach, type ReachEvent } from "./reach";

export interface BreakingReach extends Reach {
  /** For the metrics. */
  breaker(): BreakerState["mode"];
}

export function withBreaker(
  reach: Reach,
  { now = Date.now, onEvent }: { now?: () => number; onEvent?: (event: ReachEvent) => void } = {},
): BreakingReach {
  const { subgraph } = reach;
  let state = CLOSED;

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    const admission = admit(state, now());
    state = admission.state;
    const { ticket } = admission;
    if (ticket === undefined) throw new NotSent("SECTOR_UNAVAILABLE", subgraph, "its breaker is open");
    try {
      const answer = await work();
      move(settle(state, ticket, "ANSWERED", now()));
      return answer;
    } catch (error) {
      move(settle(state, ticket, outcomeOf(error), now()));
      throw error;
    }
  }

  function move(next: BreakerState): void {
    if (next.mode !== "CLOSED" && state.mode === "CLOSED") {
      onEvent?.({ kind: "BREAKER_OPEN", subgraph, detail: `next probe at ${next.probeAt}` });
    } else if (next.mode === "CLOSED" && state.mode !== "CLOSED") {
      onEvent?.({ kind: "BREAKER_CLOSED", subgraph, detail: "a probe was answered" });
    }
    state = next;
  }

  return {
    subgraph,
    call: (call) => guarded(() => reach.call(call)),
    internal: (operation, payload, warrant, deadlineAt) => guarded(() => reach.internal(operation, payload, warrant, deadlineAt)),
    healthy: () => reach.healthy(),
    close: () => reach.close(),
    breaker: () => state.mode,
  };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof NotSent) return "NOT_SENT";
  return error instanceof Refusal && error.code === "SECTOR_INTEGRITY" ? "LIED" : "FAILED";
}
