/** The numbers of a year that is over, for the inspection of the January after it: as they were frozen, if they were. */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import type { SupervisionContext } from "../context";
import { openYears } from "../frozen/years";
import { openBook, type Book } from "../indicator/book";
import { readPeriod } from "../indicator/period";

export async function bookOfYear(year: number, { database, rollups, today, now }: SupervisionContext): Promise<Book> {
  const period = readPeriod(String(year), today);
  if (typeof period === "string") throw refused(period);
  const catalogue = loadCatalogue();
  return openBook(period, await openYears({ database, rollups, catalogue, now: now() }));
}
