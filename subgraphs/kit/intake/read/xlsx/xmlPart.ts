/**
 * A part of a workbook as a stream of XML events, in strict UTF-8.
 *
 * Threat: a document type declares entities that unfold without end, or that reach for other files. saxes unfolds none,
 * and a part that has a document type is refused here, for no workbook needs one.
 */
import { SaxesParser } from "saxes";
import { damaged } from "./zipFile";

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

export interface XmlVisitor {
  /** Names come without their prefix. */
  open(name: string, attributes: XmlAttributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Visits the part; yields after each block of it. @throws BatchRefused when it is not well formed. */
export async function* visitXml(bytes: AsyncIterable<Buffer>, visitor: XmlVisitor): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  parser.on("error", () => {
    throw damaged();
  });
  parser.on("doctype", () => {
    throw damaged();
  });
  parser.on("opentag", (tag) => visitor.open(localName(tag.name), tag.attributes));
  parser.on("closetag", (tag) => visitor.close?.(localName(tag.name)));
  parser.on("text", (text) => visitor.text?.(text));
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield chunk.length;
    }
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? damaged() : error;
  }
}

/** Visits the part to its end. */
export async function visitAllXml(bytes: AsyncIterable<Buffer>, visitor: XmlVisitor): Promise<void> {
  for await (const _ of visitXml(bytes, visitor));
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Excel writes a character that XML has no place for as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
