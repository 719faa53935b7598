import fc from "fast-check";
import { addDays } from "../contract/legalDay";
import { loadCatalogue } from "./load";
import { workingDays } from "./workingDays";

const { between, isWorkingDay, after } = workingDays(loadCatalogue().workingYears);

it("counts working days between two days as one would count them on the calendar", () => {
  const day = fc.integer({ min: 0, max: 4500 }).map((days) => addDays("2016-01-01", days));
  fc.assert(
    fc.property(day, fc.integer({ min: -20, max: 200 }), (from, span) => {
      const days = Array.from({ length: Math.max(0, span) }, (_, at) => addDays(from, at + 1));
      expect(between(from, addDays(from, span))).toBe(days.filter(isWorkingDay).length);
    }),
    { numRuns: 300 },
  );
});

it("counts no working day from a day to itself, and the term of a count up to where it ends", () => {
  expect(between("2026-10-09", "2026-10-09")).toBe(0);
  expect(between("2026-09-30", after("2026-09-30", 7))).toBe(7);
});
