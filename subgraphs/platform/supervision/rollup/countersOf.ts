/**
 * What one event adds to the counters: the only place where something that happened becomes a number.
 *
 * Threat (ATTACKS L04, L07): counters that know a person. So nothing of an event is used but its kind, its item, its time
 * and its facts, which are codes, days and counts; and records that are sealed by law (an item whose openness may be
 * SEALED) or by act are counted nowhere. Pure: the same event always adds the same, so what is counted anew comes out alike.
 */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { addDays, legalDayOf, type LegalDay } from "../../../../schema/contract/legalDay";
import type { ToldEvent } from "../../../kit/eventSource";
import { AUDIT, CONSENT, REVIEW_WORKING_DAYS, type Counter, type Measure } from "./counter";
import { isCounted } from "./countedItems";
import { countersOfLook } from "./countersOfLook";

export interface CountedSource {
  /** Name of the subgraph. */
  name: string;
  /** Position of the event before. */
  after: number;
}

export function countersOf(event: ToldEvent, source: CountedSource, catalogue: Catalogue): Counter[] {
  if (source.name === AUDIT) return countersOfLook(event, source, catalogue);
  const day = legalDayOf(new Date(event.at));
  if (source.name === CONSENT) return countersOfGrant(event, day);
  if (!isCounted(event.item, catalogue)) return [];
  const add: Adder = (measure, { month = day.slice(0, 7), n = 1, detail = "" } = {}) => [
    { measure, month, sector: source.name, item: event.item ?? "", detail, n },
  ];
  return COUNTED[event.kind]?.(event, add, { day }) ?? [];
}

/** A step of an authorisation, by agency, purpose and kind. The person whose it is is told, and not looked at. */
function countersOfGrant({ kind, facts }: ToldEvent, day: LegalDay): Counter[] {
  if (!kind.startsWith("GRANT_")) return [];
  const detail = [facts["agency"], facts["purpose"], kind.slice("GRANT_".length)].map(textOf).join("|");
  return [{ measure: "grants", month: day.slice(0, 7), sector: CONSENT, item: "", detail, n: 1 }];
}

interface Placed {
  month?: string;
  n?: number;
  detail?: string;
}
type Adder = (measure: Measure, placed?: Placed) => Counter[];
type Count = (event: ToldEvent, add: Adder, about: { day: LegalDay }) => Counter[];

