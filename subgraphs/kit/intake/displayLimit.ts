/**
 * Until when a record is shown and may be queried, as far as it is known on the day of intake.
 *
 * Transition (DOMAIN.md 3.9, 8.3): the rule in force on the day of decision counts, for nobody is to be judged by a
 * later and harsher rule; but a record is never shown longer than the rule in force today would allow, for display is a
 * present act of the organ that shows, and what today's law no longer lets it show it must not show. So a decision of
 * 2024 (three years under R2023) is shown for one year under R2026, and none becomes longer by a change of rules.
 */
import type { CatalogueEntry, DisplayRuleVersion } from "../../../schema/catalogue/catalogue";
import { displayEnd, displayRuleOn, type DisplayedRecord, type DisplayEnd } from "../../../schema/catalogue/displayEnd";
import { addMonths, type LegalDay } from "../../../schema/contract/legalDay";

export interface DisplayLimit {
  /** Version of the rule that gave `displayUntil`; `null` when no rule did. */
  displayRule: string | null;
  displayUntil: LegalDay | null;
  queryUntil: LegalDay | null;
}

export function displayLimit(
  item: Pick<CatalogueEntry, "display" | "queryMonths">,
  record: DisplayedRecord,
  rules: readonly DisplayRuleVersion[],
  today: LegalDay,
): DisplayLimit {
  const { rule, until } = endOn(item, record, rules, today);
  const queryUntil = item.queryMonths === null ? null : addMonths(record.decidedOn, item.queryMonths);
  return { displayRule: rule, displayUntil: until, queryUntil };
}

function endOn(
  { display }: Pick<CatalogueEntry, "display">,
  record: DisplayedRecord,
  rules: readonly DisplayRuleVersion[],
  today: LegalDay,
): DisplayEnd {
  const byDecision = displayEnd(display, record, rules);
  if (display.by !== "rule") return byDecision;
  const byToday = displayEnd(display, record, [displayRuleOn(rules, today)]);
  return isEarlier(byToday, byDecision) ? byToday : byDecision;
}

function isEarlier(one: DisplayEnd, other: DisplayEnd): boolean {
  return one.until !== null && (other.until === null || one.until < other.until);
}
