/**
 * Which encoding a text file is in, UTF-8 or GB18030, and its text.
 *
 * Promise: the encoding is what every byte of the file says, never what most of them suggest; nothing is replaced, for a
 * byte that is "repaired" may turn one name into another. Refuses, with line and byte: a file that is neither, a file
 * that is partly the one and partly the other, a character that is cut, and a file whose bytes are good in both
 * encodings and say different things (ATTACKS H05, H06, I14).
 *
 * GB18030 is read by the ICU of Node, which has the mapping of 2022; iconv-lite has that of 2005 (docs/decisions/0019).
 */
import { isAscii, isUtf8 } from "node:buffer";
import { BatchRefused } from "../batchRefused";
import { eachLine, LINE_FEED, truncated, type LineBlock } from "./lineBlocks";

export type TextEncoding = "UTF-8" | "GB18030";

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const GB18030_MARK = Buffer.from([0x84, 0x31, 0x95, 0x33]);
/** A title that every batch has, as each encoding writes it. */
const TITLE: Record<TextEncoding, Buffer> = {
  "UTF-8": Buffer.from("目录事项", "utf8"),
  GB18030: Buffer.from([0xc4, 0xbf, 0xc2, 0xbc, 0xca, 0xc2, 0xcf, 0xee]),
};
const gb18030 = new TextDecoder("gb18030", { fatal: true });

/** Judges a file block by block, in the order of the file. */
export class EncodingJudge {
  /** Encodings in which everything seen so far is good, but for plain ASCII, which is good in both. */
  private readonly possible = new Set<TextEncoding>(["UTF-8", "GB18030"]);
  private sure: TextEncoding | undefined;
  private ascii = true;
  private firstLine: Buffer | undefined;

  /** @throws BatchRefused as soon as no encoding is left. */
  see(block: LineBlock): void {
    if (this.firstLine === undefined) this.begin(block);
    if (isAscii(block.bytes)) return;
    this.ascii = false;
    for (const encoding of [...this.possible]) {
      // GB18030 alone needs no judgement here: reading is strict.
      if (this.possible.size === 1 && encoding === "GB18030") return;
      if (isGood(block.bytes, encoding)) continue;
      if (this.possible.size === 1 || this.sure === encoding) throw brokenIn(block, encoding);
      this.possible.delete(encoding);
      if (encoding === "UTF-8" && !isGood(block.bytes, "GB18030")) throw brokenIn(block, this.meant(block));
    }
  }

  verdict(): TextEncoding {
    if (this.ascii) return "UTF-8";
    if (this.possible.size === 1) return [...this.possible][0]!;
    for (const encoding of ["UTF-8", "GB18030"] as const) if (this.firstLine!.includes(TITLE[encoding])) return encoding;
    throw new BatchRefused(
      "FILE_ENCODING",
      "无法确定文件是 UTF-8 还是 GB18030：两种读法都成立。请使用中文列标题，或另存为“CSV UTF-8”",
      'the file is good in UTF-8 and in GB18030 alike: use the Chinese column titles, or save it as "CSV UTF-8"',
    );
  }

  private begin({ bytes }: LineBlock): void {
    const end = bytes.indexOf(LINE_FEED);
    this.firstLine = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
    if (startsWith(bytes, UTF8_MARK)) this.decide("UTF-8");
    else if (startsWith(bytes, GB18030_MARK)) this.decide("GB18030");
  }

  private decide(encoding: TextEncoding): void {
    this.sure = encoding;
    this.possible.clear();
    this.possible.add(encoding);
  }

  /** The encoding that the file begins with: its mistake is then told in that one. */
  private meant(block: LineBlock): TextEncoding {
    if (this.firstLine!.includes(TITLE["UTF-8"])) return "UTF-8";
    let meant: TextEncoding = "GB18030";
    eachLine(block, (line) => {
      if (isAscii(line)) return false;
      if (isUtf8(line)) meant = "UTF-8";
      return true;
    });
    return meant;
  }
}

