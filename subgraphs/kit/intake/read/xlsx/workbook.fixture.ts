/** Workbooks for tests, part by part, so that each can be what a test needs it to be. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export interface WorkbookOf {
  /** XML inside `<sheetData>` of each sheet. */
  sheets: string[];
  /** XML after `<sheetData>` of the first sheet. */
  after?: string;
  /** States of the sheets: visible unless said. */
  states?: string[];
  strings?: string[];
  date1904?: boolean;
  /** Number formats of the cell formats 0, 1, 2 …: a built-in number, or a code. */
  formats?: (number | string)[];
  /** Further parts, or others in place of those made here. */
  parts?: Record<string, string | Buffer>;
}

function partsOf(book: WorkbookOf): Record<string, string | Buffer> {
  const { sheets, after = "", states = [], strings = [], date1904 = false, formats = [] } = book;
  const parts: Record<string, string | Buffer> = {};
  sheets.forEach((rows, at) => {
    const rest = at === 0 ? after : "";
    parts[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${rest}</worksheet>`;
  });
  const tabs = sheets.map(
    (_, at) => `<sheet name="S${at}" sheetId="${at + 1}" state="${states[at] ?? "visible"}" r:id="r${at}"/>`,
  );
  parts["xl/workbook.xml"] =
    `<workbook ${MAIN} ${R}><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${tabs.join("")}</sheets></workbook>`;
  const targets = sheets.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at + 1}.xml"/>`);
  parts["xl/_rels/workbook.xml.rels"] = `<Relationships>${targets.join("")}</Relationships>`;
  parts["xl/sharedStrings.xml"] = `<sst ${MAIN}>${strings.join("")}</sst>`;
  const own = formats.map((format, at) =>
    typeof format === "string" ? `<numFmt numFmtId="${200 + at}" formatCode="${format.replaceAll('"', "&quot;")}"/>` : "",
  );
  const cells = formats.map((format, at) => `<xf numFmtId="${typeof format === "string" ? 200 + at : format}"/>`);
  parts["xl/styles.xml"] =
    `<styleSheet ${MAIN}><numFmts>${own.join("")}</numFmts><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
  return { ...parts, ...book.parts };
}

export async function writeWorkbook(file: string, book: WorkbookOf): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(partsOf(book))) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** A row of texts. */
export function textRow(line: number, cells: readonly string[], attributes = ""): string {
  const inline = cells.map(
    (text) =>
      `<c t="inlineStr"><is><t xml:space="preserve">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`,
  );
  return `<row r="${line}" ${attributes}>${inline.join("")}</row>`;
}
