/** The part of a publication that touches what is live: changed rows replace it, a full replacement withdraws the rest. */
import { setImmediate } from "node:timers/promises";
import { changedBy } from "./insertRows";
import { emit, type NewEvent } from "./outbox";
import { alikeOf, fromStaged, INTO_RECORD, type Publishing } from "./publishing";
import { placeholders, type Row } from "./reader";
import { readableUntilJson } from "./readableUntil";
import { changeFacts } from "./recordActs";
import { superseding } from "./recordHistory";
import { storedOf } from "./recordStore";
import type { Turn } from "./turn";

/** The state that the new version has: the department's, unless the desk gave one. `r` is the version before. */
const STATE = "CASE WHEN r.held = 1 THEN r.state ELSE s.state END";
const KIND = `CASE WHEN ${STATE} = r.state THEN 'RECORD_CORRECTED' WHEN s.state = 'SEALED' THEN 'RECORD_SEALED'
  WHEN s.state = 'REPAIRED' THEN 'RECORD_REPAIRED' WHEN s.state = 'REVOKED' THEN 'RECORD_WITHDRAWN' ELSE 'RECORD_CORRECTED' END`;
const CHANGED = "m.number = ? AND m.outcome = 'CHANGED' AND m.place > ? AND m.place <= ?";
const PAIRED = `FROM staged_match m JOIN staged s ON s.place = m.place
  JOIN record_version r ON r.id = m.record_id AND r.version = m.version WHERE ${CHANGED}`;
const KEEP = superseding(`JOIN staged_match m ON m.person_id = r.person_id AND m.record_id = r.id WHERE ${CHANGED}`);
const TELL = `INSERT INTO outbox (position, at, kind, item, record_id, person_id, batch_id, facts)
  SELECT ? + s.place, ?, ${KIND}, ?, r.id, s.person_id, ?,
    CONCAT('{"decidedOn":"', s.decided_on, '","polarity":"', s.polarity, '","openness":"', s.openness, '","state":"', ${STATE}, '","was":"', r.state, '","version":', m.version + 1,
      ',"readableUntil":', ${readableUntilJson("s")}, ',"wasReadableUntil":', ${readableUntilJson("r")}, '}') ${PAIRED}`;
const REPLACE = `${INTO_RECORD} SELECT ${fromStaged({
  id: "r.id",
  version: "m.version + 1",
  state: STATE,
  held: "CASE WHEN s.state = 'SEALED' THEN 1 ELSE r.held END",
})} ${PAIRED}`;

export async function replaceChanged(publishing: Publishing): Promise<void> {
  const { turn, batch, at, base, slices } = publishing;
  const { manager } = turn;
  let replaced = 0;
  for (const slice of slices) {
    const which = [batch.number, ...slice];
    await manager.query(KEEP, [at, ...which]);
    await removeChanged(turn, which);
    await manager.query(TELL, [base, at, batch.item, batch.id, ...which]);
    replaced += await changedBy(manager, REPLACE, [...alikeOf(publishing), ...which]);
    await setImmediate();
  }
  if (replaced !== batch.rowsChanged)
    throw new Error(`batch ${batch.id} has ${batch.rowsChanged} changed rows and ${replaced} came: nothing is published`);
}

async function removeChanged({ manager }: Turn, which: readonly number[]): Promise<void> {
  const rows = (await manager.query(`SELECT m.record_id FROM staged_match m WHERE ${CHANGED}`, [...which])) as Row[];
  const ids = rows.map((row) => row["record_id"] as string);
  for (let start = 0; start < ids.length; start += 500) {
    const { marks, bound } = placeholders(ids.slice(start, start + 500));
    await manager.query(`DELETE FROM record WHERE id IN (${marks})`, bound);
  }
}

const ABSENT = `SELECT r.* FROM staged_match m JOIN record r ON r.id = m.record_id
  WHERE m.number = ? AND m.outcome = 'WITHDRAWN' AND m.record_id > ? ORDER BY m.record_id LIMIT 500`;

/** What a full replacement does not name is withdrawn; it may come back with a later batch. */
export async function withdrawAbsent({ turn, batch, at }: Publishing): Promise<void> {
  const { manager } = turn;
  for (let last = ""; ;) {
    const records = ((await manager.query(ABSENT, [batch.number, last])) as Row[]).map(storedOf);
    if (records.length === 0) return;
    const { marks, bound } = placeholders(records.map(({ id }) => id));
    await manager.query(superseding(`WHERE r.id IN (${marks})`), [at, ...bound]);
    const sql = `UPDATE record SET state = 'REVOKED', version = version + 1, as_of = ?, batch_id = ? WHERE id IN (${marks})`;
    await manager.query(sql, [at, batch.id, ...bound]);
    const absent = records.map((record): NewEvent => {
      const { id: recordId, personId, item } = record;
      const facts = { cause: "ABSENT", ...changeFacts(record, "REVOKED") };
      return { kind: "RECORD_WITHDRAWN", item, recordId, personId, batchId: batch.id, facts };
    });
    await emit(turn, at, absent);
    last = records.at(-1)!.id;
  }
}
