/**
 * What an operation costs that was never seen before: all 26 slices, under names that no earlier one had; and how long the
 * main thread was busy at a stretch meanwhile (bench/gateway/turns.ts).
 */
import type { ChildProcess } from "node:child_process";
import { median, round } from "../load";
import { answerTo } from "./measureScenario";
import { SLICES } from "./graph";

const TRIES = 9;

export interface Cold {
  coldMs: number;
  /** The main thread's longest turn, CPU time. */
  busyMs: number;
}

/** Of a gateway with `turns` preloaded that has answered other operations before. */
export async function measureCold(url: string, gateway: ChildProcess): Promise<Cold> {
  const times: number[] = [];
  const busy: number[] = [];
  for (let at = 0; at < TRIES; at++) {
    const slices = SLICES.map((name) => `c${at}${name}: ${name} { asOf records { id title grade } }`);
    await longestTurn(gateway);
    const began = performance.now();
    const { errors } = await answerTo(url, `{ person(number: "1") { id ${slices.join(" ")} } }`);
    times.push(performance.now() - began);
    if (errors !== undefined) throw new Error("a cold operation was not answered");
    busy.push(await longestTurn(gateway));
  }
  return { coldMs: round(median(times)), busyMs: round(median(busy)) };
}

function longestTurn(gateway: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    gateway.once("message", resolve);
    gateway.send("longest");
  });
}
