/**
 * The one connection that writes the log. What it has written is on disk when it says so, or it does not say so.
 *
 * Threat (ATTACKS J01–J03, FAULTS F01–F05): a database that acknowledges what it has not kept. So each kind of database
 * is asked at the start whether it flushes before it acknowledges, and one that does not is refused.
 */
export type Cell = string | number | null;
export type LogRow = Record<string, Cell>;

/** One statement for each of `rows`; constant text, prepared once. */
export interface Step {
  sql: string;
  rows: readonly (readonly Cell[])[];
  /** Rows that each must change; another number undoes the whole transaction. */
  changes?: number;
}

export interface LogWriter {
  kind: "embedded" | "server";
  /** All steps or none, durable when this resolves. @throws {Outrun} where a step changed another number of rows. */
  transact(steps: readonly Step[]): Promise<void>;
  /** Rows as they are committed. */
  all(sql: string, values: readonly Cell[]): Promise<LogRow[]>;
  close(): Promise<void>;
}

/** The database said that it could not, or said nothing; nothing is known to be written. */
export class WriterFailed extends Error {
  override readonly name = "WriterFailed";
}

/** Somebody else has written the log in between. */
export class Outrun extends Error {
  override readonly name = "Outrun";
}
