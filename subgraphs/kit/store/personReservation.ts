/**
 * How persons come onto the register: an id is reserved for a number when a row about it is staged, and the person is on
 * the register when that row is published.
 *
 * Threat: a batch that one steward sent would else put people on the register, or change how far their names are
 * verified, before anybody reviewed it. Until publication nobody is found by a reserved number, and a batch that is
 * rejected leaves nothing behind but an id that is nobody's.
 */
import type { EntityManager } from "typeorm";
import { newId } from "../newId";
import type { Database } from "./database";
import { numberHash } from "./personLinks";
import { entriesByNumber, type PersonRow } from "./personRegister";
import { placeholders, type Row } from "./reader";
import { insert } from "./insertRows";

const CHUNK = 500;
const ATTEMPTS = 5;

/**
 * Ids for persons whose rows are staged; a number keeps its id, whoever reserved it. `undefined` where the number is on
 * the register under another name: that is a case for the police desk, not for a batch.
 */
export async function reservePersons(
  database: Database,
  persons: readonly Omit<PersonRow, "personId">[],
  at: string,
): Promise<(string | undefined)[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await reserveOnce(database, persons, at);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRace(error)) throw error;
    }
  }
}

/** Another batch reserved one of the numbers in the same moment: its id is there by now. */
function isRace(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return code.startsWith("SQLITE_CONSTRAINT") || code === "ER_DUP_ENTRY" || code === "ER_LOCK_DEADLOCK";
}

async function reserveOnce(
  database: Database,
  persons: readonly Omit<PersonRow, "personId">[],
  at: string,
): Promise<(string | undefined)[]> {
  const numbers = persons.map(({ idNumber }) => idNumber);
  const [known, reserved] = await Promise.all([entriesByNumber(database, numbers), reservedIds(database, numbers)]);
  const fresh = new Map<string, string>();
  const ids = persons.map(({ idNumber, name, realNameLevel }) => {
    const entry = known.get(idNumber);
    if (entry !== undefined && entry.name !== name) return undefined;
    const id = entry?.personId ?? reserved.get(idNumber) ?? fresh.get(idNumber) ?? newId();
    if (!reserved.has(idNumber) && entry?.realNameLevel !== realNameLevel) fresh.set(idNumber, id);
    return id;
  });
  const rows = [...fresh].map(([idNumber, id]) => [idNumber, id, at]);
  if (rows.length > 0)
    await database.write(async (manager) => {
      for (let start = 0; start < rows.length; start += CHUNK)
        await insert(manager, "person_reserved", ["id_number", "person_id", "reserved_at"], rows.slice(start, start + CHUNK));
    });
  return ids;
}

async function reservedIds(database: Database, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < numbers.length; start += CHUNK) {
    const { marks, bound } = placeholders(numbers.slice(start, start + CHUNK));
    const sql = `SELECT id_number, person_id FROM person_reserved WHERE id_number IN (${marks})`;
    for (const row of await database.reader.all(sql, bound)) found.set(row["id_number"] as string, row["person_id"] as string);
  }
  return found;
}

const PUBLISHED = `SELECT v.id_number, v.person_id, v.reserved_at, r.as_of, r.detail, p.person_id AS admitted_id
  FROM person_reserved v JOIN record r ON r.person_id = v.person_id LEFT JOIN person p ON p.person_id = v.person_id
  WHERE r.source_no = v.person_id AND r.type = ? AND v.id_number > ? ORDER BY v.id_number LIMIT 500`;

/** Puts those on the register whose own record, of `type`, is published: as it says, in the transaction that published it. */
export async function admitPublished(manager: EntityManager, type: string): Promise<void> {
  for (let last = ""; ;) {
    const rows = (await manager.query(PUBLISHED, [type, last])) as Row[];
    if (rows.length === 0) return;
    const fresh = rows.filter((row) => row["admitted_id"] === null).map(personOf);
    if (fresh.length > 0) await admitPersons(manager, fresh);
    for (const { personId, name, realNameLevel } of rows.filter((row) => row["admitted_id"] !== null).map(personOf))
      await manager.query("UPDATE person SET name = ?, real_name_level = ? WHERE person_id = ?", [name, realNameLevel, personId]);
    const done = rows.filter((row) => row["as_of"]! >= row["reserved_at"]!).map((row) => row["id_number"] as string);
    if (done.length > 0) {
      const { marks, bound } = placeholders(done);
      await manager.query(`DELETE FROM person_reserved WHERE id_number IN (${marks})`, bound);
    }
    last = rows.at(-1)!["id_number"] as string;
  }
}

function personOf(row: Row): PersonRow {
  const said = JSON.parse(row["detail"] as string) as { fullName: string; realNameLevel?: string };
  const [idNumber, personId] = [row["id_number"] as string, row["person_id"] as string];
  return { personId, idNumber, name: said.fullName, realNameLevel: said.realNameLevel ?? "REGISTERED" };
}

/** Up to 500 persons who are not on the register yet. */
export async function admitPersons(manager: EntityManager, persons: readonly PersonRow[]): Promise<void> {
  const rows = persons.map(({ personId, idNumber, name, realNameLevel }) => [personId, idNumber, name, realNameLevel]);
  await insert(manager, "person", ["person_id", "id_number", "name", "real_name_level"], rows);
  const numbers = persons.map(({ personId, idNumber }) => [numberHash(idNumber), personId, 0]);
  await insert(manager, "number_owner", ["number_hash", "person_id", "former"], numbers);
}
