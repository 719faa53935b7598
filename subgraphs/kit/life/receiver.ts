/**
 * Which process receives a batch, so that one that ended in the middle is known at once on the same computer. Of another
 * computer nothing is known: there the lease of the batch decides.
 */
import { hostname } from "node:os";

/** Batches that this process is receiving. */
const here = new Set<string>();

const HOST = hostname().slice(0, 60);

export const THIS_RECEIVER = `${process.pid}@${HOST}`;

export function receivesHere(batch: string): void {
  here.add(batch);
}

export function receivesNoMore(batch: string): void {
  here.delete(batch);
}

/** Whether whoever received the batch is surely gone; `undefined` where that cannot be known. */
export function isGone(batch: string, receiver: string): boolean | undefined {
  if (receiver === THIS_RECEIVER) return !here.has(batch);
  const [pid, host] = receiver.split("@");
  if (host !== HOST) return undefined;
  try {
    process.kill(Number(pid), 0);
    // Another process may have its number by now.
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH" ? true : undefined;
  }
}
