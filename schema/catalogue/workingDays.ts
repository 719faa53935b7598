/**
 * Terms in working days, by the State Council's calendar as data. Pure: a day is an argument.
 *
 * Promise: a working day is Monday to Friday but the holidays, and the weekend days on which work is done instead. A year
 * that the calendar does not have is counted by its weekends alone.
 */
import { addDays, type LegalDay } from "../contract/legalDay";
import type { WorkingYear } from "./catalogue";

export interface WorkingDays {
  isWorkingDay(day: LegalDay): boolean;
  /** The last day of a term of `count` working days that begins on the day after `day`. */
  after(day: LegalDay, count: number): LegalDay;
  /** Working days after `from`, up to and with `until`; 0 when `until` is not later. */
  between(from: LegalDay, until: LegalDay): number;
}

/** A term is hours of a year at most; a longer one is a slip that must not run for ever. */
const FARTHEST_DAYS = 3660;

const calendars = new WeakMap<readonly WorkingYear[], WorkingDays>();

export function workingDays(years: readonly WorkingYear[]): WorkingDays {
  let calendar = calendars.get(years);
  if (calendar === undefined) calendars.set(years, (calendar = calendarOf(years)));
  return calendar;
}

function calendarOf(years: readonly WorkingYear[]): WorkingDays {
  const off = new Set(years.flatMap(({ holidays }) => holidays.flatMap(({ from, until }) => daysFrom(from, until))));
  const on = new Set(years.flatMap(({ workdays }) => workdays));
  const ordinals = new Map<LegalDay, number>();
  const isWorkingDay = (day: LegalDay) => on.has(day) || (!off.has(day) && !isWeekend(day));
  return {
    isWorkingDay,
    after(day, count) {
      let last = day;
      for (let left = count, days = 0; left > 0; days++) {
        if (days > FARTHEST_DAYS) throw new Error(`a term of ${count} working days is no term`);
        last = addDays(last, 1);
        if (isWorkingDay(last)) left--;
      }
      return last;
    },
    between: (from, until) => Math.max(0, ordinalOf(until) - ordinalOf(from)),
  };

  /** How many working days there are up to a day; each day is counted once, for events ask about the same ones. */
  function ordinalOf(day: LegalDay): number {
    let ordinal = ordinals.get(day);
    if (ordinal === undefined) {
      const count = (days: ReadonlySet<LegalDay>, weekend: boolean) =>
        [...days].filter((one) => one <= day && isWeekend(one) === weekend).length;
      ordinals.set(day, (ordinal = weekdaysUpTo(day) - count(off, false) + count(on, true)));
    }
    return ordinal;
  }
}

/** Mondays to Fridays up to a day, from a Monday on. */
function weekdaysUpTo(day: LegalDay): number {
  const days = Math.round((Date.parse(day) - Date.parse(A_MONDAY)) / 86_400_000) + 1;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(5, days - weeks * 7);
}

const A_MONDAY: LegalDay = "2000-01-03";

function isWeekend(day: LegalDay): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function daysFrom(from: LegalDay, until: LegalDay): LegalDay[] {
  const days: LegalDay[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
