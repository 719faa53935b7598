/**
 * One and the same batch in every format that departments send: what is wrong in it is refused in that format, mended
 * there, and taken when it comes again. On the run's database.
 */
import { decode, encode } from "iconv-lite";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { subgraphNamed } from "../../register";
import type { SectorSubgraph } from "../sectorSubgraph";
import { openDatabase, type Database } from "../store/database";
import { recordsOf } from "../store/recordStore";
import { cellsOf, columnsOf, type RowContent } from "./columns";
import { csvLine } from "./csvLine";
import { textOf } from "./read/sheetRow";
import { receiveUpload } from "./read/upload";
import { textRow, writeWorkbook } from "./read/xlsx/workbook.fixture";
import type { Intake, IntakeSummary } from "./takeIn";
import { STEWARD, takeInAndPublish } from "./takeInAndPublish.fixture";

const tax = subgraphNamed("tax") as SectorSubgraph;
const spec = tax.sector.types.find(({ name }) => name === "TaxArrearsNotice")!;
const titles = columnsOf(spec).map(({ title }) => title);
const place = (title: string) => titles.indexOf(title);
const ANNE = "P0000000000000000000000001";
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
  folder = mkdtempSync(join(tmpdir(), "credit-formats-"));
  database = await openDatabase(await databases.location(`formats${count++}`), tax.migrations);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const intake = (file: string, more: Partial<Intake> = {}): Intake => ({
  ...{ sector: tax.sector, database, file, submitter: STEWARD, now: () => NOW },
  resolvePersons: async (keys) => keys.map(({ name }) => (name === "冯𠮷安" ? ANNE : undefined)),
  ...more,
});

/** Row `number` of the batch: good but for what `cells` say. */
function row(number: number, cells: Record<string, string> = {}): string[] {
  const content: RowContent = {
    ...{
      idNumber: "120115198510109916",
      name: "冯𠮷安",
      determiningOrgan: "=税务局",
      basisDocNo: "-1号",
      decidedOn: "2025-05-12",
    },
    detail: { noticeNo: `${number}号`, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2025-01-10" },
  };
  return cellsOf(spec, content).map((cell, at) => cells[titles[at]!] ?? cell);
}

const ROWS = [
  row(1),
  row(2, { 决定日期: "2026年7月1日" }),
  row(3, { 公民身份号码: "120115198510109917" }),
  row(4, { 姓名: "冯吉安" }),
  row(5, { 税种: "契", 认定文书号: "" }),
  row(6, { 决定日期: "2025/5/12", 公告编号: "@6号" }),
  row(7),
  row(7),
];
/** What the steward mends, by the number of the row in the file. */
const MENDED: Record<string, Record<string, string>> = {
  "3": { 决定日期: "2026-06-30" },
  "4": { 公民身份号码: "120115198510109916" },
  "5": { 姓名: "冯𠮷安" },
  "6": { 税种: "契税", 认定文书号: "5号" },
  "8": {},
  "9": { 公告编号: "8号" },
};

const mend = (cells: readonly string[]): string[] => {
  const changes = MENDED[cells[0]!]!;
  return cells.map((cell, at) => changes[titles[at - 3] ?? ""] ?? cell);
};

async function rowsIn(file: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const block of (await receiveUpload(file)).rows()) rows.push(...block.map(({ cells }) => cells.map(textOf)));
  return rows;
}

const sheetOf = (rows: readonly string[][]) => ({ sheets: [rows.map((cells, at) => textRow(at + 1, cells)).join("")] });
const csvOf = (rows: readonly string[][]) => rows.map((cells) => csvLine(cells)).join("");
const linesOf = (rows: readonly string[][]) => {
  const [first, ...rest] = rows;
  return rest.map((cells) => `${JSON.stringify(Object.fromEntries(first!.map((title, at) => [title, cells[at]])))}\n`).join("");
};

const FORMATS: [name: string, ending: string, write: (file: string, rows: string[][]) => Promise<void> | void][] = [
  ["CSV in UTF-8", "csv", (file, rows) => writeFileSync(file, csvOf(rows))],
  ["CSV in GB18030", "csv", (file, rows) => writeFileSync(file, encode(csvOf(rows), "gb18030"))],
  ["XLSX", "xlsx", (file, rows) => writeWorkbook(file, sheetOf(rows))],
  ["JSON Lines", "jsonl", (file, rows) => writeFileSync(file, linesOf(rows))],
];

