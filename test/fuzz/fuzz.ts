/** Case after case over one district, until the time is over; what fails is kept with its number and the run goes on. */
import { anyGrant } from "../attacks/support/anyGrant";
import { LATE } from "../attacks/support/caseOracles";
import { drawing } from "../attacks/support/drawing";
import { castRecords } from "../attacks/support/oracles";
import type { District } from "../support/district";
import { judgeCase } from "./judgeCase";
import { randomCase, type FuzzCase } from "./randomCase";

export interface FuzzFailure {
  number: number;
  as: string;
  purpose: string | undefined;
  query: string;
  variables: unknown;
  problem: string;
}

export interface FuzzResult {
  seed: number;
  cases: number;
  seconds: number;
  /** How many answers had each HTTP status; 429 = held back, not judged further. */
  statuses: Record<string, number>;
  /** How many answers came too late on a busy machine, and were right when the same was asked again. */
  late: number;
  failures: FuzzFailure[];
}

export interface FuzzOptions {
  seed: number;
  seconds: number;
  /** This case alone. */
  only?: number | undefined;
  say?: (line: string) => void;
}

const MAX_FAILURES = 20;
const SAY_EVERY_MS = 5_000;
/** So often a case may come too late. */
const MAX_LATE = 3;

export async function fuzz(district: District, { seed, seconds, only, say }: FuzzOptions): Promise<FuzzResult> {
  const records = await castRecords(district);
  const ids = records.flatMap(({ record }) => [record.id, record.personId]);
  const result: FuzzResult = { seed, cases: 0, seconds: 0, statuses: {}, late: 0, failures: [] };
  const began = Date.now();
  let said = began;
  for (let number = only ?? 1; ; number++) {
    result.seconds = Math.round((Date.now() - began) / 1000);
    if (result.cases > 0 && (only !== undefined || Date.now() - began > seconds * 1000)) return result;
    await tryCase(district, randomCase(seed, number, ids), { seed, number }, result);
    if (result.failures.length >= MAX_FAILURES) return result;
    if (Date.now() - said < SAY_EVERY_MS) continue;
    said = Date.now();
    say?.(inWords(result));
  }
}

async function tryCase(
  district: District,
  drawn: FuzzCase,
  { seed, number }: { seed: number; number: number },
  result: FuzzResult,
): Promise<void> {
  const { as, purpose, query, variables } = drawn;
  result.cases++;
  for (let attempt = 1; ; attempt++) {
    try {
      const grant = drawn.isGranted ? await anyGrant(district, drawn.member!, drawing(seed + number)) : undefined;
      district.internals.length = 0;
      const { status } = await judgeCase(district, grant ? { ...drawn, grant, isDryRun: false } : drawn);
      result.statuses[status] = (result.statuses[status] ?? 0) + 1;
      return;
    } catch (error) {
      // Colours and the place in the tests are for a terminal.
      const problem = (error as Error).message.replace(/\x1b\[\d+m/g, "").slice(0, 2_000);
      if (attempt > MAX_LATE || !LATE.test(problem))
        return void result.failures.push({ number, as, purpose, query, variables, problem });
      result.late++;
    }
  }
}

export function inWords({ cases, seconds, statuses, late, failures }: FuzzResult): string {
  const answers = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
  return `${cases} cases in ${seconds} s: ${answers.join(", ")}; ${late} late, ${failures.length} failed`;
}
