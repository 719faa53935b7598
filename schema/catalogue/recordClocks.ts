/**
 * The four clocks of a record, which must not be folded into one: until when it is shown, may be queried at all, is kept,
 * and until when the measure that it records runs. Pure: the day of reading is no argument, for what the law of each day
 * lets be shown is known as soon as its versions are.
 *
 * Transition (信用修复管理办法 and its forerunners): the rule in force on the day of decision counts, for nobody is judged
 * by a later and harsher one; but on no day is a record shown that the rule in force on that day would not show, for display
 * is a present act of the organ that shows. So a decision of 2024 (three years under R2023) is shown for one year since
 * GB22, what had its year by then ended on the eve of GB22, and nothing that ended comes back under a milder rule.
 */
import { createHash } from "node:crypto";
import { addDays, addMonths, type LegalDay } from "../contract/legalDay";
import type { Polarity } from "../contract/vocabulary";
import type { CatalogueEntry, DisplayRuleVersion, RetentionTerm } from "./catalogue";
import { displayEnd, displayRuleOn, type DisplayedRecord, type DisplayEnd } from "./displayEnd";

export interface RecordClocks {
  /** Version of the rule that gave `displayUntil`; `null` when no rule did. */
  displayRule: string | null;
  /** Last day of display; `null` = no end. */
  displayUntil: LegalDay | null;
  /** Last day on which it may be queried for any purpose; `null` = no end. */
  queryUntil: LegalDay | null;
  /** Last day on which it is kept; `null` = no end. Never before the other three. */
  retainUntil: LegalDay | null;
  /** Last day of the measure; {@link OPEN_END} while it runs without one; `null` = it records none. */
  sanctionUntil: LegalDay | null;
}

/** A day after every other: the measure runs until it is lifted. */
export const OPEN_END: LegalDay = "9999-12-31";

export interface ClockedRecord extends DisplayedRecord {
  polarity: Polarity;
}

/** What the clocks are computed from. */
export interface ClockSources {
  displayRules: readonly DisplayRuleVersion[];
  retention: readonly RetentionTerm[];
}

type ClockedItem = Pick<CatalogueEntry, "display" | "queryMonths" | "category">;

export function clocksOf(item: ClockedItem, record: ClockedRecord, sources: ClockSources): RecordClocks {
  const { rule, until } = displayedUntil(item, record, sources.displayRules);
  const queryUntil = item.queryMonths === null ? null : addMonths(record.decidedOn, item.queryMonths);
  const sanctionUntil = sanctionEnd(item, record);
  const retainUntil = retainedUntil(record, [until, queryUntil, sanctionUntil], sources.retention);
  return { displayRule: rule, displayUntil: until, queryUntil, retainUntil, sanctionUntil };
}

/** A short name of all that the clocks of an item depend on: another one means that they are to be computed again. */
export function clockPolicy({ display, queryMonths, category }: ClockedItem, sources: ClockSources): string {
  const { displayRules, retention } = sources;
  const rules = display.by === "rule" ? displayRules.filter(({ family }) => family === "R").map(withoutTexts) : [];
  const text = JSON.stringify([{ ...display, note: "" }, queryMonths, category, rules, retention.map(withoutTexts)]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}

function withoutTexts<T extends object>(entry: T): object {
  return { ...entry, title: "", source: "" };
}

function displayedUntil({ display }: ClockedItem, record: ClockedRecord, rules: readonly DisplayRuleVersion[]): DisplayEnd {
  let end = displayEnd(display, record, rules);
  if (display.by !== "rule" || record.gravity === null) return end;
  for (const { from, rule } of regimesOf(rules)) {
    if (from <= record.decidedOn) continue;
    if (end.until !== null && end.until < from) return end;
    const now = displayEnd(display, record, [rule]);
    if (now.until === null || (end.until !== null && end.until <= now.until)) continue;
    const eve = addDays(from, -1);
    end = { rule: now.rule, until: now.until > eve ? now.until : eve };
  }
  return end;
}

interface Regime {
  from: LegalDay;
  rule: DisplayRuleVersion;
}

const regimes = new WeakMap<readonly DisplayRuleVersion[], Regime[]>();

/** The days on which the national rule in force became another, in order. */
function regimesOf(rules: readonly DisplayRuleVersion[]): Regime[] {
  let known = regimes.get(rules);
  if (known === undefined) {
    const national = rules.filter(({ family }) => family === "R");
    const days = national.flatMap(({ inForceFrom, inForceUntil }) =>
      inForceUntil === undefined ? [inForceFrom] : [inForceFrom, addDays(inForceUntil, 1)],
    );
    const changes = [...new Set(days)].sort().map((from) => ({ from, rule: displayRuleOn(rules, from) }));
    known = changes.filter(({ rule }, place) => rule !== changes[place - 1]?.rule);
    regimes.set(rules, known);
  }
  return known;
}

/**
 * A measure runs as long as the item's own fields say: a ban or a sanction to its last day, a restriction until it is
 * lifted, an entry of a list for the term of the list. What is shown by the general rules alone records no measure.
 */
function sanctionEnd({ display, category }: ClockedItem, record: ClockedRecord): LegalDay | null {
  if (record.polarity !== "ADVERSE") return null;
  if (display.notBeforeField !== undefined) {
    const day = record.detail[display.notBeforeField];
    return typeof day === "string" ? day : display.openWhileUnset ? OPEN_END : null;
  }
  if (display.by === "untilField" || (display.by === "months" && category === "SEVERE_LIST"))
    return displayEnd(display, record, []).until ?? OPEN_END;
  return null;
}

function retainedUntil(
  { decidedOn, polarity }: ClockedRecord,
  others: readonly (LegalDay | null)[],
  terms: readonly RetentionTerm[],
): LegalDay | null {
  const term = terms.find((one) => one.polarity === polarity);
  const [display] = others;
  // What is shown without an end is kept without one, and so is what records a measure that runs on.
  if (term === undefined || display === null || others.includes(OPEN_END)) return null;
  return others.reduce<LegalDay>((last, day) => (day !== null && day > last ? day : last), addMonths(decidedOn, term.months));
}
