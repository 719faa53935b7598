/**
 * The period of a board: a year or a month, whole, in Asia/Shanghai. Refuses what lies ahead, what lies before the plan,
 * and every other form; a period that has begun is counted as far as it has gone.
 */
import { addDays, addMonths, type LegalDay } from "../../../../schema/contract/legalDay";

export interface Period {
  /** `2026` or `2026-10`, as asked. */
  code: string;
  from: LegalDay;
  to: LegalDay;
  /** `YYYY-MM`, in order. */
  months: string[];
}

/** The year of the plan: there is nothing before it. */
export const FIRST_YEAR = 2017;

export type PeriodProblem = "PERIOD_FORM" | "PERIOD_AHEAD" | "PERIOD_BEFORE";

export function readPeriod(code: string, today: LegalDay): Period | PeriodProblem {
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(code) ?? [];
  if (year === undefined) return "PERIOD_FORM";
  const from = `${year}-${month ?? "01"}-01`;
  if (from > today) return "PERIOD_AHEAD";
  if (Number(year) < FIRST_YEAR) return "PERIOD_BEFORE";
  return periodFrom(code, from, month === undefined ? 12 : 1);
}

function periodFrom(code: string, from: LegalDay, length: number): Period {
  const months = Array.from({ length }, (_, at) => addMonths(from, at).slice(0, 7));
  return { code, from, to: addDays(addMonths(from, length), -1), months };
}

/** The `count` months that end with the period's last month, each as a period; none before the plan. */
export function monthsUpTo({ to }: Period, count: number): Period[] {
  const last = `${to.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, at) => addMonths(last, at - count + 1))
    .filter((from) => Number(from.slice(0, 4)) >= FIRST_YEAR)
    .map((from) => periodFrom(from.slice(0, 7), from, 1));
}
