/** A refused row, how it is told, and where such rows go; each format writes them in its own way. */
import type { RowProblem } from "../readCells";
import type { SheetRow } from "../read/sheetRow";

export interface RefusedRow {
  row: SheetRow;
  problems: RowProblem[];
}

/** A row with its reasons, as all formats tell them. */
export interface ToldRow {
  row: SheetRow;
  columns: string;
  reasons: string;
}

/** Where refused rows go, in the order in which they are found. */
export interface Refusals {
  add(refused: readonly RefusedRow[]): Promise<void>;
  /** Path of the file; `undefined` when nothing was refused. */
  finish(): Promise<string | undefined>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Writes rows of one format to a new file at `path`, that only its owner may read. */
export interface RefusalWriter {
  write(rows: readonly ToldRow[]): Promise<void>;
  /** Ends the file; also after a `write` that failed. */
  close(): Promise<void>;
}

export function told({ row, problems }: RefusedRow): ToldRow {
  return {
    row,
    columns: [...new Set(problems.map(({ column }) => column))].join("、"),
    reasons: problems.map(({ column, problem }) => `${column}：${problem}`).join("；"),
  };
}
