/**
 * Forms of columns, the same for both dialects. Identifiers and codes are ascii and binary, names and texts utf8mb4 and
 * binary, said on every column: other collations equate look-alikes (ATTACKS H08).
 */
import { Table, TableIndex, type QueryRunner, type TableColumnOptions, type TableOptions } from "typeorm";

export interface Form {
  /** `big`: a whole number beyond 32 bits, within 53. */
  type: "code" | "text" | "day" | "whole" | "big" | "long";
  length?: number;
  optional?: boolean;
}

export type Forms = Record<string, Form>;

export const code = (length: number): Form => ({ type: "code", length });
export const text = (length: number): Form => ({ type: "text", length });
export const ID = code(26);
/** RFC 3339 UTC with milliseconds. */
export const INSTANT = code(24);
export const DAY: Form = { type: "day" };
export const WHOLE: Form = { type: "whole" };
export const BIG: Form = { type: "big" };
export const LONG: Form = { type: "long" };
export const optional = (form: Form): Form => ({ ...form, optional: true });

export function isMysql(runner: QueryRunner): boolean {
  return runner.connection.options.type === "mysql";
}

/** A column in the dialect of `runner`. */
function column(runner: QueryRunner, name: string, form: Form): TableColumnOptions {
  const mysql = isMysql(runner);
  const ascii = mysql ? { charset: "ascii", collation: "ascii_bin" } : {};
  const unicode = mysql ? { charset: "utf8mb4", collation: "utf8mb4_bin" } : {};
  const common = { name, isNullable: form.optional ?? false };
  if (form.type === "code") return { ...common, type: "varchar", length: String(form.length), ...ascii };
  if (form.type === "text") return { ...common, type: "varchar", length: String(form.length), ...unicode };
  if (form.type === "day") return { ...common, type: "varchar", length: "10", ...ascii };
  if (form.type === "whole") return { ...common, type: "integer" };
  // Not BIGINT on SQLite: only an INTEGER key is the table's own order there.
  if (form.type === "big") return { ...common, type: mysql ? "bigint" : "integer" };
  return { ...common, type: mysql ? "longtext" : "text", ...unicode };
}

export function columns(runner: QueryRunner, forms: Forms, primary: readonly string[]): TableColumnOptions[] {
  return Object.entries(forms).map(([name, form]) => ({ ...column(runner, name, form), isPrimary: primary.includes(name) }));
}

export interface TablePlan {
  name: string;
  forms: Forms;
  primary: readonly string[];
  indexes?: Record<string, { columns: string[]; unique?: boolean }>;
  options?: Partial<TableOptions>;
}

/** Makes the table with its indexes, where it is not there yet. */
export async function createTable(
  runner: QueryRunner,
  { name, forms, primary, indexes = {}, options }: TablePlan,
): Promise<void> {
  const table = new Table({ name, columns: columns(runner, forms, primary), ...options });
  for (const [index, { columns: columnNames, unique }] of Object.entries(indexes))
    table.addIndex(new TableIndex({ name: index, columnNames, isUnique: unique ?? false }));
  await runner.createTable(table, true);
}
