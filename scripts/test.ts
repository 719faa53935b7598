/**
 * `npm test`: everything this machine can run. Formatting of imports and code (lint), the composed files against what is
 * committed, then jest over embedded databases and again over MariaDB. What is missing is said plainly; with CI=true it
 * is a failure.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import { mariadbProgram, startMariadb } from "../test/support/mariadb";
import { environment } from "./config";
import { databaseSuites } from "./test/databaseSuites";

interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

/** What is about MariaDB itself is left to the run on MariaDB, and a disk that fills to the run on files. */
const MARIADB_ONLY = "--testPathIgnorePatterns=/node_modules/|faults/mariadb";
const EMBEDDED_ONLY = "--testPathIgnorePatterns=/node_modules/|faults/diskFull";

/**
 * What is asked of the stock engine as well, over real departments. Attacks A, and C and K in one process, take both engines
 * within their suites (`bothEngines`, gateway/engine/failures.test.ts).
 */
const STOCK_SUITES = ["faults/(departments|lying|wire|oneProcess)", "attacks/k-truth"];
const NOT_OF_THE_ENGINE = "Not again: attacks G and F30 end before an engine; to an engine F22 is F20.";

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log("npm test [-- jest options]   e.g. npm test -- D05; --embedded or --mariadb runs on that database alone");
    return 0;
  }
  const env = environment();
  const only = (name: string) => !argv.some((one) => one === "--embedded" || one === "--mariadb") || argv.includes(`--${name}`);
  // A number of a catalogue is a title, not a path.
  const options = argv
    .filter((one) => one !== "--embedded" && one !== "--mariadb")
    .flatMap((one) => (/^[A-Z]\d\d$/.test(one) ? ["-t", one] : [one]));
  const missing = missingPrograms(env["PATH"] ?? "");
  for (const sentence of missing) console.error(sentence);
  const total: Outcome = { passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(roomyMemory() ?? tmpdir(), "credit-tests-"));
  if (options.length === 0) add(total, check("lint", ["eslint", "--max-warnings=0", "."]));
  if (options.length === 0) add(total, check("formatting", ["prettier", "--check", "--log-level=warn", "."]));
  if (options.length === 0) add(total, checkComposed());
  if (only("embedded")) add(total, jest([...options, MARIADB_ONLY], { TMPDIR: folder }));
  if (options.length === 0 && only("embedded")) {
    console.error(`\nThe suites of failing departments, on the stock engine. ${NOT_OF_THE_ENGINE}`);
    add(total, jest(STOCK_SUITES, { TMPDIR: folder, CREDIT_TEST_ENGINE: "apollo" }));
  }
  const program = mariadbProgram(env["PATH"] ?? "");
  if (only("mariadb") && program !== undefined) {
    const mariadb = await startMariadb(program, [], folder);
    console.error("\nThe suites that reach a database, on MariaDB:");
    add(
      total,
      jest([...(options.length > 0 ? options : databaseSuites(projectRoot())), EMBEDDED_ONLY], {
        CREDIT_TEST_MARIADB: mariadb.url,
        TMPDIR: folder,
      }),
    );
    await mariadb.stop();
  }
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
