/** The numbers of a year that is over, for the inspection of the January after it. */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import { readBoard } from "../board/board";
import type { SupervisionContext } from "../context";
import { openBook, type Book } from "../indicator/book";
import { readPeriod } from "../indicator/period";

export async function bookOfYear(year: number, { database, rollups, today }: SupervisionContext): Promise<Book> {
  const period = readPeriod(String(year), today);
  if (typeof period === "string") throw refused(period);
  const catalogue = loadCatalogue();
  const [board] = await Promise.all([readBoard(database, catalogue, today), rollups.refresh()]);
  return openBook(period, { cube: rollups.cube, catalogue, today }, board);
}
