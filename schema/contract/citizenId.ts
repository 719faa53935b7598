/**
 * 公民身份号码 (GB 11643): 6 digits of division, 8 of birth date, 3 of sequence, 1 check character (ISO 7064 MOD 11-2).
 *
 * Promise: {@link checkCitizenId} accepts exactly the well-formed numbers, as they stand: no trimming, no folding of
 * full-width digits or a lower-case x, for a number that is "repaired" may be a neighbour's (ATTACKS H08, H09).
 */

const SHAPE = /^[1-9]\d{16}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = "10X98765432";

/** Why a text is not a citizen number; `undefined` when it is one. */
export type CitizenIdProblem = "FIFTEEN_DIGITS" | "SHAPE" | "BIRTH_DATE" | "CHECK_CHARACTER";

/** The sentence for each problem, without the value. */
export const CITIZEN_ID_PROBLEM: Record<CitizenIdProblem, string> = {
  FIFTEEN_DIGITS: "a 15-digit number is no longer valid (since 2013-01-01); state the 18-character citizen number",
  SHAPE: "a citizen number is 17 ASCII digits and a check character 0-9 or X, without spaces",
  BIRTH_DATE: "the birth date in the citizen number (characters 7 to 14) is not a calendar date",
  CHECK_CHARACTER: "the check character of the citizen number is wrong; look for a mistyped or swapped digit",
};

/** What is wrong with `text` as a citizen number, or `undefined` if nothing is. */
export function checkCitizenId(text: string): CitizenIdProblem | undefined {
  if (text.length === 15 && /^\d{15}$/.test(text)) return "FIFTEEN_DIGITS";
  if (text.length !== 18 || !SHAPE.test(text)) return "SHAPE";
  if (!isCalendarDate(birthDateOf(text))) return "BIRTH_DATE";
  return citizenIdCheckCharacter(text) === text[17] ? undefined : "CHECK_CHARACTER";
}

/** The check character for the first 17 digits of `text`. */
export function citizenIdCheckCharacter(text: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (text.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return CHECK[sum % 11]!;
}

/** Birth date (ISO, `YYYY-MM-DD`) written in a well-formed number. */
export function birthDateOf(citizenId: string): string {
  return `${citizenId.slice(6, 10)}-${citizenId.slice(10, 12)}-${citizenId.slice(12, 14)}`;
}

/** Odd sequence male, even female (GB 11643). */
export function sexOf(citizenId: string): "MALE" | "FEMALE" {
  return Number(citizenId[16]) % 2 === 1 ? "MALE" : "FEMALE";
}

/** Is `text` (`YYYY-MM-DD`) a day of the Gregorian calendar? (Without a Date: a million rows ask several times each.) */
export function isCalendarDate(text: string): boolean {
  if (text.length !== 10 || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, Number(text.slice(0, 4)));
}

/** Days of a month (1 to 12) of the Gregorian calendar. */
export function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** First day of the 18-character numbers: whoever was born later never had one of 15 digits. */
const EIGHTEEN_SINCE = "1999-10-01";
/** Sequences that GB 11643-1989 kept for people of a hundred years and more: born before 1900. */
const CENTENARIAN = /99[6-9]$/;

/**
 * The 18-character number of a 15-digit one: `19` before the year, a check character at the end. `undefined` where the
 * century is not sure (born before 1900: a sequence of centenarians, or a day after the last 15-digit number) or the
 * digits are no number at all: refused, never guessed.
 */
export function upgradeCitizenId(fifteen: string): string | undefined {
  if (!/^[1-9]\d{14}$/.test(fifteen) || CENTENARIAN.test(fifteen)) return undefined;
  const first = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  const birth = birthDateOf(first);
  return isCalendarDate(birth) && birth < EIGHTEEN_SINCE ? first + citizenIdCheckCharacter(first) : undefined;
}

/** The 15-digit number that whoever has `citizenId` had before it; `undefined` for one who never had any. */
export function formerCitizenId(citizenId: string): string | undefined {
  const fifteen = citizenId.slice(0, 6) + citizenId.slice(8, 17);
  return upgradeCitizenId(fifteen) === citizenId ? fifteen : undefined;
}
