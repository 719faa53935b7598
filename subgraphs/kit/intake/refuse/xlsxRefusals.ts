/** Refused rows as a workbook of texts. */
import { REFUSAL_COLUMNS, type Header } from "../header";
import { textWorkbook } from "../textWorkbook";
import { ownCells } from "./csvRefusals";
import type { RefusalWriter } from "./refusedRow";

export async function xlsxRefusals(path: string, header: Header): Promise<RefusalWriter> {
  const titles = header.columns.flatMap((column) => column?.title ?? []);
  const workbook = await textWorkbook(path, [...REFUSAL_COLUMNS, ...titles]);
  return {
    write: (rows) =>
      workbook.write(rows.map(({ row, columns, reasons }) => [String(row.line), columns, reasons, ...ownCells(row, header)])),
    close: () => workbook.close(),
  };
}
