/**
 * `npm run bench -- door`: what known-good callers get while 200 hostile requests a second arrive, against what they get
 * undisturbed (rounds interleaved, medians); and what each hostile request costs alone: the main event loop's delay as the
 * gateway itself measures it, its memory, and how long a plain request takes right after it.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { projectRoot } from "../../schema/contract/projectRoot";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer, personaNamed } from "../../scripts/developmentIssuer";
import type { Bench, BenchResult } from "../../scripts/bench";
import { cpuSeconds, measure, median, round, rssMB, type Measured } from "../load";
import { numberOf } from "../options";
import { ACCESS, LOOKUP, lookupsOf } from "../lookup/scene";
import { startDistrict, stopServer, type Server } from "../server";
import { HOSTILE, type HostileRequest } from "./hostile";

const HELP = "npm run bench -- door [--json] [--people 2000] [--seconds 5] [--rounds 5] [--rate 200]";
const WARM_UP_S = 10;
const CONNECTIONS = 8;
const FLOOD_BEGINS_MS = 4_000;
/** Of the gateway's own measure of its event loop. */
const LOOP_RESOLUTION_MS = 10;
const REPEATED = 50;

interface Scene {
  server: Server;
  good: string;
  tokens: Record<HostileRequest["token"], string | undefined>;
  bodies: string[];
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const options = {
    seconds: numberOf(argv, "seconds", 5),
    rounds: numberOf(argv, "rounds", 5),
    rate: numberOf(argv, "rate", 200),
  };
  const scene = await openScene(numberOf(argv, "people", 2_000));
  try {
    const runs: Record<string, unknown>[] = [];
    const figures = { ...(await measureFlood(scene, options, runs, say)), ...(await measureEach(scene, runs)) };
    return { runs, figures };
  } finally {
    await stopServer(scene.server);
  }
}

async function openScene(people: number): Promise<Scene> {
  const dataDir = join(projectRoot(), ".data", `bench-door-${people}`);
  mkdirSync(dataDir, { recursive: true });
  const env = { CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: String(people), CREDIT_LOG_LEVEL: "silent" };
  const server = await startDistrict(env);
  const config = readGatewayConfig(env);
  const issuer = await openDevelopmentIssuer(dataDir, config.issuer, config.audience);
  const agency = await issuer.token(personaNamed("school")!);
  const tokens = { agency, broken: `${agency.slice(0, -8)}AAAAAAAA`, none: undefined };
  const bodies = lookupsOf(dataDir, 400).map((lookup) =>
    JSON.stringify({ query: LOOKUP, variables: { lookup, access: ACCESS } }),
  );
  return { server, good: await issuer.token(personaNamed("licensing-clerk")!), tokens, bodies };
}

async function measureFlood(
  { server, good, tokens, bodies }: Scene,
  options: { seconds: number; rounds: number; rate: number },
  runs: Record<string, unknown>[],
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const load = (seconds: number) =>
    measure(server.url, server.process.pid!, [good], bodies, { seconds, connections: CONNECTIONS });
  await load(WARM_UP_S);
  const quiet: Measured[] = [];
  const disturbed: Measured[] = [];
  const delays: number[] = [];
  for (let at = 1; at <= options.rounds; at++) {
    quiet.push(await load(options.seconds));
    const flood = startFlood(server.url, options.rate, tokens);
    // What a flood gets at first is what a client that errs may get; it is to last.
    await new Promise((resolve) => setTimeout(resolve, FLOOD_BEGINS_MS));
    await loopDelayMs(server.url);
    disturbed.push(await load(options.seconds));
    delays.push(await loopDelayMs(server.url));
    const { sent, seconds } = await flood.stop();
    say(`round ${at} of ${options.rounds}: ${Math.round(sent / seconds)} hostile requests a second`);
  }
  const alone = await floodAlone(server, options, tokens);
  for (const [callers, all] of Object.entries({ undisturbed: quiet, disturbed })) {
    const of = (key: keyof Measured) => median(all.map((one) => one[key]));
    runs.push({ callers, perSecond: of("perSecond"), p50Ms: of("p50Ms"), p99Ms: of("p99Ms"), rssMB: of("rssMB") });
  }
  return {
    throughputKept: round(median(disturbed.map(({ perSecond }, at) => perSecond / quiet[at]!.perSecond))),
    floodLoopP99Ms: median(delays),
    floodCores: alone,
  };
}

