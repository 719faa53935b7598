/**
 * What a subgraph may say of a call that it refused, beyond the code: a closed list, one sentence each, written for the
 * public. It says which argument and what to do next, never a value.
 *
 * Why: the texts of a subgraph's errors stop at its door (ATTACKS B13, B14, C16), and "an argument is not acceptable"
 * helps nobody. So the subgraph names an entry of this list, and the gateway says the sentence.
 */
export const PROBLEMS = {
  NOT_FOUND: "There is nothing under this id that you may act on: check the id.",
  // Authorisations: what an agency asks for.
  GRANT_PURPOSE:
    "input.purpose: your agency may ask for no authorisation for this purpose; purposes { grantCeiling } says which take one.",
  GRANT_CASE_NUMBER: "input.caseNumber: it has 1 to 200 characters.",
  GRANT_CATEGORIES: "input.categories: at least one, each once, and none beyond purposes { grantCeiling { categories } }.",
  GRANT_ITEMS: "input.items: codes of catalogue items of the categories, each once, of which the purpose may read records.",
  GRANT_USES: "input.uses: at least 1, at most purposes { grantCeiling { uses } }.",
  GRANT_VALID_DAYS: "input.validDays: at least 1, at most purposes { grantCeiling { validDays } }.",
  GRANT_LOOK_BACK: "input.lookBackMonths: at least 1, at most purposes { lookBackMonths }.",
  GRANT_DATA_LIFE: "input.dataLifeDays: at least 1, at most purposes { grantCeiling { dataLifeDays } }.",
  GRANT_SUPERSEDES: "input.supersedes: it names no authorisation of your agency's that is in force for this purpose.",
  // Authorisations: what a person agrees to.
  GRANT_MORE_THAN_ASKED: "categories and items: agree to what was asked, or to a part of it; to refuse all, decline the request.",
  GRANT_ANSWERED: "The request is no longer open: it was answered or its time is over; the agency may ask again.",
  GRANT_NOT_SENSITIVE: "items: name items of the request that need a consent of their own; sensitiveItems lists them.",
  GRANT_MINOR: "Who is under 18 cannot authorise anybody himself; the authorisation of a guardian is not served yet.",
  GRANT_STATE: "The authorisation is not in a state in which this can be done: look at its status.",
  // Emergencies.
  EMERGENCY_REASON: "input.reason: 10 to 500 characters that say what the emergency is.",
  EMERGENCY_OWN: "An emergency is seconded by another officer than the one who declared it: ask a colleague.",
  // The evidence log.
  CHALLENGE_TEXT: "reason and answer: 4 to 500 characters.",
  CHALLENGE_STANDS: "This look has been challenged already: see its challenge.",
  CHALLENGE_RULED: "This challenge has been ruled on already: see its answer.",
  CHALLENGE_OWN: "Nobody rules on a look of his own: ask a colleague.",
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
  // A sector's own desk.
  BATCH_DECIDED:
    "This batch no longer awaits review: look at its state and its steps; send the file again if it is to be decided anew.",
  OWN_BATCH: "A batch is reviewed by somebody who did not submit it: ask a colleague.",
  SECOND_REVIEWER_NEEDED:
    "The batch would withdraw over a fifth of the live records, and you are its first reviewer: another one decides.",
  DESK_FIRST: "first: 1 to 200.",
  DESK_ROWS: "input.jsonLines: at most 5,000 rows a call; send the rest in further calls.",
  DESK_REASON: "reason: 4 to 500 characters.",
  DESK_ITEM: "item: this sector has no catalogue item of that code; catalogueItems lists them.",
  DESK_PERIOD: "period: a month that is over, like 2026-10.",
  DESK_COUNT: "count: a whole number from 0 to 1,000,000,000.",
  RECORD_STATE: "The state of the record does not allow this: look at its versions.",
  RECORD_OWN_STEP: "What one officer decided another one takes back: ask a reviewer who is not the one that decided.",
  RECORD_REPAIR_EARLY: "The shortest display is not over: see repairableFrom of the record.",
  NIL_RETURN_CONTRADICTED: "Records of that month came in: check the month, or withdraw what was reported by mistake.",
} as const satisfies Record<string, string>;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(value: unknown): value is Problem {
  return typeof value === "string" && Object.hasOwn(PROBLEMS, value);
}
