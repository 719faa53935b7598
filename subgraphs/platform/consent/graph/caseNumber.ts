/** The number of the case in which an authorisation is asked for or an emergency declared. */
import { refused } from "../../../kit/door/refused";
import { statedText } from "../../../kit/door/statedText";

const MAX_CASE_NUMBER = 200;

/** @throws BAD_USER_INPUT for none, or for one that is too long. */
export function caseNumberOf(given: string): string {
  const caseNumber = statedText(given, 1, MAX_CASE_NUMBER);
  if (caseNumber === undefined) throw refused("GRANT_CASE_NUMBER");
  return caseNumber;
}
