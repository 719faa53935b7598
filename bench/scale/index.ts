/**
 * `npm run bench -- scale`: a look-up of one person over every sector in a district and in one that is many times as
 * large, both on one MariaDB, in turns; and how long the large one takes to start, in one process. The figures are ratios,
 * medians over the rounds; CPU is that of the gateway's process and of the database server together.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readGatewayConfig } from "../../gateway/config";
import type { Bench, BenchResult } from "../../scripts/bench";
import { openDevelopmentIssuer, personaNamed } from "../../scripts/developmentIssuer";
import { subgraphNames } from "../../subgraphs/register";
import { testSchemas } from "../../test/support/databases";
import { mariadbProgram, startMariadb, type TestMariadb } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { numberOf } from "../options";
import { cpuSeconds, measure, median, round } from "../load";
import { ACCESS, LOOKUP, lookupsOf, OPEN_CATEGORIES, sectorsUnder } from "../lookup/scene";
import { startDistrict, stopServer, type Server } from "../server";
import { grow } from "./grow";

const HELP = `npm run bench -- scale [--json] [--full | --people 2000 --times 10] [--seconds 4] [--rounds 5] [--connections 1]
  --full: 10,000 people against 1,000,000 (--times 100); it takes about ten minutes and 15 GB of disk`;

const SECTORS = sectorsUnder(OPEN_CATEGORIES);

/** A person of the synthetic district has two records and a half; of a real one, ten. */
const RECORDS_TIMES = 5;

interface Options {
  people: number;
  times: number;
  seconds: number;
  rounds: number;
  connections: number;
  memory: string;
}

