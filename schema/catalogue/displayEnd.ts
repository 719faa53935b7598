/**
 * When display of a record ends: what `ItemDisplay` and the display rules say, as one pure function.
 *
 * Promise: the version that applies is the national one in force on the day of decision; where two are in force, the
 * one that came into force last (a decision before the first version follows the first). Refuses nothing: a record that
 * no rule ends has no end.
 */
import { addDays, addMonths, type LegalDay } from "../contract/legalDay";
import type { Gravity } from "../contract/vocabulary";
import type { DisplayRuleVersion, ItemDisplay } from "./catalogue";

/** What the end depends on: the common columns and the type's own fields. */
export interface DisplayedRecord {
  decidedOn: LegalDay;
  /** `null` for a record that is not adverse: the national rules do not end it. */
  gravity: Gravity | null;
  detail: Readonly<Record<string, unknown>>;
}

export interface DisplayEnd {
  /** Last day of display; the day before the decision when it is never shown; `null` = no end. */
  until: LegalDay | null;
  /** Version of the display rule that was used, `null` if none was. */
  rule: string | null;
}

/** The end of display of `record`, whose item says `display`. */
export function displayEnd(display: ItemDisplay, record: DisplayedRecord, rules: readonly DisplayRuleVersion[]): DisplayEnd {
  if (record.gravity !== null && display.neverShown?.includes(record.gravity))
    return { until: beforeDecision(record), rule: null };
  const end = termOf(display, record, rules);
  const ended = dayIn(record, display.endedByField);
  return ended !== undefined && (end.until === null || ended < end.until) ? { ...end, until: ended } : end;
}

/** The national rule for a decision of `day`. @throws Error when there is none at all, which the loader refuses. */
export function displayRuleOn(rules: readonly DisplayRuleVersion[], day: LegalDay): DisplayRuleVersion {
  const national = nationalOf(rules);
  const inForce = national.findLast((rule) => rule.inForceFrom <= day && day <= (rule.inForceUntil ?? day));
  const rule = inForce ?? national[0];
  if (rule === undefined) throw new Error("the catalogue has no national display rule");
  return rule;
}

/** Sorted once a catalogue: every row of a batch asks. */
const sorted = new WeakMap<readonly DisplayRuleVersion[], DisplayRuleVersion[]>();

function nationalOf(rules: readonly DisplayRuleVersion[]): DisplayRuleVersion[] {
  let national = sorted.get(rules);
  if (national === undefined) {
    national = rules.filter(({ family }) => family === "R").sort((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1));
    sorted.set(rules, national);
  }
  return national;
}

function termOf(display: ItemDisplay, record: DisplayedRecord, rules: readonly DisplayRuleVersion[]): DisplayEnd {
  switch (display.by) {
    case "none":
      return { until: null, rule: null };
    case "months":
      return { until: addMonths(record.decidedOn, ownMonths(display, record) ?? display.months!), rule: null };
    case "untilField":
      return { until: dayIn(record, display.untilField) ?? null, rule: null };
    case "rule":
      return byRule(display, record, rules);
  }
}

function byRule(display: ItemDisplay, record: DisplayedRecord, rules: readonly DisplayRuleVersion[]): DisplayEnd {
  if (record.gravity === null) return { until: null, rule: null };
  const { version, maxMonths } = displayRuleOn(rules, record.decidedOn);
  const months = maxMonths[record.gravity];
  const byTerm = months === 0 ? beforeDecision(record) : addMonths(record.decidedOn, months);
  const notBefore = dayIn(record, display.notBeforeField);
  if (notBefore === undefined) return { until: display.openWhileUnset ? null : byTerm, rule: version };
  return { until: notBefore > byTerm ? notBefore : byTerm, rule: version };
}

/** The sum of the record's own term and its extensions, where the first of the fields is set. */
function ownMonths({ ownMonthsFields = [] }: ItemDisplay, { detail }: DisplayedRecord): number | undefined {
  const values = ownMonthsFields.map((field) => detail[field]);
  if (typeof values[0] !== "number") return undefined;
  return values.reduce<number>((sum, value) => sum + (typeof value === "number" ? value : 0), 0);
}

function dayIn({ detail }: DisplayedRecord, field: string | undefined): LegalDay | undefined {
  const value = field === undefined ? undefined : detail[field];
  return typeof value === "string" ? value : undefined;
}

/** Display is over on the day itself, on which a record with that end would still show. */
function beforeDecision({ decidedOn }: DisplayedRecord): LegalDay {
  return addDays(decidedOn, -1);
}
