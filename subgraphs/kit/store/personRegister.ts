/**
 * The register of persons: who has which opaque id. Kept by the one sector that mints person ids.
 *
 * An entry is one citizen number, one name and one id, for ever. That two entries are one person (a number was changed, a
 * person was registered twice), or that a number of old leads to an entry, is a link beside them (`personLinks.ts`), made
 * by a case and removed with it: nothing is ever rewritten, so a merge that was wrong is undone without a trace
 * (docs/decisions/0020). How persons come onto the register: `personReservation.ts`.
 *
 * Promise: a look-up finds a person only if number and name both agree, to the letter (no wildcard, no collation:
 * names are compared here, not in SQL). Refuses: a second person under one number.
 */
import { formerCitizenId } from "../../../schema/contract/citizenId";
import type { Database } from "./database";
import { numberHash, ownersOfNumbers } from "./personLinks";
import { statementOver, type Row } from "./reader";
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

/** A person as he is known: the entry that stands for him now, and every other entry that is the same person. */
export interface KnownPerson extends PersonRow {
  /** The entry that the look-up itself led to. Rows are kept under it, so that they stay where they belong if a merge is undone. */
  ownId: string;
  /** Ids of the other entries; mostly none. */
  mergedIds: readonly string[];
}

const CHUNK = 500;
const COLUMNS = ["person_id", "id_number", "name", "real_name_level", "survivor_id", "merged_id"];
const ENTRIES = `SELECT p.person_id, p.id_number, p.name, p.real_name_level, l.survivor_id, m.person_id AS merged_id
  FROM person p LEFT JOIN person_link l ON l.person_id = p.person_id LEFT JOIN person_link m ON m.survivor_id = p.person_id`;
const entriesBy = {
  person_id: statementOver(`${ENTRIES} WHERE p.person_id IN `),
  id_number: statementOver(`${ENTRIES} WHERE p.id_number IN `),
};

/** An entry with its links: the entry that stands for it, if another does, and those that it stands for. */
interface Entry {
  row: PersonRow;
  survivorId: string | undefined;
  mergedIds: readonly string[];
}

/** Nearly every entry's. */
const NONE: readonly string[] = [];

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

/** The entry of each number, whatever the name; no links are followed. */
export async function entriesByNumber(database: Database, numbers: readonly string[]): Promise<Map<string, PersonRow>> {
  return new Map((await entriesWhere(database, "id_number", numbers)).map(({ row }) => [row.idNumber, row]));
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
    const { personId, idNumber, name, realNameLevel } = row;
    return { personId, idNumber, name, realNameLevel, ownId: entry.row.personId, mergedIds };
  });
}

type Column = "person_id" | "id_number";

/** Entries of the values that have one. What the requests of one tick ask for is read in one statement; a batch's keys by themselves. */
async function entriesWhere(database: Database, column: Column, values: readonly string[]): Promise<Entry[]> {
  if (values.length > CHUNK) return readEntries(database, column, values);
  const batch = entryBatch[column](database);
  return (await Promise.all([...new Set(values)].map((value) => batch.load(value)))).filter((entry) => entry !== undefined);
}

const batchBy = (column: Column, valueOf: (row: PersonRow) => string) =>
  batchOfStore((database: Database) =>
    tickBatch<Entry | undefined>(async (values) => {
      const found = new Map((await readEntries(database, column, values)).map((entry) => [valueOf(entry.row), entry]));
      return values.map((value) => found.get(value));
    }),
  );

const entryBatch = {
  person_id: batchBy("person_id", ({ personId }) => personId),
  id_number: batchBy("id_number", ({ idNumber }) => idNumber),
};

async function readEntries(database: Database, column: Column, values: readonly string[]): Promise<Entry[]> {
  const reads: Promise<Row[]>[] = [];
  for (let start = 0; start < values.length; start += CHUNK) {
    const { sql, bound } = entriesBy[column](values.slice(start, start + CHUNK));
    reads.push(database.reader.all(sql, bound, COLUMNS));
  }
  const entries = new Map<string, Entry>();
  for (const rows of await Promise.all(reads)) for (const row of rows) addTo(entries, row);
  return [...entries.values()];
}

/** An entry that stands for several others comes once for each. */
function addTo(entries: Map<string, Entry>, row: Row): void {
  const personId = row["person_id"] as string;
  const merged = row["merged_id"] as string | null;
  const known = entries.get(personId);
  if (known !== undefined) {
    if (merged !== null && !known.mergedIds.includes(merged)) known.mergedIds = [...known.mergedIds, merged];
    return;
  }
  const [idNumber, name, realNameLevel] = [row["id_number"], row["name"], row["real_name_level"]] as [string, string, string];
  entries.set(personId, {
    row: { personId, idNumber, name, realNameLevel },
    survivorId: (row["survivor_id"] as string | null) ?? undefined,
    mergedIds: merged === null ? NONE : [merged],
  });
}

/** The person with this number, whatever the name; for a development district's tokens only. */
export async function personByNumber(database: Database, idNumber: string): Promise<PersonRow | undefined> {
  return (await entriesByNumber(database, [idNumber])).get(idNumber);
}
