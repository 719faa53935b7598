/**
 * A text that a column of ids (ascii) cannot hold equals none of them. SQLite says so by finding nothing; MySQL and MariaDB
 * end the statement with an error, which must not read as a failure of the database: whoever sends an id in any script is
 * told what every unknown id is told.
 */
export function equalsNoId(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === "ER_CANT_AGGREGATE_2COLLATIONS";
}
