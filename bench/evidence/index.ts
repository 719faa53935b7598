/**
 * `npm run bench -- evidence`: entries appended durably by 64 writers, embedded and on MariaDB; verification; a proof and
 * the first page of a person's log at the size reached (`--full`: ten million entries); and what evidence and an
 * authorisation cost a look-up in CPU, at fifty at once, against the same gateway that leaves no evidence.
 */
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { noteVerifier } from "../../schema/contract/evidence/signedNote";
import type { Bench, BenchResult } from "../../scripts/bench";
import { verifyLog } from "../../scripts/verifyEvidence/verifyLog";
import { freshSigningKeys } from "../../subgraphs/kit/signer";
import { openWholeLog } from "../../subgraphs/platform/audit/store/wholeLog";
import { testSchemas } from "../../test/support/databases";
import { mariadbProgram, startMariadb } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { round } from "../load";
import { appends, fillTo, measureReads, openLog, ORIGIN } from "./log";
import { measureLookups, type LookupOptions } from "./lookups";

const HELP =
  "npm run bench -- evidence [--json] [--seconds 5] [--rounds 5] [--people 10000] [--entries 300000] [--full] [--only appends|lookup]";

const ENTRIES = 300_000;
const ENTRIES_IN_FULL = 10_000_000;

interface Options extends LookupOptions {
  entries: number;
}

type Say = (line: string) => void;

async function run(argv: readonly string[], say: Say): Promise<BenchResult> {
  const valueOf = (name: string) => (argv.includes(`--${name}`) ? argv[argv.indexOf(`--${name}`) + 1] : undefined);
  const number = (name: string, otherwise: number) => Number(valueOf(name) ?? otherwise);
  const options = {
    ...{ seconds: number("seconds", 5), rounds: number("rounds", 5) },
    ...{ people: number("people", 10_000), entries: number("entries", argv.includes("--full") ? ENTRIES_IN_FULL : ENTRIES) },
  };
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  const only = valueOf("only");
  if (only !== "lookup") await measureEmbedded(options, say, runs, figures);
  if (only !== "lookup") await measureMariadb(options, say, runs, figures);
  if (only !== "appends") await measureLookups(options, say, runs, figures);
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
    await fillTo(log, options.entries, say);
    await log.sign();
    const reads = await measureReads(log, location, options.entries);
    runs.push({ what: `at ${options.entries} entries`, ...reads });
    figures["slowestProofMs"] = reads.slowestProofMs;
    figures["slowestAccessLogMs"] = reads.slowestAccessLogMs;
  } finally {
    await close();
  }
  const whole = await openWholeLog(location);
  const [jwk] = (JSON.parse(keys) as { keys: object[] }).keys;
  const verifier = noteVerifier(ORIGIN, createPrivateKey({ key: jwk as never, format: "jwk" }));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const verdict = await verifyLog(whole, { verifiers: [verifier] });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await whole.close();
  if (!verdict.whole) throw new Error(`the log is not whole: ${verdict.problem?.detail}`);
  figures["verifyPerSecond"] = Math.round(verdict.entries / seconds);
  figures["verifyPerCpuSecond"] = Math.round((verdict.entries * 1e6) / (user + system));
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

export const bench: Bench = { help: HELP, run };
