/** Work that a running subgraph does again and again beside its answers, such as asking others for their events. */
import { setTimeout as wait } from "node:timers/promises";

interface Keeping {
  /** Milliseconds between the end of one time and the beginning of the next. */
  everyMs: number;
  signal: AbortSignal;
  /** Told once of a failure, until the work has gone well again. */
  onError: (error: unknown) => void;
}

/** Until it is ended, after what is being done. */
export async function keepDoing(work: () => Promise<void>, { everyMs, signal, onError }: Keeping): Promise<void> {
  let isFailing = false;
  while (!signal.aborted) {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    }
    await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
