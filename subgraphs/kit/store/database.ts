/**
 * The database of one subgraph: one SQLite file (embedded) or one MySQL-family schema with a user of its own.
 *
 * Promise: nothing is ever synchronised; migrations alone change a schema. A statement that cannot be answered in time
 * is {@link StoreUnavailable}, never an empty result (ATTACKS K06). Writes are queued one after another, for TypeORM has
 * a single SQLite connection and would mix two transactions (docs/decisions/0005).
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import {
  DataSource,
  QueryResult,
  type DataSourceOptions,
  type EntityManager,
  type MigrationInterface,
  type QueryRunner,
} from "typeorm";
import { equalsNoId } from "./foreignText";
import { prepareEmbedded } from "./prepareEmbedded";
import { embeddedReader, mysqlReader, type Reader } from "./reader";
import { StoreUnavailable } from "./storeUnavailable";
import { apartOf, type ApartWork } from "./writeApart";

export type DatabaseLocation = { kind: "embedded"; file: string } | { kind: "mysql"; url: string };

export interface Database {
  /** Prepared reads on a connection of their own. */
  reader: Reader;
  /** Runs `work` in one transaction, after the writes before it. A deadlock fails it whole; the caller may begin again. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** The same of work that is a module of its own: an embedded database commits it in a thread beside the one that answers. */
  writeApart<Given, Done>(work: ApartWork<Given, Done>, given: Given): Promise<Done>;
  /** Ends the connections, once. */
  close(): Promise<void>;
}

/** A server that may forget what it said was kept (FAULTS F41): nothing is written to it, and whoever starts on it is told. */
export class UnsafeStore extends Error {
  override readonly name = "UnsafeStore";
}

/** Opens the database and brings its schema up to date. @throws UnsafeStore */
export async function openDatabase(
  location: DatabaseLocation,
  migrations: readonly (new () => MigrationInterface)[],
): Promise<Database> {
  const dataSource = await new DataSource(optionsOf(location, migrations)).initialize();
  try {
    if (location.kind === "mysql") await refuseUnsafe(dataSource);
    await dataSource.runMigrations({ transaction: location.kind === "embedded" ? "all" : "none" });
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  const reader = location.kind === "embedded" ? embeddedReader(location.file) : mysqlReader(location.url);
  const apart = location.kind === "embedded" ? apartOf(location.file) : undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;
  return {
    reader,
    write: (work) => inTurn(() => transact(dataSource, work)),
    writeApart: (work, given) =>
      inTurn(() => apart?.run(work, given) ?? transact(dataSource, (manager) => work.within(manager, given))),
    close: () => (closing ??= shut()),
  };

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(() => work().catch(asUnavailable));
    last = turn.catch(() => undefined);
    return turn;
  }

  /** After the writes that were begun. */
  async function shut(): Promise<void> {
    await last;
    await apart?.close();
    await reader.close();
    await dataSource.destroy();
  }
}

/** A commit must be on the disk before it is told. Engines that know no such setting do so always. */
async function refuseUnsafe(dataSource: DataSource): Promise<void> {
  const setting = "innodb_flush_log_at_trx_commit";
  const rows = (await dataSource.query(`SHOW VARIABLES LIKE '${setting}'`)) as { Value: string }[];
  if (rows[0] === undefined || rows[0].Value === "1") return;
  const why = `${setting} is ${rows[0].Value}: a power cut would undo what was acknowledged`;
  throw new UnsafeStore(`${why}; set it to 1 on the database server and start again`);
}

function transact<T>(dataSource: DataSource, given: (manager: EntityManager) => Promise<T>): Promise<T> {
  const work = (manager: EntityManager) => {
    if (dataSource.options.type === "mysql") takeForeignTexts(manager.queryRunner!);
    return given(manager);
  };
  return dataSource.options.type === "mysql" ? dataSource.transaction("READ COMMITTED", work) : embedded(dataSource, work);
}

/** A comparison that such an error ends has found nothing, and the transaction goes on. */
function takeForeignTexts(runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (sql: string, values?: unknown[], structured?: boolean) => Promise<unknown>;
  const found = async (sql: string, values?: unknown[], structured?: boolean): Promise<unknown> => {
    try {
      return await query(sql, values, structured);
    } catch (error) {
      if (!equalsNoId(error)) throw error;
      return structured === true ? Object.assign(new QueryResult(), { raw: [], records: [], affected: 0 }) : [];
    }
  };
  runner.query = found as typeof runner.query;
}

/**
 * SQLite is serialisable and knows no other level. A full disk makes it roll back by itself; TypeORM, whose own ROLLBACK
 * then fails, would take the next transaction for one within the last, and never commit it (FAULTS F42).
 */
async function embedded<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.query("BEGIN");
  try {
    const result = await work(runner.manager);
    await runner.query("COMMIT");
    return result;
  } catch (error) {
    await runner.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function optionsOf(location: DatabaseLocation, given: readonly (new () => MigrationInterface)[]): DataSourceOptions {
  const common = {
    migrations: given as (new () => MigrationInterface)[],
    migrationsTableName: "migration",
    synchronize: false,
    logging: false,
    invalidWhereValuesBehavior: { null: "throw", undefined: "throw" },
  } as const;
  if (location.kind === "embedded") {
    mkdirSync(dirname(location.file), { recursive: true });
    const driver = require("libsql") as object;
    return { ...common, type: "better-sqlite3", database: location.file, driver, prepareDatabase: prepareEmbedded } as const;
  }
  return {
    ...common,
    type: "mysql",
    url: location.url,
    charset: "utf8mb4_bin",
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    // Positions are within 53 bits; TypeORM would else have them as texts, which add up otherwise.
    bigNumberStrings: false,
    poolSize: 4,
    connectTimeout: 2000,
    extra: { multipleStatements: false, maxIdle: 1, idleTimeout: 30_000 },
  } as const;
}

function asUnavailable(error: unknown): never {
  const code = (error as { code?: string }).code ?? "";
  if (/^(ECONN|EPIPE|ETIMEDOUT|PROTOCOL_|ER_SERVER_SHUTDOWN|ENOTFOUND)/.test(code)) throw new StoreUnavailable(code);
  throw error;
}

/** Does the database answer at all? */
export function answers(database: Database): Promise<boolean> {
  return database.reader.all("SELECT 1", []).then(
    () => true,
    () => false,
  );
}

/** Asks nothing, so that a database which opens at its first use is opened. @throws as opening does */
export async function touch(database: Database): Promise<void> {
  await database.reader.all("SELECT 1", []);
}
