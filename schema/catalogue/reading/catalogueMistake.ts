/**
 * What is wrong with the catalogue's data, for the person who wrote it: file, line, key, what was expected, what stands
 * there. All mistakes are told at once, so that one reading mends them all.
 */

/** Way from the top of a file to a value: keys and list positions. */
export type Path = readonly (string | number)[];

export interface Mistake {
  file: string;
  /** Counted from 1. */
  line: number;
  /** e.g. `items[1].category`; empty when the file as a whole is meant. */
  key: string;
  expected: string;
  found: string;
}

export type Report = (mistake: Mistake) => void;

/** The catalogue cannot be used. `message` has one line for each mistake. */
export class CatalogueMistake extends Error {
  override readonly name = "CatalogueMistake";
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(lineOf).join("\n"));
    this.mistakes = mistakes;
  }
}

/** `["items", 1, "category"]` → `items[1].category`. */
export function keyOf(path: Path): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}

function lineOf({ file, line, key, expected, found }: Mistake): string {
  return `${file}:${line}${key && ` ${key}`}: expected ${expected}, found ${found}`;
}
