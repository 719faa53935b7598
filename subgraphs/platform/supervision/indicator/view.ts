/**
 * Counters seen through a period and one cut: what an indicator is computed from. The cuts are fixed (ATTACKS L05): a
 * dimension and one of its keys, nothing that a reader could choose freely.
 */
import type { Catalogue, CatalogueEntry } from "../../../../schema/catalogue/catalogue";
import { addMonths, type LegalDay } from "../../../../schema/contract/legalDay";
import { countedItems } from "../rollup/countedItems";
import type { Measure } from "../rollup/counter";
import type { Cube, Tally } from "../rollup/cube";
import type { Period } from "./period";

export type Dimension = "MEMBER" | "FIELD" | "POPULATION" | "RECORD_TYPE" | "ITEM" | "MONTH" | "AGENCY" | "PURPOSE" | "REASON";

export interface Cut {
  by: Exclude<Dimension, "MONTH">;
  key: string;
}

export interface View {
  catalogue: Catalogue;
  period: Period;
  cut: Cut | undefined;
  /** The catalogue items in the cut. */
  items: readonly CatalogueEntry[];
  /** The same period without the cut. */
  whole(): View;
  /** How many in the period. */
  flow(measure: Measure): number;
  /** How many stand at the end of the period: everything up to it. */
  level(measure: Measure): number;
  /** The counters of the period that the cut lets through. */
  flows(measure: Measure): Tally[];
  /** The counters of all time up to its end, likewise. */
  levels(measure: Measure): Tally[];
  /** The counters of the twelve months that end with the period, likewise. */
  ofTwelveMonths(measure: Measure): Tally[];
}

export interface Ground {
  cube: Cube;
  catalogue: Catalogue;
  today: LegalDay;
  /** Month in which counting began; there is nothing of any before it, unless it was told later. */
  since: string;
}

export function viewOf(ground: Ground, period: Period, cut?: Cut): View {
  const { cube, catalogue } = ground;
  const { lets, items } = sieveOf(catalogue, cut);
  const last = period.to.slice(0, 7);
  const tallies = (measure: Measure, from: string) => {
    const all = cube.within(measure, from, last);
    return cut === undefined ? [...all] : all.filter(lets);
  };
  const flows = (measure: Measure) => tallies(measure, period.from.slice(0, 7));
  const levels = (measure: Measure) => tallies(measure, "");
  return {
    ...{ catalogue, period, cut, items, flows, levels },
    whole: () => viewOf(ground, period),
    flow: (measure) => total(flows(measure)),
    level: (measure) => total(levels(measure)),
    ofTwelveMonths: (measure) => tallies(measure, addMonths(`${last}-01`, -11).slice(0, 7)),
  };
}

export function total(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { n }) => sum + n, 0);
}

type Placed = Pick<Tally, "item" | "sector" | "detail">;

interface Sieve {
  lets: (placed: Placed) => boolean;
  items: readonly CatalogueEntry[];
}

const sieves = new WeakMap<Catalogue, Map<string, Sieve>>();

function sieveOf(catalogue: Catalogue, cut: Cut | undefined): Sieve {
  const name = cut === undefined ? "" : `${cut.by} ${cut.key}`;
  let known = sieves.get(catalogue);
  if (known === undefined) sieves.set(catalogue, (known = new Map()));
  let sieve = known.get(name);
  if (sieve === undefined) {
    const lets = filterOf(catalogue, cut);
    const items = countedItems(catalogue).filter(({ code: item, sector }) => lets({ item, sector, detail: "" }));
    known.set(name, (sieve = { lets, items }));
  }
  return sieve;
}

function filterOf(catalogue: Catalogue, cut: Cut | undefined): (placed: Placed) => boolean {
  if (cut === undefined) return () => true;
  const { by, key } = cut;
  if (by === "MEMBER") {
    const sectors = catalogue.departments.find(({ code }) => code === key)?.sectors ?? [];
    return ({ sector }) => sectors.includes(sector);
  }
  // What is counted of looks has `agency|purpose`, `agency|rule` or the rule alone as its detail.
  if (by === "AGENCY") return ({ detail }) => detail.split("|")[0] === key;
  if (by === "PURPOSE") return ({ detail }) => detail.split("|")[1] === key;
  if (by === "REASON") return ({ detail }) => detail.split("|").at(-1) === key;
  const codes = new Set(
    countedItems(catalogue)
      .filter((item) => keyOfItem(item, by) === key)
      .map(({ code }) => code),
  );
  return ({ item }) => codes.has(item);
}

/** Where an item stands in a dimension of items; a type whose records each say their own field stands in none. */
export function keyOfItem(item: CatalogueEntry, by: Dimension): string | null {
  if (by === "FIELD") return item.keyField;
  if (by === "POPULATION") return item.population;
  return by === "ITEM" ? item.code : item.type;
}