describe.each(FORMATS)("a batch in %s", (_, ending, write) => {
  it("is taken but for what is wrong; the refused rows, mended in their own file, are taken when they come again", async () => {
    const file = join(folder, `notices.${ending}`);
    await write(file, [titles, ...ROWS]);
    const first = await takeInAndPublish(intake(file));
    expect(first).toMatchObject({ rows: 8, taken: 2, created: 2, refused: 6, refusalFile: `${file}.refused.${ending}` });
    const line = (number: number) => (ending === "jsonl" ? number - 1 : number);
    expect(first.refusals.map(({ row: at, column }) => [at, column])).toEqual(
      [
        [3, "决定日期"],
        [4, "公民身份号码"],
        [5, "公民身份号码"],
        [6, "税种"],
        [8, "公告编号"],
        [9, "公告编号"],
      ].map(([at, column]) => [line(at as number), column]),
    );
    expect(first.notes).toMatchObject([{ row: line(7), column: "决定日期", rows: 1 }]);

    const [header, ...refused] = await rowsIn(first.refusalFile!);
    expect(header!.slice(0, 4)).toEqual(["行号", "列", "原因", "目录事项"]);
    const renumbered = refused.map((cells) => [String(Number(cells[0]) + (ending === "jsonl" ? 1 : 0)), ...cells.slice(1)]);
    await write(first.refusalFile!, [header!, ...renumbered.map(mend)]);
    const second = await takeInAndPublish(intake(first.refusalFile!));
    expect(second).toMatchObject({ rows: 6, taken: 6, created: 6, refused: 0 });
    const rows = (await recordsOf(database, [ANNE]))[0]!;
    expect(rows.map(({ sourceNo }) => sourceNo).sort()).toEqual(["1号", "2号", "3号", "4号", "5号", "7号", "8号", "@6号"].sort());
    // H17: what looks like a formula is text, before and after.
    expect(new Set(rows.map(({ determiningOrgan }) => determiningOrgan))).toEqual(new Set(["=税务局"]));
  });
});

it("the refusal file of a GB18030 upload is GB18030, and its cells run as no formula", async () => {
  const file = join(folder, "notices.csv");
  writeFileSync(file, encode(csvOf([titles, row(1, { 决定日期: "?" })]), "gb18030"));
  const { refusalFile, encoding } = await takeInAndPublish(intake(file));
  expect(encoding).toBe("GB18030");
  const text = decode(readFileSync(refusalFile!), "gb18030");
  expect(text).toContain("冯𠮷安");
  expect(text).toContain("'=税务局");
  expect(text).toContain("'-1号");
});

describe("a workbook in which a spreadsheet program has been at work", () => {
  const cell = (title: string, xml: string) => ({ at: place(title), xml });
  async function take(formats: (number | string)[], ...changes: { at: number; xml: string }[]): Promise<IntakeSummary> {
    const file = join(folder, "notices.xlsx");
    const cells = row(1).map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    for (const { at, xml } of changes) cells[at] = xml;
    await writeWorkbook(file, { sheets: [`${textRow(1, titles)}<row r="2">${cells.join("")}</row>`], formats });
    return takeInAndPublish(intake(file));
  }

  it("gives its days as days, and a serial number as the day that it means, with a note", async () => {
    const summary = await take(
      [0, 14],
      cell("决定日期", '<c s="1"><v>45789</v></c>'),
      cell("税款限缴日期", "<c><v>45667</v></c>"),
    );
    expect(summary).toMatchObject({ taken: 1, notes: [{ column: "税款限缴日期", problem: expect.stringContaining("序列号") }] });
    const [record] = (await recordsOf(database, [ANNE]))[0]!;
    expect(record).toMatchObject({ decidedOn: "2025-05-12" });
    expect(JSON.parse(record!.detail)).toMatchObject({ dueOn: "2025-01-10" });
  });

  it.each([
    ["a citizen number that became a number", "公民身份号码", "<c><v>120115198510109910</v></c>", /存成了数值.*文本格式/],
    ["a document number that became a number", "公告编号", "<c><v>1</v></c>", /存成了数值/],
    ["a document number that became a day", "公告编号", '<c s="1"><v>45667</v></c>', /改成了日期/],
    ["a document number that a formula gives", "公告编号", '<c t="str"><f>A1</f><v>1号</v></c>', /不得由公式得出/],
    ["a text that became a number and lost digits", "认定单位", "<c><v>1234567890123456789</v></c>", /15 位有效数字/],
    ["a day that is an error", "决定日期", '<c t="e"><v>#N/A</v></c>', /错误值/],
    ["a truth value", "认定单位", '<c t="b"><v>1</v></c>', /不是逻辑值/],
  ])("refuses %s, and says how to mend it", async (_, title, xml, said) => {
    const { refusals, taken } = await take([0, 14], cell(title, xml));
    expect(taken).toBe(0);
    expect(refusals).toEqual([{ row: 2, column: title, problem: expect.stringMatching(said) }]);
  });

  it("takes the saved result of a formula where no identifier stands, with a note", async () => {
    const summary = await take([], cell("认定单位", '<c t="str"><f>A1</f><v>区税务局</v></c>'));
    expect(summary).toMatchObject({ taken: 1, notes: [{ column: "认定单位", problem: expect.stringContaining("公式") }] });
  });
});

