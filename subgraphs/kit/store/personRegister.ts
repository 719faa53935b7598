/**
 * The register of persons: who has which opaque id. Kept by the one sector that mints person ids.
 *
 * Promise: a look-up finds a person only if number and name both agree, to the letter (no wildcard, no collation:
 * names are compared here, not in SQL). Refuses: a second person under one number.
 */
import { newId } from "../newId";
import type { Database } from "./database";
import { placeholders, type Row } from "./reader";
import { insert } from "./recordStore";
import { batchOfStore, tickBatch } from "./tickBatch";

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

const COLUMNS = "person_id, id_number, name, real_name_level";
const CHUNK = 500;

/** The person of each key; `undefined` where number and name do not agree. Keys of one tick are read in one statement. */
export function findPersons(database: Database, keys: readonly PersonKey[]): Promise<(PersonRow | undefined)[]> {
  const batch = numberBatch(database);
  return Promise.all(
    keys.map(async ({ idNumber, name }) => {
      const person = await batch.load(idNumber);
      return person?.name === name ? person : undefined;
    }),
  );
}

const numberBatch = batchOfStore((database: Database) =>
  tickBatch<PersonRow | undefined>(async (numbers) => {
    const byNumber = await personsByNumber(database, numbers);
    return numbers.map((number) => byNumber.get(number));
  }),
);

/** The person of each id. Ids of one tick are read in one statement. */
export function personsById(database: Database, ids: readonly string[]): Promise<(PersonRow | undefined)[]> {
  const batch = idBatch(database);
  return Promise.all(ids.map((id) => batch.load(id)));
}

const idBatch = batchOfStore((database: Database) =>
  tickBatch<PersonRow | undefined>(async (ids) => {
    const { marks, bound } = placeholders(ids);
    const rows = await database.reader.all(`SELECT ${COLUMNS} FROM person WHERE person_id IN (${marks})`, bound);
    const byId = new Map(rows.map((row) => [row["person_id"] as string, personOf(row)]));
    return ids.map((id) => byId.get(id));
  }),
);

/**
 * Ids for persons that the register takes up; a person it has keeps his id. `undefined` where the number belongs to
 * somebody of another name: that is a case for the police desk, not for a batch.
 */
export async function registerPersons(
  database: Database,
  persons: readonly Omit<PersonRow, "personId">[],
): Promise<(string | undefined)[]> {
  const known = await personsByNumber(
    database,
    persons.map(({ idNumber }) => idNumber),
  );
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
  await database.write(async (manager) => {
    for (let start = 0; start < rows.length; start += CHUNK) {
      await insert(manager, "person", COLUMNS.split(", "), rows.slice(start, start + CHUNK));
    }
    for (const [id, level] of raised)
      await manager.query("UPDATE person SET real_name_level = ? WHERE person_id = ?", [level, id]);
  });
  return ids;
}

async function personsByNumber(database: Database, numbers: readonly string[]): Promise<Map<string, PersonRow>> {
  const found = new Map<string, PersonRow>();
  for (let start = 0; start < numbers.length; start += CHUNK) {
    const { marks, bound } = placeholders(numbers.slice(start, start + CHUNK));
    const rows = await database.reader.all(`SELECT ${COLUMNS} FROM person WHERE id_number IN (${marks})`, bound);
    for (const row of rows) found.set(row["id_number"] as string, personOf(row));
  }
  return found;
}

function personOf(row: Row): PersonRow {
  return {
    personId: row["person_id"] as string,
    idNumber: row["id_number"] as string,
    name: row["name"] as string,
    realNameLevel: row["real_name_level"] as string,
  };
}

/** The person with this number, whatever the name; for a development district's tokens only. */
export async function personByNumber(database: Database, idNumber: string): Promise<PersonRow | undefined> {
  return (await personsByNumber(database, [idNumber])).get(idNumber);
}
