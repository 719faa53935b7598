/** The clocks of records of an item, by the catalogue in force. */
import type { Catalogue } from "../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { clockPolicy, clocksOf, type ClockedRecord, type RecordClocks } from "../../../schema/catalogue/recordClocks";

export interface ItemClocks {
  /** Of what the clocks are computed; changes when the catalogue says another term for the item. */
  policy: string;
  of(record: ClockedRecord): RecordClocks;
}

/** The clocks of an item by its code. @throws Error for a code that the catalogue does not know. */
export type ClockBook = (item: string) => ItemClocks;

const books = new WeakMap<Catalogue, ClockBook>();

export function clockBook(catalogue: Catalogue = loadCatalogue()): ClockBook {
  let book = books.get(catalogue);
  if (book === undefined) books.set(catalogue, (book = bookOf(catalogue)));
  return book;
}

function bookOf(catalogue: Catalogue): ClockBook {
  const clocks = new Map<string, ItemClocks>();
  for (const item of catalogue.items)
    clocks.set(item.code, { policy: clockPolicy(item, catalogue), of: (record) => clocksOf(item, record, catalogue) });
  return (code) => {
    const found = clocks.get(code);
    if (found === undefined) throw new Error(`the catalogue has no item ${code}`);
    return found;
  };
}
