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
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import { tax } from "../../subgraphs/sectors/tax";

export interface Sending {
  location: DatabaseLocation;
  file: string;
  /** At which statement it ends, from 1, and whether the statement has gone out by then. */
  kill?: { at: number; sent: boolean };
}

/** What the process says, a line each: what its caller knows to be done. */
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

export async function sendBatch(database: Database, file: string, told: (said: Said) => void = () => undefined): Promise<void> {
  const summary = await takeIn({
    ...{ sector: tax.sector, database, file, kind: "REPLACEMENT", now: Date.now },
    resolvePersons: async (keys) => keys.map(({ idNumber }) => personOf(idNumber)),
    submitter: { agency: "tax", officer: "steward" },
  });
  if (summary.refused > 0) throw new Error(JSON.stringify(summary.refusals));
  told("staged");
  const at = new Date().toISOString();
  const { batch, state } = summary;
  const reviewer = { agency: "tax", officer: "reviewer" };
  if (state === "AWAITING_REVIEW") await decideBatch(database, { batch: batch!, reviewer }, at);
  told("approved");
  await carryOut(database, batch!, at);
  told("published");
}

export function personOf(idNumber: string): string {
  return createHash("sha256").update(idNumber).digest("hex").slice(0, 26).toUpperCase();
}

async function main({ location, file, kill }: Sending): Promise<void> {
  const database = await openDatabase(location, tax.migrations);
  const statements = countStatements(kill);
  await sendBatch(database, file, say);
  say(`statements ${statements()}`);
  await database.close();
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as Sending);
