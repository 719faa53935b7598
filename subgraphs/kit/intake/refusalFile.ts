/**
 * The rows of a batch that were refused, as a file that the steward mends and sends again: the same columns, and in
 * front the line, the column and the reason.
 *
 * Threat (ATTACKS H16, H17): the file holds persons' data, so only its owner may read it, it never
 * follows a link that somebody laid in its place, and no cell runs as a formula in a spreadsheet.
 */
import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { csvLine } from "./csvLine";
import { REFUSAL_COLUMNS, type Header } from "./header";
import type { RowProblem } from "./readCells";
import type { SheetRow } from "./readCsv";
import { asItStood, harmless } from "./spreadsheetCell";

export interface RefusedRow {
  row: SheetRow;
  problems: RowProblem[];
}

const BYTE_ORDER_MARK = "\uFEFF";
const LINES_AT_ONCE = 1000;

/** Writes `<file>.refused.csv` into `folder` (default: beside the upload); its path. */
export async function writeRefusalFile(
  file: string,
  header: Header,
  refused: readonly RefusedRow[],
  folder = dirname(file),
): Promise<string> {
  const path = join(folder, `${basename(file)}.refused.csv`);
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.write(
        BYTE_ORDER_MARK + csvLine([...REFUSAL_COLUMNS, ...header.columns.flatMap((column) => column?.title ?? [])]),
      );
      for (let start = 0; start < refused.length; start += LINES_AT_ONCE) {
        const part = refused.slice(start, start + LINES_AT_ONCE);
        await handle.write(part.map((one) => lineOf(one, header)).join(""));
      }
    } finally {
      await handle.close();
    }
    // Replaces a link in this place instead of writing through it.
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return path;
}

function lineOf({ row, problems }: RefusedRow, header: Header): string {
  const columns = [...new Set(problems.map(({ column }) => column))].join("、");
  const reasons = problems.map(({ column, problem }) => `${column}：${problem}`).join("；");
  const own = row.cells.filter((_, place) => place >= header.columns.length || header.columns[place] !== undefined);
  const cells = header.isRefusalFile ? own.map(asItStood) : own;
  return csvLine([String(row.line), columns, reasons, ...cells].map(harmless));
}
