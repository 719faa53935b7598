/**
 * The register of persons: who has which opaque id. Kept by the one sector that mints person ids.
 *
 * An entry is one citizen number, one name and one id, for ever. That two entries are one person (a number was changed, a
 * person was registered twice), or that a number of old leads to an entry, is a link beside them (`personLinks.ts`), made
 * by a case and removed with it: nothing is ever rewritten, so a merge that was wrong is undone without a trace
 * (docs/decisions/0020).
 *
 * Promise: a look-up finds a person only if number and name both agree, to the letter (no wildcard, no collation:
 * names are compared here, not in SQL). Refuses: a second person under one number.
 */
import { formerCitizenId } from "../../../schema/contract/citizenId";
import { newId } from "../newId";
import type { Database } from "./database";
import { numberHash, ownersOfNumbers } from "./personLinks";
import { placeholders, type Row } from "./reader";
import { insert } from "./insertRows";

export interface PersonRow {
  personId: string;
  idNumber: string;
  name: string;
  realNameLevel: string;
}

export interface PersonKey {
  idNumber: string;
  name: string;
}

/** A person as he is known: the entry that stands for him now, and every other entry that is the same person. */
export interface KnownPerson extends PersonRow {
  /** The entry that the look-up itself led to. Rows are kept under it, so that they stay where they belong if a merge is undone. */
  ownId: string;
  /** Ids of the other entries; mostly none. */
  mergedIds: string[];
}

const COLUMNS = "person_id, id_number, name, real_name_level";
const CHUNK = 500;
const ENTRIES = `SELECT p.person_id, p.id_number, p.name, p.real_name_level, l.survivor_id, m.person_id AS merged_id
  FROM person p LEFT JOIN person_link l ON l.person_id = p.person_id LEFT JOIN person_link m ON m.survivor_id = p.person_id`;

/** An entry with its links: the entry that stands for it, if another does, and those that it stands for. */
interface Entry {
  row: PersonRow;
  survivorId: string | undefined;
  mergedIds: string[];
}

/** The person of each key; `undefined` where number and name do not agree. */
export async function findPersons(database: Database, keys: readonly PersonKey[]): Promise<(KnownPerson | undefined)[]> {
  const numbers = keys.map(({ idNumber }) => idNumber);
  const byNumber = new Map((await entriesWhere(database, "id_number", numbers)).map((entry) => [entry.row.idNumber, entry]));
  const found = keys.map(({ idNumber, name }) => agreeing(byNumber.get(idNumber), name));
  const missing = keys.filter((_, place) => found[place] === undefined);
  if (missing.length > 0) {
    const former = await entriesOfFormerNumbers(database, missing);
    keys.forEach((key, place) => (found[place] ??= former.get(key)));
  }
  return withSurvivors(database, found);
}

/** The person of each id, also of an id that was merged into another. */
export async function personsById(database: Database, ids: readonly string[]): Promise<(KnownPerson | undefined)[]> {
  const byId = new Map((await entriesWhere(database, "person_id", ids)).map((entry) => [entry.row.personId, entry]));
  return withSurvivors(
    database,
    ids.map((id) => byId.get(id)),
  );
}

function agreeing(entry: Entry | undefined, name: string): Entry | undefined {
  return entry?.row.name === name ? entry : undefined;
}

/** By numbers that a case says the person had before. Where a number was two people's, the name tells whose row it is. */
async function entriesOfFormerNumbers(database: Database, keys: readonly PersonKey[]): Promise<Map<PersonKey, Entry>> {
  const hashes = new Map(keys.map((key) => [key, formerHashes(key.idNumber)]));
  const owners = await ownersOfNumbers(database, [...hashes.values()].flat());
  const entries = new Map(
    (await entriesWhere(database, "person_id", [...owners.values()].flat())).map((entry) => [entry.row.personId, entry]),
  );
  const found = new Map<PersonKey, Entry>();
  for (const [key, own] of hashes) {
    const agree = own.flatMap((hash) => owners.get(hash) ?? []).flatMap((id) => agreeing(entries.get(id), key.name) ?? []);
    if (new Set(agree.map(({ row }) => row.personId)).size === 1) found.set(key, agree[0]!);
  }
  return found;
}

