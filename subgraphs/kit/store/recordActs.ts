/**
 * The state of a record, changed at the desk: withdrawn, sealed, repaired, disputed, restored; and all records that rest on
 * one document, when it is revoked. Each change is a new version, kept by no batch (`held`), told in the outbox.
 *
 * Promise: the change stands in the condition of the UPDATE, so two officers at once change a record once; it is in force
 * for every read that begins after the transaction (ATTACKS L01).
 */
import { changedBy } from "./insertRows";
import type { EventKind, Facts, FactsOf } from "../../../schema/contract/outboxEvent";
import { emit, type NewEvent } from "./outbox";
import { placeholders, type Row } from "./reader";
import { readableUntil } from "./readableUntil";
import { superseding } from "./recordHistory";
import { storedOf } from "./recordStore";
import type { StoredRecord } from "./recordRow";
import { takeStep, type Officer, type StepKind } from "./steps";
import type { Turn } from "./turn";
import type { RecordState } from "../../../schema/contract/vocabulary";

/** One kind of change: from which states, to which, and how it is written down and told. */
export interface StateChange {
  from: readonly RecordState[];
  to: RecordState;
  /** 1: no batch changes the state any more. */
  held: 0 | 1;
  step: StepKind;
  event: EventKind;
  facts?: Facts;
}

export interface Act {
  by: Officer;
  at: string;
  reason: string;
}

/** The record as the turn sees it. */
export async function recordIn({ manager }: Turn, id: string): Promise<StoredRecord | undefined> {
  return ((await manager.query("SELECT * FROM record WHERE id = ?", [id])) as Row[]).map(storedOf)[0];
}

/** Changes one record; whether its state allowed it. */
export async function changeRecord(turn: Turn, record: StoredRecord, change: StateChange, act: Act): Promise<boolean> {
  const step = { kind: change.step, at: act.at, recordId: record.id, ...act.by, reason: act.reason };
  return (await changeAll(turn, [record], change, act.at, await takeStep(turn, step))) === 1;
}

const RESTING = `SELECT * FROM record WHERE basis_doc_no = ? AND determining_organ = ? AND id > ? ORDER BY id LIMIT 500`;

/** Changes every record that rests on a document of an organ; the types and the number of those that were changed. */
export async function changeResting(
  turn: Turn,
  basis: { basisDocNo: string; determiningOrgan: string },
  change: StateChange,
  act: Act,
): Promise<{ records: number; types: Set<string> }> {
  const facts = { basisDocNo: basis.basisDocNo, determiningOrgan: basis.determiningOrgan };
  const step = await takeStep(turn, { kind: change.step, at: act.at, ...act.by, reason: act.reason, facts });
  const types = new Set<string>();
  let records = 0;
  for (let last = ""; ;) {
    const bound = [basis.basisDocNo, basis.determiningOrgan, last];
    const found = ((await turn.manager.query(RESTING, bound)) as Row[]).map(storedOf);
    if (found.length === 0) return { records, types };
    last = found.at(-1)!.id;
    const due = found.filter(({ state }) => change.from.includes(state));
    if (due.length === 0) continue;
    records += await changeAll(turn, due, change, act.at, step);
    for (const { type } of due) types.add(type);
  }
}

async function changeAll(
  turn: Turn,
  records: readonly StoredRecord[],
  { from, to, held, event, facts = {} }: StateChange,
  at: string,
  step: string,
): Promise<number> {
  const { marks, bound } = placeholders(records.map(({ id }) => id));
  const states = from.map((state) => `'${state}'`).join(", ");
  const which = `id IN (${marks}) AND state IN (${states})`;
  await turn.manager.query(superseding(`WHERE r.${which}`), [at, ...bound]);
  const sql = `UPDATE record SET state = ?, held = ?, version = version + 1, as_of = ?, batch_id = ? WHERE ${which}`;
  const changed = await changedBy(turn.manager, sql, [to, held, at, step, ...bound]);
  if (changed !== records.length) return changed;
  const events = records.map((record): NewEvent => {
    const { id: recordId, personId, item } = record;
    return { kind: event, item, recordId, personId, facts: { ...facts, ...changeFacts(record, to) } } as NewEvent;
  });
  await emit(turn, at, events);
  return changed;
}

/** What is told of a record whose state changes, from how it was. */
export function changeFacts(record: StoredRecord, state: RecordState): FactsOf<"RECORD_RESTORED"> {
  const { decidedOn, polarity, openness, state: was, version } = record;
  return { decidedOn, polarity, openness, was, state, version: version + 1, readableUntil: readableUntil(record) };
}
