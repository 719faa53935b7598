/** One INSERT of many rows: a constant text a number of rows, every cell bound. */
import type { EntityManager } from "typeorm";

/** Rows a statement: every engine of the MySQL family takes as many, and its cells are few enough for SQLite to bind. */
export const ROWS_A_STATEMENT = 500;

/** Inserts up to {@link ROWS_A_STATEMENT} rows whose cells stand in the order of `columns`. */
export async function insert(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const into = `INSERT INTO ${table} (${columns.join(", ")}) VALUES `;
  // mysql2 writes nested rows in half the time of as many question marks.
  if (manager.connection.options.type === "mysql") return void (await manager.query(`${into}?`, [rows]));
  const group = `(${columns.map(() => "?").join(", ")})`;
  await manager.query(into + new Array(rows.length).fill(group).join(", "), rows.flat());
}

/** Inserts any number of rows. */
export async function insertAll(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await insert(manager, table, columns, rows.slice(start, start + ROWS_A_STATEMENT));
}

/** Runs a statement that changes rows; how many it changed. */
export async function changedBy(manager: EntityManager, sql: string, values: readonly unknown[]): Promise<number> {
  const result = (await manager.queryRunner!.query(sql, [...values], true)) as { affected?: number };
  return result.affected ?? 0;
}
