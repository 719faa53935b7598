/** How a mistake shows what stands in the file, and what could have stood there: briefly, on one line. */

const LONGEST_TEXT = 60;
const LONGEST_LIST = 30;

/** `"PENALTYY"`, `12`, `nothing`, `a list of 3`, `a map`. */
export function foundText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a map";
  const text = JSON.stringify(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** `one of A, B, C`; a long list is cut. */
export function oneOf(known: Iterable<unknown>): string {
  const all = [...known];
  const shown = all.slice(0, LONGEST_LIST).join(", ");
  if (all.length === 1) return shown;
  return `one of ${shown}${all.length > LONGEST_LIST ? " …" : ""}`;
}