describe("JSON Lines", () => {
  const object = (changes: object = {}) =>
    JSON.stringify({ ...Object.fromEntries(titles.map((title, at) => [title, row(1)[at]])), ...changes });
  const take = (...lines: string[]) => {
    const file = join(folder, "notices.jsonl");
    writeFileSync(file, lines.join("\n"));
    return takeInAndPublish(intake(file));
  };

  it("may leave empty what is null, and need not end with a line break", async () => {
    expect(await take(object({ 清缴日期: null, 失信程度: null }))).toMatchObject({ taken: 1, refused: 0, format: "JSONL" });
  });

  it.each([
    ["H09 an identifier that is a number", { 公告编号: 1 }, "公告编号", /存成了数值/],
    ["an object in place of a value", { 认定单位: {} }, "认定单位", /应为文本/],
    ["a list where one value stands", { 税种: ["契税", "印花税"] }, "税种", /只能有一个值/],
    ["keys beyond those of the first line", { 备注: "x" }, "整行", /首行没有的键/],
  ])("refuses a row with %s", async (_, changes, column, said) => {
    const { refusals, taken } = await take(object(), object({ 公告编号: "2号", ...changes }));
    expect(taken).toBe(1);
    expect(refusals).toEqual([{ row: 2, column, problem: expect.stringMatching(said) }]);
  });

  it("refuses a row that lacks a key, and names it", async () => {
    const { 状态: _, ...less } = JSON.parse(object({ 公告编号: "2号" })) as Record<string, string>;
    const { refusals } = await take(object(), JSON.stringify(less));
    expect(refusals).toEqual([{ row: 2, column: "整行", problem: expect.stringMatching(/缺少以下键：状态.*null/) }]);
  });

  it.each([
    ["no object", "[1]"],
    ["no JSON", "{"],
    ["H07 a key that stands twice", '{"目录事项":"TAX-01","目录事项":"TAX-02"}'],
    ["H05 half a character", '{"目录事项":"\\ud842"}'],
  ])("refuses the file for a line with %s, and names it", async (_, line) => {
    await expect(take(object(), line)).rejects.toMatchObject({ code: "FILE_FORMAT", zh: expect.stringContaining("第 2 行") });
  });

  describe("as a text that a steward's own system sends", () => {
    const send = (jsonLines: string) => takeInAndPublish(intake("desk", { jsonLines }));

    it("is taken like a file, and gives the refused rows back as lines with their reasons, to be sent again", async () => {
      const summary = await send(`${object()}\n${object({ 公告编号: "2号", 决定日期: "昨天" })}\n`);
      expect(summary).toMatchObject({ file: "desk", taken: 1, refused: 1 });
      expect(summary).not.toHaveProperty("refusalFile");
      const again = JSON.parse(summary.refusedLines!) as Record<string, unknown>;
      expect(again).toMatchObject({ 行号: 2, 列: "决定日期", 公告编号: "2号" });
      expect(await send(JSON.stringify({ ...again, 决定日期: "2026-06-29" }))).toMatchObject({
        taken: 1,
        refused: 0,
        refusedLines: "",
      });
    });

    it("has at most 5,000 rows", async () => {
      const lines = Array.from({ length: 5000 }, (_, at) => object({ 公告编号: `${at}号` }));
      expect(await send(lines.join("\n"))).toMatchObject({ taken: 5000 });
      await expect(send([...lines, object()].join("\n"))).rejects.toMatchObject({ code: "TOO_MANY_ROWS" });
      await expect(send("\n")).rejects.toMatchObject({ code: "FILE_EMPTY" });
    });
  });
});
