/**
 * An XLSX workbook as rows: those of its one visible sheet.
 *
 * Refuses a workbook with content on several visible sheets. A hidden sheet is not read, and that is said.
 */
import { BatchRefused } from "../../batchRefused";
import type { SheetRow } from "../sheetRow";
import { readSharedStrings, type SharedStrings } from "./sharedStrings";
import { SheetReader } from "./sheetRows";
import { readWorkbookPart, type Workbook } from "./workbook";
import { openZip, type ZipFile } from "./zipFile";

const MAX_SHEET_BYTES = 2 * 2 ** 30;
const HIDDEN_SHEET = "工作簿中有隐藏的工作表，没有读取";

/** @throws BatchRefused */
export async function* readWorkbook(file: string, _: unknown, read?: (bytes: number) => void): AsyncGenerator<SheetRow[]> {
  const zip = await openZip(file);
  try {
    const workbook = await readWorkbookPart(zip);
    const strings = await readSharedStrings(zip);
    const [first, ...others] = workbook.sheets;
    for (const other of others) await refuseContent(zip, other, workbook, strings);
    let isFirst = true;
    for await (const rows of new SheetReader(workbook, strings).read(zip.bytesOf(first!, MAX_SHEET_BYTES), read)) {
      if (isFirst && workbook.hasHiddenSheets) rows[0]!.note = HIDDEN_SHEET;
      isFirst = false;
      yield rows;
    }
  } finally {
    zip.close();
  }
}

async function refuseContent(zip: ZipFile, sheet: string, workbook: Workbook, strings: SharedStrings): Promise<void> {
  for await (const _ of new SheetReader(workbook, strings).read(zip.bytesOf(sheet, MAX_SHEET_BYTES))) {
    const zh = "工作簿有多个含内容的工作表，无法判断以哪一个为准；请只保留要报送的一个，其余删除或另存";
    const en = "the workbook has content on several sheets; keep the one to be sent and delete the others";
    throw new BatchRefused("SHEET_AMBIGUOUS", zh, en);
  }
}
