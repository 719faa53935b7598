/** A batch, from the file to the store: on the run's database, embedded files or MariaDB. */
import { mkdtempSync, readFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { subgraphNamed } from "../../register";
import type { SectorSubgraph } from "../sectorSubgraph";
import { openDatabase, type Database } from "../store/database";
import { findPersons, type PersonKey } from "../store/personRegister";
import type { RecordRow } from "../store/recordRow";
import { recordsOf } from "../store/recordStore";
import { cellsOf, columnsOf, type RowContent } from "./columns";
import { csvLine } from "./csvLine";
import type { Intake, IntakeSummary } from "./takeIn";
import { STEWARD, takeInAndPublish } from "./takeInAndPublish.fixture";

const tax = subgraphNamed("tax") as SectorSubgraph;
const identity = subgraphNamed("identity") as SectorSubgraph;
const notice = tax.sector.types.find(({ name }) => name === "TaxArrearsNotice")!;
const person = identity.sector.types.find(({ name }) => name === "PersonIdentity")!;

const [ANNE, BEN] = ["P0000000000000000000000001", "P0000000000000000000000002"] as const;
const PERSONS = new Map([
  ["120115199001019909 陈静怡", ANNE],
  ["120115197802029913 刘建国", BEN],
]);
const NOW = Date.parse("2026-06-30T04:00:00Z");

let databases: TestDatabases;
let database: Database;
let folder: string;
let count = 0;

beforeAll(async () => {
  databases = await testDatabases();
});
afterAll(() => databases.drop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "credit-intake-"));
  database = await openDatabase(await databases.location(`intake${count++}`), identity.migrations);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function noticeOf(number: string, more: Partial<RowContent> = {}, detail: object = {}): RowContent {
  return {
    ...{
      idNumber: "120115199001019909",
      name: "陈静怡",
      determiningOrgan: "税务局",
      basisDocNo: number,
      decidedOn: "2025-05-12",
    },
    detail: { noticeNo: number, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2025-01-10", ...detail },
    ...more,
  };
}

const titleLine = csvLine(columnsOf(notice).map(({ title }) => title));
const linesOf = (...contents: RowContent[]) => titleLine + contents.map((content) => csvLine(cellsOf(notice, content))).join("");

async function resolvePersons(keys: readonly PersonKey[]): Promise<(string | undefined)[]> {
  return keys.map(({ idNumber, name }) => PERSONS.get(`${idNumber} ${name}`));
}

type Published = Parameters<typeof takeInAndPublish>[0];

function take(content: string | Buffer, more: Partial<Published> = {}): Promise<IntakeSummary> {
  const file = join(folder, "batch.csv");
  writeFileSync(file, content);
  return takeInAndPublish({ sector: tax.sector, database, resolvePersons, file, submitter: STEWARD, now: () => NOW, ...more });
}

const recordsFor = async (personId: string): Promise<RecordRow[]> => (await recordsOf(database, [personId]))[0]!;

describe("a good batch", () => {
  it("is published whole, each row under its person", async () => {
    const summary = await take(linesOf(noticeOf("1号"), noticeOf("2号", { idNumber: "120115197802029913", name: "刘建国" })));
    expect(summary).toMatchObject({
      ...{ sector: "tax", item: "TAX-01", type: "TaxArrearsNotice", file: "batch.csv" },
      ...{ rows: 2, taken: 2, created: 2, corrected: 0, unchanged: 0, refused: 0, refusals: [] },
    });
    expect(summary).not.toHaveProperty("refusalFile");
    expect(await recordsFor(ANNE)).toMatchObject([
      {
        ...{
          type: "TaxArrearsNotice",
          item: "TAX-01",
          category: "ABNORMAL",
          polarity: "ADVERSE",
          gravity: "GENERAL",
          version: 1,
        },
        ...{ sourceNo: "1号", decidedOn: "2025-05-12", displayUntil: null, queryUntil: "2030-05-12", batchId: summary.batch },
        asOf: "2026-06-30T04:00:00.000Z",
        detail: '{"noticeNo":"1号","taxType":"DEED","arrearsBand":"UNDER_10K","dueOn":"2025-01-10"}',
      },
    ]);
    expect(await recordsFor(BEN)).toHaveLength(1);
  });

  it("I15 that comes a second time changes nothing and names the batch that brought it", async () => {
    const first = await take(linesOf(noticeOf("1号")));
    const before = await recordsFor(ANNE);
    const second = await take(linesOf(noticeOf("1号")), { now: () => NOW + 86_400_000 });
    expect(second).toMatchObject({ alreadyTaken: first.batch, taken: 0, refused: 0, item: "TAX-01" });
    expect(await recordsFor(ANNE)).toEqual(before);
  });

  it("I15 that comes twice at once is published once", async () => {
    const file = join(folder, "same.csv");
    writeFileSync(file, linesOf(noticeOf("1号"), noticeOf("2号")));
    const intake: Intake = { sector: tax.sector, database, resolvePersons, file, submitter: STEWARD, now: () => NOW };
    const once = () => takeInAndPublish(intake);
    const [one, other] = await Promise.all([once(), once()]);
    expect([one.alreadyTaken, other.alreadyTaken].filter((batch) => batch !== undefined)).toHaveLength(1);
    expect(await recordsFor(ANNE)).toHaveLength(2);
  });

  it("with a record that changed gives it version 2 under the same id, and leaves the others alone", async () => {
    await take(linesOf(noticeOf("1号"), noticeOf("2号")));
    const before = new Map((await recordsFor(ANNE)).map((row) => [row.sourceNo, row]));
    const summary = await take(linesOf(noticeOf("1号", {}, { clearedOn: "2026-01-15" }), noticeOf("2号"), noticeOf("3号")));
    expect(summary).toMatchObject({ taken: 3, created: 1, corrected: 1, unchanged: 1 });
    const after = new Map((await recordsFor(ANNE)).map((row) => [row.sourceNo, row]));
    expect(after.get("1号")).toMatchObject({ id: before.get("1号")!.id, version: 2, displayUntil: "2026-01-15" });
    expect(after.get("2号")).toEqual(before.get("2号"));
    expect(after.get("3号")).toMatchObject({ version: 1 });
  });

  it("may say its columns in another order and its values as codes, and is the same record", async () => {
    await take(linesOf(noticeOf("1号")));
    const places = columnsOf(notice)
      .map((_, place) => place)
      .reverse();
    const titles = places.map((place) => columnsOf(notice)[place]!.name);
    const cells = cellsOf(notice, noticeOf("1号")).map((cell) => (cell === "契税" ? "DEED" : cell));
    const summary = await take(csvLine(titles) + csvLine(places.map((place) => cells[place]!)));
    expect(summary).toMatchObject({ unchanged: 1, corrected: 0 });
  });
});

describe("rows that are refused", () => {
  const broken = () => {
    const cells = cellsOf(notice, noticeOf("2号"));
    cells[columnsOf(notice).findIndex(({ title }) => title === "决定日期")] = "2025-02-30";
    return csvLine(cells);
  };

  it("are in the refusal file with line, column and reason, and the rest is taken", async () => {
    const summary = await take(linesOf(noticeOf("1号")) + broken() + csvLine(cellsOf(notice, noticeOf("3号"))));
    expect(summary).toMatchObject({ rows: 3, taken: 2, refused: 1 });
    expect(summary.refusals).toEqual([{ row: 3, column: "决定日期", problem: "没有这一天，请核对日期" }]);
    expect(readFileSync(summary.refusalFile!, "utf8")).toContain("3,决定日期,决定日期：没有这一天，请核对日期,TAX-01,");
    expect((await recordsFor(ANNE)).map(({ sourceNo }) => sourceNo).sort()).toEqual(["1号", "3号"]);
  });

  it("are taken once the refusal file comes back mended", async () => {
    const { refusalFile } = await take(linesOf(noticeOf("1号")) + broken());
    const mended = readFileSync(refusalFile!, "utf8").replace("2025-02-30", "2025-02-28");
    expect(await take(mended)).toMatchObject({ taken: 1, created: 1, refused: 0 });
    expect(await recordsFor(ANNE)).toHaveLength(2);
  });

  it("go where the desk wants them", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "credit-desk-"));
    const { refusalFile } = await take(linesOf(noticeOf("1号")) + broken(), { refusedFolder: elsewhere });
    expect(refusalFile).toBe(join(elsewhere, "batch.csv.refused.csv"));
    rmSync(elsewhere, { recursive: true });
  });

  it("when all are refused leave no trace of the batch, so that the same file may come again", async () => {
    expect(await take(titleLine + broken())).toMatchObject({ batch: null, taken: 0, refused: 1 });
    expect(await take(titleLine + broken())).not.toHaveProperty("alreadyTaken");
  });

  it("an unknown number and a name that does not agree are refused with one sentence", async () => {
    const unknown = noticeOf("1号", { idNumber: "120115198704049923", name: "陈静怡" });
    const other = noticeOf("2号", { name: "陈静宜" });
    const { refusals, taken } = await take(linesOf(unknown, other, noticeOf("3号")));
    expect(taken).toBe(1);
    expect(refusals.map(({ row }) => row)).toEqual([2, 3]);
    expect(new Set(refusals.map(({ column, problem }) => column + problem)).size).toBe(1);
  });

  it("two rows with one number are both refused, for nobody knows which holds", async () => {
    const { refusals, taken } = await take(linesOf(noticeOf("1号"), noticeOf("2号"), noticeOf("1号", {}, { taxType: "STAMP" })));
    expect(taken).toBe(1);
    expect(refusals).toEqual([
      { row: 2, column: "公告编号", problem: "与第 4 行重复，无法判断以哪一行为准；请只保留一行" },
      { row: 4, column: "公告编号", problem: "与第 2 行重复，无法判断以哪一行为准；请只保留一行" },
    ]);
  });

  it("at most 20 reasons are told, all are in the file", async () => {
    const { refusals, refused, refusalFile } = await take(titleLine + broken().repeat(25));
    expect([refusals.length, refused]).toEqual([20, 25]);
    expect(readFileSync(refusalFile!, "utf8").trim().split("\r\n")).toHaveLength(26);
  });
});

