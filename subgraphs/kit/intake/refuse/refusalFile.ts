/**
 * The rows of a batch that were refused, as a file that the steward mends and sends again as it is: in the format and
 * encoding of the upload, the same columns, and in front the line, the column and the reason.
 *
 * Threat (ATTACKS H16, H17, F42): the file holds persons' data, so only its owner may read it, it never follows a link
 * that somebody laid in its place, no cell runs as a formula in a spreadsheet, and a file that could not be written
 * whole is not there at all.
 */
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BatchRefused } from "../batchRefused";
import type { Header } from "../header";
import type { Upload } from "../read/upload";
import { csvRefusals } from "./csvRefusals";
import { jsonRefusals } from "./jsonRefusals";
import { told, type RefusalWriter, type Refusals } from "./refusedRow";
import { xlsxRefusals } from "./xlsxRefusals";

const WRITERS = { CSV: csvRefusals, JSONL: jsonRefusals, XLSX: xlsxRefusals } as const;

/** `<name>.refused.<format>` in `folder`, with the first row that is refused. */
export function refusalFile(
  upload: Pick<Upload, "format" | "encoding">,
  file: string,
  header: Header,
  folder = dirname(file),
): Refusals {
  const path = join(folder, `${basename(file)}.refused.${upload.format.toLowerCase()}`);
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  let writer: RefusalWriter | undefined;
  let written = false;
  return {
    async add(refused) {
      if (refused.length === 0) return;
      await orRefuse(async () => {
        writer ??= await WRITERS[upload.format](draft, header, upload.encoding);
        await writer.write(refused.map(told));
      });
    },
    async finish() {
      if (writer === undefined) return undefined;
      await orRefuse(async () => {
        await writer!.close();
        // Replaces a link in this place instead of writing through it.
        await rename(draft, path);
        written = true;
      });
      return path;
    },
    async discard() {
      if (!written) await writer?.close().catch(() => undefined);
      await rm(written ? path : draft, { force: true });
    },
  };
}

async function orRefuse(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const why = code === "ENOSPC" ? "磁盘已满" : code;
    const zh = `退回文件无法写入（${why}），什么也没有收入；请腾出空间，或用 --refused-dir 指定另一文件夹后重新提交`;
    const en = `the refusal file cannot be written (${code}), nothing was taken; make room, or name another folder with --refused-dir`;
    throw new BatchRefused("REFUSALS_UNWRITABLE", zh, en);
  }
}
