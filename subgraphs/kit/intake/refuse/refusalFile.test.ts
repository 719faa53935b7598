import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { subgraphNamed } from "../../../register";
import type { SectorSubgraph } from "../../sectorSubgraph";
import { columnsOf } from "../columns";
import { readHeader, type Header } from "../header";
import { rowReader } from "../readCells";
import { textOf, type SheetRow } from "../read/sheetRow";
import { receiveUpload, type Upload } from "../read/upload";
import { refusalFile } from "./refusalFile";
import type { RefusedRow } from "./refusedRow";

const spec = (subgraphNamed("tax") as SectorSubgraph).sector.types.find(({ name }) => name === "TaxAdviser")!;
const titles = columnsOf(spec).map(({ title }) => title);
const header = readHeader(titles, spec);
const cells: string[] = [
  "TAX-04",
  "120115199309099968",
  "=cmd|' /C calc'!A0",
  "'1",
  "-2",
  "",
  "执业",
  "",
  "",
  "",
  "局",
  "",
  "",
  "2025-01-01",
  "",
];
const refused = [{ row: { line: 5, cells }, problems: [{ row: 5, column: "姓名", problem: "有误" }] }];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-refused-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CSV = { format: "CSV", encoding: "UTF-8" } as const;

async function written(
  file: string,
  rows: RefusedRow[] = refused,
  { upload = CSV, of = header, into }: { upload?: Pick<Upload, "format" | "encoding">; of?: Header; into?: string } = {},
): Promise<string> {
  const refusals = refusalFile(upload, file, of, into);
  await refusals.add(rows);
  return (await refusals.finish())!;
}

async function readBack(file: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const block of (await receiveUpload(file)).rows()) rows.push(...block);
  return rows;
}

test("stands beside the upload, may be read by its owner alone, and leaves nothing else behind", async () => {
  const path = await written(join(folder, "TaxAdviser.csv"));
  expect(path).toBe(join(folder, "TaxAdviser.csv.refused.csv"));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["TaxAdviser.csv.refused.csv"]);
});

test("names line, column and reason in front of the row", async () => {
  const [titleRow, row] = await readBack(await written(join(folder, "a.csv")));
  expect(titleRow!.cells).toEqual(["行号", "列", "原因", ...titles]);
  expect(row!.cells.slice(0, 4)).toEqual(["5", "姓名", "姓名：有误", "TAX-04"]);
});

test("H17 no cell of it runs as a formula", async () => {
  const [, row] = await readBack(await written(join(folder, "a.csv")));
  for (const cell of row!.cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("comes back with every cell as it stood, also when it is refused a second time", async () => {
  const [titleRow, row] = await readBack(await written(join(folder, "a.csv")));
  const again = readHeader(titleRow!.cells.map(textOf), spec);
  const twice = await written(join(folder, "b.csv"), [{ row: row!, problems: refused[0]!.problems }], { of: again });
  const [, second] = await readBack(twice);
  expect(second!.cells.slice(3)).toEqual(row!.cells.slice(3));
  expect(rowReader(again)(second!).detail).toMatchObject({ certNo: "'1", firm: "-2" });
});

test("never writes through a link that stands in its place", async () => {
  const elsewhere = join(folder, "elsewhere");
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, join(folder, "a.csv.refused.csv"));
  await written(join(folder, "a.csv"));
  expect(readFileSync(elsewhere, "utf8")).toBe("untouched");
});

test("a folder that is not there is told, and nothing is left", async () => {
  const refusal = written(join(folder, "a.csv"), refused, { into: join(folder, "none") });
  await expect(refusal).rejects.toMatchObject({ code: "REFUSALS_UNWRITABLE", zh: expect.stringContaining("--refused-dir") });
});

test("without a refused row there is no file; what is discarded leaves an older file alone", async () => {
  expect(await written(join(folder, "a.csv"), [])).toBeUndefined();
  const old = await written(join(folder, "a.csv"));
  const refusals = refusalFile(CSV, join(folder, "a.csv"), header);
  await refusals.add(refused);
  await refusals.discard();
  expect(readdirSync(folder)).toEqual([basename(old)]);
});

describe("in the format and encoding of the upload", () => {
  const awkward = '=1+1,"引"<&>_x000D_\r\n𠮷㐂\u0007';
  const awkwardCells = cells.with(2, awkward);
  const rows: RefusedRow[] = [{ row: { line: 9, cells: awkwardCells }, problems: refused[0]!.problems }];

  test("XLSX: every cell is text and comes back as it stood", async () => {
    const path = await written(join(folder, "a.xlsx"), rows, { upload: { format: "XLSX", encoding: "UTF-8" } });
    expect(path).toBe(join(folder, "a.xlsx.refused.xlsx"));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [titleRow, row] = await readBack(path);
    expect(titleRow!.cells).toEqual(["行号", "列", "原因", ...titles]);
    // Empty cells at the end of a row are no part of a workbook.
    expect(row!.cells).toEqual(["9", "姓名", "姓名：有误", ...awkwardCells]);
  });

  test("XLSX: many rows are written and read as a stream", async () => {
    const many = Array.from({ length: 20_000 }, (_, at): RefusedRow => ({ row: { line: at + 2, cells }, problems: [] }));
    const back = await readBack(await written(join(folder, "b.xlsx"), many, { upload: { format: "XLSX", encoding: "UTF-8" } }));
    expect(back).toHaveLength(20_001);
    expect(back.at(-1)!.cells[0]).toBe("20001");
  });

  test("GB18030: stays GB18030, names of four bytes and those that the standard of 2022 moved included", async () => {
    const name = "冯𠮷\u9FB4㐂";
    const path = await written(join(folder, "a.csv"), [{ row: { line: 9, cells: cells.with(2, name) }, problems: [] }], {
      upload: { format: "CSV", encoding: "GB18030" },
    });
    expect(await receiveUpload(path)).toMatchObject({ encoding: "GB18030" });
    expect((await readBack(path))[1]!.cells[5]).toBe(name);
  });

  test("JSON Lines: each object as it came, its values unchanged, with the reasons in front", async () => {
    const object = { 目录事项: "TAX-04", 证书编号: "=1", 状态: null, 年: 12, 列表: ["a", "b"] };
    const row = { line: 3, cells: [], object: { 行号: 1, 列: "旧", 原因: "旧", ...object } };
    const path = await written(join(folder, "a.jsonl"), [{ row, problems: refused[0]!.problems }], {
      upload: { format: "JSONL", encoding: "UTF-8" },
    });
    const back = JSON.parse(readFileSync(path, "utf8")) as object;
    expect(back).toEqual({ 行号: 3, 列: "姓名", 原因: "姓名：有误", ...object });
    expect(Object.keys(back).slice(0, 3)).toEqual(["行号", "列", "原因"]);
  });
});
