/**
 * The forms of the graph's scalars: what is wrong with a text, in a sentence without the text (ATTACKS M02), or nothing.
 * One definition for both sides: the subgraphs' scalars and the gateway's check of variables.
 */
import { CITIZEN_ID_PROBLEM, checkCitizenId, isCalendarDate } from "./citizenId";
import { isUscc } from "./uscc";

export type FormCheck = (text: string) => string | undefined;

/** The form of a code of a department's own table. */
export function isCode(text: string): boolean {
  return text.length <= 20 && /^[A-Z0-9][A-Z0-9-]*$/.test(text);
}

/** An RFC 3339 instant as UTC with milliseconds; `undefined` if it has no zone or is no instant. */
export function readInstant(text: string): string | undefined {
  if (text.length > 40 || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || !isCalendarDate(text.slice(0, 10))) return undefined;
  return instant.toISOString();
}

const code: FormCheck = (text) => (isCode(text) ? undefined : "a code has at most 20 capital letters, digits and hyphens");

/** Rows of a steward's batch in one text: longer than every other text of a request. */
export const LONG_TEXT_SCALAR = "JsonLines";

export const SCALAR_FORMS: Readonly<Record<string, FormCheck>> = {
  CitizenId: (text) => {
    const problem = checkCitizenId(text);
    return problem && CITIZEN_ID_PROBLEM[problem];
  },
  Date: (text) => (isCalendarDate(text) ? undefined : "a Date is a calendar day written YYYY-MM-DD"),
  DateTime: (text) => (readInstant(text) === undefined ? "a DateTime is an RFC 3339 instant with its zone" : undefined),
  Money: (text) => (/^\d{1,13}\.\d{2}$/.test(text) ? undefined : "Money is yuan with two decimals, in quotes"),
  Uscc: (text) => (isUscc(text) ? undefined : "the unified social credit code is malformed or its check character is wrong"),
  DivisionCode: (text) => (/^\d{6}$/.test(text) ? undefined : "a DivisionCode has six digits"),
  Hash: (text) => (/^[0-9a-f]{64}$/.test(text) ? undefined : "a Hash has 64 hexadecimal digits"),
  JsonLines: (text) => (text.isWellFormed() ? undefined : "JsonLines holds half a character (a lone surrogate)"),
  ViolationCode: code,
  CauseCode: code,
};
