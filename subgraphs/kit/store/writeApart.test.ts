/** Work that is a module of its own, on the run's database: in a thread where that is embedded. */
import { join } from "node:path";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { within } from "./apartWork.fixture";
import { openDatabase, type Database } from "./database";

const WORK = { module: join(__dirname, "apartWork.fixture"), within };

let databases: TestDatabases;
let database: Database;
beforeAll(async () => {
  databases = await testDatabases();
  database = await openDatabase(await databases.location("apart"), []);
  await database.write((manager) => manager.query("CREATE TABLE apart (number INT)"));
});
afterAll(async () => {
  await database?.close();
  await databases?.drop();
});
beforeEach(() => database.write((manager) => manager.query("DELETE FROM apart")));

const add = (...numbers: number[]) => database.writeApart(WORK, numbers);
const numbers = async () =>
  (await database.reader.all("SELECT number FROM apart ORDER BY number", [])).map(({ number }) => Number(number));

it("is on record when it is done, and whoever reads sees it", async () => {
  expect(await add(1, 2)).toBe(3);
  expect(await numbers()).toEqual([1, 2]);
});

it("is undone whole where it fails, tells the code alone, and is done again after that", async () => {
  await expect(add(1, 2, -3)).rejects.toMatchObject({ code: "NEGATIVE" });
  expect(await numbers()).toEqual([]);
  expect(await add(4)).toBe(4);
});

it("takes its turn among the other writes, in their order", async () => {
  const insert = (number: number) =>
    database.write(async (manager) => {
      await manager.query("INSERT INTO apart (number) VALUES (?)", [number]);
      await new Promise(setImmediate);
      await manager.query("INSERT INTO apart (number) VALUES (?)", [number]);
    });
  const done = await Promise.allSettled([insert(1), add(10), insert(100), add(-1), add(1000), insert(10_000)]);
  expect(done.map((one) => (one.status === "fulfilled" ? one.value : one.status))).toEqual([
    ...[undefined, 12, undefined, "rejected"],
    ...[1212, undefined],
  ]);
  expect(await numbers()).toEqual([1, 1, 10, 100, 100, 1000, 10_000, 10_000]);
});

it("where the thread of an embedded database ends, what it was asked is refused and undone, and the next is done by another", async () => {
  const own = await openDatabase({ kind: "embedded", file: join(databases.folder, "ended.sqlite") }, []);
  try {
    await own.write((manager) => manager.query("CREATE TABLE apart (number INT)"));
    await expect(own.writeApart(WORK, [1, Infinity])).rejects.toMatchObject({ code: "ENDED" });
    expect(await own.writeApart(WORK, [2])).toBe(2);
  } finally {
    await own.close();
  }
});