/**
 * Ids for persons that the register takes up; a person it has keeps his id. `undefined` where the number belongs to
 * somebody of another name: that is a case for the police desk, not for a batch.
 */
export async function registerPersons(
  database: Database,
  persons: readonly Omit<PersonRow, "personId">[],
): Promise<(string | undefined)[]> {
  const numbers = persons.map(({ idNumber }) => idNumber);
  const known = new Map((await entriesWhere(database, "id_number", numbers)).map(({ row }) => [row.idNumber, row]));
  const fresh = new Map<string, PersonRow>();
  const raised = new Map<string, string>();
  const ids = persons.map((person) => {
    const found = known.get(person.idNumber) ?? fresh.get(person.idNumber);
    if (found !== undefined && found.name !== person.name) return undefined;
    if (found !== undefined) {
      if (found.realNameLevel !== person.realNameLevel) raised.set(found.personId, person.realNameLevel);
      return found.personId;
    }
    const row = { ...person, personId: newId() };
    fresh.set(person.idNumber, row);
    return row.personId;
  });
  const rows = [...fresh.values()].map((row) => [row.personId, row.idNumber, row.name, row.realNameLevel]);
  if (rows.length + raised.size > 0)
    await database.write(async (manager) => {
      for (let start = 0; start < rows.length; start += CHUNK) {
        const chunk = rows.slice(start, start + CHUNK);
        await insert(manager, "person", COLUMNS.split(", "), chunk);
        const numbers = chunk.map(([personId, idNumber]) => [numberHash(idNumber!), personId, 0]);
        await insert(manager, "number_owner", ["number_hash", "person_id", "former"], numbers);
      }
      for (const [id, level] of raised)
        await manager.query("UPDATE person SET real_name_level = ? WHERE person_id = ?", [level, id]);
    });
  return ids;
}

/** Hashes under which a case may know the number: as it is, and as the 15 digits that it had before. */
function formerHashes(idNumber: string): string[] {
  const former = formerCitizenId(idNumber);
  return former === undefined ? [numberHash(idNumber)] : [numberHash(idNumber), numberHash(former)];
}

/** Each person by the entry that stands for him. */
async function withSurvivors(database: Database, entries: readonly (Entry | undefined)[]): Promise<(KnownPerson | undefined)[]> {
  const ids = entries.flatMap((entry) => entry?.survivorId ?? []);
  const survivors = new Map((await entriesWhere(database, "person_id", ids)).map((entry) => [entry.row.personId, entry]));
  return entries.map((entry) => {
    if (entry === undefined) return undefined;
    const { row, mergedIds } = entry.survivorId === undefined ? entry : survivors.get(entry.survivorId)!;
    return { ...row, ownId: entry.row.personId, mergedIds };
  });
}

async function entriesWhere(database: Database, column: "person_id" | "id_number", values: readonly string[]): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  for (let start = 0; start < values.length; start += CHUNK) {
    const { marks, bound } = placeholders(values.slice(start, start + CHUNK));
    for (const row of await database.reader.all(`${ENTRIES} WHERE p.${column} IN (${marks})`, bound)) addTo(entries, row);
  }
  return [...entries.values()];
}

/** An entry that stands for several others comes once for each. */
function addTo(entries: Map<string, Entry>, row: Row): void {
  const personId = row["person_id"] as string;
  const merged = row["merged_id"] as string | null;
  const known = entries.get(personId);
  if (known !== undefined) {
    if (merged !== null && !known.mergedIds.includes(merged)) known.mergedIds.push(merged);
    return;
  }
  const [idNumber, name, realNameLevel] = [row["id_number"], row["name"], row["real_name_level"]] as [string, string, string];
  entries.set(personId, {
    row: { personId, idNumber, name, realNameLevel },
    survivorId: (row["survivor_id"] as string | null) ?? undefined,
    mergedIds: merged === null ? [] : [merged],
  });
}

/** The person with this number, whatever the name; for a development district's tokens only. */
export async function personByNumber(database: Database, idNumber: string): Promise<PersonRow | undefined> {
  return (await entriesWhere(database, "id_number", [idNumber]))[0]?.row;
}
