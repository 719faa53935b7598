/**
 * `npm run bench -- intake`: one CSV file from the upload to published records, embedded and on MariaDB, each in a
 * process of its own over people who are on the register. `readRowsPerCpuSecond` is reading and checking alone.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench, BenchResult } from "../../scripts/bench";
import { testSchemas } from "../../test/support/databases";
import { mariadbProgram, startMariadb } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { round } from "../load";
import { numberOf, optionOf } from "../options";
import { MAX_PEOPLE, writeNotices } from "./scene";
import type { Taken } from "./take";

const HELP = `npm run bench -- intake [--json] [--full | --rows 100000] [--only embedded|mariadb]   --full: 1,000,000 rows`;
/** What a district gives its server: memory for the tables that are written, and a log that need not be emptied in between. */
const MARIADB_OPTIONS = ["--innodb-buffer-pool-size=1G", "--innodb-log-file-size=1G"];
/** Rows about one person, far from each other in the file. */
const ROWS_A_PERSON = 5;

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const rows = argv.includes("--full") ? 1_000_000 : numberOf(argv, "rows", 100_000);
  const people = Math.min(MAX_PEOPLE, Math.ceil(rows / ROWS_A_PERSON));
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-intake-"));
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  try {
    const file = join(folder, "notices.csv");
    say(`a file of ${rows} rows about ${people} people …`);
    writeNotices(file, rows, people);
    const measured = async (name: string, env: Record<string, string>, server?: number) => {
      say(`${name} …`);
      await child(["register", String(people)], env);
      tell(name, await child(["take", file, ...(server === undefined ? [] : [String(server)])], env), runs, figures);
    };
    const only = optionOf(argv, "only");
    if (only !== "mariadb") await measured("embedded", { CREDIT_DATA_DIR: folder });
    if (only !== "embedded")
      await onMariadb((env, server) => measured("mariadb", { CREDIT_DATA_DIR: folder, ...env }, server), say);
    tell("read", await child(["read", file], { CREDIT_DATA_DIR: folder }), runs, figures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { runs, figures };
}

/** Notes the stages of a run. Staging is emptied after the records are live: its time is told, and no part of the figure. */
function tell(
  name: string,
  { rows, stages, peakRssMB }: Taken,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): void {
  for (const { stage, seconds, cpu, databaseCpu } of stages)
    runs.push({
      ...{ name, stage, rows, seconds: round(seconds), rowsPerSecond: Math.round(rows / seconds) },
      ...{ cpuMicrosecondsARow: round((cpu * 1e6) / rows), databaseCpuMicrosecondsARow: round((databaseCpu * 1e6) / rows) },
    });
  if (name === "read") figures["readRowsPerCpuSecond"] = Math.round(rows / stages[0]!.cpu);
  else figures[`${name}RowsPerSecond`] = Math.round(rows / (stages[0]!.seconds + stages[1]!.seconds));
  figures[`${name}PeakRssMB`] = peakRssMB;
  figures["peakRssMB"] = Math.max(figures["peakRssMB"] ?? 0, peakRssMB);
}

async function onMariadb(
  work: (env: Record<string, string>, server: number) => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const program = mariadbProgram(benchEnvironment()["PATH"] ?? "");
  if (program === undefined) return say("MariaDB is not on this machine: left out.");
  const mariadb = await startMariadb(program, MARIADB_OPTIONS);
  try {
    const { url } = await testSchemas(mariadb.url, "bench", ["identity", "tax"]);
    await work({ CREDIT_DATABASE_URL: url }, mariadb.pid);
  } finally {
    await mariadb.stop();
  }
}

async function child(args: string[], env: Record<string, string>): Promise<Taken> {
  const script = ["-r", "reflect-metadata", join(__dirname, "take.js"), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, script, { env: { ...benchEnvironment(), ...env } });
  return JSON.parse(stdout) as Taken;
}

export const bench: Bench = { help: HELP, run };
