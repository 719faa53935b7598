/** A file to begin with, for a department: the header of a record type and one row of examples of each cell's form. */
import type { RecordSpec } from "../record/recordType";
import { columnsOf, ITEM_COLUMN } from "./columns";
import { csvLine } from "./csvLine";

export function templateOf(spec: RecordSpec): string {
  const columns = columnsOf(spec);
  const adverse = spec.item.polarities[0] === "ADVERSE";
  const examples = columns.map((column) => {
    if (column === ITEM_COLUMN) return spec.item.code;
    return column.name === "gravity" && !adverse ? "" : column.kind.example;
  });
  return csvLine(columns.map(({ title }) => title)) + csvLine(examples);
}
