/**
 * The texts of a workbook, which its cells name by number. Kept as bytes, because a million rows bring millions of them.
 */
import { unescaped, visitAllXml } from "./xmlPart";
import type { ZipFile } from "./zipFile";
import { damaged } from "./zipFile";

const PART = "xl/sharedStrings.xml";
const MAX_BYTES = 128 * 2 ** 20;

export class SharedStrings {
  private bytes = Buffer.alloc(1 << 16);
  private ends = new Uint32Array(1 << 12);
  private length = 0;
  private used = 0;

  add(text: string): void {
    const needed = this.used + text.length * 3;
    if (needed > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(Math.max(needed, this.bytes.length))]);
    this.used += this.bytes.write(text, this.used, "utf8");
    if (this.length === this.ends.length) {
      const more = new Uint32Array(this.ends.length * 2);
      more.set(this.ends);
      this.ends = more;
    }
    this.ends[this.length++] = this.used;
  }

  /** @throws BatchRefused when there is no such text. */
  at(place: number): string {
    if (!Number.isInteger(place) || place < 0 || place >= this.length) throw damaged();
    return this.bytes.toString("utf8", place === 0 ? 0 : this.ends[place - 1], this.ends[place]);
  }
}

export async function readSharedStrings(zip: ZipFile): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (!zip.names.has(PART)) return strings;
  let text = "";
  let inText = false;
  let inPhonetic = false;
  await visitAllXml(zip.bytesOf(PART, MAX_BYTES), {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") inPhonetic = true;
      inText = name === "t" && !inPhonetic;
    },
    close(name) {
      if (name === "si") strings.add(unescaped(text));
      if (name === "rPh") inPhonetic = false;
      inText = false;
    },
    text(part) {
      if (inText) text += part;
    },
  });
  return strings;
}