describe("a file that is refused whole", () => {
  it.each<[code: string, content: () => string]>([
    ["FILE_TRUNCATED", () => linesOf(noticeOf("1号"), noticeOf("2号")).slice(0, -30)],
    ["FILE_TRUNCATED", () => `${linesOf(noticeOf("1号"))}TAX-01,1201\r\n`],
    ["FILE_EMPTY", () => titleLine],
    ["FILE_EMPTY", () => ""],
    ["FILE_EMPTY", () => "\uFEFF"],
    ["FILE_EMPTY", () => "\n\r\n,,\n"],
    ["HEADER_MISSING_COLUMN", () => linesOf(noticeOf("1号")).replace("决定日期,", "")],
    ["ITEM_UNKNOWN", () => linesOf(noticeOf("1号")).replace("TAX-01", "TAX-99")],
  ])("%s publishes nothing and writes no refusal file", async (code, content) => {
    await expect(take(content())).rejects.toMatchObject({ code });
    expect(await recordsFor(ANNE)).toEqual([]);
    expect(existsSync(join(folder, "batch.csv.refused.csv"))).toBe(false);
  });

  it("for another sector names that sector and the command to use", async () => {
    const courts = (subgraphNamed("courts") as SectorSubgraph).sector;
    await expect(take(linesOf(noticeOf("1号")), { sector: courts })).rejects.toMatchObject({
      code: "ITEM_OF_ANOTHER_SECTOR",
      zh: expect.stringContaining("npm run collect -- tax FILE"),
    });
  });
});

