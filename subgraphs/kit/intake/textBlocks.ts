/**
 * The bytes of an upload as text, in blocks of whole lines.
 *
 * Promise: every block is strict UTF-8 without a NUL, and the file ends with a line break. Refuses, with the line where
 * it can be said: other encodings, ZIP and XLSX files, a file that ends in the middle, a line without end (ATTACKS H08,
 * I14). Nothing is guessed, for a byte that is "repaired" may turn one name into another.
 */
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { BatchRefused } from "./batchRefused";

/** Longest line; a row of the widest record type is far below it. */
const MAX_LINE_BYTES = 1 << 20;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const FOREIGN_STARTS: readonly (readonly [start: Buffer, zh: string, en: string])[] = [
  [Buffer.from([0x50, 0x4b, 0x03, 0x04]), "XLSX 或压缩文件", "an XLSX or ZIP file"],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "旧版 XLS 文件", "an old XLS file"],
  [Buffer.from([0xff, 0xfe]), "UTF-16 文件", "a UTF-16 file"],
  [Buffer.from([0xfe, 0xff]), "UTF-16 文件", "a UTF-16 file"],
];

/** SHA-256 of the file, hexadecimal. */
export async function contentHash(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytesOf(file)) hash.update(chunk);
  return hash.digest("hex");
}

/** @throws BatchRefused also when the file is no longer the one whose hash is `sha256`. */
export async function* textBlocks(file: string, sha256: string): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let carry: Buffer = Buffer.alloc(0);
  let line = 1;
  let begun = false;
  for await (const chunk of bytesOf(file)) {
    hash.update(chunk);
    carry = Buffer.concat([carry, begun ? chunk : withoutMark(chunk)]);
    begun = true;
    const whole = carry.subarray(0, carry.lastIndexOf(LINE_FEED) + 1);
    carry = carry.subarray(whole.length);
    if (whole.length > 0) yield textOf(whole, line);
    line += linesIn(whole);
    if (carry.length > MAX_LINE_BYTES) throw lineTooLong(line);
  }
  if (hash.digest("hex") !== sha256) {
    throw new BatchRefused(
      "FILE_CHANGED",
      "文件在读取过程中被改动，请重新提交",
      "the file changed while it was read; submit it again",
    );
  }
  if (carry.length > 0) throw truncated(line);
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new BatchRefused("FILE_UNREADABLE", `文件无法读取（${code}）`, `the file cannot be read (${code})`);
  }
}

function withoutMark(chunk: Buffer): Buffer {
  for (const [start, zh, en] of FOREIGN_STARTS) {
    if (chunk.subarray(0, start.length).equals(start)) {
      throw new BatchRefused("FILE_FORMAT", `这是${zh}，请另存为 UTF-8 编码的 CSV`, `this is ${en}; save it as CSV in UTF-8`);
    }
  }
  return chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? chunk.subarray(3) : chunk;
}

function textOf(bytes: Buffer, firstLine: number): string {
  if (!isUtf8(bytes)) {
    const line = firstLine + firstMalformedLine(bytes);
    const en = `line ${line} is not UTF-8; if the file is in GB18030, save it in UTF-8`;
    throw new BatchRefused("FILE_ENCODING", `第 ${line} 行不是有效的 UTF-8 编码；如为 GB18030，请另存为 UTF-8`, en);
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const line = firstLine + linesIn(bytes.subarray(0, nul));
    throw new BatchRefused("FILE_NUL", `第 ${line} 行含有空字符（NUL）`, `line ${line} holds a NUL character`);
  }
  return bytes.toString("utf8");
}

/** How many lines come before the first one that is not UTF-8. */
function firstMalformedLine(bytes: Buffer): number {
  for (let start = 0, line = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start) + 1;
    if (end === 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}

/** The file ends in the middle, in or after `line`. */
export function truncated(line: number): BatchRefused {
  const zh = `文件不完整：在第 ${line} 行中断，请重新导出后提交`;
  return new BatchRefused(
    "FILE_TRUNCATED",
    zh,
    `the file is truncated: it breaks off in line ${line}; export and submit it again`,
  );
}

export function lineTooLong(line: number): BatchRefused {
  return new BatchRefused(
    "LINE_TOO_LONG",
    `第 ${line} 行过长，或引号没有闭合`,
    `line ${line} is too long, or a quote is not closed`,
  );
}
