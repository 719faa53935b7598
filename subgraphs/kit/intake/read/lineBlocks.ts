/**
 * The bytes of a text file in blocks of whole lines, so that no character is ever cut at the edge of a block.
 *
 * Promise: memory is bounded, whatever comes. Refuses a line without end as soon as it is too long, and a NUL (ATTACKS I14).
 */
import { createReadStream } from "node:fs";
import { BatchRefused } from "../batchRefused";

export interface LineBlock {
  /** Ends with a line break, but for the last block of a file that does not. */
  bytes: Buffer;
  /** Number of the first line in it; the first of the file is 1. */
  firstLine: number;
}

/** Longest line; a row of the widest record type is far below it. */
const MAX_LINE_BYTES = 1 << 20;
const READ_BYTES = 1 << 18;
export const LINE_FEED = 0x0a;

/** @throws BatchRefused when the file cannot be read. */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const zh = `文件无法读取（${code}）；请核对路径和读取权限`;
    throw new BatchRefused("FILE_UNREADABLE", zh, `the file cannot be read (${code}); check its path and who may read it`);
  }
}

export async function* lineBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<LineBlock> {
  let carry: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of chunks) {
    const joined = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const bytes = joined.subarray(0, joined.lastIndexOf(LINE_FEED) + 1);
    carry = joined.subarray(bytes.length);
    const firstLine = line;
    line += linesIn(bytes);
    refuseNul(bytes.length > 0 ? joined : carry, firstLine);
    if (carry.length > MAX_LINE_BYTES) throw lineTooLong(line);
    if (bytes.length > 0) yield { bytes, firstLine };
  }
  if (carry.length > 0) yield { bytes: carry, firstLine: line };
}

function refuseNul(bytes: Buffer, firstLine: number): void {
  const nul = bytes.indexOf(0);
  if (nul < 0) return;
  const line = firstLine + linesIn(bytes.subarray(0, nul));
  throw new BatchRefused(
    "FILE_NUL",
    `第 ${line} 行含有空字符（NUL），不是文本；请从业务系统重新导出`,
    `line ${line} holds a NUL character; export the file again`,
  );
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}

/** Each line of the block with its number, until `visit` answers true. */
export function eachLine({ bytes, firstLine }: LineBlock, visit: (line: Buffer, number: number) => boolean | void): void {
  for (let start = 0, number = firstLine; start < bytes.length; number++) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (visit(bytes.subarray(start, end), number) === true) return;
    start = end;
  }
}

/** The file ends in the middle, in or after `line`. */
export function truncated(line: number): BatchRefused {
  const zh = `文件不完整：在第 ${line} 行中断，请重新导出后提交`;
  const en = `the file is truncated: it breaks off in line ${line}; export and submit it again`;
  return new BatchRefused("FILE_TRUNCATED", zh, en);
}

export function lineTooLong(line: number): BatchRefused {
  const zh = `第 ${line} 行过长，或引号没有闭合；请检查该行后重新导出`;
  const en = `line ${line} is too long, or a quote is not closed; look at that line and export the file again`;
  return new BatchRefused("LINE_TOO_LONG", zh, en);
}
