/**
 * The day that a spreadsheet's serial number means. `undefined` for a number that means none for sure: the first 60 days
 * of 1900, where Excel counts a 29 February that never was, and what lies beyond the year 9999.
 */
const DAY_MS = 86_400_000;
const ORIGIN = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
const FIRST = { 1900: 61, 1904: 0 } as const;

/** `YYYY-MM-DD`, with ` hh:mm:ss` where the serial has a part of a day. */
export function serialDay(serial: number, epoch: 1900 | 1904): string | undefined {
  if (!(serial >= FIRST[epoch] && serial < 2_958_466)) return undefined;
  const instant = new Date(ORIGIN[epoch] + Math.round(serial * 86_400) * 1000);
  const text = instant.toISOString();
  return instant.getTime() % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
