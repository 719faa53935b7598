import fc from "fast-check";
import { OPENNESS, RECORD_STATES } from "../../../schema/contract/vocabulary";
import type { Warrant } from "../../../schema/contract/warrant";
import { isVisible } from "./visible";

type Row = Parameters<typeof isVisible>[0];

const TODAY = "2026-11-23";
const ROW: Row = {
  item: "TAX-01",
  category: "PENALTY",
  openness: "GOV_SHARED",
  state: "ACTIVE",
  decidedOn: "2025-06-01",
  displayUntil: null,
  queryUntil: null,
};
const WARRANT: Warrant = {
  ...{ requestId: "r", purpose: "P", caseNumber: "c", officer: "o", scopes: [], subjects: [], today: TODAY },
  open: { PENALTY: ["PUBLIC", "GOV_SHARED"] },
};
const sees = (row: Partial<Row> = {}, warrant: Partial<Warrant> = {}) =>
  isVisible({ ...ROW, ...row }, { ...WARRANT, ...warrant });

describe("a row is seen under a warrant", () => {
  it("when its category, its openness, its state and its clocks all say so", () => {
    expect(sees()).toBe(true);
  });

  it("never when its category is not open, whatever the category is called", () => {
    for (const category of ["BASIC", "penalty", "", "constructor", "__proto__", "toString"]) {
      expect([category, sees({ category })]).toEqual([category, false]);
    }
    expect(sees({}, { open: {} })).toBe(false);
  });

  it("only of the items that an authorisation names, where the warrant names any", () => {
    expect([sees({}, { items: ["TAX-01"] }), sees({}, { items: ["TAX-02"] }), sees({}, { items: [] })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(sees({ category: "BASIC" }, { items: ["TAX-01"] })).toBe(false);
  });

  it("only at the levels that are open in its own category", () => {
    const open = { PENALTY: ["PUBLIC" as const], BASIC: [...OPENNESS] };
    expect(OPENNESS.filter((openness) => sees({ openness }, { open }))).toEqual(["PUBLIC"]);
    expect(sees({}, { open: { PENALTY: [] } })).toBe(false);
  });

  it("only in a state in which it is still part of the graph", () => {
    expect(RECORD_STATES.filter((state) => sees({ state }))).toEqual(["ACTIVE", "DISPUTED", "CORRECTED"]);
  });

  it("once sealed, by those alone who may read sealed records, whatever its openness was", () => {
    const all = { open: { PENALTY: OPENNESS.filter((level) => level !== "SEALED") } };
    const sealed = { open: { PENALTY: ["SEALED" as const] } };
    for (const openness of OPENNESS) {
      expect([openness, sees({ state: "SEALED", openness }, all)]).toEqual([openness, false]);
      expect([openness, sees({ state: "SEALED", openness }, sealed)]).toEqual([openness, true]);
    }
    expect(sees({}, sealed)).toBe(false);
  });

  it("not when it was decided before the look-back; on its first day it is", () => {
    expect(sees({ decidedOn: "2023-11-22" }, { lookBackFrom: "2023-11-23" })).toBe(false);
    expect(sees({ decidedOn: "2023-11-23" }, { lookBackFrom: "2023-11-23" })).toBe(true);
    expect(sees({ decidedOn: "1990-01-01" })).toBe(true);
  });

  it.each(["displayUntil", "queryUntil"] as const)("L02 through the whole last day of %s, and not on the next", (clock) => {
    expect(sees({ [clock]: "2026-11-24" })).toBe(true);
    expect(sees({ [clock]: TODAY })).toBe(true);
    expect(sees({ [clock]: "2026-11-22" })).toBe(false);
    expect(sees({ [clock]: TODAY }, { today: "2026-11-24" })).toBe(false);
  });

  it("L01 never after either clock has ended, however open the warrant is", () => {
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const open = { PENALTY: [...OPENNESS] };
    fc.assert(
      fc.property(
        day,
        day,
        day,
        fc.constantFrom(...RECORD_STATES),
        fc.constantFrom(...OPENNESS),
        (until, query, today, state, openness) => {
          fc.pre(until < today || query < today);
          expect(sees({ displayUntil: until, queryUntil: query, state, openness }, { open, today })).toBe(false);
        },
      ),
    );
  });
});

it("an entry of the register has no day from which it is looked back upon", () => {
  const old = { ...ROW, item: "IDENTITY-01", decidedOn: "1970-01-01" };
  const looking = { ...WARRANT, lookBackFrom: "2023-01-01" };
  expect(isVisible(old, looking)).toBe(false);
  expect(isVisible(old, looking, new Set(["IDENTITY-01"]))).toBe(true);
});