/** Of how many cores the flood makes use when nobody else asks: what it can take from the others, whatever the machine does besides. */
async function floodAlone(server: Server, { seconds, rate }: { seconds: number; rate: number }, tokens: Scene["tokens"]) {
  const flood = startFlood(server.url, rate, tokens);
  const before = cpuSeconds(server.process.pid!);
  await new Promise((resolve) => setTimeout(resolve, seconds * 2_000));
  const spent = cpuSeconds(server.process.pid!) - before;
  return round(spent / (await flood.stop()).seconds);
}

/** Sends `rate` hostile requests a second, each kind in its turn, whether or not the earlier ones were answered. */
function startFlood(url: string, rate: number, tokens: Scene["tokens"]) {
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent++) void send(pool, HOSTILE[sent % HOSTILE.length]!(), tokens).catch(() => undefined);
  }, 10);
  return {
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      await pool.close();
      return { sent, seconds };
    },
  };
}

async function send(
  pool: Pool,
  { method = "POST", headers = {}, body, token }: HostileRequest,
  tokens: Scene["tokens"],
): Promise<number> {
  const bearer = tokens[token];
  const answered = await pool.request({
    path: "/graphql",
    method,
    headers: { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }), ...headers },
    body: body ?? null,
  });
  await answered.body.dump();
  return answered.statusCode;
}

/** Each hostile request alone, five times; the best of them counts, for the machine does other things too. */
async function measureEach(
  { server, good, tokens, bodies }: Scene,
  runs: Record<string, unknown>[],
): Promise<Record<string, number>> {
  const pool = new Pool(server.url, { connections: 1 });
  const worst = { loopP99Ms: 0, rssMB: 0, nextMs: 0 };
  for (const kind of HOSTILE) {
    const tries: (typeof worst & { status: number })[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const before = rssMB(server.process.pid!);
      await loopDelayMs(server.url);
      const status = await send(pool, kind(), tokens);
      const began = performance.now();
      await send(pool, { name: "plain", body: bodies[attempt]!, token: "agency" }, { ...tokens, agency: good });
      const nextMs = performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 3 * LOOP_RESOLUTION_MS));
      tries.push({ status, nextMs, loopP99Ms: await loopDelayMs(server.url), rssMB: rssMB(server.process.pid!) - before });
    }
    const best = (key: keyof typeof worst) => round(Math.min(...tries.map((one) => one[key])));
    const cpuBefore = cpuSeconds(server.process.pid!);
    for (let at = 0; at < REPEATED; at++) await send(pool, kind(), tokens);
    const cpuMs = round(((cpuSeconds(server.process.pid!) - cpuBefore) * 1000) / REPEATED);
    const row = { loopP99Ms: best("loopP99Ms"), rssMB: best("rssMB"), nextMs: best("nextMs") };
    runs.push({ request: kind().name, status: tries[0]!.status, cpuMs, ...row });
    for (const key of Object.keys(worst) as (keyof typeof worst)[]) worst[key] = Math.max(worst[key], row[key]);
  }
  await pool.close();
  return { singleLoopP99Ms: worst.loopP99Ms, singleRssMB: worst.rssMB, nextRequestMs: worst.nextMs };
}

/** The gateway's own measure since it was last read. An idle loop reads 10 ms: the resolution of the measure. */
async function loopDelayMs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return round(1000 * Number(/^credit_nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]));
}

export const bench: Bench = { help: HELP, run };
