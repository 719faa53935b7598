/**
 * `npm test`: everything this machine can run. Formatting of imports and code (lint), the composed files against what is
 * committed, then jest over embedded databases and again over MariaDB, where the attacks on a district are made on one whose gateway
 * and departments are processes of their own; and failing departments on the stock engine. What is missing is said plainly; with
 * CI=true it is a failure.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import { mariadbProgram, startMariadb, type TestMariadb } from "../test/support/mariadb";
import { environment } from "./config";
import { PASSES, passesOf } from "./test/passes";

interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

const HELP = `npm test [-- jest options]   e.g. npm test -- D05; --embedded or --mariadb runs on that database alone,
--processes the attacks alone, on MariaDB and a district of separate processes (with --embedded: on files),
--stock the suites of failing departments alone, on the stock engine;
--full also what is too long for every run, as ten thousand kills of the log's writer`;

const FULL = "--full";

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const env = environment();
  const asked = argv.filter((one) => PASSES.includes(one));
  // A number of a catalogue is a title, not a path.
  const own = [...PASSES, FULL];
  const options = argv.filter((one) => !own.includes(one)).flatMap((one) => (/^[A-Z]\d\d$/.test(one) ? ["-t", one] : [one]));
  const missing = missingPrograms(env["PATH"] ?? "");
  for (const sentence of missing) console.error(sentence);
  const total: Outcome = { passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(roomyMemory() ?? tmpdir(), "credit-tests-"));
  if (options.length === 0) add(total, check("lint", ["eslint", "--max-warnings=0", "."]));
  if (options.length === 0) add(total, check("formatting", ["prettier", "--check", "--log-level=warn", "."]));
  if (options.length === 0) add(total, checkComposed());
  const program = mariadbProgram(env["PATH"] ?? "");
  let mariadb: TestMariadb | undefined;
  for (const pass of passesOf(asked, options)) {
    if (pass.onMariadb && program === undefined) continue;
    if (pass.onMariadb) mariadb ??= await startMariadb(program!, [], folder);
    console.error(`\n${pass.says}`);
    const full = argv.includes(FULL) && { CREDIT_TEST_FULL: "1" };
    const more = { ...full, ...(pass.onMariadb && { CREDIT_TEST_MARIADB: mariadb!.url }), ...pass.environment, TMPDIR: folder };
    add(total, jest(pass.options, more));
  }
  await mariadb?.stop();
  rmSync(folder, { recursive: true, force: true });
  if (missing.length > 0 && env["CI"] === "true") {
    console.error("CI=true: what is missing counts as a failure.");
    total.failed += missing.length;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

const MEMORY = "/dev/shm";
const ROOM_BYTES = 4e9;

/**
 * A file system in memory, where there is one with room. Tests kill processes, and no machine: a disk that is flushed at each
 * commit would only make a busy one slow.
 */
function roomyMemory(): string | undefined {
  if (!existsSync(MEMORY)) return undefined;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES ? MEMORY : undefined;
}

function missingPrograms(path: string): string[] {
  const missing: string[] = [];
  if (mariadbProgram(path) === undefined)
    missing.push("No MariaDB on this machine: nothing runs on it (Debian: mariadb-server-core, mariadb-client-core).");
  if (!existsSync("/usr/bin/chromium"))
    missing.push("No Chromium on this machine: the page tests are skipped (Debian: chromium).");
  return missing;
}

function add(total: Outcome, outcome: Outcome): void {
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  total.skipped += outcome.skipped;
}

/** One check as one test. */
function check(name: string, command: [string, ...string[]]): Outcome {
  const [bin, ...args] = command;
  const done = spawnSync(process.execPath, [binOf(bin), ...args], { cwd: projectRoot(), stdio: ["ignore", 2, 2] });
  console.error(`${done.status === 0 ? "ok" : "FAILED"}: ${name}`);
  return done.status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function checkComposed(): Outcome {
  const done = spawnSync(process.execPath, [join(projectRoot(), "scripts", "run.js"), "compose", "--check"], {
    cwd: projectRoot(),
    stdio: ["ignore", 2, 2],
  });
  console.error(`${done.status === 0 ? "ok" : "FAILED"}: the committed graph is what the sources compose to`);
  return done.status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

const BINS: Record<string, string> = {
  eslint: "eslint/bin/eslint.js",
  prettier: "prettier/bin/prettier.cjs",
  jest: "jest/bin/jest.js",
};

function binOf(name: string): string {
  return join(projectRoot(), "node_modules", BINS[name]!);
}

function jest(options: readonly string[], more: Record<string, string>): Outcome {
  const report = join(mkdtempSync(join(tmpdir(), "credit-jest-")), "report.json");
  const args = [binOf("jest"), "--json", `--outputFile=${report}`, "--maxWorkers=2", ...options];
  const done = spawnSync(process.execPath, args, {
    cwd: projectRoot(),
    stdio: ["ignore", "ignore", 2],
    env: { ...environment(), ...more } as NodeJS.ProcessEnv,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Record<string, number>;
  const failed = numFailedTests! + numRuntimeErrorTestSuites!;
  return { passed: numPassedTests!, failed: failed === 0 && done.status !== 0 ? 1 : failed, skipped: numPendingTests! };
}