/** The text of a block. @throws BatchRefused where its bytes are not `encoding`. */
export function decode(block: LineBlock, encoding: TextEncoding): string {
  const bytes = block.firstLine === 1 ? withoutMark(block.bytes) : block.bytes;
  if (encoding === "UTF-8") {
    if (!isUtf8(bytes)) throw brokenIn(block, "UTF-8");
    return bytes.toString("utf8");
  }
  const text = decodeGb18030(bytes);
  if (text === undefined) throw brokenIn(block, "GB18030");
  if (!isAscii(bytes)) refuseUtf8Lines(block);
  return text;
}

function withoutMark(bytes: Buffer): Buffer {
  for (const mark of [UTF8_MARK, GB18030_MARK]) if (startsWith(bytes, mark)) return bytes.subarray(mark.length);
  return bytes;
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function isGood(bytes: Buffer, encoding: TextEncoding): boolean {
  return encoding === "UTF-8" ? isUtf8(bytes) : decodeGb18030(bytes) !== undefined;
}

/** ICU takes the single byte 80 for a euro sign, as browsers do; in GB18030 it is nothing. */
function decodeGb18030(bytes: Buffer): string | undefined {
  try {
    const text = gb18030.decode(bytes);
    return text.includes("€") && firstBadByte(bytes, "GB18030") !== undefined ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A line of Chinese in UTF-8 may, by chance, be good GB18030 that says nothing: such a file was put together of two. */
function refuseUtf8Lines(block: LineBlock): void {
  eachLine(block, (line, number) => {
    if (isAscii(line) || !isUtf8(line)) return false;
    const wide = [...line.toString("utf8")].filter((character) => character >= "\u0800").length;
    if (wide < 2) return false;
    throw mixed(number, "GB18030");
  });
}

/** The refusal of a block that is not good `encoding`. */
function brokenIn(block: LineBlock, encoding: TextEncoding): BatchRefused {
  let refusal: BatchRefused | undefined;
  const other = encoding === "UTF-8" ? "GB18030" : "UTF-8";
  eachLine(block, (line, number) => {
    const bad = firstBadByte(line, encoding);
    if (bad === undefined) return false;
    if (line.at(-1) !== LINE_FEED) refusal = truncated(number);
    if (refusal !== undefined) return true;
    const content = block.firstLine === 1 && number === 1 ? withoutMark(line) : line;
    refusal = isGood(content, other) && !isAscii(content) ? mixed(number, encoding) : cutCharacter(number, bad + 1, encoding);
    return true;
  });
  return refusal ?? cutCharacter(block.firstLine, 1, encoding);
}

function mixed(line: number, encoding: TextEncoding): BatchRefused {
  const zh = `第 ${line} 行的编码与文件其他部分（${encoding}）不同：文件混用了两种编码，请从业务系统重新导出`;
  const en = `line ${line} is in another encoding than the rest of the file (${encoding}); export the file again from its system`;
  return new BatchRefused("FILE_ENCODING", zh, en);
}

function cutCharacter(line: number, byte: number, encoding: TextEncoding): BatchRefused {
  const zh = `第 ${line} 行第 ${byte} 个字节处的字符不完整或无效（${encoding}），请从业务系统重新导出`;
  const en = `line ${line}, byte ${byte}: a character that is cut or invalid in ${encoding}; export the file again from its system`;
  return new BatchRefused("FILE_ENCODING", zh, en);
}

/** Place of the first byte of the first character that is no `encoding`. */
function firstBadByte(bytes: Buffer, encoding: TextEncoding): number | undefined {
  const lengthAt = encoding === "UTF-8" ? utf8Length : gb18030Length;
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at]! < 0x80 ? 1 : lengthAt(bytes, at);
    if (length === undefined) return at;
    at += length;
  }
  return undefined;
}

function utf8Length(bytes: Buffer, at: number): number | undefined {
  for (let length = 2; length <= 4; length++) {
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return undefined;
}

function gb18030Length(bytes: Buffer, at: number): number | undefined {
  const [lead, second = 0] = [bytes[at]!, bytes[at + 1]];
  if (lead === 0x80 || lead === 0xff) return undefined;
  const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (at + length > bytes.length) return undefined;
  try {
    gb18030.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return undefined;
  }
}
