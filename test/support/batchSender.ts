/**
 * A process that sends one batch of the tax department from file to published records and says how far it came, for
 * faults that end it: it ends itself by SIGKILL at a statement that its options name, counting every one of its database
 * from BEGIN to COMMIT. Persons are whoever has the number; no register is asked.
 */
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import "reflect-metadata";
import { BetterSqlite3QueryRunner } from "typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner";
import { MysqlQueryRunner } from "typeorm/driver/mysql/MysqlQueryRunner";
import { takeIn } from "../../subgraphs/kit/intake/takeIn";
import { carryOut, decideBatch } from "../../subgraphs/kit/life/reviewBatch";
import { batchById } from "../../subgraphs/kit/store/batchStore";
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import { tax } from "../../subgraphs/sectors/tax";

export interface Sending {
  location: DatabaseLocation;
  /** Absent: it opens the database, which migrates it, and ends. */
  file?: string;
  /** At which statement it ends, from 1, and whether the statement has gone out by then. */
  kill?: { at: number; sent: boolean };
}

/** What the process says, a line each: what its caller knows to be done by then. */
export type Said = "staged" | "approved" | "published" | `statements ${number}`;

const say = (line: Said) => writeSync(1, `${line}\n`);

/** Counts the statements of every transaction from here on. */
function countStatements(kill: Sending["kill"]): () => number {
  let count = 0;
  for (const { prototype } of [MysqlQueryRunner, BetterSqlite3QueryRunner]) {
    const { query } = prototype;
    prototype.query = async function (this: never, ...given: never[]) {
      count++;
      const isLast = count === kill?.at;
      if (isLast && !kill!.sent) process.kill(process.pid, "SIGKILL");
      const answer = (query as (...all: never[]) => Promise<unknown>).apply(this, given);
      // The bytes have left for the server, or the file has them; whether it answers nobody waits to see.
      if (isLast) setImmediate(() => setImmediate(() => process.kill(process.pid, "SIGKILL")));
      return answer;
    } as never;
  }
  return () => count;
}

/** Receives a file that is all there is of its item; the id of its batch. `progress` is told every thousand rows. */
export async function receiveRound(database: Database, file: string, progress?: () => void): Promise<string> {
  const { batch, refusals } = await takeIn({
    ...{ sector: tax.sector, database, file, kind: "REPLACEMENT", now: Date.now, progress },
    resolvePersons: async (keys) => keys.map(({ idNumber }) => personOf(idNumber)),
    submitter: { agency: "tax", officer: "steward" },
  });
  if (batch === null || refusals.length > 0) throw new Error(JSON.stringify(refusals));
  return batch;
}

/** Sends a file, or goes on with it, to its end. */
export async function sendBatch(database: Database, file: string, told: (said: Said) => void = () => undefined): Promise<void> {
  const batch = await receiveRound(database, file);
  told("staged");
  const at = new Date().toISOString();
  const awaits = (await batchById(database, batch))?.state === "AWAITING_REVIEW";
  if (awaits) await decideBatch(database, { batch, reviewer: { agency: "tax", officer: "reviewer" } }, at);
  told("approved");
  await carryOut(database, batch, at);
  told("published");
}

function personOf(idNumber: string): string {
  return createHash("sha256").update(idNumber).digest("hex").slice(0, 26).toUpperCase();
}

async function main({ location, file, kill }: Sending): Promise<void> {
  const statements = countStatements(kill);
  const database = await openDatabase(location, tax.migrations);
  if (file !== undefined) await sendBatch(database, file, say);
  say(`statements ${statements()}`);
  await database.close();
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as Sending);
