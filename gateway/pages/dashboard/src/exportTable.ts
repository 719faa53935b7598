/**
 * A table as a file, CSV (UTF-8 with a byte order mark, as spreadsheets expect) or XLSX.
 *
 * Threat (ATTACKS H17): a cell that begins like a formula is run by the spreadsheet that opens it. Such a cell gets an
 * apostrophe before it.
 */
export type Cells = readonly (readonly (string | number | null)[])[];

export function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

export function csvOf(rows: Cells): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "";
    const text = typeof value === "number" ? String(value) : defused(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export async function xlsxOf(rows: Cells): Promise<Blob> {
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  const data = rows.map((row) =>
    row.map((value) => (value === null ? null : { value: typeof value === "string" ? defused(value) : value })),
  );
  return writeExcelFile(data as never).toBlob();
}

export function save(name: string, content: Blob | string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: "text/csv;charset=utf-8" }) : content;
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1_000);
}
