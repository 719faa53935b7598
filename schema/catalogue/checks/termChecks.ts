/** The calendar of working days and the terms of retention: each year and polarity once, each day in its own year. */
import { checkUnique, type Sheets } from "./sheets";

export function checkTerms({ retention, workingYears }: Sheets): void {
  checkUnique(retention, "polarity");
  checkUnique(workingYears, "year");
  workingYears?.entries.forEach(({ year, holidays, workdays }, at) => {
    const foreign = (day: string) => !day.startsWith(`${year}-`);
    holidays.forEach(({ from, until }, place) => {
      if (foreign(from) || foreign(until)) workingYears.mistake([at, "holidays", place], `days of ${year}`);
    });
    workdays.forEach((day, place) => {
      const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      const isOff = holidays.some(({ from, until }) => from <= day && day <= until);
      if (foreign(day) || !isWeekend || isOff)
        workingYears.mistake([at, "workdays", place], `a Saturday or Sunday of ${year} that is no holiday`);
    });
    const last = workingYears.entries[at - 1];
    if (last !== undefined && year !== last.year + 1)
      workingYears.mistake([at, "year"], `${last.year + 1}, for the years are in order and without a gap`);
  });
}
