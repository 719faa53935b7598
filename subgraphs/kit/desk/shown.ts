/** Stored batches, rows and records in the form in which a desk shows them. */
import type { Warrant } from "../../../schema/contract/warrant";
import { repairableFrom } from "../life/actOnRecord";
import type { RecordSpec } from "../record/recordType";
import type { Sector } from "../sector";
import { needsSecondReviewer, type Batch } from "../store/batchRow";
import type { DifferenceRow as StoredDifference, Outcome } from "../store/differenceRows";
import type { RecordVersion } from "../store/recordHistory";
import type { StoredRecord } from "../store/recordRow";
import type { Reconciliation as StoredReconciliation } from "../store/returns";
import type { Step } from "../store/steps";
import { DeskBatch, DeskChange, DeskStep, DifferenceRow } from "./batchTypes";
import { DeskField, DeskRecord, DeskVersion, Reconciliation } from "./recordTypes";

/** Fields that every record has, with their titles. */
const COMMON = {
  personId: "信息主体",
  state: "状态",
  polarity: "信息性质",
  gravity: "失信程度",
  openness: "公开属性",
  determiningOrgan: "认定单位",
  determiningOrganCode: "认定单位代码",
  basisDocNo: "认定文书号",
  decidedOn: "决定日期",
} as const;

type Said = Pick<StoredRecord, keyof typeof COMMON | "detail">;

export function batchShown(batch: Batch, sector: Sector): DeskBatch {
  const { firstReviewer, secondReviewer, state } = batch;
  const reviewers = [firstReviewer, secondReviewer].filter((one) => one !== null);
  const awaits = state === "AWAITING_REVIEW";
  const reviewersNeeded = awaits ? Math.max(1, (needsSecondReviewer(batch) ? 2 : 1) - reviewers.length) : 0;
  return Object.assign(new DeskBatch(), batch, { reviewers, reviewersNeeded, row: batch, sector });
}

export function stepShown({ at, kind, agency, officer, reason }: Step): DeskStep {
  return Object.assign(new DeskStep(), { at, kind, agency, officer, ...(reason !== null && { reason }) });
}

export function specOf(sector: Sector, type: string): RecordSpec | undefined {
  return sector.types.find(({ name }) => name === type);
}

/** A row of a difference with the fields that it changes; what identifies a person is named, and shown only unmasked. */
export function differenceShown(
  { line, before, after }: StoredDifference,
  outcome: Outcome,
  spec: RecordSpec,
  warrant: Warrant,
): DifferenceRow {
  const { sourceNo, personId } = (after ?? before)!;
  const changes = after === undefined ? [] : changesBetween(before, after, spec, warrant);
  const cursor = line === null ? before!.id : String(line);
  const where = { ...(line !== null && { line }), ...(before !== undefined && { recordId: before.id }) };
  return Object.assign(new DifferenceRow(), { outcome, sourceNo, personId, changes, cursor, ...where });
}

function changesBetween(before: Said | undefined, after: Said, spec: RecordSpec, warrant: Warrant): DeskChange[] {
  const [old, fresh] = [before === undefined ? {} : fieldsOf(before, spec, warrant), fieldsOf(after, spec, warrant)];
  return Object.entries(fresh).flatMap(([field, { zh, value, raw }]) => {
    const was = (old as typeof fresh)[field];
    return was?.raw === raw ? [] : [Object.assign(new DeskChange(), { field, zh, before: was?.value ?? null, after: value })];
  });
}

interface Told {
  zh: string;
  value: string | null;
  /** For comparing, never shown. */
  raw: string;
}

/** Every field of a record, by name. */
function fieldsOf(record: Said, spec: RecordSpec, warrant: Warrant): Record<string, Told> {
  const told: Record<string, Told> = {};
  for (const [field, zh] of Object.entries(COMMON)) {
    const value = record[field as keyof typeof COMMON];
    told[field] = { zh, value, raw: JSON.stringify(value) };
  }
  return { ...told, ...detailsOf(record, spec, warrant) };
}

function detailsOf({ detail }: Pick<Said, "detail">, spec: RecordSpec, { scopes }: Warrant): Record<string, Told> {
  const values = JSON.parse(detail) as Record<string, unknown>;
  return Object.fromEntries(
    spec.details.map(({ name, zh, kind, unmasks }) => {
      const value = values[name];
      const isShown = value !== undefined && value !== null && (!unmasks || scopes.includes("person:unmask"));
      return [name, { zh, value: isShown ? kind.write(value) : null, raw: JSON.stringify(value ?? null) }];
    }),
  );
}

export function recordShown(history: RecordVersion[], sector: Sector): DeskRecord {
  const { record } = history[0]!;
  const { id, item, type, sourceNo, personId, state } = record;
  const from = record.polarity === "ADVERSE" ? repairableFrom(record) : null;
  return Object.assign(new DeskRecord(), {
    ...{ id, item, type, sourceNo, personId, state, history, sector },
    ...(from !== null && { repairableFrom: from }),
  });
}

export function versionShown(
  { record, supersededAt }: RecordVersion,
  spec: RecordSpec,
  warrant: Warrant,
  step: Step | undefined,
): DeskVersion {
  const fields = Object.entries(detailsOf(record, spec, warrant)).map(([field, { zh, value }]) =>
    Object.assign(new DeskField(), { field, zh, value }),
  );
  const brought = step === undefined ? { batch: record.batchId } : { step: stepShown(step) };
  return Object.assign(new DeskVersion(), record, { from: record.asOf, until: supersededAt, fields, ...brought });
}

export function reconciliationShown({ step, ...one }: StoredReconciliation): Reconciliation {
  return Object.assign(new Reconciliation(), { ...one, difference: one.theirs - one.ours, step: stepShown(step) });
}
