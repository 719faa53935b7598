/** Days of a synthetic district: everything is placed by its distance from one day, which is an argument. */
import { addDays, type LegalDay } from "../../schema/contract/legalDay";
import type { Random } from "./random";

const DAY_MS = 86_400_000;

/** A day from `first` to `last`, both included; `last` when the order is reversed. */
export function dayBetween(first: LegalDay, last: LegalDay, random: Random): LegalDay {
  const span = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
  return span <= 0 ? last : addDays(first, random.whole(span + 1));
}

/** The day itself, or the Friday before: organs decide on working days. */
export function workday(day: LegalDay): LegalDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}

export function earlier(one: LegalDay, other: LegalDay): LegalDay {
  return one < other ? one : other;
}

export function later(one: LegalDay, other: LegalDay): LegalDay {
  return one > other ? one : other;
}
