/** What is kept under several entries of the register that are one person. On the run's database. */
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "../store/database";
import { publishRows } from "../store/publishRows.fixture";
import { recordRow } from "../store/row.fixture";
import { SECTOR_MIGRATIONS } from "../store/sectorMigrations";
import { rowsOfPersons } from "./rowsOfPersons";

const [NOW, OLD, OTHER] = ["P0000000000000000000000001", "P0000000000000000000000002", "P0000000000000000000000003"];
const ROWS = [
  recordRow({ personId: NOW, sourceNo: "1" }),
  recordRow({ personId: OLD, sourceNo: "2" }),
  recordRow({ personId: OTHER, sourceNo: "3" }),
  recordRow({ personId: NOW, sourceNo: NOW, type: "PersonIdentity" }),
  recordRow({ personId: OLD, sourceNo: OLD, type: "PersonIdentity" }),
  recordRow({ personId: OLD, sourceNo: `案1|${OLD}`, asOf: "2026-01-01T00:00:00.000Z" }),
  recordRow({ personId: NOW, sourceNo: `案1|${NOW}`, asOf: "2026-02-01T00:00:00.000Z" }),
  recordRow({ personId: OLD, sourceNo: `案2|${OLD}` }),
  recordRow({ personId: OTHER, sourceNo: `案1|${OTHER}` }),
];

let databases: TestDatabases;
let database: Database;
beforeAll(async () => {
  databases = await testDatabases();
  database = await openDatabase(await databases.location("merged"), SECTOR_MIGRATIONS);
  await publishRows(database, ROWS);
});
afterAll(async () => {
  await database.close();
  await databases.drop();
});

async function numbersOf(ids: string[], merged?: Record<string, string[]>): Promise<string[][]> {
  const found = await rowsOfPersons(database, ids, merged === undefined ? {} : { merged });
  return found.map((rows) => rows.map(({ sourceNo }) => sourceNo).sort());
}

it("are the person's, but for what the register says of the old entry itself", async () => {
  expect(await numbersOf([NOW], { [NOW]: [OLD] })).toEqual([["1", "2", NOW, `案1|${NOW}`, `案2|${OLD}`].sort()]);
});

it("are nobody's but his: another person of the same read keeps his own, and a person without entries his", async () => {
  const [one, other] = await numbersOf([NOW, OTHER], { [NOW]: [OLD] });
  expect(one).toContain("2");
  expect(other).toEqual(["3", `案1|${OTHER}`]);
});

it("stay apart where the warrant names none", async () => {
  expect(await numbersOf([NOW])).toEqual([["1", NOW, `案1|${NOW}`].sort()]);
  expect(await numbersOf([OLD], {})).toEqual([["2", OLD, `案1|${OLD}`, `案2|${OLD}`].sort()]);
});
