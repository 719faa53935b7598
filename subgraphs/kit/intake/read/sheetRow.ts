/**
 * A row of an upload, whatever its format: cells as they stand, and where the row begins. Text is text; what a
 * spreadsheet or JSON holds as something else says so, for whether a number may stand for a text is the column's affair.
 */

export type Cell = string | TypedCell;

export interface TypedCell {
  form: "TEXT" | "NUMBER" | "DATE" | "BOOLEAN" | "LIST" | "UNREADABLE";
  /** Decimal digits; `YYYY-MM-DD` or `YYYY-MM-DD hh:mm:ss`; 是 or 否; the parts of a list joined by 、; why it is unreadable. */
  text: string;
  /** First day of the workbook's serial numbers, of a NUMBER in a spreadsheet. */
  epoch?: 1900 | 1904;
  /** The cell holds a formula; `text` is the result that was saved with it. */
  formula?: true;
}

export interface SheetRow {
  /** Line of the file (row of the sheet) where the row begins; the first is 1. */
  line: number;
  cells: Cell[];
  /** What is wrong with the row as a whole, in a sentence for the steward. */
  problem?: string;
  /** What the steward should know of the row, or of the sheet that begins with it. */
  note?: string;
  /** The object that a line of JSON holds. */
  object?: Readonly<Record<string, unknown>>;
}

/** The cell as text, for titles and refusal files. */
export function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.form === "UNREADABLE" ? "" : cell.text;
}
