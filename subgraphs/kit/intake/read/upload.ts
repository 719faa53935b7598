/**
 * A file that a department sent, looked through once: what it is, in which encoding, and the hash of its content.
 *
 * Promise: the format is what the content says, and a name that says another is refused, so that nobody is surprised by
 * what was read; the content cannot change between the look and the reading. Refuses what is no table at all.
 */
import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { BatchRefused } from "../batchRefused";
import { CsvRows } from "./csvRows";
import { JsonRows } from "./jsonRows";
import { bytesOf, lineBlocks } from "./lineBlocks";
import type { SheetRow } from "./sheetRow";
import { decode, EncodingJudge, type TextEncoding } from "./textEncoding";
import { readWorkbook } from "./xlsx/readWorkbook";

export type UploadFormat = "CSV" | "JSONL" | "XLSX";

export interface Upload {
  /** Name of the file, without its folder. */
  name: string;
  format: UploadFormat;
  encoding: TextEncoding;
  /** SHA-256 of the content, hexadecimal. */
  sha256: string;
  bytes: number;
  /** The rows from the first one, in blocks; may be read again. `read` is told bytes that were read, as they are. */
  rows(read?: (bytes: number) => void): AsyncGenerator<SheetRow[]>;
}

const EXTENSIONS: Readonly<Record<string, UploadFormat>> = {
  ".csv": "CSV",
  ".xlsx": "XLSX",
  ".jsonl": "JSONL",
  ".ndjson": "JSONL",
};
const ZIP = Buffer.from("PK\x03\x04", "latin1");
const FOREIGN_STARTS: readonly (readonly [start: string, zh: string, en: string])[] = [
  ["\xd0\xcf\x11\xe0", "旧版 XLS 文件，或加密的工作簿", "an old XLS file or an encrypted workbook"],
  ["\xff\xfe", "UTF-16 文件", "a UTF-16 file"],
  ["\xfe\xff", "UTF-16 文件", "a UTF-16 file"],
  ["\x1f\x8b", "压缩文件（GZIP）", "a GZIP file"],
  ["Rar!", "压缩文件（RAR）", "a RAR file"],
  ["7z\xbc\xaf", "压缩文件（7z）", "a 7z file"],
  ["%PDF", "PDF 文件", "a PDF file"],
];

/** @throws BatchRefused */
export async function receiveUpload(file: string): Promise<Upload> {
  const hash = createHash("sha256");
  let bytes = 0;
  let format: UploadFormat | undefined;
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of bytesOf(file)) {
      format ??= formatOf(chunk, file);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const judge = new EncodingJudge();
  const chunks = watched();
  const first = await chunks.next();
  if (first.done) throw new BatchRefused("FILE_EMPTY", "文件是空的，请重新导出", "the file is empty; export it again");
  const all = beginningWith(first.value, chunks);
  if (format === "XLSX") for await (const _ of all);
  else for await (const block of lineBlocks(all)) judge.see(block);
  const seen = { name: basename(file), format: format!, encoding: judge.verdict(), sha256: hash.digest("hex"), bytes };
  const rows = seen.format === "XLSX" ? readWorkbook : textRows;
  return { ...seen, rows: (read) => unchanged(rows(file, seen, read), file, seen.sha256) };
}

async function* beginningWith(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** What a file is by its first bytes. */
function formatOf(start: Buffer, file: string): UploadFormat {
  const text = start.toString("latin1", 0, 1024);
  for (const [magic, zh, en] of FOREIGN_STARTS) {
    if (!text.startsWith(magic)) continue;
    const ask = "请另存为 CSV 或 XLSX 后提交";
    throw new BatchRefused("FILE_FORMAT", `这是${zh}，${ask}`, `this is ${en}; save it as CSV or XLSX`);
  }
  const begin = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (begin.startsWith("[")) {
    const zh = "这是一个 JSON 数组；请改为 JSON Lines：每行一个对象，不加方括号和行末逗号";
    throw new BatchRefused("FILE_FORMAT", zh, "this is a JSON array; send JSON Lines, one object a line");
  }
  const format = start.subarray(0, 4).equals(ZIP) ? "XLSX" : begin.startsWith("{") ? "JSONL" : "CSV";
  const named = EXTENSIONS[extname(file).toLowerCase()];
  if (named === undefined || named === format) return format;
  const content = { CSV: "CSV 文本", JSONL: "JSON Lines", XLSX: "XLSX 或其他 ZIP 压缩文件" }[format];
  const zh = `文件名的扩展名是 ${extname(file).toLowerCase()}，内容却是 ${content}；请核对后改正扩展名，或另存为所需格式`;
  throw new BatchRefused("FILE_FORMAT", zh, `the name says ${named}, the content is ${format}; check it and mend the name`);
}

async function* textRows(
  file: string,
  { format, encoding }: { format: UploadFormat; encoding: TextEncoding },
  read?: (bytes: number) => void,
): AsyncGenerator<SheetRow[]> {
  const reader = format === "CSV" ? new CsvRows() : new JsonRows();
  for await (const block of lineBlocks(bytesOf(file))) {
    yield reader.push(decode(block, encoding));
    read?.(block.bytes.length);
  }
  if (reader instanceof CsvRows) reader.end();
}

/** `rows`, and in the end the certainty that they are of the content that was looked through. */
async function* unchanged(rows: AsyncGenerator<SheetRow[]>, file: string, sha256: string): AsyncGenerator<SheetRow[]> {
  yield* rows;
  const hash = createHash("sha256");
  for await (const chunk of bytesOf(file)) hash.update(chunk);
  if (hash.digest("hex") === sha256) return;
  const zh = "文件在读取过程中被改动，请重新提交";
  throw new BatchRefused("FILE_CHANGED", zh, "the file changed while it was read; submit it again");
}

/** Rows that a steward's own system may send at once. */
const MAX_ROWS_OF_TEXT = 5000;

/**
 * Rows that came as one text of JSON Lines, not as a file: what a steward's own system sends to the desk. `name` stands
 * for the file in what is said. @throws BatchRefused
 */
export function uploadOfJsonLines(text: string, name: string): Upload {
  const bytes = Buffer.from(text, "utf8");
  const rows = text.split("\n").filter((line) => line.trim() !== "").length;
  if (rows === 0) throw new BatchRefused("FILE_EMPTY", "没有数据行", "there are no rows");
  if (rows > MAX_ROWS_OF_TEXT) {
    const zh = `一次最多 ${MAX_ROWS_OF_TEXT} 行，现有 ${rows} 行；请分批提交，或以文件报送`;
    throw new BatchRefused(
      "TOO_MANY_ROWS",
      zh,
      `at most ${MAX_ROWS_OF_TEXT} rows at once, here are ${rows}; send less, or a file`,
    );
  }
  if (!text.isWellFormed()) throw new BatchRefused("FILE_ENCODING", "文本含有不完整的字符", "the text holds half a character");
  return {
    ...{ name, format: "JSONL", encoding: "UTF-8", bytes: bytes.length },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    async *rows() {
      yield new JsonRows().push(text);
    },
  };
}
