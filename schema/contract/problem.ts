/**
 * What a subgraph may say of a call that it refused, beyond the code: a closed list, one sentence each, written for the
 * public. It says which argument and what to do next, never a value.
 *
 * Why: the texts of a subgraph's errors stop at its door (ATTACKS B13, B14, C16), and "an argument is not acceptable"
 * helps nobody. So the subgraph names an entry of this list, and the gateway says the sentence.
 */
export const PROBLEMS = {
  NOT_FOUND: "There is nothing under this id that you may act on: check the id.",
  PERIOD_FORM: "A period is a year or a month: 2026 or 2026-10.",
  PERIOD_AHEAD: "The period has not begun: ask for one that has.",
  PERIOD_BEFORE: "There is nothing before 2017, the year of the plan.",
  MONTHS_RANGE: "months is from 1 to 120.",
  FIRST_RANGE: "first is from 1 to 200.",
  TEXT_LENGTH: "A text is empty or too long: write 1 to 1,000 characters.",
  PERCENT_RANGE: "percent is from 0 to 100.",
  DATE_PAST: "The day has passed: give one that lies ahead.",
  DATE_AHEAD: "The day lies ahead: give today or one before.",
  NOT_JANUARY_YET: "An inspection is opened in its own year, over the year before: the year has not begun, or is over.",
  INSPECTION_EXISTS: "The inspection of that year has been opened already.",
  INSPECTION_CLOSED: "The inspection of that year is not open.",
  NAMES_A_PERSON: "A typical case names nobody: take out citizen numbers and names.",
} as const satisfies Record<string, string>;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(value: unknown): value is Problem {
  return typeof value === "string" && Object.hasOwn(PROBLEMS, value);
}
