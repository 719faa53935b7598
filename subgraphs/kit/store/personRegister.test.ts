/** The register of persons on the run's database: embedded files, or MariaDB. Numbers are of people who do not exist. */
import { citizenIdCheckCharacter } from "../../../schema/contract/citizenId";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "./database";
import { newId } from "../newId";
import { findPersons, personsById } from "./personRegister";
import { admitPersons } from "./personReservation";
import { PersonLinks1700000000102, PersonRegister1700000000002 } from "./tables";

let databases: TestDatabases;
let database: Database;

beforeAll(async () => {
  databases = await testDatabases();
  database = await openDatabase(await databases.location("register"), [PersonRegister1700000000002, PersonLinks1700000000102]);
});
afterAll(async () => {
  await database.close();
  await databases.drop();
});

function numberOf(sequence: number): string {
  const first = `12011519900101${String(sequence).padStart(3, "0")}`;
  return first + citizenIdCheckCharacter(first);
}
const person = (sequence: number, name: string) => ({ idNumber: numberOf(sequence), name, realNameLevel: "VERIFIED" });

async function registerPersons(persons: readonly ReturnType<typeof person>[]): Promise<string[]> {
  const rows = persons.map((one) => ({ ...one, personId: newId() }));
  for (let start = 0; start < rows.length; start += 500)
    await database.write((manager) => admitPersons(manager, rows.slice(start, start + 500)));
  return rows.map(({ personId }) => personId);
}

describe("the register of persons", () => {
  it("H08 finds a person when number and name both agree to the letter, and otherwise nobody", async () => {
    const [id] = await registerPersons([person(20, "阿依古丽·买买提")]);
    const idNumber = numberOf(20);
    const names = ["阿依古丽·买买提 ", "阿依古丽•买买提", "%", "_", "阿依古丽·买买提\u200b", "' OR 1=1 --", ""];
    const keys = [{ idNumber, name: "阿依古丽·买买提" }, ...names.map((name) => ({ idNumber, name }))];
    expect((await findPersons(database, keys)).map((found) => found?.personId)).toEqual([id, ...names.map(() => undefined)]);
    const numbers = [`${idNumber} `, idNumber.slice(0, 17), "%", `${idNumber.slice(0, 17)}_`, ""];
    expect(
      await findPersons(
        database,
        numbers.map((number) => ({ idNumber: number, name: "阿依古丽·买买提" })),
      ),
    ).toEqual(numbers.map(() => undefined));
  });

  it("H08 does not hold two names for one that a collation would", async () => {
    await registerPersons([person(30, "𠮷田")]);
    expect(await findPersons(database, [{ idNumber: numberOf(30), name: "𫍯田" }])).toEqual([undefined]);
  });

  it("I08 answers in the order asked, once for each asked, with nothing where there is nobody", async () => {
    const [first, second] = await registerPersons([person(40, "丁"), person(41, "戊")]);
    const ids = [second!, "P-nobody", first!, second!];
    expect((await personsById(database, ids)).map((row) => row?.personId)).toEqual([second, undefined, first, second]);
  });

  it("takes up and finds more persons than one statement holds", async () => {
    const many = Array.from({ length: 899 }, (_, at) => person(100 + at, `名${at}`));
    const ids = await registerPersons(many);
    expect(new Set(ids).size).toBe(many.length);
    expect((await findPersons(database, many)).map((row) => row?.personId)).toEqual(ids);
  });
});
