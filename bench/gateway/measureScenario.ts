/** One query over and over on one gateway, each answer compared with the expected one: by its bytes, once its value was. */
import { isDeepStrictEqual } from "node:util";
import { Pool } from "undici";
import { cpuSeconds, round, rssMB } from "../load";

export interface Run {
  perSecond: number;
  cpuMs: number;
  /** Of subgraphs, a request. Fewer than the plan has means that requests shared answers. */
  calls: number;
  p50Ms: number;
  p99Ms: number;
  rssMB: number;
}

export type Answer = Record<string, unknown>;

const HEADERS = { "content-type": "application/json", accept: "application/json" };

export async function answerTo(url: string, query: string): Promise<Answer> {
  const response = await fetch(url, { method: "POST", headers: HEADERS, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer;
}

export interface Timing {
  seconds: number;
  connections: number;
  /** How often the subgraphs were called up to now. */
  calls(): Promise<number>;
}

/** @throws Error when an answer is another than `expected`. */
export async function measureScenario(
  url: string,
  pid: number,
  query: string,
  expected: Answer,
  { seconds, connections, calls }: Timing,
): Promise<Run> {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const body = JSON.stringify({ query });
  const latencies: number[] = [];
  let known: Buffer | undefined;
  const ask = async (): Promise<void> => {
    const sent = performance.now();
    const { statusCode, body: answered } = await pool.request({ path, method: "POST", headers: HEADERS, body });
    const bytes = Buffer.from(await answered.arrayBuffer());
    latencies.push(performance.now() - sent);
    if (statusCode !== 200) throw new Error(`it answered ${statusCode}`);
    if (known?.equals(bytes)) return;
    const { data, errors } = JSON.parse(bytes.toString("utf8")) as Answer;
    if (errors !== undefined || !isDeepStrictEqual(data, expected["data"])) throw new Error("it answers something else");
    known = bytes;
  };
  try {
    const callsBefore = await calls();
    const cpuBefore = cpuSeconds(pid);
    const began = performance.now();
    const client = async () => {
      while (performance.now() < began + seconds * 1000) await ask();
    };
    await Promise.all(Array.from({ length: connections }, client));
    const took = (performance.now() - began) / 1000;
    const cpu = cpuSeconds(pid) - cpuBefore;
    const called = (await calls()) - callsBefore;
    latencies.sort((a, b) => a - b);
    const at = (share: number) => round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!);
    const perSecond = Math.round(latencies.length / took);
    return {
      ...{ perSecond, cpuMs: round((cpu * 1000) / latencies.length), calls: round(called / latencies.length) },
      ...{ p50Ms: at(0.5), p99Ms: at(0.99), rssMB: rssMB(pid) },
    };
  } finally {
    await pool.destroy();
  }
}
