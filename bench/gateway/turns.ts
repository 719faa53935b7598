/**
 * Preloaded into a gateway: how long its main thread was busy at a stretch, in CPU time, so that what else the machine does
 * does not count. Asked over the channel to its parent, and begun anew with each answer.
 */
import { readFileSync } from "node:fs";

const SCHEDULED = "/proc/self/schedstat";

/** CPU time of the main thread up to now, in milliseconds. */
function busyMs(): number {
  return Number(readFileSync(SCHEDULED, "utf8").split(" ")[0]) / 1e6;
}

let longest = 0;
let before = busyMs();

/** Once a turn of the event loop; it keeps no process alive. */
function turn(): void {
  const now = busyMs();
  longest = Math.max(longest, now - before);
  before = now;
  setImmediate(turn).unref();
}

process.on("message", () => {
  process.send?.(longest);
  longest = 0;
});
process.channel?.unref();
setImmediate(turn).unref();