describe("when something breaks on the way", () => {
  it("a register of persons that is down publishes nothing, and the file can be sent again", async () => {
    const down = () => Promise.reject(new Error("down"));
    await expect(take(linesOf(noticeOf("1号")), { resolvePersons: down })).rejects.toThrow("down");
    expect(await recordsFor(ANNE)).toEqual([]);
    expect(await take(linesOf(noticeOf("1号")))).toMatchObject({ taken: 1 });
  });

  it("a refusal file that cannot be written stops the batch before it is published", async () => {
    const content = linesOf(noticeOf("1号")) + csvLine(["TAX-01"]) + csvLine(cellsOf(notice, noticeOf("2号")));
    await expect(take(content, { refusedFolder: join(folder, "none") })).rejects.toThrow(/ENOENT/);
    expect(await recordsFor(ANNE)).toEqual([]);
  });

  it("a database that fails in the middle leaves neither records nor a refusal file", async () => {
    const failing: Database = { ...database, write: () => Promise.reject(new Error("connection lost")) };
    const content = linesOf(noticeOf("1号")) + csvLine(["TAX-01"]) + csvLine(cellsOf(notice, noticeOf("2号")));
    await expect(take(content, { database: failing })).rejects.toThrow("connection lost");
    expect(existsSync(join(folder, "batch.csv.refused.csv"))).toBe(false);
    expect(await recordsFor(ANNE)).toEqual([]);
  });

  it("a register that answers another number of look-ups is an error, never a shift of persons", async () => {
    await expect(take(linesOf(noticeOf("1号")), { resolvePersons: async () => [] })).rejects.toThrow(/another number/);
  });
});

describe("persons that the register takes up", () => {
  const identityOf = (idNumber: string, name: string): RowContent => ({
    ...{ idNumber, name, decidedOn: "2020-01-02" },
    detail: { citizenIdNumber: idNumber, fullName: name, realNameLevel: "VERIFIED" },
  });
  const register = (...contents: RowContent[]) => {
    const lines = contents.map((content) => csvLine(cellsOf(person, content))).join("");
    return take(csvLine(columnsOf(person).map(({ title }) => title)) + lines, {
      sector: identity.sector,
      recordsChanged: identity.recordsChanged!,
    });
  };

  it("have an opaque id, and it, never the citizen number, is the key of their record", async () => {
    await register(identityOf("120115199001019909", "陈静怡"));
    const [found] = await findPersons(database, [{ idNumber: "120115199001019909", name: "陈静怡" }]);
    expect(found).toMatchObject({ realNameLevel: "VERIFIED" });
    expect(await recordsFor(found!.personId)).toMatchObject([{ type: "PersonIdentity", sourceNo: found!.personId }]);
  });

  it("keep their id when they come again", async () => {
    await register(identityOf("120115199001019909", "陈静怡"));
    const again = await register(identityOf("120115199001019909", "陈静怡"), identityOf("120115197802029913", "刘建国"));
    expect(again).toMatchObject({ created: 1, unchanged: 1 });
  });

  it("are refused when the number belongs to somebody of another name", async () => {
    await register(identityOf("120115199001019909", "陈静怡"));
    const { refusals, taken } = await register(
      identityOf("120115199001019909", "陈静宜"),
      identityOf("120115197802029913", "刘建国"),
    );
    expect(taken).toBe(1);
    expect(refusals).toMatchObject([{ row: 2, column: "公民身份号码" }]);
  });
});
