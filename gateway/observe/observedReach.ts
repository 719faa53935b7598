/** A way to a subgraph that tells how long each call took and what came of it. */
import { Refusal } from "../../schema/contract/publicCode";
import type { BreakingReach } from "../subgraph/withBreaker";
import type { Observer } from "./observer";

export function observedReach(reach: BreakingReach, observer: Observer): BreakingReach {
  async function timed<T>(kind: "graph" | "internal", work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let outcome = "ANSWERED";
    try {
      return await work();
    } catch (error) {
      outcome = error instanceof Refusal ? error.code : "INTERNAL_SERVER_ERROR";
      throw error;
    } finally {
      observer.subgraph(reach.subgraph, kind, outcome, (performance.now() - began) / 1e3);
    }
  }
  return {
    ...reach,
    call: (call) => timed("graph", () => reach.call(call)),
    internal: (...asked) => timed("internal", () => reach.internal(...asked)),
  };
}
