/** Who sits at a desk, as names compare: letters of another width or case are no second person. */
import { loadCatalogue } from "../../../schema/catalogue/load";

const LONGEST = 100;

/** The name as it is kept. @throws Error with a sentence when it is none. */
export function officerName(text: string): string {
  const name = text.normalize("NFKC").trim();
  if (name === "" || [...name].length > LONGEST || /\p{C}/u.test(name))
    throw new Error(`an officer has a name of 1 to ${LONGEST} characters, without invisible ones`);
  return name;
}

export function sameOfficer(one: string, other: string): boolean {
  const letters = (name: string) => name.normalize("NFKC").trim().toLowerCase();
  return letters(one) === letters(other);
}

/** Whether the records of `sector` are the agency's own. */
export function runsSector(agency: string | undefined, sector: string): boolean {
  return loadCatalogue().agencies.some(({ code, sectors }) => code === agency && sectors.includes(sector));
}
