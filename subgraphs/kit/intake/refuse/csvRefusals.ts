/** Refused rows as CSV, in the encoding of the upload; no cell of it runs as a formula in a spreadsheet (ATTACKS H17). */
import { encode } from "iconv-lite";
import { open } from "node:fs/promises";
import { csvLine } from "../csvLine";
import { REFUSAL_COLUMNS, type Header } from "../header";
import { textOf } from "../read/sheetRow";
import type { TextEncoding } from "../read/textEncoding";
import { asItStood, harmless } from "../spreadsheetCell";
import type { RefusalWriter, ToldRow } from "./refusedRow";

/** Without it a spreadsheet program takes UTF-8 for the encoding of the machine. */
const BYTE_ORDER_MARK = "\uFEFF";

export async function csvRefusals(path: string, header: Header, encoding: TextEncoding): Promise<RefusalWriter> {
  const handle = await open(path, "wx", 0o600);
  const write = (text: string) => handle.writeFile(encoding === "UTF-8" ? text : encode(text, "gb18030"));
  try {
    const titles = csvLine([...REFUSAL_COLUMNS, ...header.columns.flatMap((column) => column?.title ?? [])]);
    await write(encoding === "UTF-8" ? BYTE_ORDER_MARK + titles : titles);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    write: (rows) => write(rows.map((row) => lineOf(row, header)).join("")),
    close: () => handle.close(),
  };
}

function lineOf({ row, columns, reasons }: ToldRow, header: Header): string {
  const cells = ownCells(row, header).map((cell) => (header.defused ? asItStood(cell) : cell));
  return csvLine([String(row.line), columns, reasons, ...cells].map(harmless));
}

/** The cells of the upload's own columns, and those beyond its last column. */
export function ownCells({ cells }: Pick<ToldRow["row"], "cells">, header: Header): string[] {
  return cells.map(textOf).filter((_, place) => place >= header.columns.length || header.columns[place] !== undefined);
}
