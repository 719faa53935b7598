/**
 * A commit is on the disk when it is told. Pages hold a dozen records (as a file was made, so it stays); another process
 * that writes is waited for; the cache is what a large batch needs for its indexes.
 */
const PRAGMAS = ["page_size = 8192", "journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000", "cache_size = -32000"];

export function prepareEmbedded(connection: { exec(sql: string): void }): void {
  for (const pragma of PRAGMAS) connection.exec(`PRAGMA ${pragma}`);
}
