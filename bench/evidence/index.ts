/**
 * `npm run bench -- evidence`: entries appended durably by 64 writers, embedded and on MariaDB; verification; a proof and
 * the first page of a person's log at the size reached; and what evidence costs a look-up in CPU, at fifty at once, against
 * the same gateway that leaves none.
 */
import { createPrivateKey } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { noteVerifier } from "../../schema/contract/evidence/signedNote";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer, personaNamed } from "../../scripts/developmentIssuer";
import type { Bench, BenchResult } from "../../scripts/bench";
import { verifyLog } from "../../scripts/verifyEvidence/verifyLog";
import { freshSigningKeys } from "../../subgraphs/kit/signer";
import { openDatabase, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import { openEvidenceLog, type EvidenceLog } from "../../subgraphs/platform/audit/evidenceLog";
import { indexed } from "../../subgraphs/platform/audit/keyedNames";
import type { Draft } from "../../subgraphs/platform/audit/log/sequencer";
import { LISTED } from "../../subgraphs/platform/audit/store/entryStore";
import { shownTo } from "../../subgraphs/platform/audit/store/lookStore";
import { EvidenceLog1700000000003 } from "../../subgraphs/platform/audit/store/tables";
import { openWholeLog } from "../../subgraphs/platform/audit/store/wholeLog";
import { testSchemas } from "../../test/support/databases";
import { mariadbProgram, startMariadb } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { measure, median, round, type Measured } from "../load";
import { ACCESS, LOOKUP, lookupsOf } from "../lookup/scene";
import { startServer, stopServer } from "../server";

const HELP =
  "npm run bench -- evidence [--json] [--seconds 5] [--rounds 5] [--people 10000] [--entries 300000] [--only appends|lookup]";
const WRITERS = 64;
const CONNECTIONS = 50;
const WARM_UP_S = 10;
const PERSONS = 5_000;

interface Options {
  seconds: number;
  rounds: number;
  people: number;
  entries: number;
}

type Say = (line: string) => void;

async function run(argv: readonly string[], say: Say): Promise<BenchResult> {
  const valueOf = (name: string) => (argv.includes(`--${name}`) ? argv[argv.indexOf(`--${name}`) + 1] : undefined);
  const number = (name: string, otherwise: number) => Number(valueOf(name) ?? otherwise);
  const options = {
    ...{ seconds: number("seconds", 5), rounds: number("rounds", 5) },
    ...{ people: number("people", 10_000), entries: number("entries", 300_000) },
  };
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  const only = valueOf("only");
  if (only !== "lookup") await measureEmbedded(options, say, runs, figures);
  if (only !== "lookup") await measureMariadb(options, say, runs, figures);
  if (only !== "appends") await measureLookup(options, say, runs, figures);
  const [cpu] = cpus();
  return { name: "evidence", machine: `${cpus().length} × ${cpu?.model}, Node ${process.versions.node}`, runs, figures };
}

async function measureEmbedded(options: Options, say: Say, runs: Record<string, unknown>[], figures: Record<string, number>) {
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-"));
  const location = { kind: "embedded" as const, file: join(folder, "audit.sqlite") };
  const keys = freshSigningKeys();
  const { log, close } = await openLog(location, keys);
  try {
    const appended = await appends(log, options.seconds);
    figures["embeddedAppendsPerSecond"] = appended.perSecond;
    runs.push({ what: "appends", database: "embedded", ...appended });
    say(`embedded: ${appended.perSecond} entries a second; filling up to ${options.entries} entries …`);
    await fillTo(log, options.entries);
    await log.sign();
    runs.push({ what: `at ${options.entries} entries`, ...(await measureReads(log, location, options.entries)) });
  } finally {
    await close();
  }
  const whole = await openWholeLog(location);
  const [jwk] = (JSON.parse(keys) as { keys: object[] }).keys;
  const verifier = noteVerifier("bench.credit-graph.local/evidence", createPrivateKey({ key: jwk as never, format: "jwk" }));
  const began = performance.now();
  const verdict = await verifyLog(whole, { verifiers: [verifier] });
  const seconds = (performance.now() - began) / 1000;
  await whole.close();
  if (!verdict.whole) throw new Error(`the log is not whole: ${verdict.problem?.detail}`);
  figures["verifyPerSecond"] = Math.round(verdict.entries / seconds);
  runs.push({ what: "verification", database: "embedded", entries: verdict.entries, seconds: round(seconds) });
  rmSync(folder, { recursive: true });
}

async function measureMariadb(options: Options, say: Say, runs: Record<string, unknown>[], figures: Record<string, number>) {
  const program = mariadbProgram(benchEnvironment()["PATH"] ?? "");
  if (program === undefined) return say("MariaDB is not on this machine: left out.");
  const mariadb = await startMariadb(program);
  try {
    const { url } = await testSchemas(mariadb.url, "bench", ["audit"]);
    const { log, close } = await openLog({ kind: "mysql", url: url.replaceAll("{subgraph}", "audit") }, freshSigningKeys());
    const appended = await appends(log, options.seconds);
    figures["mariadbAppendsPerSecond"] = appended.perSecond;
    runs.push({ what: "appends", database: "mariadb", ...appended });
    await close();
  } finally {
    await mariadb.stop();
  }
}

async function openLog(location: DatabaseLocation, signingKeys: string) {
  const database = await openDatabase(location, [EvidenceLog1700000000003]);
  const config = {
    origin: "bench.credit-graph.local/evidence",
    nameKey: Buffer.alloc(32, 1),
    witnesses: [],
    checkpointEveryMs: 2_000,
  };
  const onError = (error: unknown) => console.error(error);
  const log = await openEvidenceLog({ config, location, database, signingKeys, now: Date.now, onError });
  const close = async () => {
    await log.close();
    await database.close();
  };
  return { log, database, close };
}

let made = 0;

/** An entry as a look-up of five departments leaves it. */
function draft(log: EvidenceLog): Draft {
  const name = log.names.person(`P${made++ % PERSONS}`);
  return {
    entry: {
      ...{ kind: "ACCESS", request: "11111111-1111-4111-8111-111111111111", agency: "licensing", officer: "licensing-clerk-01" },
      ...{ roots: ["person"], purpose: "LICENSING_REVIEW", statement: `sha256:${"s".repeat(43)}`, person: name },
      categories: ["BASIC", "COMMITMENT", "LICENCE", "OCCUPATION", "PENALTY", "SEVERE_LIST"],
      ...{
        withheld: ["ABNORMAL PURPOSE", "JUDICIAL PURPOSE"],
        unavailable: [],
        outcome: "ANSWERED",
        answer: `sha256:${"a".repeat(43)}`,
      },
    },
    index: { personKey: indexed(name), listed: LISTED.SHOWN, salt: null, statement: null },
  };
}

/** Each of 64 writers appends one entry after the other, each when the one before is durable. */
async function appends(
  log: EvidenceLog,
  seconds: number,
): Promise<{ entries: number; perSecond: number; p50Ms: number; p99Ms: number }> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  const writer = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await log.append([draft(log)]);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => round(latencies[Math.floor(latencies.length * share)]!);
  return { entries: latencies.length, perSecond: Math.round(latencies.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function fillTo(log: EvidenceLog, entries: number): Promise<void> {
  while (made < entries) {
    const calls = Array.from({ length: 8 }, () => log.append(Array.from({ length: 200 }, () => draft(log))));
    await Promise.all(calls);
  }
}

/** A proof of one entry, and a person's first page; the slowest of some. */
async function measureReads(log: EvidenceLog, location: DatabaseLocation, entries: number) {
  const database = await openDatabase(location, []);
  const timed = async (work: (n: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let n = 0; n < 50; n++) {
      const began = performance.now();
      await work(n);
      times.push(performance.now() - began);
    }
    return { median: round(median(times)), slowest: round(Math.max(...times)) };
  };
  const proof = await timed((n) => log.tree.inclusion(Math.floor((entries * n) / 50), entries));
  const page = await timed((n) =>
    shownTo(database.reader, indexed(log.names.person(`P${n}`)), { before: entries, first: 21, own: false }),
  );
  await database.close();
  return { proofMs: proof.median, slowestProofMs: proof.slowest, accessLogMs: page.median, slowestAccessLogMs: page.slowest };
}

async function measureLookup(options: Options, say: Say, runs: Record<string, unknown>[], figures: Record<string, number>) {
  const dataDir = join(projectRoot(), ".data", `bench-embedded-${options.people}`);
  mkdirSync(dataDir, { recursive: true });
  const env = { CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: String(options.people), CREDIT_LOG_LEVEL: "silent" };
  const start = (folder: string, evidence: string) =>
    startServer(
      ["-r", "reflect-metadata", join("dist", "bench", "evidence", "twin.js")],
      { ...env, CREDIT_DATA_DIR: folder, BENCH_EVIDENCE: evidence },
      "/health/ready",
    );
  say(`a district of ${options.people} people …`);
  const with_ = await start(dataDir, "on");
  // One log has one writer: the twin has a copy of the district, and a log that stays empty.
  const copy = mkdtempSync(join(tmpdir(), "credit-bench-"));
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !basename(file).startsWith("audit.sqlite") });
  const without = await start(copy, "off");
  try {
    const config = readGatewayConfig(env);
    const token = await (
      await openDevelopmentIssuer(dataDir, config.issuer, config.audience)
    ).token(personaNamed("licensing-clerk")!);
    const bodies = lookupsOf(dataDir, 400).map((lookup) =>
      JSON.stringify({ query: LOOKUP, variables: { lookup, access: ACCESS } }),
    );
    const all = { on: [] as Measured[], off: [] as Measured[] };
    for (let turn = 0; turn <= options.rounds; turn++) {
      const timing = { seconds: turn === 0 ? WARM_UP_S : options.seconds, connections: CONNECTIONS };
      const off = await measure(without.url, without.process.pid!, token, bodies, timing);
      const on = await measure(with_.url, with_.process.pid!, token, bodies, timing);
      if (turn > 0) {
        all.on.push(on);
        all.off.push(off);
      }
      say(`look-ups: round ${turn} of ${options.rounds}`);
    }
    for (const kind of ["off", "on"] as const) {
      const of = (key: keyof Measured) => median(all[kind].map((one) => one[key]));
      runs.push({
        what: `look-up, evidence ${kind}`,
        perSecond: of("perSecond"),
        cpuMs: of("cpuMs"),
        p50Ms: of("p50Ms"),
        p99Ms: of("p99Ms"),
      });
    }
    figures["lookupCpuOverhead"] = round(median(all.on.map((one, i) => one.cpuMs / all.off[i]!.cpuMs)) - 1);
    figures["lookupP99OverheadMs"] = round(median(all.on.map((one, i) => one.p99Ms - all.off[i]!.p99Ms)));
  } finally {
    await Promise.all([stopServer(without), stopServer(with_)]);
    rmSync(copy, { recursive: true });
  }
}

export const bench: Bench = { help: HELP, run };
