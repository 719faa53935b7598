/** Who sits at a desk, as names compare: letters of another width or case are no second person. */
import { loadCatalogue } from "../../../schema/catalogue/load";

const LONGEST = 100;

/** The name as it is kept; `undefined` for what is none: nothing, more than a hundred characters, invisible ones. */
export function officerName(text: string): string | undefined {
  const name = text.normalize("NFKC").trim();
  return name === "" || [...name].length > LONGEST || /\p{C}/u.test(name) ? undefined : name;
}

export function sameOfficer(one: string, other: string): boolean {
  const letters = (name: string) => name.normalize("NFKC").trim().toLowerCase();
  return letters(one) === letters(other);
}

/** Whether the records of `sector` are the agency's own. */
export function runsSector(agency: string | undefined, sector: string): boolean {
  return loadCatalogue().agencies.some(({ code, sectors }) => code === agency && sectors.includes(sector));
}
