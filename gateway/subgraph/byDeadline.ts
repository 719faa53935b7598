/** A promise that is abandoned at its deadline (FAULTS F21, ATTACKS K04): whoever waits goes on, whatever the work does. */

/** Marks that the deadline came first. */
export const LATE = Symbol("deadline passed");

/**
 * The outcome of `work`, or {@link LATE} once `deadlineAt` has come; what the abandoned work still does or throws is nobody's
 * business any more. One promise and one timer, for it stands around every call to a department.
 */
export function byDeadline<T>(work: Promise<T>, deadlineAt: number, now: () => number): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.max(0, deadlineAt - now()), LATE);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}
