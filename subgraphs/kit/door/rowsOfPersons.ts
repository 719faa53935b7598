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
export async function rowsOfPersons(
  database: Database,
  personIds: readonly string[],
  { merged }: Pick<Warrant, "merged">,
): Promise<RecordRow[][]> {
  const others = personIds.flatMap((id) => merged?.[id] ?? []);
  if (others.length === 0) return recordsOf(database, personIds);
  const rows = new Map<string, RecordRow[]>();
  const found = await recordsOf(database, [...personIds, ...others]);
  [...personIds, ...others].forEach((id, place) => rows.set(id, found[place]!));
  return personIds.map((id) => {
    const entries = (merged?.[id] ?? []).flatMap((other) => rows.get(other)!.filter((row) => !isOwnEntry(row)));
    return [...rows.get(id)!, ...entries];
  });
}

/** What a register says an entry is, is true of that entry alone; its number in the register is its id. */
function isOwnEntry({ sourceNo, personId }: RecordRow): boolean {
  return sourceNo === personId;
}
