/**
 * CSV (RFC 4180) as rows of cells, block after block.
 *
 * Promise: cells come as they stand in the file, untrimmed, each row with the line where it begins; rows of empty cells
 * are left out. Refuses a file whose quotes do not match, for then no row after that place can be told from the next.
 *
 * Ours, because the row is the unit of a million: csv-parse, the oracle of its test, takes eight times as long
 * (docs/decisions/0019).
 */
import { BatchRefused } from "../batchRefused";
import { lineTooLong, truncated } from "./lineBlocks";
import type { SheetRow } from "./sheetRow";

const MAX_ROW_CHARACTERS = 1 << 17;
const QUOTE = '"';

export class CsvRows {
  /** What has come and is no whole row yet: a quoted cell with a line break in it. */
  private rest = "";
  private line = 1;
  private width: number | undefined;
  private last: SheetRow | undefined;

  /** The rows that `text`, whole lines of the file, completes. */
  push(text: string): SheetRow[] {
    const all = this.rest + text;
    const rows: SheetRow[] = [];
    let start = 0;
    let quote = all.indexOf(QUOTE);
    while (start < all.length) {
      const end = all.indexOf("\n", start);
      if (end < 0) break;
      if (quote >= 0 && quote < start) quote = all.indexOf(QUOTE, start);
      const next = quote < 0 || quote > end ? this.plainRow(all, start, end, rows) : this.quotedRow(all, start, rows);
      if (next === undefined) break;
      start = next;
    }
    this.rest = all.slice(start);
    if (this.rest.length > MAX_ROW_CHARACTERS) throw lineTooLong(this.line);
    this.width ??= rows[0]?.cells.length;
    this.last = rows.at(-1) ?? this.last;
    return rows;
  }

  /** @throws BatchRefused when the file ends inside a row, or with one that lacks cells: it was cut off. */
  end(): void {
    if (this.rest !== "") throw truncated(this.line);
    if (this.last !== undefined && this.last.cells.length < this.width!) throw truncated(this.last.line);
  }

  private plainRow(all: string, start: number, end: number, rows: SheetRow[]): number {
    const stop = all.charCodeAt(end - 1) === 0x0d && end > start ? end - 1 : end;
    if (stop - start > MAX_ROW_CHARACTERS) throw lineTooLong(this.line);
    this.take(all.slice(start, stop).split(","), rows);
    this.line++;
    return end + 1;
  }

  /** Where the next row begins; `undefined` when this one has not ended yet. */
  private quotedRow(all: string, start: number, rows: SheetRow[]): number | undefined {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const cell = all[at] === QUOTE ? quotedCell(all, at) : plainCell(all, at);
      if (cell === undefined) return undefined;
      if (cell.broken) throw this.badQuotes(linesIn(all, start, cell.end));
      cells.push(cell.text);
      at = cell.end + 1;
      if (all[cell.end] !== ",") break;
    }
    if (all[at - 1] === "\r") at++;
    if (at - start > MAX_ROW_CHARACTERS) throw lineTooLong(this.line);
    this.take(cells, rows);
    this.line += linesIn(all, start, at);
    return at;
  }

  private take(cells: string[], rows: SheetRow[]): void {
    if (cells[0]!.trim() !== "" || cells.some((cell) => cell.trim() !== "")) rows.push({ line: this.line, cells });
  }

  private badQuotes(linesBefore: number): BatchRefused {
    const line = this.line + linesBefore;
    const zh = `第 ${line} 行的引号不成对，其后的行无法可靠读出；请改正该行后重新提交`;
    return new BatchRefused("FILE_QUOTES", zh, `the quotes in line ${line} do not match; the rows after it cannot be told apart`);
  }
}

/** One cell; `end` is the place of the comma or line break after it. */
interface FoundCell {
  text: string;
  end: number;
  /** A quote where none may be. */
  broken?: true;
}

function quotedCell(all: string, start: number): FoundCell | undefined {
  let quote = all.indexOf(QUOTE, start + 1);
  while (quote >= 0 && all[quote + 1] === QUOTE) quote = all.indexOf(QUOTE, quote + 2);
  if (quote < 0 || quote + 1 === all.length) return undefined;
  const end = quote + 1;
  const text = all.slice(start + 1, quote);
  const ends = all[end] === "," || all[end] === "\n" || (all[end] === "\r" && all[end + 1] === "\n");
  if (!ends) return { text, end, broken: true };
  return { text: text.includes(QUOTE) ? text.replaceAll('""', QUOTE) : text, end };
}

function plainCell(all: string, start: number): FoundCell | undefined {
  const comma = all.indexOf(",", start);
  const feed = all.indexOf("\n", start);
  if (feed < 0) return undefined;
  let end = comma < 0 || comma > feed ? feed : comma;
  if (end === feed && end > start && all[end - 1] === "\r") end--;
  const text = all.slice(start, end);
  return text.includes(QUOTE) ? { text, end, broken: true } : { text, end };
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let feed = text.indexOf("\n", start); feed >= 0 && feed < end; feed = text.indexOf("\n", feed + 1)) lines++;
  return lines;
}
