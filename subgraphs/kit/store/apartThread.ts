/** The thread that does {@link ApartWork} of an embedded database, each in one transaction. */
import type { EntityManager } from "typeorm";
import { prepareEmbedded } from "./prepareEmbedded";
import { answerAsked, preparedOver, undo, type EmbeddedConnection, type EmbeddedStatement } from "./threadSide";
import type { ApartAsked, ApartModule } from "./writeApart";

/** Another program has the file. Shorter than anybody waits for an answer: what was refused for it must not be done afterwards. */
const BUSY_MS = 1000;

function open(file: string) {
  const Libsql = require("libsql") as new (file: string) => EmbeddedConnection;
  const connection = new Libsql(file);
  prepareEmbedded(connection);
  connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  const prepared = preparedOver(connection);
  const manager = managerOver(prepared);
  return async ({ module, given }: ApartAsked): Promise<unknown> => {
    const { within } = require(module) as ApartModule;
    prepared("BEGIN IMMEDIATE").run();
    try {
      const done = await within(manager, given);
      prepared("COMMIT").run();
      return done;
    } catch (error) {
      undo(prepared);
      throw error;
    }
  };
}

/** What statements within a transaction are run by, as TypeORM's own. */
function managerOver(prepared: (sql: string) => EmbeddedStatement): EntityManager {
  const query = async (sql: string, values: readonly unknown[] = []) => {
    const statement = prepared(sql);
    if (sql.startsWith("SELECT")) return statement.all(...values);
    return { affected: statement.run(...values).changes };
  };
  return { query, queryRunner: { query }, connection: { options: { type: "better-sqlite3" } } } as unknown as EntityManager;
}

answerAsked(open);
