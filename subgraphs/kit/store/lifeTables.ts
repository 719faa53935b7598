/**
 * The tables that the life of a record needs: versions, staging, batches in all their states, the steps of desks, the
 * outbox. Made by the migration in `recordLife.ts`.
 */
import type { QueryRunner } from "typeorm";
import {
  BIG,
  code,
  DAY,
  ID,
  INSTANT,
  isMysql,
  LONG,
  optional,
  text,
  WHOLE,
  type Form,
  type Forms,
  type TablePlan,
} from "./columnForms";
import { FIRST_RECORD_FORMS } from "./tables";

const ADDED_FORMS: Record<string, Form> = {
  retain_until: optional(DAY),
  sanction_until: optional(DAY),
  policy: code(16),
  content: code(22),
  held: WHOLE,
};
export const RECORD_FORMS: Forms = { ...FIRST_RECORD_FORMS, ...ADDED_FORMS };

/** What a staged row has: what is the same for all rows of a batch stands with the batch. */
const STAGED_FORMS: Forms = {
  place: BIG,
  person_id: ID,
  id: ID,
  source_no: text(240),
  content: code(22),
  polarity: code(16),
  gravity: optional(code(16)),
  openness: code(16),
  state: code(16),
  determining_organ: text(200),
  determining_organ_code: optional(code(18)),
  basis_doc_no: optional(text(200)),
  decided_on: DAY,
  display_rule: optional(code(16)),
  display_until: optional(DAY),
  query_until: optional(DAY),
  retain_until: optional(DAY),
  sanction_until: optional(DAY),
  detail: LONG,
};

export const BATCH_FORMS: Forms = {
  id: ID,
  number: BIG,
  sha256: code(64),
  content_key: optional(code(80)),
  type: code(64),
  item: code(32),
  category: code(32),
  policy: code(16),
  kind: code(16),
  state: code(16),
  submitter: text(100),
  submitter_agency: code(64),
  received_at: INSTANT,
  receiver: text(100),
  touched_at: INSTANT,
  staged_at: optional(INSTANT),
  decided_at: optional(INSTANT),
  published_at: optional(INSTANT),
  rows_total: WHOLE,
  rows_taken: WHOLE,
  rows_refused: WHOLE,
  rows_new: WHOLE,
  rows_changed: WHOLE,
  rows_unchanged: WHOLE,
  rows_withdrawn: WHOLE,
  rows_live: WHOLE,
  turn: BIG,
  first_reviewer: optional(text(100)),
  second_reviewer: optional(text(100)),
};

const MATCH_FORMS: Forms = {
  number: BIG,
  record_id: ID,
  place: optional(BIG),
  person_id: ID,
  version: WHOLE,
  outcome: code(16),
};

/** But `record` and `batch`, which were there before. */
export const LIFE_PLANS: TablePlan[] = [
  {
    name: "record_version",
    forms: { ...RECORD_FORMS, superseded_at: INSTANT },
    primary: ["id", "version"],
  },
  { name: "staged", forms: STAGED_FORMS, primary: ["place"] },
  {
    name: "staged_match",
    forms: MATCH_FORMS,
    primary: ["number", "record_id"],
    indexes: { staged_match_place: { columns: ["place"] } },
    options: { withoutRowid: true },
  },
  {
    name: "batch_refusal",
    forms: { batch_id: ID, place: WHOLE, line: WHOLE, column_title: text(100), problem: text(500) },
    primary: ["batch_id", "place"],
    options: { withoutRowid: true },
  },
  {
    name: "step",
    forms: {
      id: ID,
      position: BIG,
      at: INSTANT,
      kind: code(32),
      batch_id: optional(ID),
      record_id: optional(ID),
      agency: code(64),
      officer: text(100),
      reason: optional(text(500)),
      facts: optional(LONG),
    },
    primary: ["id"],
    indexes: { step_batch: { columns: ["batch_id"] }, step_record: { columns: ["record_id"] } },
  },
  {
    name: "outbox",
    forms: {
      position: BIG,
      at: INSTANT,
      kind: code(32),
      item: optional(code(32)),
      record_id: optional(ID),
      person_id: optional(ID),
      batch_id: optional(ID),
      facts: optional(LONG),
    },
    primary: ["position"],
  },
  {
    name: "nil_return",
    forms: { item: code(32), period: code(7), step_id: ID },
    primary: ["item", "period"],
    options: { withoutRowid: true },
  },
  {
    name: "reconciliation",
    forms: { step_id: ID, item: code(32), period: code(7), theirs: WHOLE, ours: WHOLE },
    primary: ["step_id"],
    indexes: { reconciliation_item: { columns: ["item", "period"] } },
  },
  {
    name: "tally",
    forms: { item: code(32), month: code(7), decided: WHOLE },
    primary: ["item", "month"],
    options: { withoutRowid: true },
  },
  {
    // One row. Who changes records begins by changing it, and so they come one after another, in every process.
    name: "turn",
    forms: { one: WHOLE, number: BIG, position: BIG, batches: BIG, swept_on: DAY, policies: code(16) },
    primary: ["one"],
  },
];

/**
 * A person's records are one range: on MySQL of the table itself, which lies in the order of its key; on SQLite of an
 * index, for rows of this size are written there in half the time where the table keeps their own order.
 */
export function recordPlan(runner: QueryRunner, name: string, forms: Forms): TablePlan {
  const mysql = isMysql(runner);
  return {
    name,
    forms,
    primary: mysql ? ["person_id", "id"] : ["id"],
    indexes: {
      [mysql ? "record_id" : "record_person"]: mysql ? { columns: ["id"], unique: true } : { columns: ["person_id"] },
      record_number: { columns: ["type", "source_no"], unique: true },
      record_basis: { columns: ["basis_doc_no"] },
    },
  };
}
