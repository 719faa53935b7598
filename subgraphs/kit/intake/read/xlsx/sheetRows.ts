/**
 * The rows of one sheet, out of its XML as it comes.
 *
 * Promise: memory does not grow with the sheet; empty rows cost nothing. A number stays a number, a date becomes the day
 * that the sheet shows, a formula is known as one. Refuses merged cells: all but one of them are empty to every program
 * but to the eye of whoever merged them.
 */
import { BatchRefused } from "../../batchRefused";
import { serialDay } from "./serialDay";
import type { SharedStrings } from "./sharedStrings";
import type { Cell, SheetRow, TypedCell } from "../sheetRow";
import { isTrue, type Workbook } from "./workbook";
import { unescaped, visitXml, type XmlAttributes } from "./xmlPart";
import { damaged } from "./zipFile";

const MAX_COLUMNS = 16_384;
const MAX_CELL_CHARACTERS = 32_767;
const HIDDEN_ROW = "该行在工作表中是隐藏的，也已读取";

/** What is known of the cell that is being read. */
interface OpenCell {
  place: number;
  type: string;
  format: number;
  text: string;
  formula: boolean;
}

export class SheetReader {
  private rows: SheetRow[] = [];
  private row: SheetRow = { line: 0, cells: [] };
  private line = 0;
  private cell: OpenCell | undefined;
  /** Where a cell stands that does not say where. */
  private nextPlace = 0;
  /** Whether the text that comes belongs to the cell. */
  private listening = false;
  private width = 0;

  constructor(
    private readonly workbook: Workbook,
    private readonly strings: SharedStrings,
  ) {}

  /** The rows that have something in them; the first is the widest that counts. */
  async *read(bytes: AsyncIterable<Buffer>, read?: (bytes: number) => void): AsyncGenerator<SheetRow[]> {
    const visitor = { open: this.open.bind(this), close: this.close.bind(this), text: this.text.bind(this) };
    for await (const length of visitXml(bytes, visitor)) {
      read?.(length);
      if (this.rows.length === 0) continue;
      yield this.rows;
      this.rows = [];
    }
    if (this.rows.length > 0) yield this.rows;
  }

  private open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case "row":
        this.line = attributes["r"] === undefined ? this.line + 1 : Number(attributes["r"]);
        this.row = { line: this.line, cells: [] };
        this.nextPlace = 0;
        if (isTrue(attributes["hidden"])) this.row.note = HIDDEN_ROW;
        break;
      case "c":
        this.cell = {
          place: attributes["r"] === undefined ? this.nextPlace : columnOf(attributes["r"]),
          type: attributes["t"] ?? "n",
          format: Number(attributes["s"] ?? 0),
          ...{ text: "", formula: false },
        };
        this.nextPlace = this.cell.place + 1;
        break;
      case "f":
        if (this.cell !== undefined) this.cell.formula = true;
        this.listening = false;
        break;
      case "v":
      case "t":
        this.listening = this.cell !== undefined;
        break;
      case "mergeCell":
        throw merged(attributes["ref"] ?? "");
    }
  }

  private text(text: string): void {
    if (!this.listening) return;
    this.cell!.text += text;
    if (this.cell!.text.length > MAX_CELL_CHARACTERS) throw damaged();
  }

  private close(name: string): void {
    if (name === "v" || name === "t") this.listening = false;
    if (name === "row") this.endRow();
    if (name !== "c" || this.cell === undefined) return;
    const value = this.valueOf(this.cell);
    if (value !== "") {
      const { cells } = this.row;
      while (cells.length < this.cell.place) cells.push("");
      cells[this.cell.place] = value;
    }
    this.cell = undefined;
  }

  private endRow(): void {
    const { cells } = this.row;
    if (!cells.some((cell) => typeof cell !== "string" || cell.trim() !== "")) return;
    if (this.width === 0) this.width = cells.length;
    while (cells.length < this.width) cells.push("");
    this.rows.push(this.row);
  }

  private valueOf({ type, format, text, formula }: OpenCell): Cell {
    const read = this.plainValue(type, format, text);
    if (!formula) return read;
    if (this.workbook.hasExternalLinks) return unreadable("公式所在的工作簿链接了其他工作簿，结果无法核对；请粘贴为数值");
    if (text === "") return unreadable("公式没有保存结果；请用电子表格软件打开、保存，或粘贴为数值");
    return typeof read === "string" ? { form: "TEXT", text: read, formula } : { ...read, formula };
  }

  private plainValue(type: string, format: number, text: string): Cell {
    switch (type) {
      case "s":
        return text === "" ? "" : this.strings.at(Number(text));
      case "str":
      case "inlineStr":
        return unescaped(text);
      case "b":
        return { form: "BOOLEAN", text: isTrue(text) ? "是" : "否" };
      case "d":
        return { form: "DATE", text: text.slice(0, 19).replace("T", " ").replace(" 00:00:00", "") };
      case "e":
        return unreadable("单元格是错误值（如 #REF!）；请改正公式或填写内容");
      default:
        return text === "" ? "" : this.numberOf(text, format);
    }
  }

  private numberOf(text: string, format: number): Cell {
    const value = Number(text);
    if (!Number.isFinite(value)) throw damaged();
    const { epoch, dateFormats } = this.workbook;
    if (dateFormats.has(format)) {
      const day = serialDay(value, epoch);
      return day === undefined ? unreadable("不是可以确定的日期；请以 2025-03-01 的形式填写") : { form: "DATE", text: day };
    }
    // Excel computes with 17 digits and shows 15.
    return { form: "NUMBER", text: String(Number(value.toPrecision(15))), epoch };
  }
}

function unreadable(why: string): TypedCell {
  return { form: "UNREADABLE", text: why };
}

/** AB12 → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column < 1 || column > MAX_COLUMNS) throw damaged();
  return column - 1;
}

function merged(range: string): BatchRefused {
  const place = /^[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}$/.test(range) ? ` ${range} ` : "";
  const zh = `工作表中有合并的单元格${place}；请取消合并，把每一格填写完整后再提交`;
  return new BatchRefused("SHEET_MERGED_CELLS", zh, `the sheet has merged cells${place}; unmerge them and fill every cell`);
}
