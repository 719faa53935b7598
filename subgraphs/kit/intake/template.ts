/** A file to begin with, for a department: the header of a record type and one row of examples of each cell's form. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import type { RecordSpec } from "../record/recordType";
import { columnsOf, ITEM_COLUMN } from "./columns";
import { csvLine } from "./csvLine";
import { textWorkbook } from "./textWorkbook";

/** The template as a line of titles and one of examples, in CSV. */
export function templateOf(spec: RecordSpec): string {
  const [titles, examples] = rowsOf(spec);
  return csvLine(titles) + csvLine(examples);
}

/** Writes the template to a new file: a workbook whose columns are text, or CSV in UTF-8 that a spreadsheet program takes for what it is. */
export async function writeTemplate(spec: RecordSpec, path: string): Promise<void> {
  const [titles, examples] = rowsOf(spec);
  if (extname(path).toLowerCase() !== ".xlsx") return writeFile(path, `\uFEFF${templateOf(spec)}`, { flag: "wx" });
  const workbook = await textWorkbook(path, titles);
  await workbook.write([examples]);
  await workbook.close();
}

function rowsOf(spec: RecordSpec): [titles: string[], examples: string[]] {
  const columns = columnsOf(spec);
  const adverse = spec.item.polarities[0] === "ADVERSE";
  const examples = columns.map((column) => {
    if (column === ITEM_COLUMN) return spec.item.code;
    return column.name === "gravity" && !adverse ? "" : column.kind.example;
  });
  return [columns.map(({ title }) => title), examples];
}
