/** The records of a sector on the run's database: embedded files, or MariaDB. */
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { openDatabase, type Database } from "./database";
import type { RecordRow } from "./recordRow";
import { publishRows } from "./publishRows.fixture";
import { lastPublished, recordsOf } from "./recordStore";
import { recordRow } from "./row.fixture";
import { SECTOR_MIGRATIONS } from "./sectorMigrations";

const [ANNE, BEN, CARL] = ["P0000000000000000000000001", "P0000000000000000000000002", "P0000000000000000000000003"] as const;

let databases: TestDatabases;
let database: Database;

beforeAll(async () => {
  databases = await testDatabases();
});
afterAll(() => databases.drop());

let count = 0;
beforeEach(async () => {
  database = await openDatabase(await databases.location(`store${count++}`), SECTOR_MIGRATIONS);
});
afterEach(() => database.close());

const publish = (rows: RecordRow[]) => publishRows(database, rows);
/** But for the batch, which has an id of its own. */
const as = (row: RecordRow) => ({ ...row, batchId: expect.any(String) as string });
const readOf = async (person: string) => (await recordsOf(database, [person]))[0]!;

describe("a batch that is published", () => {
  it("can be read back, cell by cell, characters of four bytes and empty cells included", async () => {
    const row = recordRow({
      determiningOrgan: "𠮷县税务局 ' \" \\ %",
      basisDocNo: null,
      gravity: null,
      detail: JSON.stringify({ firm: "𠮷\u0000\n事务所" }),
    });
    expect(await publish([row])).toEqual({ created: 1, corrected: 0, unchanged: 0 });
    expect(await readOf(row.personId)).toEqual([as(row)]);
  });

  it("gives each person his own rows, in the order asked, and an empty list to who has none", async () => {
    const [a, b, c] = [recordRow({ personId: ANNE }), recordRow({ personId: BEN }), recordRow({ personId: ANNE })];
    await publish([a, b, c]);
    const [none, ben, anne] = await recordsOf(database, [CARL, BEN, ANNE]);
    expect(none).toEqual([]);
    expect(ben).toEqual([as(b)]);
    expect(anne!.map(({ id }) => id).sort()).toEqual([a.id, c.id].sort());
  });

  it("I08 answers a person who is asked for twice twice, with the same rows", async () => {
    const row = recordRow({ personId: BEN });
    await publish([row]);
    expect(await recordsOf(database, [BEN, ANNE, BEN])).toEqual([[as(row)], [], [as(row)]]);
  });

  it("takes a record that comes again unchanged for what it was: same id, same version", async () => {
    const row = recordRow({ sourceNo: "N-1" });
    await publish([row]);
    expect(
      await publish([{ ...row, id: "R0000000000000000000000009", asOf: "2026-02-01T00:00:00.000Z", batchId: "B2" }]),
    ).toEqual({
      created: 0,
      corrected: 0,
      unchanged: 1,
    });
    expect(await readOf(row.personId)).toEqual([as(row)]);
  });

  it("makes of a record that comes changed a new version under the same id", async () => {
    const row = recordRow({ sourceNo: "N-1" });
    await publish([row]);
    const changed = recordRow({ sourceNo: "N-1", gravity: "SERIOUS", asOf: "2026-02-01T00:00:00.000Z" });
    expect(await publish([changed])).toEqual({ created: 0, corrected: 1, unchanged: 0 });
    expect(await readOf(row.personId)).toEqual([as({ ...changed, id: row.id, version: 2 })]);
  });

  it("moves a record that was reported of the wrong person: he has it no more", async () => {
    const wrong = recordRow({ personId: ANNE, sourceNo: "N-1" });
    await publish([wrong]);
    const right = recordRow({ personId: BEN, sourceNo: "N-1" });
    expect(await publish([right])).toEqual({ created: 0, corrected: 1, unchanged: 0 });
    expect(await readOf(ANNE)).toEqual([]);
    expect(await readOf(BEN)).toEqual([as({ ...right, id: wrong.id, version: 2 })]);
  });

  it("tells records of two types apart though their numbers are the same", async () => {
    const rows = [
      recordRow({ type: "TaxArrearsNotice", sourceNo: "N-1" }),
      recordRow({ type: "TaxMajorViolation", sourceNo: "N-1" }),
    ];
    expect(await publish(rows)).toEqual({ created: 2, corrected: 0, unchanged: 0 });
    expect(await publish(rows)).toEqual({ created: 0, corrected: 0, unchanged: 2 });
  });

  it("H08 tells numbers apart that a collation would hold for one", async () => {
    const numbers = ["n-1", "N-1", "Ｎ-1", "𠮷", "𫍯", "é", "e"];
    expect(await publish(numbers.map((sourceNo) => recordRow({ sourceNo })))).toMatchObject({ created: numbers.length });
    expect((await readOf(ANNE)).map(({ sourceNo }) => sourceNo).sort()).toEqual([...numbers].sort());
  });

  it("is there whole or not at all", async () => {
    const rows = Array.from({ length: 900 }, (_, at) => recordRow({ sourceNo: `N-${at}` }));
    const recordsChanged = () => Promise.reject(new Error("broken"));
    await expect(publishRows(database, rows, { recordsChanged })).rejects.toThrow("broken");
    expect(await readOf(ANNE)).toEqual([]);
    expect(await lastPublished(database)).toBeUndefined();
    expect(await publish(rows)).toMatchObject({ created: 900 });
    expect(await readOf(ANNE)).toHaveLength(900);
  });

  it("has a time, and the latest is the sector's", async () => {
    await publish([recordRow({ asOf: "2026-03-01T00:00:00.000Z" })]);
    await publish([recordRow({ asOf: "2026-02-01T00:00:00.000Z" })]);
    expect(await lastPublished(database)).toBe("2026-03-01T00:00:00.000Z");
  });
});

describe("writes", () => {
  it("run one after another, each whole, also when one of them fails", async () => {
    const batches = ["N-1", "N-2", "N-3"].map((sourceNo) => publish([recordRow({ sourceNo })]));
    const failing = publish([recordRow({ sourceNo: null as unknown as string })]);
    const after = publish([recordRow({ sourceNo: "N-4" })]);
    await expect(failing).rejects.toThrow();
    expect(await Promise.all([...batches, after])).toHaveLength(4);
    expect(await readOf(ANNE)).toHaveLength(4);
  });

  it("are not seen by a reader before they are whole", async () => {
    const row = recordRow();
    let seen: RecordRow[] | undefined;
    const recordsChanged = async () => {
      expect(await lastPublished(database)).toBeUndefined();
      seen = await readOf(ANNE);
    };
    await publishRows(database, [row], { recordsChanged });
    expect(seen).toEqual([]);
    expect(await readOf(ANNE)).toEqual([as(row)]);
  });
});
