/**
 * How long those who share a transaction wait for each other. A transaction costs a sync and the waking of threads, however few
 * it is for: so the more shared the last one, the longer the next one waits for more. Who comes alone waits for nobody, and
 * once enough have come nobody waits (docs/decisions/0040).
 */
export interface GroupPace {
  /** Resolves when the next group may begin, of whom so many wait now. */
  turn(waiting: number): Promise<void>;
  /** Told of each who comes: so many wait now. */
  came(waiting: number): void;
  /** A group of so many begins. */
  begin(size: number): void;
}

const MS_FOR_EACH = 3;
const MS_AT_MOST = 16;
/** As many share a signature (`receipts.ts` of the log); what more of them would save is little. */
export const ENOUGH = 16;

export function groupPace(): GroupPace {
  let notBefore = -Infinity;
  let go: (() => void) | undefined;
  return {
    async turn(waiting) {
      const earlyMs = notBefore - performance.now();
      if (earlyMs <= 0 || waiting >= ENOUGH) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, earlyMs);
        go = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      go = undefined;
    },
    came(waiting) {
      if (waiting >= ENOUGH) go?.();
    },
    begin(size) {
      notBefore = size > 1 ? performance.now() + Math.min(MS_AT_MOST, size * MS_FOR_EACH) : -Infinity;
    },
  };
}
