/** A promise that is abandoned at its deadline (FAULTS F21, ATTACKS K04): whoever waits goes on, whatever the work does. */

/** Marks that the deadline came first. */
export const LATE = Symbol("deadline passed");

/**
 * The outcome of `work`, or {@link LATE} once `deadlineAt` has come. `abandon` is called then, so that the work can stop;
 * what the abandoned work still does or throws is nobody's business any more.
 */
export async function byDeadline<T>(
  work: Promise<T>,
  deadlineAt: number,
  now: () => number,
  abandon: () => void = () => undefined,
): Promise<T | typeof LATE> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), Math.max(0, deadlineAt - now()));
  });
  try {
    const first = await Promise.race([work, late]);
    if (first === LATE) abandon();
    return first;
  } finally {
    clearTimeout(timer);
  }
}
