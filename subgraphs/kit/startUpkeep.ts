/** Keeps a running subgraph up: at once, and then once a minute. A failure is told and tried again. */
import type { RunningSubgraph, SubgraphDefinition } from "./subgraph";

const EVERY_MS = 60_000;

export interface Upkeep {
  /** Ends after what is being done. */
  stop(): Promise<void>;
}

export function startUpkeep(
  { upkeep }: SubgraphDefinition,
  { environment }: RunningSubgraph,
  onError: (error: unknown) => void,
): Upkeep {
  if (upkeep === undefined) return { stop: async () => undefined };
  let working: Promise<void> = Promise.resolve();
  const work = () => (working = working.then(() => upkeep(environment, environment.now())).catch(onError));
  void work();
  const timer = setInterval(() => void work(), EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
