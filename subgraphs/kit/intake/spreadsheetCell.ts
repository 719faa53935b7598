/**
 * Cells that a spreadsheet would run as a formula (ATTACKS H17): written with ' in front, and read back without it, so
 * that a refusal file can be mended in a spreadsheet and sent again. Without loss: a cell that begins with ' gets one too.
 */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r']/.test(cell) ? `'${cell}` : cell;
}

/** The inverse of {@link harmless}. */
export function asItStood(cell: string): string {
  return /^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell;
}
