/**
 * Legal days are days in Asia/Shanghai, whatever zone the server runs in (ATTACKS L02). A legal day is an ISO text
 * `YYYY-MM-DD`, so that days compare as texts; time is an argument here, never read from a clock.
 */

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
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10);
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
