/**
 * `npm run bench -- lookup`: a full look-up of one person over all sectors, embedded and on MariaDB, against the floor
 * (bench/lookup/floor.ts). Runs are interleaved; the figures are ratios of CPU time, medians over the rounds.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { projectRoot } from "../../schema/contract/projectRoot";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer } from "../../scripts/developmentIssuer";
import type { Bench, BenchResult } from "../../scripts/bench";
import { subgraphNames } from "../../subgraphs/register";
import { tokensOf } from "../desks";
import { startServer, type Server } from "../server";
import { onBothDatabases, type DatabaseKind } from "../onBothDatabases";
import { numberOf, optionOf } from "../options";
import type { TestMariadb } from "../../test/support/mariadb";
import { testSchemas } from "../../test/support/databases";
import { measure, median, round, type Measured } from "../load";
import { ACCESS, LOOKUP, lookupsOf, PEOPLE } from "./scene";

const HELP = `npm run bench -- lookup [--json] [--people 10000] [--seconds 4] [--rounds 5] [--connections 8] [--only embedded|mariadb]`;

/** A server of this size is compiled by V8 over its first thousands of requests. */
const WARM_UP_S = 12;

interface Options {
  people: number;
  seconds: number;
  rounds: number;
  connections: number;
  only: string | undefined;
}

function readOptions(argv: readonly string[]): Options {
  const only = optionOf(argv, "only");
  return {
    people: numberOf(argv, "people", 10_000),
    seconds: numberOf(argv, "seconds", 4),
    rounds: numberOf(argv, "rounds", 5),
    connections: numberOf(argv, "connections", 8),
    only,
  };
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const options = readOptions(argv);
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  await onBothDatabases(options.only, say, (kind, mariadb) => measureKind(kind, mariadb, options, say, runs, figures));
  return { runs, figures };
}

async function measureKind(
  kind: DatabaseKind,
  mariadb: TestMariadb | undefined,
  options: Options,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const dataDir = join(projectRoot(), ".data", `bench-${kind}-${options.people}`);
  mkdirSync(dataDir, { recursive: true });
  const env: Record<string, string> = {
    CREDIT_DATA_DIR: dataDir,
    CREDIT_PEOPLE: String(options.people),
    CREDIT_LOG_LEVEL: "silent",
  };
  if (mariadb) env["CREDIT_DATABASE_URL"] = (await testSchemas(mariadb.url, "bench", subgraphNames)).url;
  // A MariaDB of this run is empty, whatever an earlier run left here.
  if (mariadb) rmSync(join(dataDir, "district.json"), { force: true });
  say(`${kind}: a district of ${options.people} people …`);
  const started: Server[] = [];
  try {
    const gateway = await startGateway(env);
    started.push(gateway);
    const floor = await startFloor(env);
    started.push(floor);
    const config = readGatewayConfig(env);
    const issuer = await openDevelopmentIssuer(dataDir, config.issuer, config.audience);
    const tokens = await tokensOf(issuer, "licensing-clerk");
    const lookups = lookupsOf(dataDir, 400);
    const bodies = lookups.map((lookup) => JSON.stringify({ query: LOOKUP, variables: { lookup, access: ACCESS } }));
    await refuseDifferent(gateway.url, floor.url, tokens[0]!, bodies.slice(0, 40));
    const both = { gateway: [] as Measured[], floor: [] as Measured[] };
    for (let round = 0; round <= options.rounds; round++) {
      const timing = { ...options, seconds: round === 0 ? WARM_UP_S : options.seconds };
      const ofFloor = await measure(floor.url, floor.process.pid!, tokens, bodies, timing);
      const ofGateway = await measure(gateway.url, gateway.process.pid!, tokens, bodies, timing);
      if (round > 0) {
        both.floor.push(ofFloor);
        both.gateway.push(ofGateway);
      }
      say(`${kind}: round ${round} of ${options.rounds}`);
    }
    for (const name of ["floor", "gateway"] as const) runs.push({ database: kind, server: name, ...medians(both[name]) });
    figures[`${kind}CpuToFloor`] = round(median(both.gateway.map((one, i) => one.cpuMs / both.floor[i]!.cpuMs)));
    if (kind === "embedded") await measurePeople(gateway, tokens, lookups.slice(0, 200), runs, figures);
  } finally {
    for (const server of started) server.process.kill("SIGTERM");
  }
}

/** 200 persons in one `people` against 200 single look-ups. */
async function measurePeople(
  gateway: Server,
  tokens: readonly string[],
  lookups: object[],
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const people = [JSON.stringify({ query: PEOPLE, variables: { lookups, access: ACCESS } })];
  const singles = lookups.map((lookup) => JSON.stringify({ query: LOOKUP, variables: { lookup, access: ACCESS } }));
  const ratios: number[] = [];
  for (let round = 0; round <= 3; round++) {
    const batch = await measure(gateway.url, gateway.process.pid!, tokens, people, { seconds: 3, connections: 1 });
    const single = await measure(gateway.url, gateway.process.pid!, tokens, singles, { seconds: 3, connections: 1 });
    if (round > 0) ratios.push(batch.cpuMs / (single.cpuMs * lookups.length));
    if (round === 3) runs.push({ database: "embedded", server: "gateway, people of 200", ...batch });
  }
  figures["peopleBatchCpuToSingles"] = round(median(ratios));
}

function medians(all: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => median(all.map((one) => one[key]));
  return {
    requests: of("requests"),
    perSecond: of("perSecond"),
    cpuMs: of("cpuMs"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    rssMB: of("rssMB"),
  };
}

/** The two must give the same data, or the ratio means nothing. */
async function refuseDifferent(one: string, other: string, token: string, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const [left, right] = await Promise.all([one, other].map((url) => post(url, token, body)));
    if (left?.errors || !isDeepStrictEqual(left?.data, right?.data))
      throw new Error("gateway and floor give different data for the same look-up");
  }
}

async function post(url: string, token: string, body: string): Promise<{ data: unknown; errors?: unknown }> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return (await fetch(`${url}/graphql`, { method: "POST", headers, body })).json() as Promise<{
    data: unknown;
    errors?: unknown;
  }>;
}

async function startGateway(env: Record<string, string>): Promise<Server> {
  return startServer(["-r", "reflect-metadata", "-e", "require('./dist/scripts/start.js').main([])"], env, "/health/ready");
}

async function startFloor(env: Record<string, string>): Promise<Server> {
  return startServer([join("dist", "bench", "lookup", "floor.js")], env, "/");
}

export const bench: Bench = { help: HELP, run };
