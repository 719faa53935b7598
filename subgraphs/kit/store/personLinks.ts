/**
 * Links of the register of persons: entries that are one person, and numbers of old. Each is there because a case says
 * so, and goes with it.
 *
 * Numbers stand as SHA-256 here, for the cases know them so; a number in clear is in the register's entries alone.
 */
import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Database } from "./database";
import { placeholders, type Row } from "./reader";
import { insert } from "./insertRows";

/** What the cases say, whole: who is whom, and whose a number was. */
export interface PersonLinks {
  /** Entry → the entry that stands for it; never in steps. */
  survivors: ReadonlyMap<string, string>;
  /** Numbers of old. */
  formerNumbers: readonly { hash: string; personId: string }[];
}

const CHUNK = 500;

/** As the cases of the register write a number: SHA-256, lower-case hexadecimal. */
export function numberHash(idNumber: string): string {
  return createHash("sha256").update(idNumber).digest("hex");
}

/** Entries whose own number has one of these hashes, by hash. Reads within the transaction. */
export async function entriesOfNumbers(
  manager: EntityManager,
  hashes: readonly string[],
): Promise<Map<string, { personId: string; name: string }>> {
  const found = new Map<string, { personId: string; name: string }>();
  const sql = `SELECT n.number_hash, p.person_id, p.name FROM number_owner n JOIN person p ON p.person_id = n.person_id
    WHERE n.former = 0 AND n.number_hash IN `;
  for (let start = 0; start < hashes.length; start += CHUNK) {
    const { marks, bound } = placeholders(hashes.slice(start, start + CHUNK));
    for (const row of (await manager.query(`${sql}(${marks})`, bound)) as Row[])
      found.set(row["number_hash"] as string, { personId: row["person_id"] as string, name: row["name"] as string });
  }
  return found;
}

/** Names of entries, by id; an id that is no entry has none. Reads within the transaction. */
export async function namesOfEntries(manager: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const { marks, bound } = placeholders(ids.slice(start, start + CHUNK));
    const rows = (await manager.query(`SELECT person_id, name FROM person WHERE person_id IN (${marks})`, bound)) as Row[];
    for (const row of rows) found.set(row["person_id"] as string, row["name"] as string);
  }
  return found;
}

/** Whose a number was, by its hash, as the cases say. */
export async function ownersOfNumbers(database: Database, hashes: readonly string[]): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>();
  const sql = "SELECT number_hash, person_id FROM number_owner WHERE former = 1 AND number_hash IN ";
  for (let start = 0; start < hashes.length; start += CHUNK) {
    const { marks, bound } = placeholders(hashes.slice(start, start + CHUNK));
    for (const row of await database.reader.all(`${sql}(${marks})`, bound)) {
      const hash = row["number_hash"] as string;
      owners.set(hash, [...(owners.get(hash) ?? []), row["person_id"] as string]);
    }
  }
  return owners;
}

/** Makes the links exactly `wanted`, touching what differs. */
export async function replaceLinks(manager: EntityManager, wanted: PersonLinks): Promise<void> {
  const links = (await manager.query("SELECT person_id, survivor_id FROM person_link")) as Row[];
  const before = new Map(links.map((row) => [row["person_id"] as string, row["survivor_id"] as string]));
  for (const [id, survivor] of before) {
    if (wanted.survivors.get(id) !== survivor) await manager.query("DELETE FROM person_link WHERE person_id = ?", [id]);
  }
  const fresh = [...wanted.survivors].filter(([id, survivor]) => before.get(id) !== survivor);
  await insertAll(manager, "person_link", ["person_id", "survivor_id"], fresh);

  const numbers = (await manager.query("SELECT number_hash, person_id FROM number_owner WHERE former = 1")) as Row[];
  const keyOf = (hash: string, personId: string) => `${hash}\n${personId}`;
  const held = new Set(numbers.map((row) => keyOf(row["number_hash"] as string, row["person_id"] as string)));
  const kept = new Map(wanted.formerNumbers.map((one) => [keyOf(one.hash, one.personId), one]));
  for (const key of held) {
    if (kept.has(key)) continue;
    await manager.query("DELETE FROM number_owner WHERE number_hash = ? AND person_id = ? AND former = 1", key.split("\n"));
  }
  const added = [...kept].filter(([key]) => !held.has(key)).map(([, { hash, personId }]) => [hash, personId, 1]);
  await insertAll(manager, "number_owner", ["number_hash", "person_id", "former"], added);
}

async function insertAll(manager: EntityManager, table: string, columns: string[], rows: unknown[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK)
    await insert(manager, table, columns, rows.slice(start, start + CHUNK));
}
