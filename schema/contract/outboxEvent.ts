/**
 * What a sector tells of the life of its records: the kinds of events of its outbox, and the facts of each. Whoever writes
 * them and whoever counts them read this one table.
 *
 * Promise: facts are codes, days, counts and whether something holds; never what a record says, never who a person is. A
 * fact that is marked optional may be absent or `null`.
 */
import type { LegalDay } from "./legalDay";

/** Forms of facts. */
const CODE = { form: "CODE", optional: false } as const;
/** 2026-10-31 */
const DAY = { form: "DAY", optional: false } as const;
/** 2026-10 */
const MONTH = { form: "MONTH", optional: false } as const;
const COUNT = { form: "COUNT", optional: false } as const;
const TRUTH = { form: "TRUTH", optional: false } as const;
const perhaps = <F extends string>({ form }: { form: F }) => ({ form, optional: true }) as const;

/** Of every event of a record. `readableUntil`: the sooner of display and query; none = without an end. */
const RECORD = { decidedOn: DAY, polarity: CODE, openness: CODE, readableUntil: perhaps(DAY) };
/** Of one that changes a record that was there: its state before, and the number of the new version. */
const CHANGE = { ...RECORD, was: CODE, version: COUNT, wasReadableUntil: perhaps(DAY), state: perhaps(CODE) };

export const OUTBOX_FACTS = {
  /** `workingDays` from the decision to the graph, `late` where that is more than the catalogue allows. */
  RECORD_CREATED: { ...RECORD, state: CODE, gravity: perhaps(CODE), workingDays: COUNT, late: TRUTH },
  RECORD_CORRECTED: { ...CHANGE, state: CODE },
  /** `cause`: WITHDRAWN at the desk, BASIS_REVOKED, ABSENT from a full replacement; none where a batch says so itself. */
  RECORD_WITHDRAWN: { ...CHANGE, cause: perhaps(CODE) },
  RECORD_SEALED: CHANGE,
  RECORD_REPAIRED: CHANGE,
  RECORD_DISPUTED: { ...CHANGE, open: TRUTH },
  RECORD_RESTORED: CHANGE,
  /** `clock`: DISPLAY or QUERY ended after `lastDay`; RETENTION: it is erased, and nothing more is known of it. */
  RECORD_EXPIRED: {
    clock: CODE,
    lastDay: perhaps(DAY),
    decidedOn: perhaps(DAY),
    polarity: perhaps(CODE),
    openness: perhaps(CODE),
  },
  /** `taken` + `refused` = `rows`. */
  BATCH_SUBMITTED: { kind: CODE, rows: COUNT, taken: COUNT, refused: COUNT },
  /** `workingDays` since it was put before the reviewers; `complete`: no other reviewer is needed. */
  BATCH_REVIEWED: { decision: CODE, stagedAt: perhaps(CODE), complete: TRUTH, secondNeeded: TRUTH, workingDays: perhaps(COUNT) },
  BATCH_PUBLISHED: { created: COUNT, corrected: COUNT, unchanged: COUNT, withdrawn: COUNT },
  /** `was`: the state in which it was given up. */
  BATCH_ABANDONED: { was: CODE },
  NIL_RETURN_FILED: { period: MONTH },
  /** Decisions of the month by the department's own count, and those that came in. */
  RECONCILED: { period: MONTH, theirs: COUNT, ours: COUNT, difference: COUNT },
} as const;

/**
 * What the register of persons tells besides, by catalogue item, of the version that the event brought; of the version before
 * under the same names after `was.` (a person who is registered has none).
 */
export const REGISTER_FACTS = {
  "IDENTITY-01": { realNameLevel: CODE, numberValid: TRUTH },
  "IDENTITY-03": { open: TRUTH },
} as const;

export type EventKind = keyof typeof OUTBOX_FACTS;
export const EVENT_KINDS = Object.keys(OUTBOX_FACTS) as EventKind[];

export type Fact = string | number | boolean | null;
export type Facts = Readonly<Record<string, Fact>>;

interface Forms {
  CODE: string;
  DAY: LegalDay;
  MONTH: string;
  COUNT: number;
  TRUTH: boolean;
}
interface Form {
  form: keyof Forms;
  optional: boolean;
}
type Told<T extends Record<string, Form>> = {
  readonly [K in keyof T as T[K]["optional"] extends true ? never : K]: Forms[T[K]["form"]];
} & { readonly [K in keyof T as T[K]["optional"] extends true ? K : never]?: Forms[T[K]["form"]] | null };

export type FactsOf<K extends EventKind> = Told<(typeof OUTBOX_FACTS)[K]>;

/** Computed when they are told, by the calendar and the catalogue in force. */
export type ToldFact = "workingDays" | "late";
/** As they stand in the outbox. */
export type WrittenFacts<K extends EventKind> = Omit<FactsOf<K>, ToldFact>;

export interface OutboxEvent<K extends EventKind = EventKind> {
  /** Greater than that of every event before. */
  position: number;
  /** RFC 3339 UTC with milliseconds. */
  at: string;
  kind: K;
  /** Code of the catalogue item. */
  item?: string;
  recordId?: string;
  /** Opaque. */
  personId?: string;
  batchId?: string;
  facts: Facts;
}

const HOLDS: { [F in keyof Forms]: (fact: Fact) => boolean } = {
  CODE: (fact) => typeof fact === "string" && /^[\x21-\x7e]{1,64}$/.test(fact),
  DAY: (fact) => typeof fact === "string" && /^\d{4}-\d{2}-\d{2}$/.test(fact),
  MONTH: (fact) => typeof fact === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(fact),
  COUNT: (fact) => Number.isSafeInteger(fact),
  TRUTH: (fact) => typeof fact === "boolean",
};

/** Names of facts of an event that the table does not give it, or in another form, or that are missing; mostly none. */
export function misstatedFacts({ kind, item = "", facts }: Pick<OutboxEvent, "kind" | "item" | "facts">): string[] {
  const forms: Record<string, Form> = { ...OUTBOX_FACTS[kind] };
  const own: Record<string, Form> = REGISTER_FACTS[item as keyof typeof REGISTER_FACTS] ?? {};
  if (kind.startsWith("RECORD_"))
    for (const [name, { form }] of Object.entries(own)) forms[name] = forms[`was.${name}`] = { form, optional: true };
  const wrong = Object.entries(forms).filter(([name, { form, optional }]) => {
    const fact = facts[name] ?? null;
    return fact === null ? !optional : !HOLDS[form](fact);
  });
  return [...wrong.map(([name]) => name), ...Object.keys(facts).filter((name) => !Object.hasOwn(forms, name))];
}
