/**
 * JSON Lines as rows: one object a line, its keys the titles. The first row that comes out holds the keys of the first
 * object; every later object must have the same ones, in any order.
 *
 * Promise: an object reads the same for everybody (ATTACKS H07: a key that stands twice is refused); a number stays one,
 * so that no identifier is taken from a number (H09).
 */
import { JsonProblem, parseStrictJson } from "../../../../schema/contract/strictJson";
import { BatchRefused } from "../batchRefused";
import type { Cell, SheetRow } from "./sheetRow";

/** An object of texts, numbers and lists of them. */
const MAX_DEPTH = 2;

export class JsonRows {
  private titles: string[] | undefined;
  private line = 1;

  /** The rows of `text`, whole lines of the file. */
  push(text: string): SheetRow[] {
    const rows: SheetRow[] = [];
    for (let start = 0; start < text.length; this.line++) {
      const end = text.indexOf("\n", start);
      const line = text.slice(start, end < 0 ? text.length : end).trim();
      start = end < 0 ? text.length : end + 1;
      if (line !== "") this.take(line, rows);
    }
    return rows;
  }

  private take(text: string, rows: SheetRow[]): void {
    const object = objectIn(text, this.line);
    if (this.titles === undefined) {
      this.titles = Object.keys(object);
      rows.push({ line: this.line, cells: this.titles });
    }
    const row: SheetRow = { line: this.line, cells: this.titles.map((title) => cellOf(object[title])), object };
    const problem = this.problemOfKeys(object);
    rows.push(problem === undefined ? row : { ...row, problem });
  }

  private problemOfKeys(object: Readonly<Record<string, unknown>>): string | undefined {
    const missing = this.titles!.filter((title) => !Object.hasOwn(object, title));
    if (missing.length > 0) return `缺少以下键：${missing.join("、")}（没有内容的写 null）`;
    if (Object.keys(object).length > this.titles!.length) return "有首行没有的键；各行的键须相同";
    return undefined;
  }
}

function objectIn(text: string, line: number): Record<string, unknown> {
  try {
    const value = parseStrictJson(text, { maxDepth: MAX_DEPTH });
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
  }
  const zh = `第 ${line} 行不是一个 JSON 对象，或同一个键出现了两次；JSON Lines 每行写一个对象`;
  const en = `line ${line} is not one JSON object, or states a key twice; JSON Lines holds one object a line`;
  throw new BatchRefused("FILE_FORMAT", zh, en);
}

function cellOf(value: unknown): Cell {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return { form: "NUMBER", text: String(value) };
  if (typeof value === "boolean") return { form: "BOOLEAN", text: value ? "是" : "否" };
  if (Array.isArray(value) && value.every((part) => typeof part === "string" && !/[、;；]/.test(part)))
    return { form: "LIST", text: value.join("、") };
  return { form: "UNREADABLE", text: "应为文本，或文本的列表（列表中的文本不含顿号和分号）" };
}
