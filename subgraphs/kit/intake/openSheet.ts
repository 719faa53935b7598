/**
 * A file as a sheet of one catalogue item: which type it brings, which column is which, and its rows.
 * Refuses a file for another sector, naming that sector, and a file that names no item.
 */
import { loadCatalogue } from "../../../schema/catalogue/load";
import type { RecordSpec } from "../record/recordType";
import type { Sector } from "../sector";
import { BatchRefused } from "./batchRefused";
import { placeOfItem, readHeader, type Header } from "./header";
import { textOf, type SheetRow } from "./read/sheetRow";
import type { Upload } from "./read/upload";

export interface Sheet {
  spec: RecordSpec;
  header: Header;
  /** Data rows, in the order of the file, in blocks. */
  rows: AsyncGenerator<SheetRow[]>;
}

/** @throws BatchRefused */
export async function openSheet(upload: Upload, sector: Sector, read?: (bytes: number) => void): Promise<Sheet> {
  const blocks = upload.rows(read);
  try {
    const begin = await firstRows(blocks);
    const titles = begin[0]!.cells.map(textOf);
    const place = placeOfItem(titles);
    const spec = specOf(textOf(begin[1]?.cells[place] ?? "").trim(), sector);
    const header = readHeader(titles, spec, upload.format);
    // What is to be said of the sheet is said of its first row.
    if (begin[0]!.note !== undefined) begin[1]!.note = begin[0]!.note;
    return { spec, header, rows: beginningWith(begin.slice(1), blocks) };
  } catch (error) {
    await blocks.return(undefined);
    throw error;
  }
}

/** The titles, and at least one row below them. */
async function firstRows(blocks: AsyncGenerator<SheetRow[]>): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  while (rows.length < 2) {
    const next = await blocks.next();
    if (next.done && rows.length === 1) placeOfItem(rows[0]!.cells.map(textOf));
    if (next.done)
      throw new BatchRefused("FILE_EMPTY", "文件没有数据行；请在标题下填写数据后再提交", "the file has no rows below its titles");
    rows.push(...next.value);
  }
  return rows;
}

async function* beginningWith(first: SheetRow[], rest: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow[]> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function specOf(code: string, sector: Sector): RecordSpec {
  const own = sector.types.find(({ item }) => item.code === code);
  if (own !== undefined) return own;
  const foreign = loadCatalogue().items.find((item) => item.code === code);
  if (foreign !== undefined) {
    const command = `npm run collect -- ${foreign.sector} FILE`;
    const zh = `目录事项 ${code} 属于 ${foreign.sector}，不属于 ${sector.name}；请用：${command}`;
    throw new BatchRefused("ITEM_OF_ANOTHER_SECTOR", zh, `item ${code} belongs to sector ${foreign.sector}; use: ${command}`);
  }
  const codes = sector.types.map(({ item }) => `${item.code}（${item.zh}）`).join("、");
  const zh = `首个数据行的“目录事项”不是目录中的事项编码；${sector.name} 的事项有：${codes}`;
  const en = `the first row names no item of the catalogue; those of ${sector.name} are ${sector.types.map(({ item }) => item.code).join(", ")}`;
  throw new BatchRefused("ITEM_UNKNOWN", zh, en);
}