function readOptions(argv: readonly string[]): Options {
  const full = argv.includes("--full");
  return {
    ...{ people: numberOf(argv, "people", full ? 10_000 : 2000), times: numberOf(argv, "times", full ? 100 : 10) },
    ...{
      seconds: numberOf(argv, "seconds", 4),
      rounds: numberOf(argv, "rounds", 5),
      connections: numberOf(argv, "connections", 1),
    },
    memory: full ? "6G" : "1G",
  };
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const options = readOptions(argv);
  const program = mariadbProgram(benchEnvironment()["PATH"] ?? "");
  if (program === undefined) throw new Error("this benchmark needs MariaDB on this machine");
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-scale-"));
  const mariadb = await startMariadb(program, [`--innodb-buffer-pool-size=${options.memory}`, "--innodb-log-file-size=1G"]);
  const runs: Record<string, unknown>[] = [];
  try {
    const figures = await compare(mariadb, folder, options, say, runs);
    return { runs, figures };
  } finally {
    await mariadb.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface District {
  name: string;
  server: Server;
  token: string;
  bodies: string[];
}

async function compare(
  mariadb: TestMariadb,
  folder: string,
  options: Options,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
): Promise<Record<string, number>> {
  const opened: District[] = [];
  try {
    say(`two districts of ${options.people} people …`);
    const small = await open("small", mariadb, folder, options.people);
    opened.push(small);
    const large = await open("large", mariadb, folder, options.people);
    opened.push(large);
    await stopServer(large.server);
    const schemas = new Map(SECTORS.map(({ name }) => [name, `credit_large_${name}`]));
    const size = await grow(mariadb.url, { schemas, times: options.times, recordsTimes: RECORDS_TIMES }, say);
    large.server = await startDistrict(await environmentOf("large", mariadb, folder, options.people));
    const [before, after] = await Promise.all([answerOf(small), answerOf(large)]);
    if (!isDeepStrictEqual(before, after)) throw new Error("the two districts do not answer the same look-up alike");
    const rounds = await inTurns(mariadb, small, large, options, say);
    for (const [name, measured] of Object.entries(rounds)) runs.push({ name, ...medianOf(measured) });
    const ratio = (key: "cpuMs" | "p50Ms") =>
      round(median(rounds.large.map((one, place) => one[key] / rounds.small[place]![key])));
    return {
      ...size,
      cpuLargeToSmall: ratio("cpuMs"),
      p50LargeToSmall: ratio("p50Ms"),
      startSeconds: round(large.server.readyMs / 1000),
      rssMB: rounds.large.at(-1)!.rssMB,
      loadOfTheMachine: round(loadavg()[0]!),
    };
  } finally {
    for (const { server } of opened) if (server.process.exitCode === null) await stopServer(server);
  }
}

async function environmentOf(
  name: string,
  mariadb: TestMariadb,
  folder: string,
  people: number,
): Promise<Record<string, string>> {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  const url = `mysql://u_${name}_{subgraph}:secret-${name}@${new URL(mariadb.url).host}/credit_${name}_{subgraph}`;
  const settings = { CREDIT_PEOPLE: String(people), CREDIT_LOG_LEVEL: "silent" };
  return { CREDIT_DATA_DIR: own, CREDIT_DATABASE_URL: url, ...settings };
}

async function open(name: string, mariadb: TestMariadb, folder: string, people: number): Promise<District> {
  await testSchemas(mariadb.url, name, subgraphNames);
  const env = await environmentOf(name, mariadb, folder, people);
  const server = await startDistrict(env);
  const { issuer, audience } = readGatewayConfig(env);
  const token = await (
    await openDevelopmentIssuer(env["CREDIT_DATA_DIR"]!, issuer, audience)
  ).token(personaNamed("licensing-clerk")!);
  const bodies = lookupsOf(env["CREDIT_DATA_DIR"]!, 400).map((lookup) =>
    JSON.stringify({ query: LOOKUP, variables: { lookup, access: ACCESS } }),
  );
  return { name, server, token, bodies };
}

/** What the first look-up shows, without what is each district's own: ids and times. */
async function answerOf(district: District, tries = 10): Promise<unknown> {
  const { server, token, bodies } = district;
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: bodies[0]! });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
  if (errors !== undefined || data === null) {
    if (tries === 0) throw new Error(`a look-up of the benchmark failed: ${errors?.[0]?.message}`);
    // The first look of a cold process over a server that was just filled may be late; its breakers close again after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return answerOf(district, tries - 1);
  }
  const text = JSON.stringify(data, (key, value: unknown) => (key === "id" || key === "asOf" ? undefined : value));
  return (text.match(/"basisDocNo":"[^"]*"/g) ?? []).sort();
}

interface Turn {
  requests: number;
  cpuMs: number;
  gatewayCpuMs: number;
  databaseCpuMs: number;
  p50Ms: number;
  p99Ms: number;
  rssMB: number;
}

/** A server of this size is compiled by V8 over its first thousands of requests. */
const WARM_UP_S = 12;

async function inTurns(
  mariadb: TestMariadb,
  small: District,
  large: District,
  options: Options,
  say: (line: string) => void,
): Promise<{ small: Turn[]; large: Turn[] }> {
  const turns: { small: Turn[]; large: Turn[] } = { small: [], large: [] };
  for (let number = 0; number <= options.rounds; number++) {
    for (const [name, { server, token, bodies }] of [["small", small] as const, ["large", large] as const]) {
      const timing = { connections: options.connections, seconds: number === 0 ? WARM_UP_S : options.seconds };
      const before = cpuSeconds(mariadb.pid);
      const { requests, cpuMs, p50Ms, p99Ms, rssMB } = await measure(server.url, server.process.pid!, [token], bodies, timing);
      const databaseCpuMs = ((cpuSeconds(mariadb.pid) - before) * 1000) / requests;
      const turn = { requests, cpuMs: cpuMs + databaseCpuMs, gatewayCpuMs: cpuMs, databaseCpuMs, p50Ms, p99Ms, rssMB };
      if (number > 0) turns[name].push(turn);
    }
    say(`round ${number} of ${options.rounds}`);
  }
  return turns;
}

function medianOf(turns: readonly Turn[]): Turn {
  const keys = Object.keys(turns[0]!) as (keyof Turn)[];
  return Object.fromEntries(keys.map((key) => [key, round(median(turns.map((one) => one[key])))])) as unknown as Turn;
}

export const bench: Bench = { help: HELP, run };
