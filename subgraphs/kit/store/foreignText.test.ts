/** Ids in any script, on the run's database: embedded files, or MariaDB. */
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "./database";
import { changedBy } from "./insertRows";
import { SECTOR_MIGRATIONS } from "./sectorMigrations";

let databases: TestDatabases;
let database: Database;
beforeAll(async () => {
  databases = await testDatabases();
  database = await openDatabase(await databases.location("foreign"), SECTOR_MIGRATIONS);
});
afterAll(async () => {
  await database.close();
  await databases.drop();
});

const FOREIGN = ["编号", "Ａ".repeat(26), "é", "𠮷", "ß"];

it.each(FOREIGN)("an id in any script equals none, read and written: %s", async (id) => {
  expect(await database.reader.all("SELECT id FROM batch WHERE id = ?", [id])).toEqual([]);
  const seen = await database.write(async (manager) => [
    await manager.query("SELECT id FROM batch WHERE id = ?", [id]),
    await changedBy(manager, "UPDATE batch SET number = number WHERE id = ?", [id]),
    await changedBy(manager, "DELETE FROM batch WHERE id = ?", [id]),
  ]);
  expect(seen).toEqual([[], 0, 0]);
});

it("what the same transaction does besides is done", async () => {
  const before = await database.write((manager) => manager.query<{ number: number }[]>("SELECT number FROM turn WHERE one = 1"));
  await database.write(async (manager) => {
    await manager.query("UPDATE turn SET number = number + 1 WHERE one = 1");
    await manager.query("SELECT id FROM batch WHERE id = ?", ["编号"]);
    await manager.query("UPDATE turn SET number = number + 1 WHERE one = 1");
  });
  const [after] = await database.reader.all("SELECT number FROM turn WHERE one = 1", []);
  expect(after!["number"]).toBe(before[0]!.number + 2);
});

it("any other error is an error, and undoes the whole", async () => {
  const wrong = database.write(async (manager) => {
    await manager.query("UPDATE turn SET number = number + 1 WHERE one = 1");
    await manager.query("SELECT id FROM gone WHERE id = ?", ["编号"]);
  });
  const [before] = await database.reader.all("SELECT number FROM turn WHERE one = 1", []);
  await expect(wrong).rejects.toThrow();
  expect(await database.reader.all("SELECT number FROM turn WHERE one = 1", [])).toEqual([before]);
});
