/**
 * What a workbook says of itself: which sheet the rows are on, from which day its serial numbers count, and which cell
 * formats mean a date.
 *
 * Refuses a workbook with macros, and one whose rows could be on more than one visible sheet.
 */
import { posix } from "node:path";
import { BatchRefused } from "../../batchRefused";
import { visitAllXml } from "./xmlPart";
import { damaged, unsafe, type ZipFile } from "./zipFile";

const MAX_BYTES = 16 * 2 ** 20;
const WORKBOOK = "xl/workbook.xml";

export interface Workbook {
  /** Parts of the visible sheets, in the order of their tabs. */
  sheets: string[];
  hasHiddenSheets: boolean;
  /** It takes values from other workbooks. */
  hasExternalLinks: boolean;
  epoch: 1900 | 1904;
  /** Places of the cell formats that show a date. */
  dateFormats: ReadonlySet<number>;
}

/** @throws BatchRefused */
export async function readWorkbookPart(zip: ZipFile): Promise<Workbook> {
  if (!zip.names.has(WORKBOOK)) throw damaged();
  if ([...zip.names].some((name) => /vbaProject/i.test(name))) throw unsafe("含有宏，请另存为不含宏的 XLSX", "holds macros");
  const targets = await targetsOf(zip);
  const sheets: string[] = [];
  let hasHiddenSheets = false;
  let epoch: Workbook["epoch"] = 1900;
  await visitAllXml(zip.bytesOf(WORKBOOK, MAX_BYTES), {
    open(name, attributes) {
      if (name === "workbookPr" && isTrue(attributes["date1904"])) epoch = 1904;
      if (name !== "sheet") return;
      const target = targets.get(attributes["r:id"] ?? attributes["id"] ?? "");
      if (target === undefined || !zip.names.has(target)) throw damaged();
      if ((attributes["state"] ?? "visible") === "visible") sheets.push(target);
      else hasHiddenSheets = true;
    },
  });
  if (sheets.length === 0) throw new BatchRefused("FILE_EMPTY", "工作簿没有可见的工作表", "the workbook has no visible sheet");
  const hasExternalLinks = [...zip.names].some((name) => name.startsWith("xl/externalLinks/"));
  return { sheets, hasHiddenSheets, hasExternalLinks, epoch, dateFormats: await dateFormatsOf(zip) };
}

async function targetsOf(zip: ZipFile): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await visitAllXml(zip.bytesOf("xl/_rels/workbook.xml.rels", MAX_BYTES), {
    open(name, { Id, Target, TargetMode }) {
      if (name !== "Relationship" || Id === undefined || Target === undefined || TargetMode === "External") return;
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : posix.join("xl", Target));
    },
  });
  return targets;
}

/** Formats that every spreadsheet program has; those from 27 on are the Chinese ones. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
for (const [first, last] of [
  [27, 36],
  [50, 58],
] as const)
  for (let id = first; id <= last; id++) BUILT_IN_DATES.add(id);

async function dateFormatsOf(zip: ZipFile): Promise<Set<number>> {
  const dates = new Set<number>();
  if (!zip.names.has("xl/styles.xml")) return dates;
  const formats = new Set(BUILT_IN_DATES);
  let inCellFormats = false;
  let place = 0;
  await visitAllXml(zip.bytesOf("xl/styles.xml", MAX_BYTES), {
    open(name, attributes) {
      if (name === "numFmt") {
        const id = Number(attributes["numFmtId"]);
        if (showsDate(attributes["formatCode"] ?? "")) formats.add(id);
        else formats.delete(id);
      } else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats && formats.has(Number(attributes["numFmtId"]))) dates.add(place++);
      else if (name === "xf" && inCellFormats) place++;
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return dates;
}

/** Does a format code show a day or a time? What is quoted or escaped is shown as it stands. */
function showsDate(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare);
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === "1" || attribute === "true";
}
