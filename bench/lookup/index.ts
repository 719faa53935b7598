/**
 * `npm run bench -- lookup`: a full look-up of one person over all sectors, embedded and on MariaDB, against the floor
 * (bench/lookup/floor.ts); fifty callers at once; what authorisation costs of it; and the same look-up seen for the first
 * time. Runs are interleaved; the figures are ratios, medians over the rounds.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { projectRoot } from "../../schema/contract/projectRoot";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer } from "../../scripts/developmentIssuer";
import type { Bench, BenchResult } from "../../scripts/bench";
import { subgraphNames } from "../../subgraphs/register";
import { ROOM_FOR_DESKS, tokensOf } from "../desks";
import { TURNS, measureCold } from "../gateway/cold";
import { startDistrict, startServer, stopServer, type Server } from "../server";
import { onBothDatabases, type DatabaseKind } from "../onBothDatabases";
import { numberOf, optionOf } from "../options";
import type { TestMariadb } from "../../test/support/mariadb";
import { testSchemas } from "../../test/support/databases";
import { measure, median, medians, round, type Measured } from "../load";
import { measureAuthorisation } from "./authorisation";
import { measurePeople } from "./people";
import { ACCESS, LOOKUP, lookupsOf, OPEN_CATEGORIES, sectorsUnder } from "./scene";

const HELP = `npm run bench -- lookup [--json] [--people 10000] [--seconds 4] [--rounds 5] [--connections 8] [--only embedded|mariadb]`;

/** A server of this size is compiled by V8 over its first thousands of requests. */
const WARM_UP_S = 12;
const MANY = 50;

export interface LookupOptions {
  people: number;
  seconds: number;
  rounds: number;
  connections: number;
}

/** A district with its gateway running, and what is asked of it. */
export interface Asked {
  env: Record<string, string>;
  gateway: Server;
  tokens: string[];
  lookups: object[];
  bodies: string[];
}

/** Where the benchmark tells what it found. */
export interface Findings extends BenchResult {
  say(line: string): void;
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const options = {
    people: numberOf(argv, "people", 10_000),
    seconds: numberOf(argv, "seconds", 4),
    rounds: numberOf(argv, "rounds", 5),
    connections: numberOf(argv, "connections", 8),
  };
  const found: Findings = { runs: [], figures: {}, say };
  await onBothDatabases(optionOf(argv, "only"), say, (kind, mariadb) => measureKind(kind, mariadb, options, found));
  return { runs: found.runs, figures: found.figures };
}

async function measureKind(
  kind: DatabaseKind,
  mariadb: TestMariadb | undefined,
  options: LookupOptions,
  found: Findings,
): Promise<void> {
  const env = await environmentOf(kind, mariadb, options.people);
  found.say(`${kind}: a district of ${options.people} people …`);
  const gateway = await startDistrict(env);
  try {
    const asked = await askedOf(env, gateway);
    await measureAgainstFloor(kind, asked, options, found);
    if (kind === "embedded") {
      await measureAuthorisation(asked, options, found);
      await measurePeople(asked, found);
    }
  } finally {
    await stopServer(gateway);
  }
  const { coldMs, busyMs } = await measureColdly(env);
  Object.assign(found.figures, { [`${kind}ColdMs`]: coldMs, [`${kind}ColdBusyMs`]: busyMs });
}

export async function environmentOf(
  kind: DatabaseKind,
  mariadb: TestMariadb | undefined,
  people: number,
): Promise<Record<string, string>> {
  const dataDir = join(projectRoot(), ".data", `bench-${kind}-${people}`);
  mkdirSync(dataDir, { recursive: true });
  const env = { CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: String(people), CREDIT_LOG_LEVEL: "silent", ...ROOM_FOR_DESKS };
  if (mariadb === undefined) return env;
  // A MariaDB of this run is empty, whatever an earlier run left here.
  rmSync(join(dataDir, "district.json"), { force: true });
  return { ...env, CREDIT_DATABASE_URL: (await testSchemas(mariadb.url, "bench", subgraphNames)).url };
}

