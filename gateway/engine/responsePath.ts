/** Places in a response: from a plan's flattened path (`people.@`) to the objects that lie there. */

export type ResponsePath = readonly (string | number)[];

export interface Place {
  path: (string | number)[];
  object: Record<string, unknown>;
}

/** The objects at `path` in `data`, in the order in which the stock engine gathers them; what is null on the way is left out. */
export function placesAt(data: unknown, path: ResponsePath, from: (string | number)[] = []): Place[] {
  if (data === null || data === undefined) return [];
  const [head, ...rest] = path;
  if (head === undefined) return isObject(data) ? [{ path: from, object: data }] : [];
  if (head === "@") {
    return Array.isArray(data) ? data.flatMap((item, index) => placesAt(item, rest, [...from, index])) : [];
  }
  return isObject(data) && Object.hasOwn(data, head) ? placesAt(data[head], rest, [...from, head]) : [];
}

/** `path` without indices and list marks. */
export function keysOf(path: ResponsePath): string[] {
  return path.filter((part): part is string => typeof part === "string" && part !== "@");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
