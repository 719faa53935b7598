import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { subgraphNamed } from "../../register";
import type { SectorSubgraph } from "../sectorSubgraph";
import { columnsOf } from "./columns";
import { readHeader } from "./header";
import { readCells } from "./readCells";
import { readCsv, type SheetRow } from "./readCsv";
import { writeRefusalFile } from "./refusalFile";
import { contentHash } from "./textBlocks";

const spec = (subgraphNamed("tax") as SectorSubgraph).sector.types.find(({ name }) => name === "TaxAdviser")!;
const titles = columnsOf(spec).map(({ title }) => title);
const header = readHeader(titles, spec);
const cells = [
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

async function readBack(file: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of readCsv(file, await contentHash(file))) rows.push(row);
  return rows;
}

test("stands beside the upload, may be read by its owner alone, and leaves nothing else behind", async () => {
  const path = await writeRefusalFile(join(folder, "TaxAdviser.csv"), header, refused);
  expect(path).toBe(join(folder, "TaxAdviser.csv.refused.csv"));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["TaxAdviser.csv.refused.csv"]);
});

test("names line, column and reason in front of the row", async () => {
  const [titleRow, row] = await readBack(await writeRefusalFile(join(folder, "a.csv"), header, refused));
  expect(titleRow!.cells).toEqual(["行号", "列", "原因", ...titles]);
  expect(row!.cells.slice(0, 4)).toEqual(["5", "姓名", "姓名：有误", "TAX-04"]);
});

test("H17 no cell of it runs as a formula", async () => {
  const [, row] = await readBack(await writeRefusalFile(join(folder, "a.csv"), header, refused));
  for (const cell of row!.cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("comes back with every cell as it stood, also when it is refused a second time", async () => {
  const [titleRow, row] = await readBack(await writeRefusalFile(join(folder, "a.csv"), header, refused));
  const again = readHeader(titleRow!.cells, spec);
  const twice = await writeRefusalFile(join(folder, "b.csv"), again, [{ row: row!, problems: refused[0]!.problems }]);
  const [, second] = await readBack(twice);
  expect(second!.cells.slice(3)).toEqual(row!.cells.slice(3));
  expect(readCells(second!, again).detail).toMatchObject({ certNo: "'1", firm: "-2" });
});

test("never writes through a link that stands in its place", async () => {
  const elsewhere = join(folder, "elsewhere");
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, join(folder, "a.csv.refused.csv"));
  await writeRefusalFile(join(folder, "a.csv"), header, refused);
  expect(readFileSync(elsewhere, "utf8")).toBe("untouched");
});

test("a folder that is not there is an error, and nothing is left", async () => {
  await expect(writeRefusalFile(join(folder, "a.csv"), header, refused, join(folder, "none"))).rejects.toThrow(/ENOENT/);
});
