/**
 * Where the databases of a test are: embedded files in a temporary folder, or schemas of the run's MariaDB, each with a
 * user of its own. Which of the two is said by the run (`npm test` runs the suite on both).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { newId } from "../../subgraphs/kit/newId";
import type { DatabaseLocation } from "../../subgraphs/kit/store/database";
import { mariadbUrl } from "./config";

export interface TestDatabases {
  kind: "embedded" | "mariadb";
  /** Folder for embedded files and keys. */
  folder: string;
  location(name: string): Promise<DatabaseLocation>;
  /** What a process of its own is told: CREDIT_DATA_DIR and, on MariaDB, CREDIT_DATABASE_URL. Call after `location` of each name. */
  environment(): Record<string, string>;
  drop(): Promise<void>;
}

/** `serverOf` puts the database of one subgraph on another server. */
export async function testDatabases(serverOf?: (name: string) => string | undefined): Promise<TestDatabases> {
  const folder = mkdtempSync(join(tmpdir(), "credit-test-"));
  const server = mariadbUrl();
  const forget = () => rmSync(folder, { recursive: true, force: true });
  if (server === undefined) {
    return {
      kind: "embedded",
      folder,
      location: async (name) => ({ kind: "embedded", file: join(folder, `${name}.sqlite`) }),
      environment: () => ({ CREDIT_DATA_DIR: folder }),
      drop: async () => forget(),
    };
  }
  const run = newId().slice(0, 8).toLowerCase();
  const made: string[] = [];
  const at = (name: string) => serverOf?.(name) ?? server;
  const url = (name: string) => `mysql://u_${run}_${name}:secret-${run}@${new URL(at(name)).host}/credit_${run}_${name}`;
  return {
    kind: "mariadb",
    folder,
    async location(name) {
      if (!made.includes(name)) {
        await administer(at(name), createOwn(`credit_${run}_${name}`, `u_${run}_${name}`, `secret-${run}`));
        made.push(name);
      }
      return { kind: "mysql", url: url(name) };
    },
    environment: () => ({ CREDIT_DATA_DIR: folder, CREDIT_DATABASE_URL: url("{subgraph}") }),
    async drop() {
      for (const name of made) {
        await administer(at(name), [`DROP DATABASE credit_${run}_${name}`, `DROP USER 'u_${run}_${name}'@'%'`]);
      }
      forget();
    },
  };
}

/** Schemas for a benchmark or a process of its own: `url` holds {subgraph}. */
export async function testSchemas(server: string, run: string, names: readonly string[]): Promise<{ url: string }> {
  for (const name of names) await administer(server, createOwn(`credit_${run}_${name}`, `u_${run}_${name}`, `secret-${run}`));
  return { url: `mysql://u_${run}_{subgraph}:secret-${run}@${new URL(server).host}/credit_${run}_{subgraph}` };
}

/** One schema and one user, who may touch that schema and no other. */
function createOwn(database: string, user: string, password: string): string[] {
  return [
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`,
    `GRANT ALL ON ${database}.* TO '${user}'@'%'`,
  ];
}

async function administer(server: string, statements: readonly string[]): Promise<void> {
  const connection = await createConnection(server);
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}
