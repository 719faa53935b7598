/**
 * Counters seen through a period and one cut: what an indicator is computed from. The cuts are fixed (ATTACKS L05): a
 * dimension and one of its keys, nothing that a reader could choose freely.
 */
import type { Catalogue, CatalogueEntry } from "../../../../schema/catalogue/catalogue";
import type { LegalDay } from "../../../../schema/contract/legalDay";
import type { Counter, Measure } from "../rollup/counter";
import type { Cube } from "../rollup/cube";
import type { Period } from "./period";

export type Dimension = "MEMBER" | "FIELD" | "POPULATION" | "RECORD_TYPE" | "ITEM" | "MONTH" | "AGENCY" | "PURPOSE" | "REASON";

export interface Cut {
  by: Dimension;
  key: string;
}

export interface View {
  period: Period;
  cut: Cut | undefined;
  /** The catalogue items in the cut. */
  items: readonly CatalogueEntry[];
  /** How many in the period. */
  flow(measure: Measure): number;
  /** How many stand at the end of the period: everything up to it. */
  level(measure: Measure): number;
  /** The same of the items of these codes alone. */
  levelOf(measure: Measure, items: readonly string[]): number;
  /** How many stand at the end of the period, by detail. */
  levels(measure: Measure): Map<string, number>;
  /** The counters of the period that the cut lets through. */
  counters(measure: Measure): Counter[];
}

export interface Ground {
  cube: Cube;
  catalogue: Catalogue;
  today: LegalDay;
}

export function viewOf({ cube, catalogue }: Ground, period: Period, cut?: Cut): View {
  const through = filterOf(catalogue, cut);
  const months = new Set(cut?.by === "MONTH" ? [cut.key] : period.months);
  const last = cut?.by === "MONTH" ? cut.key : period.months.at(-1)!;
  const passing = (measure: Measure, inMonth: (month: string) => boolean) =>
    [...cube.of(measure)].filter((counter) => inMonth(counter.month) && through(counter));
  const soFar = (measure: Measure) => passing(measure, (month) => month <= last);
  const counters = (measure: Measure) => passing(measure, (month) => months.has(month));
  return {
    period,
    cut,
    items: catalogue.items.filter(
      (item) => cut === undefined || cut.by === "MONTH" || through({ item: item.code, sector: item.sector, detail: "" }),
    ),
    flow: (measure) => total(counters(measure)),
    level: (measure) => total(soFar(measure)),
    levelOf: (measure, items) => total(soFar(measure).filter(({ item }) => items.includes(item))),
    levels(measure) {
      const levels = new Map<string, number>();
      for (const { detail, n } of soFar(measure)) levels.set(detail, (levels.get(detail) ?? 0) + n);
      return levels;
    },
    counters,
  };
}

function total(counters: readonly Counter[]): number {
  return counters.reduce((sum, { n }) => sum + n, 0);
}

type Placed = Pick<Counter, "item" | "sector" | "detail">;

function filterOf({ departments, items }: Catalogue, cut: Cut | undefined): (placed: Placed) => boolean {
  if (cut === undefined || cut.by === "MONTH") return () => true;
  const { by, key } = cut;
  if (by === "MEMBER") {
    const sectors = departments.find(({ code }) => code === key)?.sectors ?? [];
    return ({ sector }) => sectors.includes(sector);
  }
  // `queries` and their kin: agency|purpose; `fieldsRefused`: reason.
  if (by === "AGENCY") return ({ detail }) => detail.split("|")[0] === key;
  if (by === "PURPOSE") return ({ detail }) => detail.split("|")[1] === key;
  if (by === "REASON") return ({ detail }) => detail === key;
  const codes = new Set(items.filter((item) => keyOfItem(item, by) === key).map(({ code }) => code));
  return ({ item }) => codes.has(item);
}

/** Where an item stands in a dimension of items; a type whose records each say their own field stands in none. */
export function keyOfItem(item: CatalogueEntry, by: Dimension): string | null {
  if (by === "FIELD") return item.keyField;
  if (by === "POPULATION") return item.population;
  return by === "ITEM" ? item.code : item.type;
}

/** The keys of a dimension, in the order in which a board shows them. */
export function keysOf(by: Dimension, { catalogue, cube }: Ground, period: Period): { key: string; zh: string; en: string }[] {
  const named = (entries: readonly { code: string; zh: string; en: string }[]) =>
    entries.map(({ code, zh, en }) => ({ key: code, zh, en }));
  switch (by) {
    case "MEMBER":
      return named(
        [...catalogue.departments].filter(({ member }) => member !== undefined).sort((one, other) => one.member! - other.member!),
      );
    case "FIELD":
      return named(catalogue.fields);
    case "POPULATION":
      return named(catalogue.populations);
    case "ITEM":
      return named(catalogue.items);
    case "RECORD_TYPE":
      return catalogue.items.map(({ type, zh, en }) => ({ key: type, zh, en }));
    case "MONTH":
      return period.months.map((month) => ({ key: month, zh: month, en: month }));
    case "AGENCY":
      return named(
        catalogue.agencies.filter(({ code }) =>
          [...cube.of("queries"), ...cube.of("queriesRefused")].some(({ detail }) => detail.split("|")[0] === code),
        ),
      );
    case "PURPOSE":
      return named(catalogue.purposes);
    case "REASON":
      return ["SCOPE", "PURPOSE", "JUSTIFICATION", "GRANT", "OPENNESS"].map((reason) => ({
        key: reason,
        zh: reason,
        en: reason,
      }));
  }
}
