import fc from "fast-check";
import { isCalendarDate } from "./citizenId";
import { addDays, addMonths, ageOn, legalDayOf } from "./legalDay";

describe("a legal day", () => {
  it.each([
    ["2026-02-27T15:59:59.999Z", "2026-02-27"],
    ["2026-02-27T16:00:00.000Z", "2026-02-28"],
    ["2024-02-28T16:00:00.000Z", "2024-02-29"],
    ["2025-12-31T16:00:00.000Z", "2026-01-01"],
    ["2026-07-01T00:00:00.000Z", "2026-07-01"],
  ])("L02 begins at midnight in Shanghai, wherever the server stands: %s is %s", (instant, day) => {
    expect(legalDayOf(new Date(instant))).toBe(day);
  });

  it("is the same whatever zone the instant is written in", () => {
    expect(legalDayOf(new Date("2026-02-28T00:30:00+08:00"))).toBe("2026-02-28");
    expect(legalDayOf(new Date("2026-02-27T06:30:00-10:00"))).toBe("2026-02-28");
  });
});

describe("months are counted on the calendar", () => {
  it.each([
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2024-02-29", -12, "2023-02-28"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-08-31", 1, "2026-09-30"],
    ["2026-12-31", 2, "2027-02-28"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-11-23", -36, "2023-11-23"],
    ["2026-05-05", 0, "2026-05-05"],
  ])("%s and %d months are %s", (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it("give a day of the right month, never a later one", () => {
    const days = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const day = date.toISOString().slice(0, 10);
        const later = addMonths(day, months);
        const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(isCalendarDate(later)).toBe(true);
        expect(count(later) - count(day)).toBe(months);
        expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)));
      }),
    );
  });
});

it("days are counted over the ends of months and years", () => {
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
});

it("a birthday counts from its own day on, that of 29 February from 1 March in ordinary years", () => {
  expect(ageOn("2008-05-10", "2026-05-09")).toBe(17);
  expect(ageOn("2008-05-10", "2026-05-10")).toBe(18);
  expect(ageOn("2008-02-29", "2026-02-28")).toBe(17);
  expect(ageOn("2008-02-29", "2026-03-01")).toBe(18);
});
