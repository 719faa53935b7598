/**
 * Rules between fields of one record, which a law or plain logic demands before the record is taken in.
 *
 * Promise: a rule is pure and looks at nothing but the record; a field that was left empty breaks no rule of dates.
 */

/** What a rule may look at. An optional cell that was left empty is no key of `detail`. */
export interface RuledRecord {
  decidedOn: string;
  /** Birth date of the person, from the citizen number. */
  personBirth: string;
  detail: Record<string, unknown>;
}

export interface IntakeRule {
  /** Chinese title of the field at which the steward is told. */
  column: string;
  /** What the steward is told when the rule is broken: a sentence without any value. */
  zh: string;
  holds(record: RuledRecord): boolean;
}

/** The day in `field` is not before the day in `other`, where both are filled in. */
export function notBefore(field: string, column: string, other: string, otherTitle: string): IntakeRule {
  return {
    column,
    zh: `“${column}”不得早于“${otherTitle}”`,
    holds: ({ detail }) => inOrder(detail[other], detail[field]),
  };
}

/** The day in `field` is not before the decision itself. */
export function notBeforeDecision(field: string, column: string): IntakeRule {
  return {
    column,
    zh: `“${column}”不得早于作出决定的日期`,
    holds: ({ decidedOn, detail }) => inOrder(decidedOn, detail[field]),
  };
}

/** The number in `field`, where it is filled in, is one that the law or the field's meaning allows; both ends count. */
export function between(field: string, column: string, least: number, most: number): IntakeRule {
  return {
    column,
    zh: `“${column}”应为 ${least} 至 ${most}`,
    holds: ({ detail }) => detail[field] === undefined || (Number(detail[field]) >= least && Number(detail[field]) <= most),
  };
}

/** Legal days are written YYYY-MM-DD, so that the order of texts is the order of days. */
function inOrder(earlier: unknown, later: unknown): boolean {
  return typeof earlier !== "string" || typeof later !== "string" || earlier <= later;
}