const COUNTED: Readonly<Record<string, Count | undefined>> = {
  RECORD_CREATED({ facts }, add, { day }) {
    if (facts["state"] === "SEALED") return [];
    return [
      ...add("recordsCreated"),
      ...add("recordsDecided", { month: monthOf(facts["decidedOn"], day) }),
      ...(typeof facts["workingDays"] === "number" ? add("recordDays", { detail: daysOf(facts["workingDays"]) }) : []),
      ...(facts["late"] === false ? add("recordsTimely") : []),
      ...(stands(facts["state"], facts["readableUntil"], day) ? add("recordsLive") : []),
      ...registered(facts, "", add, 1),
    ];
  },
  RECORD_CORRECTED: ({ facts }, add, { day }) => [
    ...add("recordsCorrected"),
    ...upheld(facts, facts["state"], add),
    ...moved(facts, facts["state"], add, day),
    ...registered(facts, "was.", add, -1),
    ...registered(facts, "", add, 1),
  ],
  RECORD_WITHDRAWN: ({ facts }, add, { day }) => [
    ...add("recordsWithdrawn"),
    ...upheld(facts, "REVOKED", add),
    ...moved(facts, "REVOKED", add, day),
  ],
  RECORD_DISPUTED: ({ facts }, add) => (facts["open"] === false ? add("disputesDismissed") : []),
  RECORD_REPAIRED: ({ facts }, add, { day }) => [...add("recordsRepaired"), ...moved(facts, "REPAIRED", add, day)],
  RECORD_SEALED: ({ facts }, add, { day }) => moved(facts, "SEALED", add, day),
  RECORD_RESTORED: ({ facts }, add, { day }) => moved(facts, "ACTIVE", add, day),
  RECORD_EXPIRED({ facts }, add, { day }) {
    // What is erased had ended before.
    if (typeof facts["lastDay"] !== "string") return [];
    const down = addDays(facts["lastDay"], 1);
    const month = down.slice(0, 7);
    return [
      ...add("recordsExpired", { month }),
      ...(day > down ? add("recordsExpiredLate", { month }) : []),
      ...add("recordsLive", { n: -1 }),
    ];
  },
  BATCH_SUBMITTED: ({ facts }, add) => [
    ...add("batchesSubmitted"),
    ...add("rowsAccepted", { n: numberOf(facts["taken"]) }),
    ...add("rowsRefused", { n: numberOf(facts["refused"]) }),
  ],
  BATCH_REVIEWED: ({ facts }, add) => [
    ...add(numberOf(facts["workingDays"]) <= REVIEW_WORKING_DAYS ? "reviewsTimely" : "reviewsLate"),
    ...(facts["decision"] === "RETURNED" ? add("batchesReturned") : []),
  ],
  BATCH_PUBLISHED: (_, add) => add("batchesPublished"),
  NIL_RETURN_FILED: ({ facts }, add, { day }) => add("nilReturns", { month: monthOf(facts["period"], day) }),
  // A later reconciliation of the same month takes the place of the one before: the position tells which is later.
  RECONCILED({ position, facts }, add, { day }) {
    const month = monthOf(facts["period"], day);
    const placed = { month, detail: `${month}|${String(position).padStart(16, "0")}` };
    return [
      ...add("reconciledOwn", { ...placed, n: numberOf(facts["ours"]) }),
      ...add("reconciledCase", { ...placed, n: numberOf(facts["theirs"]) }),
    ];
  },
};

/** A disputed record that is corrected or withdrawn: the dispute was right. */
function upheld({ was }: ToldEvent["facts"], state: unknown, add: Adder): Counter[] {
  return was === "DISPUTED" && state !== "DISPUTED" ? add("disputesUpheld") : [];
}

/** A record that stood and does so no longer, or the other way round. */
function moved(facts: ToldEvent["facts"], state: ToldEvent["facts"][string] | undefined, add: Adder, day: LegalDay) {
  const { was, readableUntil = null, wasReadableUntil = readableUntil } = facts;
  const before = stands(was, wasReadableUntil, day);
  const after = stands(state, readableUntil, day);
  return before === after ? [] : add("recordsLive", { n: after ? 1 : -1 });
}

/** What the register of persons tells: a person with his level, a case of a doubtful number while it is open. */
function registered(facts: ToldEvent["facts"], when: "" | "was.", add: Adder, n: 1 | -1): Counter[] {
  const [valid, level, open] = ["numberValid", "realNameLevel", "open"].map((name) => facts[when + name]);
  return [
    ...(typeof valid === "boolean" ? add("persons", { detail: `${textOf(level)}|${valid ? "VALID" : "INVALID"}`, n }) : []),
    ...(open === true ? add("uniquenessOpen", { n }) : []),
  ];
}

const LIVE: readonly unknown[] = ["ACTIVE", "DISPUTED", "CORRECTED"];

function stands(state: unknown, readableUntil: unknown, day: LegalDay): boolean {
  return LIVE.includes(state) && !(typeof readableUntil === "string" && readableUntil < day);
}

/** The month of a day or a period in the facts; what lies ahead or is none counts in the month of the event. */
function monthOf(fact: unknown, day: LegalDay): string {
  const month = typeof fact === "string" ? fact.slice(0, 7) : "";
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month <= day.slice(0, 7) ? month : day.slice(0, 7);
}

function numberOf(fact: unknown): number {
  return typeof fact === "number" && Number.isSafeInteger(fact) ? fact : 0;
}

/** Beyond a hundred days it is late by any rule: one counter for all of them. */
function daysOf(workingDays: number): string {
  return String(Math.min(Math.max(0, workingDays), 100)).padStart(3, "0");
}

function textOf(fact: unknown): string {
  return typeof fact === "string" ? fact.slice(0, 128) : "";
}
