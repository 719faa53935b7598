/** Workbooks as they come: texts, numbers, days, formulas, and what must not be read as if it were a table. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { BatchRefused } from "../../batchRefused";
import type { SheetRow } from "../sheetRow";
import { receiveUpload } from "../upload";
import { serialDay } from "./serialDay";
import { textRow, writeWorkbook, type WorkbookOf } from "./workbook.fixture";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-xlsx-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
async function read(book: WorkbookOf): Promise<SheetRow[]> {
  const file = join(folder, `${count++}.xlsx`);
  await writeWorkbook(file, book);
  return rowsOf(file);
}
async function rowsOf(file: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const block of (await receiveUpload(file)).rows()) rows.push(...block);
  return rows;
}
const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: BatchRefused) => error,
  );

const TITLES = textRow(1, ["a", "b", "c"]);
const sheet = (...rows: string[]): WorkbookOf => ({ sheets: [TITLES + rows.join("")] });

describe("a workbook", () => {
  it("is read row by row, each with its line; empty rows and empty cells at the end count for nothing", async () => {
    const rows = await read(
      sheet(
        textRow(3, ["1", "", "x"]),
        '<row r="4"/><row r="5"><c r="B5" t="inlineStr"><is><t/></is></c></row>',
        textRow(7, ["2"]),
      ),
    );
    expect(rows).toEqual([
      { line: 1, cells: ["a", "b", "c"] },
      { line: 3, cells: ["1", "", "x"] },
      { line: 7, cells: ["2", "", ""] },
    ]);
  });

  it("holds its texts apart, in runs, with what XML has no place for, and without the reading aid", async () => {
    const strings = [
      "<si><t>冯𠮷安</t></si>",
      '<si><r><t>两</t></r><r><rPr/><t xml:space="preserve"> 段</t></r><rPh><t>liang</t></rPh></si>',
      "<si><t>a_x000D_b_x005F_x000D_</t></si>",
    ];
    const cells = [0, 1, 2].map((at) => `<c t="s"><v>${at}</v></c>`).join("");
    const [, row] = await read({ ...sheet(`<row r="2">${cells}</row>`), strings });
    expect(row!.cells).toEqual(["冯𠮷安", "两 段", "a\rb_x000D_"]);
  });

  it("tells numbers, days, yes and no from texts", async () => {
    const cells = [
      '<c><v>120115199001019900</v></c><c s="1"><v>45717</v></c><c t="b"><v>1</v></c>',
      '<c><v>0.30000000000000004</v></c><c s="2"><v>45717.395833333336</v></c><c s="3"><v>45717</v></c>',
    ];
    const book = {
      ...sheet(`<row r="2">${cells[0]}</row><row r="3">${cells[1]}</row>`),
      formats: [0, 14, 'yyyy"年"m"月"d"日" hh:mm', '0.00"d"[Red]'],
    };
    const [, first, second] = await read(book);
    expect(first!.cells).toEqual([
      { form: "NUMBER", text: "120115199001020000", epoch: 1900 },
      { form: "DATE", text: "2025-03-01" },
      { form: "BOOLEAN", text: "是" },
    ]);
    expect(second!.cells).toEqual([
      { form: "NUMBER", text: "0.3", epoch: 1900 },
      { form: "DATE", text: "2025-03-01 09:30:00" },
      { form: "NUMBER", text: "45717", epoch: 1900 },
    ]);
  });

  it("says of a formula that it is one, and of what cannot be read why", async () => {
    const cells = '<c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>x</v></c><c><f>NOW()</f></c><c t="e"><v>#REF!</v></c>';
    const [, row] = await read(sheet(`<row r="2">${cells}</row>`));
    expect(row!.cells).toEqual([
      { form: "NUMBER", text: "2", epoch: 1900, formula: true },
      { form: "TEXT", text: "x", formula: true },
      { form: "UNREADABLE", text: expect.stringContaining("没有保存结果") },
      { form: "UNREADABLE", text: expect.stringContaining("错误值") },
    ]);
  });

  it("that takes values from other workbooks gives no result of a formula", async () => {
    const book = {
      ...sheet('<row r="2"><c><f>[1]S!A1</f><v>2</v></c></row>'),
      parts: { "xl/externalLinks/externalLink1.xml": "<x/>" },
    };
    expect((await read(book))[1]!.cells[0]).toEqual({ form: "UNREADABLE", text: expect.stringContaining("其他工作簿") });
  });

  it("counts its days from 1904 where it says so", async () => {
    const [, row] = await read({ ...sheet('<row r="2"><c s="1"><v>44255</v></c></row>'), formats: [0, 14], date1904: true });
    expect(row!.cells[0]).toEqual({ form: "DATE", text: "2025-03-01" });
  });

  it("with hidden rows and hidden sheets says so; hidden rows are read, hidden sheets are not", async () => {
    const rows = await read({
      sheets: [textRow(1, ["secret"]), TITLES + textRow(2, ["1"], 'hidden="1"')],
      states: ["veryHidden"],
    });
    expect(rows).toMatchObject([
      { cells: ["a", "b", "c"], note: expect.stringContaining("隐藏的工作表") },
      { cells: ["1", "", ""], note: expect.stringContaining("隐藏的") },
    ]);
  });

  it("with a second visible sheet that is empty is read", async () => {
    expect(await read({ sheets: [TITLES, '<row r="1"/>'] })).toHaveLength(1);
  });
});

describe("I14 a workbook that is refused", () => {
  it.each<[string, WorkbookOf, string, RegExp]>([
    [
      "has merged cells",
      { ...sheet(textRow(2, ["1"])), after: '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>' },
      "SHEET_MERGED_CELLS",
      /A2:B3.*取消合并/,
    ],
    ["has content on two sheets", { sheets: [TITLES, textRow(1, ["x"])] }, "SHEET_AMBIGUOUS", /只保留要报送的一个/],
    ["has hidden sheets only", { sheets: [TITLES], states: ["hidden"] }, "FILE_EMPTY", /没有可见的工作表/],
    ["has macros", { ...sheet(), parts: { "xl/vbaProject.bin": "x" } }, "FILE_UNSAFE", /含有宏/],
    ["is another ZIP file", { sheets: [], parts: { "xl/workbook.xml": "<a/>" } }, "FILE_EMPTY", /工作表/],
    [
      "declares entities",
      { ...sheet(), parts: { "xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } },
      "FILE_FORMAT",
      /完好/,
    ],
    ["is broken XML", { ...sheet(), parts: { "xl/worksheets/sheet1.xml": "<a><b></a>" } }, "FILE_FORMAT", /完好/],
    [
      "is not UTF-8",
      { ...sheet(), parts: { "xl/worksheets/sheet1.xml": Buffer.from([0x3c, 0x61, 0x3e, 0xc4, 0xe3]) } },
      "FILE_FORMAT",
      /完好/,
    ],
    ["names a text that is not there", sheet('<row r="2"><c t="s"><v>7</v></c></row>'), "FILE_FORMAT", /完好/],
    ["has a cell of endless text", sheet(textRow(2, ["x".repeat(40_000)])), "FILE_FORMAT", /完好/],
    [
      "unfolds a thousandfold",
      { ...sheet(), parts: { "xl/worksheets/sheet1.xml": Buffer.alloc(40_000_000, 32) } },
      "FILE_UNSAFE",
      /展开后过大/,
    ],
  ])("%s", async (_, book, code, said) => {
    const refused = await refusal(read(book));
    expect([refused?.code, refused?.zh]).toEqual([code, expect.stringMatching(said)]);
  });

  it("is a ZIP file by another name, or one that is cut off", async () => {
    const file = join(folder, "table.csv");
    await writeWorkbook(file, sheet());
    expect(await refusal(rowsOf(file))).toMatchObject({ code: "FILE_FORMAT", zh: expect.stringMatching(/扩展名是 \.csv.*XLSX/) });
    const cut = join(folder, "cut.xlsx");
    writeFileSync(cut, Buffer.from("PK\u0003\u0004 and so on"));
    expect(await refusal(rowsOf(cut))).toMatchObject({ code: "FILE_FORMAT" });
  });
});

it("I14 a million empty rows below the table are read past, with flat memory", async () => {
  const empty = Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}" spans="1:3" ht="15"/>`).join("");
  const file = join(folder, "empty.xlsx");
  await writeWorkbook(file, sheet(textRow(2, ["1"]), empty));
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  expect(await rowsOf(file)).toHaveLength(2);
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(30e6);
}, 60_000);

describe("a serial number", () => {
  it("is the day that a spreadsheet shows, and nothing where no day is sure", () => {
    expect(serialDay(61, 1900)).toBe("1900-03-01");
    expect(serialDay(45_717, 1900)).toBe("2025-03-01");
    expect(serialDay(0, 1904)).toBe("1904-01-01");
    expect(serialDay(45_717.999_994_2, 1900)).toBe("2025-03-01 23:59:59");
    for (const serial of [60, 0, -1, 2_958_466, Number.NaN]) expect(serialDay(serial, 1900)).toBeUndefined();
  });
});
