/**
 * What every sector promises to serve, written down once more beside its classes: a class that loses a field, or changes
 * its type, changes the graph that others rely on.
 */
import { economy } from "./promised.economy.fixture";
import { society } from "./promised.society.fixture";

/** Type → [typed list, key, own fields in order]. `!` = a batch must bring it; in the graph each is nullable. */
export type PromisedTypes = Record<string, [list: string, key: string, fields: string]>;

export const PROMISED: Record<string, PromisedTypes> = { ...society, ...economy };

/** Name and type of each field that is promised, in order. */
export function promisedFields([, , fields]: PromisedTypes[string]): string[] {
  return fields.split(/,\s*/);
}
