/** What the statements of a publication have in common: a record made of a staged row and of its batch. */
import type { Batch } from "./batchRow";
import { STORED_COLUMNS, STORED_KEYS } from "./recordRow";
import { STAGED_COLUMNS } from "./staging";
import type { Turn } from "./turn";

export interface Publishing {
  turn: Turn;
  batch: Batch;
  at: string;
  /** Position of the event of a staged row = base + its place. */
  base: number;
  slices: readonly [after: number, until: number][];
}

const COLUMNS = STORED_KEYS.map((key) => STORED_COLUMNS[key]);
/** What all rows of a batch have alike, in the order in which {@link alikeOf} binds it. */
const ALIKE = ["type", "item", "category", "policy", "as_of", "batch_id"];

/** Expressions of `COLUMNS` over a staged row `s`. */
export function fromStaged(own: Readonly<Record<string, string>>): string {
  const expressions = new Map([
    ...STAGED_COLUMNS.map((column) => [column, `s.${column}`] as const),
    ...ALIKE.map((column) => [column, "?"] as const),
    ...Object.entries(own),
  ]);
  return COLUMNS.map((column) => expressions.get(column)!).join(", ");
}

export const INTO_RECORD = `INSERT INTO record (${COLUMNS.join(", ")})`;

export function alikeOf({ batch, at }: Pick<Publishing, "batch" | "at">): string[] {
  const { type, item, category, policy, id } = batch;
  return COLUMNS.flatMap((column) => ({ type, item, category, policy, as_of: at, batch_id: id })[column as "type"] ?? []);
}
