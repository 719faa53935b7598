/**
 * The catalogue items that are counted: all but those whose records may be sealed by law (openness SEALED, e.g. 治安管理处罚).
 * That such a record exists is itself what must not be known, so there is no cell for one, not even a withheld one.
 */
import type { Catalogue, CatalogueEntry } from "../../../../schema/catalogue/catalogue";

interface Counted {
  items: readonly CatalogueEntry[];
  codes: ReadonlySet<string>;
}

const known = new WeakMap<Catalogue, Counted>();

export function countedItems(catalogue: Catalogue): readonly CatalogueEntry[] {
  return counted(catalogue).items;
}

/** Whether what happens to records of an item is counted. */
export function isCounted(item: string | undefined, catalogue: Catalogue): boolean {
  return item === undefined || counted(catalogue).codes.has(item);
}

function counted(catalogue: Catalogue): Counted {
  let found = known.get(catalogue);
  if (found === undefined) {
    const items = catalogue.items.filter(({ openness }) => !openness.mayBe.includes("SEALED"));
    known.set(catalogue, (found = { items, codes: new Set(items.map(({ code }) => code)) }));
  }
  return found;
}
