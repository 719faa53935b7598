/** What is held against what: answers in full where nothing fails, and what every answer promises where something does. */
import type { EngineError } from "../engine";
import type { ResponsePath } from "../responsePath";

type Path = readonly (string | number)[];

/** Places of `answer` that hold something else than `whole` does: null is nothing else. */
export function contradictions(answer: unknown, whole: unknown, path: Path = []): string[] {
  if (answer === null || Object.is(answer, whole)) return [];
  if (typeof answer !== "object" || typeof whole !== "object" || whole === null) return [path.join(".") || "data"];
  if (Array.isArray(answer) && answer.length !== (whole as unknown[]).length) return [`length of ${path.join(".")}`];
  return [...new Set([...Object.keys(answer), ...Object.keys(whole)])].flatMap((key) => {
    if (!Object.hasOwn(answer, key) || !Object.hasOwn(whole, key)) return [`key ${[...path, key].join(".")}`];
    return contradictions(member(answer, key), member(whole, key), [...path, key]);
  });
}

/** Topmost places that are null in `answer` and not in `whole`. */
export function losses(answer: unknown, whole: unknown, path: Path = []): Path[] {
  if (whole === null || whole === undefined || typeof answer !== "object") return [];
  if (answer === null) return [path];
  return Object.keys(answer).flatMap((key) => {
    const part = Array.isArray(answer) ? Number(key) : key;
    return losses(member(answer, key), member(whole, key), [...path, part]);
  });
}

/** Where the null of an error at `path` came to stand. */
export function nullOf(data: unknown, path: Path): Path {
  let value = data;
  for (const [depth, part] of path.entries()) {
    if (typeof value !== "object" || value === null) return path.slice(0, depth);
    value = member(value, String(part));
  }
  return path;
}

/** Is there an object of which nothing was asked? */
export function isBare(whole: unknown, path: Path): boolean {
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[String(key)], whole);
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** Losses about which no error says a word: at the place, above it, or (whose null climbed) below it. */
export function unexplained(lost: readonly Path[], errors: readonly EngineError[]): Path[] {
  return lost.filter((place) => !errors.some(({ path = [] }) => beyond(path, place) !== undefined));
}

/**
 * Errors at places that hold a value of which nothing is lost; where what fed a loss was never shown, its error is above it.
 * What would have been null anyway is lost as well, where an error at that null says so.
 */
export function errorsAtValues(errors: readonly EngineError[], data: unknown, lost: readonly Path[]): EngineError[] {
  const told = errors.map(({ path = [] }) => path).filter((path) => valuesAt(data, path).every((value) => value === null));
  const below = [...lost, ...told];
  return errors.filter(
    ({ path = [] }) =>
      valuesAt(data, path).some((value) => value !== null && value !== undefined) &&
      !below.some((place) => beyond(path, place) === 0),
  );
}

/** How many parts of an error's path lie beyond `place`: 0 where it leads there, or above; undefined where it leads elsewhere. */
function beyond(error: Path, place: Path): number | undefined {
  let at = 0;
  for (const part of place) {
    if (at === error.length) return 0;
    // One error for a whole list has no index.
    if (typeof part === "number" && typeof error[at] !== "number") continue;
    if (error[at++] !== part) return undefined;
  }
  return error.length - at;
}

/** A path without indices leads to as many values as its lists have: none of them, if any is null. */
function valuesAt(value: unknown, path: ResponsePath): unknown[] {
  const [first, ...rest] = path;
  if (typeof value !== "object" || value === null || first === undefined) return [value];
  if (!Array.isArray(value) || typeof first === "number") return valuesAt(member(value, String(first)), rest);
  const all = value.flatMap((item) => valuesAt(item, path));
  return all.every((one) => one !== null && one !== undefined) ? all.slice(0, 1) : [];
}

function member(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
