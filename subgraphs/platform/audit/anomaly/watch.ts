/**
 * What of the log an auditor should look at: each entry is judged by the rules of the catalogue as it is written. Time is the
 * entry's own. A rule that counts tells once a period, so that a flood of looks is not a flood of findings.
 *
 * What was counted before a restart is forgotten; what was found is in the log.
 */
import { LRUCache } from "lru-cache";
import type { AnomalyRule } from "../../../../schema/catalogue/catalogue";
import type { EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import { legalDayOf, type LegalDay } from "../../../../schema/contract/legalDay";

export interface Finding {
  rule: string;
  agency: string;
  officer?: string;
  /** Position of the entry that completed it. */
  about: number;
  count: number;
}

export type Watch = (entry: EvidenceEntry, position: number) => Finding[];

/** Desks and persons that are counted at one time, at most. */
const MAX_COUNTED = 100_000;

/** `YYYY-MM-DDTHH:MM` */
const MINUTE_CHARS = 16;

interface Period {
  until: number;
  count: number;
  persons: Set<string>;
}

export function openWatch(rules: readonly AnomalyRule[], isWorkingDay: (day: LegalDay) => boolean): Watch {
  const periods = new LRUCache<string, Period>({ max: MAX_COUNTED });

  let last: { minute: string; day: LegalDay; time: string; isWorking: boolean } | undefined;

  /** Day and time in Asia/Shanghai: computed once a minute of the log. */
  function minuteOf(text: string, at: number) {
    if (last !== undefined && text.startsWith(last.minute)) return last;
    const day = legalDayOf(new Date(at));
    return (last = { minute: text.slice(0, MINUTE_CHARS), day, time: beijingTime(at), isWorking: isWorkingDay(day) });
  }

  /** True the one time in a period that `times` is reached. */
  function reached(key: string, at: number, lengthMs: number, times: number, person?: string): boolean {
    let period = periods.get(key);
    if (period === undefined || at >= period.until)
      periods.set(key, (period = { until: at + lengthMs, count: 0, persons: new Set() }));
    if (person !== undefined) {
      if (period.persons.has(person)) return false;
      if (period.persons.size < times) period.persons.add(person);
    }
    return ++period.count === times;
  }

  function finds(rule: AnomalyRule, entry: EvidenceEntry, desk: string): number | undefined {
    if (rule.kind === "flag") return entry.flags?.includes(rule.flag) ? 1 : undefined;
    if (rule.kind === "purpose") return entry.purpose === rule.purpose ? 1 : undefined;
    const at = Date.parse(entry.at);
    if (rule.kind === "offHours") {
      const { day, time, isWorking } = minuteOf(entry.at, at);
      const isOff = !isWorking || time < rule.from || time >= rule.to;
      return isOff && reached(`${rule.code} ${desk} ${day}`, at, 86_400_000, 1) ? 1 : undefined;
    }
    if (rule.outcome !== undefined && entry.outcome !== rule.outcome) return undefined;
    if (rule.errorCode !== undefined && entry.code !== rule.errorCode) return undefined;
    const person = entry.person ?? entry.sought;
    if (rule.of !== "ENTRIES" && person === undefined) return undefined;
    const key = `${rule.code} ${desk}${rule.of === "PERSON" ? ` ${person}` : ""}`;
    const isReached = reached(key, at, rule.withinMinutes * 60_000, rule.times, rule.of === "PERSONS" ? person : undefined);
    return isReached ? rule.times : undefined;
  }

  return (entry, position) => {
    const { agency, officer, purpose } = entry;
    if (entry.kind !== "ACCESS" || agency === undefined) return [];
    return rules
      .filter(({ purposes }) => purposes === undefined || purpose === undefined || !purposes.includes(purpose))
      .flatMap((rule) => {
        const count = finds(rule, entry, `${agency} ${officer ?? ""}`);
        return count === undefined ? [] : [{ rule: rule.code, agency, ...(officer && { officer }), about: position, count }];
      });
  };
}

/** `HH:MM` in Asia/Shanghai. */
function beijingTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** Monday to Friday, where no calendar of working days is at hand. */
export function isWeekday(day: LegalDay): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
