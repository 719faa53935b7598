/**
 * What a subgraph may say of a call that it refused, beyond the code: a closed list, one sentence each, written for the
 * public. It says which argument and what to do next, never a value.
 *
 * Why: the texts of a subgraph's errors stop at its door (ATTACKS B13, B14, C16), and "an argument is not acceptable"
 * helps nobody. So the subgraph names an entry of this list, and the gateway says the sentence.
 */
export const PROBLEMS = {
  NOT_FOUND: "There is nothing under this id that you may act on: check the id.",
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
