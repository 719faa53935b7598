/**
 * One cell of one column as a value.
 *
 * Promise: pure in effect; every cell is a value or a problem, and neither repeats the cell. What identifies is taken to
 * the letter or refused, also when a spreadsheet made a number of it. A column remembers what it read of short cells, for
 * a million rows say few different dates, organs and codes.
 */
import { LegalDate, YesNo, type Read } from "../record/kinds";
import type { Column } from "./columns";
import { serialDay } from "./read/xlsx/serialDay";
import type { Cell, TypedCell } from "./read/sheetRow";
import { asItStood } from "./spreadsheetCell";

/** `undefined`: the cell is empty, and may be. */
export type CellReader = (cell: Cell) => Read | undefined;

const REMEMBERED = 2000;
const REMEMBERED_CHARACTERS = 64;
const EMPTY: Read = { problem: "不能为空" };
/** Excel keeps no more digits of a number. */
const MAX_DIGITS = 15;

/** `defused`: cells were made harmless for spreadsheets, as in a refusal file that comes back as CSV. */
export function cellReader(column: Column, defused: boolean): CellReader {
  const known = new Map<string, Read | undefined>();
  return (cell) => {
    if (typeof cell !== "string") return readTyped(column, cell);
    if (column.exact) return readText(column, defused ? asItStood(cell) : cell);
    let read = known.get(cell);
    if (read !== undefined || known.has(cell)) return read;
    read = readText(column, defused ? asItStood(cell) : cell);
    // A copy: the cell is a slice that would keep its whole block in memory.
    if (known.size < REMEMBERED && cell.length <= REMEMBERED_CHARACTERS) known.set(Buffer.from(cell).toString(), read);
    return read;
  };
}

function readText(column: Column, cell: string): Read | undefined {
  const text = column.exact ? cell : cell.trim();
  if (text.trim() === "") return column.required ? EMPTY : undefined;
  if (column.exact && text.trim() !== text) return { problem: "首尾有空格，请删去" };
  if (!isPlain(text) && hasHiddenCharacters(text, column.exact)) return { problem: "含有不可见的控制字符，请删去后重新填写" };
  return column.kind.read(text);
}

/** Only characters of which none is hidden: ASCII letters and ideographs and what stands between them in most cells. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code > 0x7e && code < 0x3000) || code >= 0xd800) return false;
  }
  return true;
}

/** Control characters and those that turn the direction of writing; free text may have line breaks and tabs. */
function hasHiddenCharacters(text: string, exact: boolean): boolean {
  return exact ? /[\p{Cc}\p{Cf}]/u.test(text) : /[\u202A-\u202E\u2066-\u2069]|(?![\t\r\n])\p{Cc}/u.test(text);
}

function readTyped(column: Column, cell: TypedCell): Read | undefined {
  const problem = problemOfForm(column, cell);
  if (problem !== undefined) return { problem };
  const text = cell.form === "NUMBER" && column.kind === LegalDate ? serialDay(Number(cell.text), cell.epoch ?? 1900) : cell.text;
  const read = text === undefined ? { problem: "不是可以确定的日期；请以 2025-03-01 的形式填写" } : readText(column, text);
  if (read === undefined || "problem" in read) return read;
  const note = cell.formula ? "该格是公式，已取其保存的结果" : text !== cell.text ? "Excel 日期序列号已换算为日期" : read.note;
  return note === undefined ? read : { ...read, note };
}

/** Why a cell of this form cannot stand in the column. */
function problemOfForm(column: Column, { form, text, formula }: TypedCell): string | undefined {
  if (form === "UNREADABLE") return text;
  if (column.exact && formula) return "标识不得由公式得出：保存的结果可能已经过时；请粘贴为文本";
  if (column.exact && form === "NUMBER")
    return "标识被存成了数值：前导零和第 15 位以后的数字已不可靠；请将该列设为文本格式，从业务系统重新填入";
  if (column.exact && form === "DATE") return "标识被电子表格改成了日期；请将该列设为文本格式，重新填写";
  if (form === "NUMBER" && (/e/i.test(text) || text.replaceAll(/\D/g, "").length > MAX_DIGITS))
    return "数值超过 15 位有效数字，后几位已丢失；请将该列设为文本格式，重新填写";
  if (form === "BOOLEAN" && column.kind !== YesNo) return "应为文本，不是逻辑值";
  if (form === "LIST" && !column.kind.name.startsWith("list of ") && text.includes("、")) return "该列只能有一个值";
  return undefined;
}
