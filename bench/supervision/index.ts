/**
 * `npm run bench -- supervision`: every operation of the dashboard over ten years of 10,000,000 records, asked of the gateway
 * as the page asks it, for many months and years; what somebody waits for who opens it, and for an event to be in it; how
 * fast events are counted anew, and what readers have of it meanwhile. On both databases.
 *
 * The counters of the ten years are made (`tenYears`), and so are the events; the paths that read them are the real ones.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGatewayConfig } from "../../gateway/config";
import * as operations from "../../gateway/pages/dashboard/src/operations";
import { addMonths, legalDayOf } from "../../schema/contract/legalDay";
import type { Bench, BenchResult } from "../../scripts/bench";
import { openDevelopmentIssuer, personaNamed } from "../../scripts/developmentIssuer";
import { SUPERVISION } from "../../scripts/follow/readEvents";
import { readLocation } from "../../subgraphs/kit/config";
import { openDatabase } from "../../subgraphs/kit/store/database";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { replaceAll } from "../../subgraphs/platform/supervision/store/rollupStore";
import { testSchemas } from "../../test/support/databases";
import { onBothDatabases, type DatabaseKind } from "../onBothDatabases";
import { numberOf, optionOf } from "../options";
import { cpuSeconds, round } from "../load";
import { startServer, stopServer, type Server } from "../server";
import { openCold, slowestEvent } from "./firstSight";
import { measureReaders } from "./readers";
import { measureRecount } from "./recount";
import { tenYears } from "./tenYears";

const HELP =
  "npm run bench -- supervision [--json] [--full] [--records 10000000] [--events 500000] [--only embedded|mariadb]   --full: 10,000,000 events";
const TODAY = legalDayOf(new Date());
/** Every month of the last ten years since the plan, and each year. */
const PERIODS = Array.from({ length: 120 }, (_, back) => addMonths(TODAY, -back).slice(0, 7)).filter((month) => month >= "2017");
const YEARS = [...new Set(PERIODS.map((month) => month.slice(0, 4)))].slice(0, 10);

interface Kind {
  database: DatabaseKind;
  env: Record<string, string>;
  records: number;
  events: number;
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const records = numberOf(argv, "records", 10_000_000);
  const events = numberOf(argv, "events", argv.includes("--full") ? 10_000_000 : 500_000);
  const [runs, figures]: [Record<string, unknown>[], Record<string, number>] = [[], {}];
  await onBothDatabases(optionOf(argv, "only"), say, async (database, mariadb) => {
    const folder = mkdtempSync(join(tmpdir(), "credit-bench-supervision-"));
    try {
      const env: Record<string, string> = { CREDIT_DATA_DIR: folder, CREDIT_PEOPLE: "60", CREDIT_LOG_LEVEL: "silent" };
      if (mariadb) env["CREDIT_DATABASE_URL"] = (await testSchemas(mariadb.url, "bench", subgraphNames)).url;
      const of = { database, env, records, events };
      await measureBoards(of, say, runs, figures);
      await measureRecount(of, say, runs, figures);
      await measureReading(of, say, figures);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return { runs, figures };
}

/** Each operation for many periods, one after the other, as an office does that goes through its boards. */
async function measureBoards(
  { database, env, records }: Kind,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const start = () => startServer([join("scripts", "run.js"), "start"], env, "/health/ready");
  say(`${database}: a district, and the counters of ${records.toLocaleString("en")} records …`);
  await stopServer(await start());
  const counters = await countTenYears(env, records);
  const server = await start();
  try {
    const token = await tokenOf(env, "supervisor");
    const [all, slowest]: [number[], number[]] = [[], []];
    for (const [name, query] of Object.entries(operations)) {
      const before = cpuSeconds(server.process.pid!);
      const times = await timesOf(server, token, query);
      const cpuMs = round(((cpuSeconds(server.process.pid!) - before) * 1000) / times.length);
      all.push(...times);
      slowest.push(at(times, 0.95));
      const operation = name.toLowerCase();
      runs.push({ database, operation, asked: times.length, p50Ms: at(times, 0.5), p95Ms: at(times, 0.95), cpuMs });
      say(`${database}: ${operation}`);
    }
    figures[`${database}Counters`] = counters;
    figures[`${database}BoardP95Ms`] = at(all, 0.95);
    figures[`${database}SlowestBoardP95Ms`] = Math.max(...slowest);
    figures["dashboardP95Ms"] = Math.max(figures["dashboardP95Ms"] ?? 0, ...slowest);
    const cold = await openCold(server);
    if (cold === undefined) say("Chromium is not on this machine: the first sight of the dashboard is left out.");
    else Object.assign(figures, { [`${database}DashboardReadyMs`]: cold.readyMs, [`${database}DashboardWireKB`]: cold.wireKB });
    const tokens = { office: token, clerk: await tokenOf(env, "licensing-clerk") };
    figures[`${database}EventSeenAfterMs`] = await slowestEvent(server, tokens, TODAY.slice(0, 7));
  } finally {
    await stopServer(server);
  }
}

async function countTenYears(env: Record<string, string>, records: number): Promise<number> {
  const location = readLocation(env, SUPERVISION, env["CREDIT_DATA_DIR"]!);
  const database = await openDatabase(location, subgraphNamed(SUPERVISION).migrations);
  try {
    const counters = tenYears(records, TODAY);
    await replaceAll(database, { positions: new Map(), counters });
    return counters.length;
  } finally {
    await database.close();
  }
}

/** Boards that are asked for on and on while all events are counted anew beside them, and as many before it. */
async function measureReading(
  { database, env }: Kind,
  say: (line: string) => void,
  figures: Record<string, number>,
): Promise<void> {
  const server = await startServer([join("scripts", "run.js"), "start"], env, "/health/ready");
  try {
    const token = await tokenOf(env, "supervisor");
    const read = async () => (await timesOf(server, token, operations.OVERVIEW, [TODAY.slice(0, 7)]))[0]!;
    say(`${database}: boards while the same is counted anew …`);
    const { before, meanwhile } = await measureReaders(env, read);
    figures[`${database}BoardP95MsBeforeCountingAnew`] = at(before, 0.95);
    figures[`${database}BoardP95MsWhileCountingAnew`] = at(meanwhile, 0.95);
  } finally {
    await stopServer(server);
  }
}

async function tokenOf(env: Record<string, string>, persona: string): Promise<string> {
  const { dataDir, issuer, audience } = readGatewayConfig(env);
  return (await openDevelopmentIssuer(dataDir, issuer, audience)).token(personaNamed(persona)!);
}

async function timesOf({ url }: Server, token: string, query: string, periods = [...YEARS, ...PERIODS]): Promise<number[]> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const times: number[] = [];
  // The first answer of a period is measured like any other: nobody has asked before.
  for (const period of periods) {
    const year = Number(period.slice(0, 4));
    const variables = { period, ...(query.includes("$code") && { code: "tax" }), ...(query.includes("$year") && { year }) };
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data?: { supervision?: object | null }; errors?: object[] };
    times.push(performance.now() - began);
    if (!data?.supervision || errors) throw new Error(`${period}: ${JSON.stringify(errors ?? response.status)}`);
  }
  return times;
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length * share)]!);
}

export const bench: Bench = { help: HELP, run };
