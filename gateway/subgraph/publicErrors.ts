/**
 * What is kept of a department's errors: where, and a code of a short list. The text is always ours.
 *
 * Threat (ATTACKS B13, B14, C16): the text of an error holds SQL, a host, another person's number. So it is dropped,
 * and so are all extensions but the code and the problem (schema/contract/problem.ts); a code that is not on the list
 * reads INTERNAL_SERVER_ERROR.
 */
import { isProblem, PROBLEMS } from "../../schema/contract/problem";
import type { PublicCode } from "../../schema/contract/publicCode";
import { SECTOR_SENTENCE, type SubgraphAnswer, type SubgraphError } from "./reach";

/** Codes that a department may pass on, with the sentence a client reads. */
const SENTENCE = {
  ...SECTOR_SENTENCE,
  UNAUTHORIZED_FIELD_OR_TYPE: "this field is not open to this caller for this purpose",
  ACCESS_DENIED: "the department does not open this to this caller for this purpose",
  BAD_USER_INPUT: "an argument of this field is not acceptable",
  INTERNAL_SERVER_ERROR: "this part of the answer could not be produced",
} as const satisfies Partial<Record<PublicCode, string>>;

export type PassedCode = keyof typeof SENTENCE;

/** The public code for what a department wrote in `extensions.code`. SECTOR_INTEGRITY is ours alone to say. */
export function passedCode(code: unknown): PassedCode {
  if (typeof code !== "string" || code === "SECTOR_INTEGRITY") return "INTERNAL_SERVER_ERROR";
  return Object.hasOwn(SENTENCE, code) ? (code as PassedCode) : "INTERNAL_SERVER_ERROR";
}

export function sentenceOf(code: PassedCode): string {
  return SENTENCE[code];
}

/** Does an error of this code mean that something is missing which the department should have answered? */
export function meansMissing(code: PassedCode): boolean {
  return code === "SECTOR_UNAVAILABLE" || code === "SECTOR_INTEGRITY" || code === "INTERNAL_SERVER_ERROR";
}

/** `errors` as they may go on: path and code, our sentence. What is no error object at all counts as an internal one. */
export function publicErrors(errors: SubgraphAnswer["errors"]): SubgraphError[] {
  return (errors ?? []).map((error: unknown) => {
    const { path, extensions } = (typeof error === "object" && error !== null ? error : {}) as Partial<SubgraphError>;
    const code = passedCode(extensions?.code);
    return { message: messageOf(code, extensions?.problem), ...(isPath(path) && { path }), extensions: { code } };
  });
}

/** Our sentence for the problem that a department names; what is on no list is not said. */
function messageOf(code: PassedCode, problem: unknown): string {
  return code === "BAD_USER_INPUT" && isProblem(problem) ? PROBLEMS[problem] : SENTENCE[code];
}

function isPath(path: unknown): path is (string | number)[] {
  return (
    Array.isArray(path) &&
    path.length <= 64 &&
    path.every((part) => typeof part === "string" || (Number.isSafeInteger(part) && part >= 0))
  );
}
