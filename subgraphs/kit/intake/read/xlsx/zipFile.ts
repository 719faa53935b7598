/**
 * The parts of a workbook, which is a ZIP file.
 *
 * Threat (ATTACKS I14): a few kilobytes that unfold to gigabytes, a part that stands twice so that two readers see two
 * contents, an encrypted part. Promise: what a part unfolds to is limited before the first byte is unfolded, and yauzl
 * breaks off at the byte where a part is longer than it said; nothing is ever written to disk.
 */
import { open, type Entry, type ZipFile as Yauzl } from "yauzl";
import { BatchRefused } from "../../batchRefused";

const MAX_PARTS = 2000;
const MAX_TOTAL_BYTES = 3 * 2 ** 30;
/** A sheet unfolds about tenfold; a bomb a thousandfold. */
const MAX_RATIO = 200;
const SMALL_BYTES = 16 * 2 ** 20;

export interface ZipFile {
  names: ReadonlySet<string>;
  /** The bytes of a part. @throws BatchRefused when there is none, or it is larger than `maxBytes`. */
  bytesOf(name: string, maxBytes: number): AsyncGenerator<Buffer>;
  close(): void;
}

/** @throws BatchRefused */
export async function openZip(file: string): Promise<ZipFile> {
  const zip = await new Promise<Yauzl>((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }, (error, opened) =>
      error === null ? resolve(opened) : reject(damaged()),
    );
  });
  try {
    const parts = await partsOf(zip);
    return {
      names: new Set(parts.keys()),
      bytesOf: (name, maxBytes) => unfold(zip, parts.get(name), maxBytes),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function partsOf(zip: Yauzl): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let total = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on("error", () => reject(damaged()));
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      total += entry.uncompressedSize;
      const folded = entry.uncompressedSize > SMALL_BYTES && entry.uncompressedSize > MAX_RATIO * entry.compressedSize;
      if (parts.size >= MAX_PARTS || total > MAX_TOTAL_BYTES || folded)
        return reject(unsafe("展开后过大", "unfolds to too much"));
      if (parts.has(entry.fileName)) return reject(unsafe("含有重名的部分", "holds two parts of one name"));
      if (entry.isEncrypted()) return reject(unsafe("已加密", "is encrypted"));
      parts.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return parts;
}

async function* unfold(zip: Yauzl, entry: Entry | undefined, maxBytes: number): AsyncGenerator<Buffer> {
  if (entry === undefined) throw damaged();
  if (entry.uncompressedSize > maxBytes)
    throw unsafe("过大，请拆分为几个文件，或另存为 CSV", "is too large; split it, or save it as CSV");
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(damaged())));
  });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    // What yauzl and zlib say of a part that is not what it said.
    throw error instanceof BatchRefused ? error : damaged();
  }
}

export function damaged(): BatchRefused {
  const zh = "这不是完好的 XLSX 工作簿（可能是其他压缩文件，或下载不完整）；请用电子表格软件打开后另存为 XLSX 或 CSV";
  const en = "this is no sound XLSX workbook; open it in a spreadsheet program and save it as XLSX or CSV";
  return new BatchRefused("FILE_FORMAT", zh, en);
}

export function unsafe(zh: string, en: string): BatchRefused {
  return new BatchRefused("FILE_UNSAFE", `工作簿${zh}，不予读取`, `the workbook ${en}; it is not read`);
}
