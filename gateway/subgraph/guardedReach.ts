/** The whole guard around a department, in the one right order: the breaker must see the lies that the key check finds. */
import { checkedReach } from "./checkedReach";
import { Refusal } from "../../schema/contract/publicCode";
import type { Reach, ReachEvent } from "./reach";
import { withBreaker, type BreakingReach } from "./withBreaker";

export function guardedReach(
  reach: Reach,
  options: { now?: () => number; onEvent?: (event: ReachEvent) => void } = {},
): BreakingReach {
  return withBreaker(reportingLies(checkedReach(reach), options.onEvent), options);
}

function reportingLies(reach: Reach, onEvent: ((event: ReachEvent) => void) | undefined): Reach {
  return {
    ...reach,
    call: (call) =>
      reach.call(call).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === "SECTOR_INTEGRITY") {
          onEvent?.({ kind: "INTEGRITY", subgraph: reach.subgraph, detail: error.detail ?? "" });
        }
        throw error;
      }),
  };
}
