/** The register of persons on the run's database: embedded files, or MariaDB. Numbers are of people who do not exist. */
import { citizenIdCheckCharacter } from "../../../schema/contract/citizenId";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "./database";
import { findPersons, personByNumber, personsById, registerPersons } from "./personRegister";
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

describe("the register of persons", () => {
  it("gives a person an id once, and the same one ever after", async () => {
    const [first, second] = await registerPersons(database, [person(1, "甲一"), person(2, "乙二")]);
    expect(first).toMatch(/^[0-9A-Z]{26}$/);
    expect(second).not.toBe(first);
    expect(await registerPersons(database, [person(2, "乙二"), person(1, "甲一")])).toEqual([second, first]);
    expect(await registerPersons(database, [person(3, "丙三"), person(3, "丙三")])).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(await personByNumber(database, numberOf(3))).toMatchObject({ name: "丙三" });
  });

  it("refuses a second person under one number, also within one batch", async () => {
    expect(await registerPersons(database, [person(10, "甲"), person(10, "乙")])).toEqual([expect.any(String), undefined]);
    expect(await registerPersons(database, [person(10, "丙")])).toEqual([undefined]);
    expect(await personByNumber(database, numberOf(10))).toMatchObject({ name: "甲" });
  });

  it("H08 finds a person when number and name both agree to the letter, and otherwise nobody", async () => {
    const [id] = await registerPersons(database, [person(20, "阿依古丽·买买提")]);
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
    await registerPersons(database, [person(30, "𠮷田")]);
    expect(await findPersons(database, [{ idNumber: numberOf(30), name: "𫍯田" }])).toEqual([undefined]);
  });

  it("I08 answers in the order asked, once for each asked, with nothing where there is nobody", async () => {
    const [first, second] = await registerPersons(database, [person(40, "丁"), person(41, "戊")]);
    const ids = [second!, "P-nobody", first!, second!];
    expect((await personsById(database, ids)).map((row) => row?.personId)).toEqual([second, undefined, first, second]);
  });

  it("takes up and finds more persons than one statement holds", async () => {
    const many = Array.from({ length: 899 }, (_, at) => person(100 + at, `名${at}`));
    const ids = await registerPersons(database, many);
    expect(new Set(ids).size).toBe(many.length);
    expect((await findPersons(database, many)).map((row) => row?.personId)).toEqual(ids);
  });
});
