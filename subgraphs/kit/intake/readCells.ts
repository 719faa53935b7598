/**
 * The cells of one row as values.
 *
 * Promise: every cell is read by its column's kind or named with its problem. A problem never repeats the cell.
 */
import { cellReader, type CellReader } from "./cellReader";
import type { Column } from "./columns";
import type { Header } from "./header";
import type { SheetRow } from "./read/sheetRow";

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

export type RowReader = (row: SheetRow) => ReadRow;

/** Reads rows under `header`; made once a file, for its columns remember. */
export function rowReader(header: Header): RowReader {
  const readers = header.columns.map((column): [Column, CellReader] | undefined =>
    column === undefined ? undefined : [column, cellReader(column, header.defused)],
  );
  return (row) => {
    const wrong = row.problem ?? problemOfWidth(row, readers.length);
    if (wrong !== undefined) return refused({ row: row.line, column: WHOLE_ROW, problem: wrong });
    const read: ReadRow = { common: {}, detail: {}, problems: [], notes: [] };
    for (let place = 0; place < readers.length; place++) {
      if (readers[place] === undefined) continue;
      const [column, reader] = readers[place]!;
      const found = reader(row.cells[place]!);
      if (found === undefined) continue;
      if ("problem" in found) {
        read.problems.push({ row: row.line, column: column.title, problem: found.problem });
        continue;
      }
      read[column.part][column.name] = found.value;
      if (found.note !== undefined) read.notes.push({ row: row.line, column: column.title, problem: found.note });
    }
    return read;
  };
}

function refused(problem: RowProblem): ReadRow {
  return { common: {}, detail: {}, problems: [problem], notes: [] };
}

function problemOfWidth({ cells }: SheetRow, width: number): string | undefined {
  return cells.length === width ? undefined : `有 ${cells.length} 个单元格，应为 ${width} 个；请核对分隔符和引号`;
}
