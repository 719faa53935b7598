/** Refused rows as JSON Lines: each object as it came, with the reasons in front. */
import { open } from "node:fs/promises";
import { REFUSAL_COLUMNS, type Header } from "../header";
import { told, type RefusalWriter, type Refusals, type ToldRow } from "./refusedRow";

export async function jsonRefusals(path: string, _header: Header): Promise<RefusalWriter> {
  const handle = await open(path, "wx", 0o600);
  return {
    write: (rows) => handle.writeFile(rows.map(lineOf).join("")),
    close: () => handle.close(),
  };
}

/** Refused rows as one text of JSON Lines, for a batch that came as one. */
export function refusedLines(): Refusals & { text(): string } {
  const lines: string[] = [];
  return {
    add: async (refused) => void lines.push(...refused.map((one) => lineOf(told(one)))),
    finish: async () => undefined,
    discard: async () => undefined,
    text: () => lines.join(""),
  };
}

/** Reasons of an earlier refusal give way to the new ones. */
function lineOf({ row, columns, reasons }: ToldRow): string {
  const own = Object.entries(row.object ?? {}).filter(([key]) => !(REFUSAL_COLUMNS as readonly string[]).includes(key));
  const [line, column, reason] = REFUSAL_COLUMNS;
  return `${JSON.stringify({ [line]: row.line, [column]: columns, [reason]: reasons, ...Object.fromEntries(own) })}\n`;
}
