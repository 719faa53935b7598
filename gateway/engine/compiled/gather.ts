/** The objects at a place of the data. What is null, missing or of another kind on the way there is left out. */
import { Missing } from "./missing";

export function gather(value: unknown, path: readonly string[], into: object[], depth = 0): void {
  if (typeof value !== "object" || value === null || value instanceof Missing) return;
  const part = path[depth];
  if (Array.isArray(value)) {
    if (part === "@") for (const item of value) gather(item, path, into, depth + 1);
  } else if (part === undefined) into.push(value);
  else if (Object.hasOwn(value, part)) gather((value as Record<string, unknown>)[part], path, into, depth + 1);
}
