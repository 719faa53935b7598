/** Periods of a board. */
import { monthsUpTo, readPeriod, type Period } from "./period";

it("reads a year and a month, whole", () => {
  expect(readPeriod("2026-02", "2026-11-25")).toEqual({
    code: "2026-02",
    from: "2026-02-01",
    to: "2026-02-28",
    months: ["2026-02"],
  });
  expect(readPeriod("2024", "2026-11-25")).toMatchObject({ from: "2024-01-01", to: "2024-12-31" });
  expect((readPeriod("2024", "2026-11-25") as Period).months).toHaveLength(12);
});

it.each(["2026-13", "2026-00", "26", "2026-1", "2026-10-01", "", "二〇二六", " 2026", "2026\n"])(
  "refuses the form %j",
  (code) => {
    expect(readPeriod(code, "2026-11-25")).toBe("PERIOD_FORM");
  },
);

it("refuses what lies ahead and what lies before the plan", () => {
  expect(readPeriod("2026-12", "2026-11-25")).toBe("PERIOD_AHEAD");
  expect(readPeriod("2027", "2026-12-31")).toBe("PERIOD_AHEAD");
  expect(readPeriod("2016-12", "2026-11-25")).toBe("PERIOD_BEFORE");
  expect(readPeriod("2026-11", "2026-11-01")).toMatchObject({ from: "2026-11-01" });
});

it("counts months back over the turn of a year", () => {
  const year = readPeriod("2026-02", "2026-11-25") as Period;
  expect(monthsUpTo(year, 4).map(({ code }) => code)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
  expect(monthsUpTo(readPeriod("2017-02", "2026-11-25") as Period, 12).map(({ code }) => code)).toEqual(["2017-01", "2017-02"]);
});
