/** Refused rows as JSON Lines: each object as it came, with the reasons in front. */
import { open } from "node:fs/promises";
import { REFUSAL_COLUMNS, type Header } from "../header";
import type { RefusalWriter, ToldRow } from "./refusalFile";

export async function jsonRefusals(path: string, _header: Header): Promise<RefusalWriter> {
  const handle = await open(path, "wx", 0o600);
  return {
    write: (rows) => handle.writeFile(rows.map(lineOf).join("")),
    close: () => handle.close(),
  };
}

/** Reasons of an earlier refusal give way to the new ones. */
export function lineOf({ row, columns, reasons }: ToldRow): string {
  const own = Object.entries(row.object ?? {}).filter(([key]) => !(REFUSAL_COLUMNS as readonly string[]).includes(key));
  const [line, column, reason] = REFUSAL_COLUMNS;
  return `${JSON.stringify({ [line]: row.line, [column]: columns, [reason]: reasons, ...Object.fromEntries(own) })}\n`;
}
