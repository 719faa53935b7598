/** L04–L07 at the boards themselves: every cell of every indicator that counts persons, added up and subtracted in pairs. */
import fc from "fast-check";
import { randomSeed } from "../../../../test/support/config";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { boardOf } from "../board/board";
import { tightenAll, type Sum } from "../disclosure/attack";
import { LEAST, STEP } from "../disclosure/protect";
import { countedItems } from "../rollup/countedItems";
import { MEASURES, type Counter, type Measure } from "../rollup/counter";
import { openCube } from "../rollup/cube";
import { AUTHORISATION_STEPS } from "./authorisations";
import { openBook } from "./book";
import { keysOf } from "./keys";
import { MEASURED, type Measurement } from "./measured";
import { readPeriod, type Period } from "./period";
import { protectedParts } from "./protectedParts";
import { View, type Cut } from "./view";

const catalogue = loadCatalogue();
const TODAY = "2026-11-25";
const seed = randomSeed();
const board = boardOf({ notes: [], stewards: [], inspections: [], findings: [], cases: [] }, catalogue, TODAY);
const items = countedItems(catalogue);
/** What is late is part of what expired, and no counter of its own here. */
const PERSONS = (Object.keys(MEASURES) as Measure[]).filter(
  (measure) => MEASURES[measure].persons && measure !== "recordsExpiredLate",
);
const periods = ["2026", "2026-09", "2026-10", "2026-11"].map((code) => readPeriod(code, TODAY) as Period);

const detailOf: Partial<Record<Measure, readonly string[]>> = {
  persons: ["VERIFIED|VALID", "REGISTERED|VALID", "REGISTERED|INVALID"],
  recordDays: ["002", "009"],
  grants: ["bank-001|BANK_CREDIT|REQUESTED", "bank-001|BANK_CREDIT|APPROVED", "bank-001|BANK_CREDIT|REVOKED"],
};
/** Counters of persons, most of them small, of three months. */
const counters = fc.array(
  fc
    .record({
      measure: fc.constantFrom(...PERSONS),
      month: fc.constantFrom("2026-09", "2026-10", "2026-11"),
      item: fc.constantFrom(...items),
      n: fc.oneof(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 10, max: 90 })),
      which: fc.nat(),
    })
    .map(({ measure, month, item: { code: item, sector }, n, which }): Counter => {
      const details = detailOf[measure] ?? [""];
      return { measure, month, sector, item, detail: details[which % details.length]!, n };
    }),
  { minLength: 1, maxLength: 120 },
);

function groundOf(given: readonly Counter[]) {
  const cube = openCube();
  // The same counter twice would be one that was set anew.
  cube.put(new Map(given.map((one) => [JSON.stringify({ ...one, n: 0 }), one])).values());
  return { cube, catalogue, today: TODAY, since: "2026-09", board, sources: [], asOf: Date.parse(TODAY) };
}

const EMPTY = groundOf([]);
const indicators: [code: string, measurement: Measurement][] = [
  ...Object.entries(MEASURED).filter(([, { persons }]) => persons !== undefined),
  ...AUTHORISATION_STEPS.map(({ key, measurement }): [string, Measurement] => [key, measurement]),
];

interface Cell {
  period: Period;
  cut: Cut | undefined;
  /** What it counts, exactly. */
  exact: number;
  /** `null`: it is said that there can be nothing. */
  published: number | undefined | null;
}

function cellsOf(measurement: Measurement, ground: ReturnType<typeof groundOf>, part: "numerator" | "denominator"): Cell[] {
  const cuts = measurement.cuts.flatMap((by) => keysOf(by, ground, measurement.from).map(({ key }): Cut => ({ by, key })));
  return periods.flatMap((period) =>
    [undefined, ...cuts].map((cut): Cell => {
      const shown = protectedParts(measurement, ground, board, period, cut);
      const exact = measurement.of(new View(ground, period, cut), board)?.[part] ?? 0;
      return { period, cut, exact, published: shown === undefined ? null : shown[part] };
    }),
  );
}

/** Every table of cells that is published of these counters. */
function tablesOf(given: readonly Counter[]): { code: string; measurement: Measurement; cells: Cell[] }[] {
  const ground = groundOf(given);
  return indicators.flatMap(([code, measurement]) =>
    (measurement.unit === "RATIO" ? (["numerator", "denominator"] as const) : (["numerator"] as const)).map((part) => {
      return { code, measurement, cells: cellsOf(measurement, ground, part) };
    }),
  );
}

