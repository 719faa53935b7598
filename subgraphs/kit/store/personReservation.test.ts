/** From a row that is staged to a person on the register. On the run's database; numbers are of people who do not exist. */
import { citizenIdCheckCharacter } from "../../../schema/contract/citizenId";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "./database";
import { findPersons, personByNumber } from "./personRegister";
import { admitPublished, reservePersons } from "./personReservation";
import { recordRow } from "./row.fixture";
import { publishRows } from "./publishRows.fixture";
import { entriesOfNumbers, numberHash } from "./personLinks";
import { insert } from "./insertRows";
import { SECTOR_MIGRATIONS } from "./sectorMigrations";
import { PersonLinks1700000000102, PersonRegister1700000000002 } from "./tables";

const MIGRATIONS = [...SECTOR_MIGRATIONS, PersonRegister1700000000002, PersonLinks1700000000102];
const TYPE = "PersonIdentity";
const [BEFORE, NOW] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"];

let databases: TestDatabases;
let database: Database;
let count = 0;
beforeAll(async () => {
  databases = await testDatabases();
});
afterAll(() => databases.drop());
beforeEach(async () => {
  database = await openDatabase(await databases.location(`reserved${count++}`), MIGRATIONS);
});
afterEach(() => database.close());

function person(sequence: number, name: string, realNameLevel = "VERIFIED") {
  const first = `12011519900101${String(sequence).padStart(3, "0")}`;
  return { idNumber: first + citizenIdCheckCharacter(first), name, realNameLevel };
}
type Person = ReturnType<typeof person>;

const reserve = (...persons: Person[]) => reservePersons(database, persons, BEFORE);

async function publish(...persons: [id: string | undefined, person: Person][]): Promise<void> {
  const rows = persons.map(([id, { idNumber, name, realNameLevel }]) => {
    const detail = JSON.stringify({ citizenIdNumber: idNumber, fullName: name, realNameLevel });
    return recordRow({ personId: id!, sourceNo: id!, type: TYPE, detail, asOf: NOW });
  });
  await publishRows(database, rows, { recordsChanged: (manager) => admitPublished(manager, TYPE) });
}

const isFound = async (...persons: Person[]) => (await findPersons(database, persons)).map((found) => found?.personId);

it("nobody is found before the row about him is published, and everybody afterwards by the id that was reserved", async () => {
  const persons = [person(1, "甲一"), person(2, "乙二")];
  const ids = await reserve(...persons);
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[0-9A-Z]{26}$/);
  expect(await isFound(...persons)).toEqual([undefined, undefined]);
  await publish([ids[0], persons[0]!]);
  expect(await isFound(...persons)).toEqual([ids[0], undefined]);
  expect(await reserve(...persons)).toEqual(ids);
});

it("a number has one id, whoever reserves it and however often, also at once", async () => {
  const [first] = await reserve(person(3, "丙三"));
  expect(await reserve(person(3, "丙三"), person(3, "丙三"))).toEqual([first, first]);
  const rush = await Promise.all(Array.from({ length: 4 }, () => reserve(person(4, "丁四"), person(5, "戊五"))));
  expect(new Set(rush.map((ids) => ids.join())).size).toBe(1);
});

it("a number that is on the register under another name is nobody's to a batch", async () => {
  const [id] = await reserve(person(6, "己六"));
  await publish([id, person(6, "己六")]);
  expect(await reserve(person(6, "庚"))).toEqual([undefined]);
  expect(await personByNumber(database, person(6, "").idNumber)).toMatchObject({ name: "己六" });
});

it("a name that was staged and never published keeps nobody off the register", async () => {
  const [id] = await reserve(person(7, "误名"));
  await reserve(person(7, "正名"));
  await publish([id, person(7, "正名")]);
  expect(await isFound(person(7, "正名"), person(7, "误名"))).toEqual([id, undefined]);
});

it("how far a name is verified changes when the row that says so is published, not before", async () => {
  const level = async () => (await findPersons(database, [person(8, "辛八")]))[0]?.realNameLevel;
  const [id] = await reserve(person(8, "辛八", "REGISTERED"));
  await publish([id, person(8, "辛八", "REGISTERED")]);
  expect(await reserve(person(8, "辛八", "VERIFIED_IN_PERSON"))).toEqual([id]);
  expect(await level()).toBe("REGISTERED");
  await publish([id, person(8, "辛八", "VERIFIED_IN_PERSON")]);
  expect(await level()).toBe("VERIFIED_IN_PERSON");
});

it("more persons than one statement holds come onto the register at once", async () => {
  const many = Array.from({ length: 999 }, (_, at) => person(at, `名${at}`));
  const ids = await reserve(...many);
  await publish(...many.map((one, at): [string | undefined, Person] => [ids[at], one]));
  expect(await isFound(...many)).toEqual(ids);
});

it("I13 a register from before reservations keeps its persons, and their numbers are known to the cases", async () => {
  const location = await databases.location("older");
  const older = await openDatabase(location, MIGRATIONS.slice(0, -1));
  const many = Array.from({ length: 700 }, (_, at) => ({
    ...person(at, `名${at}`),
    personId: `P${String(at).padStart(25, "0")}`,
  }));
  await older.write(async (manager) => {
    for (const { personId, idNumber, name, realNameLevel } of many)
      await insert(
        manager,
        "person",
        ["person_id", "id_number", "name", "real_name_level"],
        [[personId, idNumber, name, realNameLevel]],
      );
  });
  await older.close();
  const newer = await openDatabase(location, MIGRATIONS);
  try {
    expect((await findPersons(newer, many)).map((found) => found?.personId)).toEqual(many.map(({ personId }) => personId));
    const hashes = many.map(({ idNumber }) => numberHash(idNumber));
    const known = await newer.write((manager) => entriesOfNumbers(manager, hashes));
    expect(hashes.map((hash) => known.get(hash)?.personId)).toEqual(many.map(({ personId }) => personId));
  } finally {
    await newer.close();
  }
});