export async function askedOf(env: Record<string, string>, gateway: Server): Promise<Asked> {
  const config = readGatewayConfig(env);
  const dataDir = env["CREDIT_DATA_DIR"]!;
  const tokens = await tokensOf(await openDevelopmentIssuer(dataDir, config.issuer, config.audience), "licensing-clerk");
  const lookups = lookupsOf(dataDir, 400);
  const bodies = lookups.map((lookup) => bodyOf(LOOKUP, lookup));
  return { env, gateway, tokens, lookups, bodies };
}

function bodyOf(query: string, lookup: object): string {
  return JSON.stringify({ query, variables: { lookup, access: ACCESS } });
}

/** CPU at the usual number of connections; throughput of fifty callers. */
async function measureAgainstFloor(kind: DatabaseKind, asked: Asked, options: LookupOptions, found: Findings): Promise<void> {
  const { env, gateway, tokens, bodies } = asked;
  const program = join("dist", "bench", "lookup", "floor.js");
  const floor = await startServer([program, ...[sectorsUnder(OPEN_CATEGORIES), OPEN_CATEGORIES].map(asText)], env, "/");
  const servers = { floor, gateway };
  const few = { floor: [] as Measured[], gateway: [] as Measured[], callers: options.connections };
  const many = { floor: [] as Measured[], gateway: [] as Measured[], callers: MANY };
  const measureBoth = async (into: typeof few, seconds: number) => {
    for (const name of ["floor", "gateway"] as const) {
      const { url, process: server } = servers[name];
      into[name].push(await measure(url, server.pid!, tokens, bodies, { seconds, connections: into.callers }));
    }
  };
  try {
    await refuseDifferent(gateway.url, floor.url, tokens[0]!, bodies.slice(0, 40));
    for (let round = 0; round <= options.rounds; round++) {
      for (const one of [few, many]) await measureBoth(one, round === 0 ? WARM_UP_S : options.seconds);
      found.say(`${kind}: round ${round} of ${options.rounds}`);
    }
  } finally {
    await stopServer(floor);
  }
  for (const { callers, ...servers } of [few, many]) {
    // The first of each was to warm up.
    for (const all of Object.values(servers)) all.shift();
    for (const [server, all] of Object.entries(servers)) found.runs.push({ database: kind, server, callers, ...medians(all) });
  }
  found.figures[`${kind}CpuToFloor`] = ratio(few, "cpuMs");
  found.figures[`${kind}CpuToFloorOf${MANY}`] = ratio(many, "cpuMs");
  found.figures[`${kind}ThroughputToFloorOf${MANY}`] = ratio(many, "perSecond");
}

const asText = (value: unknown) => JSON.stringify(value);

function ratio({ gateway, floor }: { gateway: readonly Measured[]; floor: readonly Measured[] }, key: keyof Measured): number {
  return round(median(gateway.map((one, at) => one[key] / floor[at]![key])));
}

/** The look-up under names that no earlier operation had; in a process of its own, for watching the loop has its price. */
async function measureColdly(env: Record<string, string>) {
  const gateway = await startDistrict(env, undefined, ["-r", TURNS]);
  try {
    const { tokens, lookups, bodies } = await askedOf(env, gateway);
    for (const body of bodies.slice(0, 50)) await post(gateway.url, tokens[0]!, body);
    return await measureCold(gateway.process, async (prefix) => {
      const query = LOOKUP.replace(/(\w+) \{ asOf/g, `${prefix}$1: $1 { asOf`);
      const { errors } = await post(gateway.url, tokens[0]!, bodyOf(query, lookups[0]!));
      if (errors !== undefined) throw new Error("a cold look-up was not answered whole");
    });
  } finally {
    await stopServer(gateway);
  }
}

/** The two must give the same data, or the ratio means nothing. */
async function refuseDifferent(one: string, other: string, token: string, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const [left, right] = await Promise.all([one, other].map((url) => post(url, token, body)));
    if (left?.errors) throw new Error("the gateway did not answer a look-up whole");
    if (!isDeepStrictEqual(left?.data, right?.data))
      throw new Error("gateway and floor give different data for the same look-up");
  }
}

async function post(url: string, token: string, body: string): Promise<{ data: unknown; errors?: unknown }> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
  return (await response.json()) as { data: unknown; errors?: unknown };
}

export const bench: Bench = { help: HELP, run };
