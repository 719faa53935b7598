/**
 * What an operation costs that was never seen before: all 26 slices, under names that no earlier one had. Meanwhile the main
 * event loop is asked for something else every few milliseconds.
 */
import { median, round } from "../load";
import { answerTo } from "./measureScenario";
import { SLICES } from "./graph";

const TRIES = 7;

export async function measureCold(url: string): Promise<{ coldMs: number; heldMs: number }> {
  const times: number[] = [];
  const held: number[] = [];
  for (let round = 0; round < TRIES; round++) {
    const query = `{ person(number: "1") { id ${SLICES.map((name) => `c${round}${name}: ${name} { asOf records { id title grade } }`).join(" ")} } }`;
    const watch = watchLoop(new URL("/health/live", url).href);
    const began = performance.now();
    const { errors } = await answerTo(url, query);
    times.push(performance.now() - began);
    if (errors !== undefined) throw new Error("a cold operation was not answered");
    held.push(await watch());
  }
  return { coldMs: round(median(times)), heldMs: round(median(held)) };
}

/** Longest wait for something that takes the loop no time at all. */
function watchLoop(url: string): () => Promise<number> {
  let longest = 0;
  let watching = true;
  const watched = (async () => {
    while (watching) {
      const asked = performance.now();
      await fetch(url).then((response) => response.arrayBuffer());
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return async () => {
    watching = false;
    await watched;
    return longest;
  };
}
