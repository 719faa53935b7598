/**
 * `npm run fuzz`: random operations by random callers for random purposes against a district of its own, each judged by the
 * oracles of the attack catalogue and by the rules as the tests restate them (test/fuzz). A seed repeats a run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../schema/contract/projectRoot";
import type { FuzzResult } from "../test/fuzz/fuzz";
import { environment } from "./config";

const HELP = `npm run fuzz -- [--minutes N] [--seed S] [--case N] [--json]
  --minutes N   how long; 1 unless told, a part of one will do
  --seed S      repeats a run: the same cases in the same order
  --case N      that case of the seed alone, as a failure names it
  --json        the result as one JSON object on stdout
Ends with 0 when every answer was right, with 1 and the cases otherwise.`;

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_007) },
      case: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0) || !Number.isSafeInteger(seed) || seed < 1 || (values.case !== undefined && !(Number(values.case) > 0))) {
    console.error(`--minutes, --seed and --case are numbers above 0.\n${HELP}`);
    return 2;
  }
  console.error(`seed ${seed}, ${minutes} min; --seed ${seed} repeats it`);
  const result = run({ seconds: minutes * 60, seed, only: values.case });
  if (result === undefined) return 1;
  if (values.json) console.log(JSON.stringify(result));
  else print(result);
  return result.failures.length === 0 ? 0 : 1;
}

function run({ seconds, seed, only }: { seconds: number; seed: number; only: string | undefined }): FuzzResult | undefined {
  const folder = mkdtempSync(join(tmpdir(), "credit-fuzz-"));
  const report = join(folder, "report.json");
  try {
    const jest = join(projectRoot(), "node_modules", "jest", "bin", "jest.js");
    const done = spawnSync(process.execPath, [jest, "--runInBand", "test/fuzz/fuzz.test.ts"], {
      cwd: projectRoot(),
      // What the test itself says is its progress; what jest says is of interest only when there is no result.
      stdio: ["ignore", 2, "pipe"],
      encoding: "utf8",
      env: {
        ...environment(),
        ...{ SEED: String(seed), CREDIT_FUZZ_SECONDS: String(seconds), CREDIT_FUZZ_REPORT: report },
        ...(only && { CREDIT_FUZZ_CASE: only }),
      },
    });
    if (existsSync(report)) return JSON.parse(readFileSync(report, "utf8")) as FuzzResult;
    console.error(done.stderr);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print({ seed, cases, seconds, statuses, late, failures }: FuzzResult): void {
  console.log(`${cases} cases in ${seconds} s, seed ${seed}; ${late} answers came too late and were asked for again`);
  console.table(statuses);
  for (const { number, as, purpose = "—", query, variables, problem } of failures) {
    console.log(`\ncase ${number} (--seed ${seed} --case ${number}): ${as} for ${purpose}`);
    console.log(`${query}\n${JSON.stringify(variables)}\n${problem}`);
  }
  console.log(failures.length === 0 ? "every answer was right" : `${failures.length} answers were wrong`);
}
