/**
 * A CSV file as rows of cells, each with its line, as a stream.
 *
 * Promise: cells come as they stand in the file, untrimmed. Refuses a file whose quotes do not match, for then no row
 * after that place can be told from the next, and a file whose last row lacks cells, for it was cut off.
 */
import { CsvError, parse, type Info } from "csv-parse";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BatchRefused } from "./batchRefused";
import { lineTooLong, textBlocks, truncated } from "./textBlocks";

export interface SheetRow {
  /** Line of the file where the row begins; the first is 1. */
  line: number;
  cells: string[];
}

const MAX_ROW_BYTES = 1 << 17;

/** The rows of `file`, the header first; rows of empty cells are left out. */
export async function* readCsv(file: string, sha256: string): AsyncGenerator<SheetRow> {
  const parser = parse({
    info: true,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
  });
  const feeding = pipeline(Readable.from(textBlocks(file, sha256)), parser);
  feeding.catch(() => undefined);
  let width = 0;
  let held: SheetRow | undefined;
  try {
    for await (const read of parser) {
      const row = rowOf(read as { record: string[]; info: Info });
      if (row.cells.every((cell) => cell.trim() === "")) continue;
      if (held !== undefined) yield held;
      held = row;
      if (width === 0) width = row.cells.length;
    }
  } catch (error) {
    throw asRefusal(error, held);
  } finally {
    parser.destroy();
  }
  if (held === undefined) throw new BatchRefused("FILE_EMPTY", "文件是空的", "the file is empty");
  if (held.cells.length < width) throw truncated(held.line);
  yield held;
}

/** csv-parse tells the line where a row ends. */
function rowOf({ record, info }: { record: string[]; info: Info }): SheetRow {
  const breaks = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
  return { line: info.lines - breaks, cells: record };
}

function asRefusal(error: unknown, last: SheetRow | undefined): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error["lines"] === "number" ? error["lines"] : (last?.line ?? 0) + 1;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return truncated(line);
  if (error.code === "CSV_MAX_RECORD_SIZE") return lineTooLong(line);
  const zh = `第 ${line} 行的引号不成对，其后的行无法可靠读出`;
  return new BatchRefused("FILE_QUOTES", zh, `the quotes in line ${line} do not match; the rows after it cannot be told apart`);
}