it(`L04 publishes of every cell of every board ten or more, rounded, or nothing (seed ${seed})`, () => {
  fc.assert(
    fc.property(counters, (given) => {
      const cells = tablesOf(given).flatMap(({ code, cells: own }) => own.map((cell) => ({ code, ...cell })));
      // Only what can hold nothing by the catalogue is said to hold nothing.
      expect(cells.filter(({ exact, published }) => published === null && exact !== 0)).toEqual([]);
      expect(cells.filter(({ exact, published }) => typeof published === "number" && exact < LEAST)).toEqual([]);
      expect(cells.filter(({ published }) => typeof published === "number" && published % STEP !== 0)).toEqual([]);
      expect(cells.some(({ exact }) => exact > 0)).toBe(true);
    }),
    { seed, numRuns: 3, endOnFailure: true },
  );
});

it(`L05 leaves a reader who adds up and subtracts all boards unable to tell a withheld cell from none, or from nine (seed ${seed})`, () => {
  fc.assert(
    fc.property(counters, (given) => {
      const found = tablesOf(given).flatMap(({ code, measurement, cells }) =>
        exposed(cells, measurement).map(({ period, cut, exact }) => [code, period.code, cut, exact]),
      );
      expect(found).toEqual([]);
    }),
    { seed, numRuns: 3, endOnFailure: true },
  );
});

/**
 * The small cells that a reader can narrow down. He knows which items stand in a cut and which months make a year, from the
 * catalogue and the calendar alone: he shares no table of sums with the protection.
 */
function exposed(cells: readonly Cell[], measurement: Measurement): Cell[] {
  const bounds = {
    low: Float64Array.from(cells, ({ published }) => (published ? Math.max(LEAST, published - 2) : 0)),
    high: Float64Array.from(cells, ({ published }) => (published === null ? 0 : published ? published + 2 : Infinity)),
    ...{ lowBy: new Int32Array(cells.length), highBy: new Int32Array(cells.length) },
  };
  const sums = sumsKnownFrom(cells, measurement);
  const sumsOf: number[][] = cells.map(() => []);
  sums.forEach(({ total, parts }, at) => [total, ...parts].forEach((cell) => sumsOf[cell]!.push(at)));
  tightenAll(bounds, sums, sumsOf);
  return cells.filter(
    ({ exact, published }, at) =>
      published === undefined && exact < LEAST && (bounds.low[at]! > 0 || bounds.high[at]! < LEAST - 1),
  );
}

function sumsKnownFrom(cells: readonly Cell[], { persons, cuts }: Measurement): Sum[] {
  const keyOf = (period: Period, cut: Cut | undefined) => `${period.code} ${cut?.by} ${cut?.key}`;
  const places = new Map(cells.map(({ period, cut }, at) => [keyOf(period, cut), at]));
  const months = periods.slice(1);
  return cells.flatMap(({ period, cut }, total) => {
    const sums: Sum[] = [];
    if (persons === "FLOW" && period === periods[0])
      sums.push({ total, parts: months.map((month) => places.get(keyOf(month, cut))!) });
    if (cuts.includes("RECORD_TYPE") && cut?.by !== "RECORD_TYPE" && cut?.by !== "ITEM") {
      const own = new View(EMPTY, period, cut).items.map(({ type }) =>
        places.get(keyOf(period, { by: "RECORD_TYPE", key: type }))!,
      );
      sums.push({ total, parts: own });
    }
    return sums;
  });
}

it("says the same of a cell on the year's board and on the month's, and of an item under both its names", () => {
  const given = items.flatMap(({ code: item, sector }) =>
    ["2026-09", "2026-10", "2026-11"].flatMap((month): Counter[] => [
      { measure: "recordsCreated", month, sector, item, detail: "", n: 44 },
      { measure: "recordsCorrected", month, sector, item, detail: "", n: 21 },
    ]),
  );
  const sources = [{ name: "tax", position: 1, lastEventAt: null, readAt: `${TODAY}T00:00:00.000Z` }];
  const ground = { ...groundOf(given), sources };
  const years = { board, of: () => ground };
  const entry = catalogue.indicators.find(({ id }) => id === "K12")!;
  const book = openBook(readPeriod("2026-10", TODAY) as Period, years);
  const { type } = items.find(({ code }) => code === "TAX-01")!;
  const shown = book.figure(entry, { by: "ITEM", key: "TAX-01" });
  expect(shown).toMatchObject({ numerator: 20, denominator: 45 });
  expect(book.figure(entry, { by: "RECORD_TYPE", key: type })).toEqual(shown);
  const ofYear = openBook(readPeriod("2026", TODAY) as Period, years);
  expect(ofYear.trend(entry, 12).find(({ key }) => key === "2026-10")).toMatchObject(book.figure(entry));
});
