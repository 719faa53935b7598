/**
 * What an operation costs that was never seen before; and how long the main thread was busy at a stretch meanwhile
 * (bench/gateway/turns.ts).
 */
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { median, round } from "../load";

const TRIES = 9;

/** Preloaded into the gateway that is to be measured. */
export const TURNS = `./${join("dist", "bench", "gateway", "turns.js")}`;

export interface Cold {
  coldMs: number;
  /** The main thread's longest turn, CPU time. */
  busyMs: number;
}

/** Of a gateway with `TURNS` preloaded that has answered other operations before; `ask` asks under names with this prefix. */
export async function measureCold(gateway: ChildProcess, ask: (prefix: string) => Promise<void>): Promise<Cold> {
  const times: number[] = [];
  const busy: number[] = [];
  for (let at = 0; at < TRIES; at++) {
    await longestTurn(gateway);
    const began = performance.now();
    await ask(`c${at}`);
    times.push(performance.now() - began);
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
