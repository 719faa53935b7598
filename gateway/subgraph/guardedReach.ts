/** The whole guard around a department, in the one right order: the breaker must see the lies that the key check finds. */
import { checkedReach } from "./checkedReach";
import type { Reach } from "./reach";
import { withBreaker, type BreakingReach, type Guard } from "./withBreaker";

export function guardedReach(reach: Reach, guard: Guard = {}): BreakingReach {
  return withBreaker(checkedReach(reach), guard);
}
