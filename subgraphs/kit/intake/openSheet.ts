/**
 * A file as a sheet of one catalogue item: which type it brings, which column is which, and its rows.
 * Refuses a file for another sector, naming that sector, and a file that names no item.
 */
import { loadCatalogue } from "../../../schema/catalogue/load";
import type { RecordSpec } from "../record/recordType";
import type { Sector } from "../sector";
import { BatchRefused } from "./batchRefused";
import { placeOfItem, readHeader, type Header } from "./header";
import { readCsv, type SheetRow } from "./readCsv";

export interface Sheet {
  spec: RecordSpec;
  header: Header;
  /** Data rows, in the order of the file. */
  rows: AsyncGenerator<SheetRow>;
}

/** @throws BatchRefused */
export async function openSheet(file: string, sha256: string, sector: Sector): Promise<Sheet> {
  const rows = readCsv(file, sha256);
  try {
    const titles = await nextRow(rows);
    const place = placeOfItem(titles.cells);
    const first = await nextRow(rows);
    const spec = specOf(first.cells[place] ?? "", sector);
    return { spec, header: readHeader(titles.cells, spec), rows: beginningWith(first, rows) };
  } catch (error) {
    await rows.return(undefined);
    throw error;
  }
}

async function nextRow(rows: AsyncGenerator<SheetRow>): Promise<SheetRow> {
  const next = await rows.next();
  if (next.done) throw new BatchRefused("FILE_EMPTY", "文件只有标题，没有数据行", "the file has a header and no rows");
  return next.value;
}

async function* beginningWith(first: SheetRow, rest: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
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
