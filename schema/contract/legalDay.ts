/**
 * Legal days are days in Asia/Shanghai, whatever zone the server runs in (ATTACKS L02). A legal day is an ISO text
 * `YYYY-MM-DD`, so that days compare as texts; time is an argument here, never read from a clock.
 */

import { daysIn } from "./citizenId";

/** `YYYY-MM-DD` in Asia/Shanghai. */
export type LegalDay = string;

/** China has had one zone, UTC+8, and no summer time since 1991: records and clocks of this graph are later. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The legal day on which `instant` falls. */
export function legalDayOf(instant: Date): LegalDay {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The day `months` after `day` (before, if negative); a day that the month lacks becomes its last (29 Feb → 28 Feb). */
export function addMonths(day: LegalDay, months: number): LegalDay {
  // Without a Date: every row of a batch asks.
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const date = Math.min(Number(day.slice(8)), daysIn((month % 12) + 1, Math.floor(month / 12)));
  return `${padded(Math.floor(month / 12), 4)}-${padded((month % 12) + 1, 2)}-${padded(date, 2)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** The day `days` after `day` (before, if negative). */
export function addDays(day: LegalDay, days: number): LegalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole years from `birth` to `day`: the legal age on that day (a birthday counts from its own day on). */
export function ageOn(birth: LegalDay, day: LegalDay): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
