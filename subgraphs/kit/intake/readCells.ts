/**
 * The cells of one row as values. Pure.
 *
 * Promise: every cell is read by its column's kind or named with its problem; identifiers are taken to the letter or
 * refused. A problem never repeats the cell.
 */
import type { Column } from "./columns";
import type { Header } from "./header";
import type { SheetRow } from "./readCsv";
import { asItStood } from "./spreadsheetCell";

/** What is wrong with a row, or was mended in it: a sentence for the steward, without the value. */
export interface RowProblem {
  /** Line of the file. */
  row: number;
  /** Title of the column, or 整行. */
  column: string;
  problem: string;
}

export const WHOLE_ROW = "整行";

export interface ReadRow {
  common: Record<string, unknown>;
  /** In the order of the file; optional cells that are empty are no key of it. */
  detail: Record<string, unknown>;
  problems: RowProblem[];
  notes: RowProblem[];
}

export function readCells({ line: row, cells }: SheetRow, header: Header): ReadRow {
  const read: ReadRow = { common: {}, detail: {}, problems: [], notes: [] };
  const width = header.columns.length;
  if (cells.length !== width) {
    read.problems.push({ row, column: WHOLE_ROW, problem: `有 ${cells.length} 个单元格，应为 ${width} 个` });
    return read;
  }
  header.columns.forEach((column, place) => {
    if (column === undefined) return;
    const cell = header.isRefusalFile ? asItStood(cells[place]!) : cells[place]!;
    const text = column.exact ? cell : cell.trim();
    if (text.trim() === "") {
      if (column.required) read.problems.push({ row, column: column.title, problem: "不能为空" });
      return;
    }
    const found = readCell(column, text);
    if ("problem" in found) {
      read.problems.push({ row, column: column.title, problem: found.problem });
      return;
    }
    read[column.part][column.name] = found.value;
    if (column.name === "name" || column.name === "fullName") noteMendedDot(read, row, column, text, found.value);
  });
  return read;
}

function readCell(column: Column, text: string): { value: unknown } | { problem: string } {
  if (column.exact && text.trim() !== text) return { problem: "首尾有空格" };
  if (hasHiddenCharacters(text, column.exact)) return { problem: "含有不可见的控制字符" };
  return column.kind.read(text);
}

/** Control characters and those that turn the direction of writing; free text may have line breaks and tabs. */
function hasHiddenCharacters(text: string, exact: boolean): boolean {
  return exact ? /[\p{Cc}\p{Cf}]/u.test(text) : /[\u202A-\u202E\u2066-\u2069]|(?![\t\r\n])\p{Cc}/u.test(text);
}

function noteMendedDot(read: ReadRow, row: number, column: Column, text: string, value: unknown): void {
  if (text !== value) read.notes.push({ row, column: column.title, problem: "姓名中的间隔号已改为规范的“·”（U+00B7）" });
}
