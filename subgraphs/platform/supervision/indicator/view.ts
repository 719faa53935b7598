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

export type Dimension =
  "MEMBER" | "FIELD" | "POPULATION" | "RECORD_TYPE" | "ITEM" | "MONTH" | "AGENCY" | "PURPOSE" | "REASON" | "RIGHT";

export interface Cut {
  by: Exclude<Dimension, "MONTH">;
  key: string;
}

export interface Ground {
  cube: Cube;
  catalogue: Catalogue;
  today: LegalDay;
  /** Month in which counting began; there is nothing of any before it, unless it was told later. */
  since: string;
}

/** Thousands of them are made where a year is weighed: so it is a class, and holds nothing that may never be asked for. */
export class View {
  constructor(
    private readonly ground: Ground,
    readonly period: Period,
    readonly cut?: Cut,
  ) {}

  get catalogue(): Catalogue {
    return this.ground.catalogue;
  }

  /** The catalogue items in the cut. */
  get items(): readonly CatalogueEntry[] {
    return itemsIn(this.catalogue, this.cut);
  }

  /** The same period without the cut. */
  whole(): View {
    return new View(this.ground, this.period);
  }

  /** How many in the period. */
  flow(measure: Measure): number {
    return total(this.flows(measure));
  }

  /** How many stand at the end of the period: everything up to it. */
  level(measure: Measure): number {
    return total(this.levels(measure));
  }

  /** The counters of the period that the cut lets through. */
  flows(measure: Measure): readonly Tally[] {
    return this.since(measure, this.period.from.slice(0, 7));
  }

  /** The counters of all time up to its end, likewise. */
  levels(measure: Measure): readonly Tally[] {
    return this.since(measure, "");
  }

  /** The counters of the twelve months that end with the period, likewise. */
  ofTwelveMonths(measure: Measure): readonly Tally[] {
    return this.since(measure, addMonths(`${this.period.to.slice(0, 7)}-01`, -11).slice(0, 7));
  }

  private since(measure: Measure, from: string): readonly Tally[] {
    const all = this.ground.cube.within(measure, from, this.period.to.slice(0, 7));
    return this.cut === undefined ? all : (placed(all, this.catalogue, this.cut.by).get(this.cut.key) ?? []);
  }
}

export function total(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { n }) => sum + n, 0);
}

type By = Cut["by"];
type ByKey<T> = ReadonlyMap<string, readonly T[]>;

const groups = new WeakMap<readonly Tally[], Map<By, ByKey<Tally>>>();

/** Counters of a span by the key under which they stand in a dimension: gone through once, whichever key is asked for. */
function placed(tallies: readonly Tally[], catalogue: Catalogue, by: By): ByKey<Tally> {
  let known = groups.get(tallies);
  if (known === undefined) groups.set(tallies, (known = new Map()));
  let group = known.get(by);
  if (group === undefined) known.set(by, (group = grouped(tallies, keyedBy(catalogue, by).keys)));
  return group;
}

interface Keyed {
  /** Keys of a counter in this dimension; none where it stands in none. */
  keys: (tally: Pick<Tally, "item" | "sector" | "detail">) => readonly string[];
  items: ByKey<CatalogueEntry>;
}

const keyed = new WeakMap<Catalogue, Map<By, Keyed>>();

function keyedBy(catalogue: Catalogue, by: By): Keyed {
  let known = keyed.get(catalogue);
  if (known === undefined) keyed.set(catalogue, (known = new Map()));
  let found = known.get(by);
  if (found === undefined) {
    const keys = keysOfCounters(catalogue, by);
    const items = grouped(countedItems(catalogue), ({ code: item, sector }) => keys({ item, sector, detail: "" }));
    known.set(by, (found = { keys, items }));
  }
  return found;
}

/** The catalogue items in a cut that are counted. */
export function itemsIn(catalogue: Catalogue, cut: Cut | undefined): readonly CatalogueEntry[] {
  return cut === undefined ? countedItems(catalogue) : (keyedBy(catalogue, cut.by).items.get(cut.key) ?? []);
}

function keysOfCounters(catalogue: Catalogue, by: By): Keyed["keys"] {
  switch (by) {
    case "MEMBER": {
      const members = grouped(catalogue.departments, ({ sectors }) => sectors);
      const codes = new Map([...members].map(([sector, own]) => [sector, own.map(({ code }) => code)]));
      return ({ sector }) => codes.get(sector) ?? [];
    }
    // What is counted of looks has `agency|purpose`, `agency|purpose|right`, `agency|rule` or the rule alone as its detail.
    case "AGENCY":
      return ({ detail }) => detail.split("|").slice(0, 1);
    case "PURPOSE":
      return ({ detail }) => detail.split("|").slice(1, 2);
    case "RIGHT":
      return ({ detail }) => detail.split("|").slice(2, 3);
    case "REASON":
      return ({ detail }) => detail.split("|").slice(-1);
    default: {
      const keys = new Map(countedItems(catalogue).map((item) => [item.code, [keyOfItem(item, by) ?? []].flat()]));
      return ({ item }) => keys.get(item) ?? [];
    }
  }
}

function grouped<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}

/** Where an item stands in a dimension of items; a type whose records each say their own field stands in none. */
function keyOfItem(item: CatalogueEntry, by: Dimension): string | null {
  if (by === "FIELD") return item.keyField;
  if (by === "POPULATION") return item.population;
  return by === "ITEM" ? item.code : item.type;
}
