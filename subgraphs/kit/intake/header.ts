/**
 * Which column of a file is which. Refuses the whole file when a column is unknown, missing or there twice, for then
 * no cell can be trusted to mean what its place says.
 */
import { BatchRefused } from "./batchRefused";
import { columnsOf, ITEM_COLUMN, type Column } from "./columns";
import type { RecordSpec } from "../record/recordType";
import type { UploadFormat } from "./read/upload";

/** Columns that a refusal file has in front; they are skipped when it comes back mended. */
export const REFUSAL_COLUMNS = ["行号", "列", "原因"] as const;

export interface Header {
  /** By place in the file; `undefined` for a column of the refusal file. */
  columns: readonly (Column | undefined)[];
  /** A refusal file that comes back, mended. */
  isRefusalFile: boolean;
  /** Its cells were made harmless for spreadsheets, as those of a refusal file in CSV are. */
  defused: boolean;
}

/** The place of the column 目录事项. @throws BatchRefused when the first row has none. */
export function placeOfItem(cells: readonly string[]): number {
  const place = cells.findIndex((cell) => isTitleOf(ITEM_COLUMN, cell.trim()));
  if (place >= 0) return place;
  const oneCell = cells.length === 1 && /[;\t，；]/.test(cells[0]!);
  if (oneCell)
    throw new BatchRefused(
      "HEADER_ABSENT",
      "各列之间须用英文逗号分隔；请重新导出为逗号分隔的 CSV",
      "columns are separated by commas; export the file so",
    );
  const zh = `首行应为列标题，且须有“${ITEM_COLUMN.title}”一列；模板可用 npm run collect -- <部门> --template <事项> 得到`;
  const en = `the first row holds the titles, with a column "${ITEM_COLUMN.title}" (item); --template prints them`;
  throw new BatchRefused("HEADER_ABSENT", zh, en);
}

/** @throws BatchRefused */
export function readHeader(cells: readonly string[], spec: RecordSpec, format: UploadFormat = "CSV"): Header {
  const titles = cells.map((cell) => cell.trim());
  const isRefusalFile = REFUSAL_COLUMNS.every((title) => titles.includes(title));
  const expected = columnsOf(spec);
  const columns = titles.map((title, place) => {
    if (isRefusalFile && (REFUSAL_COLUMNS as readonly string[]).includes(title)) return undefined;
    return expected.find((column) => column.title === title) ?? byName(expected, title) ?? refuseUnknown(title, place, spec);
  });
  refuseTwice(columns);
  const missing = expected.filter((column) => !columns.includes(column)).map(({ title }) => title);
  if (missing.length > 0) {
    const zh = `缺少以下列：${missing.join("、")}（单元格可以为空的列也须保留）`;
    const en = `these columns are missing: ${missing.join(", ")} (a column stays also where its cells may be empty)`;
    throw new BatchRefused("HEADER_MISSING_COLUMN", zh, en);
  }
  return { columns, isRefusalFile, defused: isRefusalFile && format === "CSV" };
}

function isTitleOf(column: Column, title: string): boolean {
  return title === column.title || title === column.name;
}

/** A field of a type may have the English name of a common column; that name then means the common one. */
function byName(expected: readonly Column[], name: string): Column | undefined {
  const named = expected.filter((column) => column.name === name);
  return named.find(({ part }) => part === "common") ?? named[0];
}

function refuseUnknown(title: string, place: number, spec: RecordSpec): never {
  const zh = `第 ${place + 1} 列${quoted(title, "“", "”")}不在目录事项 ${spec.item.code}（${spec.item.zh}）的模板之中；请删去该列，或改为模板中的标题`;
  const en = `column ${place + 1}${quoted(title, ' "', '"')} is not in the template of item ${spec.item.code}; remove it, or give it a title of the template`;
  throw new BatchRefused("HEADER_UNKNOWN_COLUMN", zh, en);
}

/** In a file without a header the "title" is a person's data: nothing long, nothing with digits is repeated. */
function quoted(title: string, open: string, close: string): string {
  return title === "" || title.length > 12 || /\d/.test(title) ? "" : `${open}${title}${close}`;
}

function refuseTwice(columns: readonly (Column | undefined)[]): void {
  const twice = columns.find((column, place) => column !== undefined && columns.indexOf(column) !== place);
  if (twice === undefined) return;
  throw new BatchRefused(
    "HEADER_DUPLICATE_COLUMN",
    `“${twice.title}”一列出现了两次；请只保留一列`,
    `the column "${twice.title}" is there twice; keep one`,
  );
}
