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
} as const satisfies Record<string, string>;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(value: unknown): value is Problem {
  return typeof value === "string" && Object.hasOwn(PROBLEMS, value);
}
