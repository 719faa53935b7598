/**
 * The rows of persons, each with those that are kept under another entry of the register that is the same person.
 *
 * Threat: a person who was registered twice, or whose number changed, would else show half of what is known of him, the
 * good half perhaps. Which entries are his says the warrant, and nobody else; rows stay where they are, so that a merge
 * that was wrong is undone by the next warrant (docs/decisions/0020).
 */
import type { Warrant } from "../../../schema/contract/warrant";
import type { Database } from "../store/database";
import type { RecordRow } from "../store/recordRow";
import { recordsOf } from "../store/recordStore";

/** Rows of each person, in no particular order. */
export function rowsOfPersons(
  database: Database,
  personIds: readonly string[],
  { merged }: Pick<Warrant, "merged">,
): Promise<RecordRow[][]> {
  // Nearly everybody's.
  if (merged === undefined) return recordsOf(database, personIds);
  return rowsOfEntries(database, personIds, merged);
}

async function rowsOfEntries(
  database: Database,
  personIds: readonly string[],
  merged: NonNullable<Warrant["merged"]>,
): Promise<RecordRow[][]> {
  const others = personIds.flatMap((id) => merged[id] ?? []);
  const rows = new Map<string, RecordRow[]>();
  const found = await recordsOf(database, [...personIds, ...others]);
  [...personIds, ...others].forEach((id, place) => rows.set(id, found[place]!));
  return personIds.map((id) => {
    const entries = (merged[id] ?? []).flatMap((other) => rows.get(other)!.filter((row) => !isOwnEntry(row)));
    return entries.length === 0 ? rows.get(id)! : latestOfEach([...rows.get(id)!, ...entries]);
  });
}

/** What a register says an entry is, is true of that entry alone; its number in the register is its id. */
function isOwnEntry({ sourceNo, personId }: RecordRow): boolean {
  return sourceNo === personId;
}

/** A case of several persons that was sent by the old number and again by the new one is one record, as last published. */
function latestOfEach(rows: readonly RecordRow[]): RecordRow[] {
  const latest = new Map<string, RecordRow>();
  for (const row of rows) {
    const number = row.sourceNo.endsWith(`|${row.personId}`) ? row.sourceNo.slice(0, -row.personId.length) : row.sourceNo;
    const key = `${row.type}\n${number}`;
    const other = latest.get(key);
    if (other === undefined || other.asOf < row.asOf) latest.set(key, row);
  }
  return [...latest.values()];
}
