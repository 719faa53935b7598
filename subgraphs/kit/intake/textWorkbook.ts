/**
 * Rows as an XLSX workbook of one sheet, written as they come. Every cell is a text and every column has the format
 * "text", also below the last row, so that no spreadsheet program makes a number, a date or a formula of what a steward
 * sees, mends or fills in (ATTACKS H17).
 */
import { createWriteStream } from "node:fs";
import { PassThrough } from "node:stream";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="报送" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  // Format 1 is "text" (number format 49).
  "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

export interface TextWorkbook {
  /** Waits while the disk is slow; fails when it fails. */
  write(rows: readonly (readonly string[])[]): Promise<void>;
  close(): Promise<void>;
}

/** A new file at `path`, which only its owner may read; the first row holds the titles. */
export async function textWorkbook(path: string, titles: readonly string[]): Promise<TextWorkbook> {
  const zip = new ZipFile();
  const sheet = new PassThrough();
  for (const [name, content] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(XML + content), name);
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml");
  zip.end();
  const output = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await once(output, "open");
  const written = pipeline(zip.outputStream, output);
  sheet.on("error", () => undefined);
  written.catch(() => sheet.destroy());
  const write = async (text: string) => {
    if (!sheet.write(text)) await Promise.race([once(sheet, "drain"), written]);
  };
  let next = 2;
  const columns = `<cols><col min="1" max="${titles.length}" width="20" style="1" customWidth="1"/></cols>`;
  await write(`${XML}<worksheet xmlns="${MAIN}">${columns}<sheetData>${rowOf(titles, 1)}`);
  return {
    write: (rows) => write(rows.map((cells) => rowOf(cells, next++)).join("")),
    async close() {
      if (!sheet.destroyed) sheet.end("</sheetData></worksheet>");
      await written;
    },
  };
}

function rowOf(cells: readonly string[], line: number): string {
  return `<row r="${line}">${cells.map((text, place) => cellOf(text, columnName(place) + String(line))).join("")}</row>`;
}

/** 0 → A, 26 → AA. */
function columnName(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnName(Math.floor(place / 26) - 1) + last;
}

function cellOf(text: string, reference: string): string {
  return text === "" ? "" : `<c r="${reference}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What XML has no place for is written as spreadsheets write it: `_x000D_`, and such a text itself as `_x005F_x000D_`. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll(/[&<>]/g, (sign) => SIGNS[sign]!)
    .replaceAll(
      /[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]/g,
      (control) => `_x${control.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}_`,
    );
}
