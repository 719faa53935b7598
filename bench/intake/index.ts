/**
 * `npm run bench -- intake`: one CSV file from the upload to published records, embedded and on MariaDB, each in a
 * process of its own over people who are on the register. `readRowsPerCpuSecond` is reading and checking alone.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench, BenchResult } from "../../scripts/bench";
import { testSchemas } from "../../test/support/databases";
import { mariadbProgram, startMariadb } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { MAX_PEOPLE, writeNotices } from "./scene";

const HELP = `npm run bench -- intake [--json] [--full | --rows 100000] [--only embedded|mariadb]   --full: 1,000,000 rows`;
/** Rows about one person, far from each other in the file. */
const ROWS_A_PERSON = 5;

interface Taken {
  rows: number;
  seconds: number;
  cpuSeconds: number;
  peakRssMB: number;
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const valueOf = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const rows = argv.includes("--full") ? 1_000_000 : Number(valueOf("--rows") ?? 100_000);
  const people = Math.min(MAX_PEOPLE, Math.ceil(rows / ROWS_A_PERSON));
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-intake-"));
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  try {
    const file = join(folder, "notices.csv");
    say(`a file of ${rows} rows about ${people} people …`);
    writeNotices(file, rows, people);
    const measured = async (name: string, env: Record<string, string>) => {
      say(`${name} …`);
      await child(["register", String(people)], env);
      const taken = await child(["take", file], env);
      runs.push({ name, ...taken });
      figures[`${name}RowsPerSecond`] = Math.round(taken.rows / taken.seconds);
      figures["peakRssMB"] = Math.max(figures["peakRssMB"] ?? 0, taken.peakRssMB);
    };
    const only = valueOf("--only");
    if (only !== "mariadb") await measured("embedded", { CREDIT_DATA_DIR: folder });
    if (only !== "embedded") await onMariadb((env) => measured("mariadb", { CREDIT_DATA_DIR: folder, ...env }), say);
    const read = await child(["read", file], { CREDIT_DATA_DIR: folder });
    runs.push({ name: "read", ...read });
    figures["readRowsPerCpuSecond"] = Math.round(read.rows / read.cpuSeconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { name: "intake", machine: `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`, runs, figures };
}

async function onMariadb(work: (env: Record<string, string>) => Promise<void>, say: (line: string) => void): Promise<void> {
  const program = mariadbProgram(benchEnvironment()["PATH"] ?? "");
  if (program === undefined) return say("MariaDB is not on this machine: left out.");
  const mariadb = await startMariadb(program);
  try {
    const { url } = await testSchemas(mariadb.url, "bench", ["identity", "tax"]);
    await work({ CREDIT_DATABASE_URL: url });
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
