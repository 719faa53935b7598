/**
 * What a subgraph may say of a call that it refused, beyond the code: a closed list, one sentence each, written for the
 * public. It says which argument and what to do next, never a value.
 *
 * Why: the texts of a subgraph's errors stop at its door (ATTACKS B13, B14, C16), and "an argument is not acceptable"
 * helps nobody. So the subgraph names an entry of this list, and the gateway says the sentence.
 */
export const PROBLEMS = {
  NOT_FOUND: "There is nothing under this id that you may act on: check the id.",
  BATCH_DECIDED: "This batch no longer awaits review: read its state and its steps, and send the file again if it is to be decided anew.",
  OWN_BATCH: "A batch is reviewed by somebody who did not submit it: ask a colleague.",
  SECOND_REVIEWER_NEEDED:
    "This batch would withdraw more than a fifth of what is live, and you are its first reviewer: a second one decides.",
} as const satisfies Record<string, string>;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(value: unknown): value is Problem {
  return typeof value === "string" && Object.hasOwn(PROBLEMS, value);
}
