/** A load from this process on a server in another, for a fixed time: latencies and the server's own CPU time. */
import { readFileSync } from "node:fs";
import { Pool } from "undici";

export interface Measured {
  requests: number;
  perSecond: number;
  cpuMs: number;
  p50Ms: number;
  p99Ms: number;
  rssMB: number;
}

export interface Load {
  seconds: number;
  connections: number;
  /** Sent at this rate, however long answers take, and timed from when each was due; absent: each connection sends when it has its answer. */
  perSecond?: number;
}

/** One body after the other, by desks in turn; `pid` is the server. Every answer must be 200. */
export async function measure(
  url: string,
  pid: number,
  tokens: readonly string[],
  bodies: readonly string[],
  options: Load,
): Promise<Measured> {
  const pool = new Pool(new URL(url).origin, { connections: options.connections, pipelining: 1 });
  const latencies: number[] = [];
  let next = 0;
  const until = performance.now() + options.seconds * 1000;
  const cpuBefore = cpuSeconds(pid);
  const began = performance.now();
  const client = async () => {
    while (performance.now() < until) {
      const turn = next++;
      const sent = await turnOf(turn, began, options.perSecond);
      const { statusCode, body } = await pool.request({
        path: "/graphql",
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${tokens[turn % tokens.length]}` },
        body: bodies[turn % bodies.length]!,
      });
      if (statusCode !== 200) throw new Error(`the server answered ${statusCode}: ${(await body.text()).slice(0, 200)}`);
      await body.dump();
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, client));
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!);
  return {
    requests: latencies.length,
    perSecond: Math.round(latencies.length / seconds),
    cpuMs: round((cpu * 1000) / latencies.length),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    rssMB: rssMB(pid),
  };
}

/** When request number `turn` is sent, or was to be. */
async function turnOf(turn: number, began: number, perSecond: number | undefined): Promise<number> {
  if (perSecond === undefined) return performance.now();
  const due = began + (turn * 1000) / perSecond;
  const early = due - performance.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  return due;
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** User and system time of a process, all threads, in seconds. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function rssMB(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Of several runs, each number by itself. */
export function medians(all: readonly Measured[]): Measured {
  const keys = Object.keys(all[0]!) as (keyof Measured)[];
  return Object.fromEntries(keys.map((key) => [key, median(all.map((one) => one[key]))])) as unknown as Measured;
}
