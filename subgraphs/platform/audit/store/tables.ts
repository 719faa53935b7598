/**
 * The tables of the evidence log, by one migration for both dialects. Rows of `entry` and `node` are written once and
 * never changed: the log's program holds no statement that could. What is hashed is ascii and
 * binary, so that no collation and no charset touches it.
 */
import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from "typeorm";
import type { EntryColumn } from "./entryStore";

type Form = { type: "code" | "ascii" | "text" | "whole" | "position"; length?: number; optional?: boolean };

/** SHA-256 in base64url. */
const HASH: Form = { type: "code", length: 43 };

const ENTRY: Record<EntryColumn, Form> = {
  position: { type: "position" },
  leaf: HASH,
  body: { type: "ascii" },
  person_key: { type: "code", length: 24, optional: true },
  listed: { type: "whole" },
  agency: { type: "code", length: 64, optional: true },
  purpose: { type: "code", length: 64, optional: true },
  kind: { type: "code", length: 16 },
  salt: { type: "code", length: 32, optional: true },
  statement: { type: "text", optional: true },
};

function column(runner: QueryRunner, name: string, form: Form): TableColumnOptions {
  const mysql = runner.connection.options.type === "mysql";
  const ascii = mysql ? { charset: "ascii", collation: "ascii_bin" } : {};
  const text = mysql ? { charset: "utf8mb4", collation: "utf8mb4_bin" } : {};
  const common = { name, isNullable: form.optional ?? false };
  if (form.type === "code") return { ...common, type: "varchar", length: String(form.length), ...ascii };
  if (form.type === "ascii") return { ...common, type: mysql ? "mediumtext" : "text", ...ascii };
  if (form.type === "text") return { ...common, type: mysql ? "mediumtext" : "text", ...text };
  if (form.type === "whole") return { ...common, type: mysql ? "int" : "integer" };
  // On SQLite an INTEGER key is the row's own number, so that entries lie in the order of the log.
  return { ...common, type: mysql ? "bigint" : "integer" };
}

function table(runner: QueryRunner, name: string, forms: Record<string, Form>, primary: readonly string[]): Table {
  const columns = Object.entries(forms).map(([key, form]) => ({
    ...column(runner, key, form),
    isPrimary: primary.includes(key),
  }));
  return new Table({ name, columns });
}

/** `entry`, `node`, `field_set`, `checkpoint`, and `log_head`, the one row that changes. */
export class EvidenceLog1700000000003 implements MigrationInterface {
  name = "EvidenceLog1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    const entry = table(runner, "entry", ENTRY, ["position"]);
    entry.addIndex(new TableIndex({ name: "entry_person", columnNames: ["person_key", "listed", "position"] }));
    entry.addIndex(new TableIndex({ name: "entry_agency", columnNames: ["agency", "purpose", "position"] }));
    entry.addIndex(new TableIndex({ name: "entry_purpose", columnNames: ["purpose", "position"] }));
    entry.addIndex(new TableIndex({ name: "entry_kind", columnNames: ["kind", "position"] }));
    await runner.createTable(entry, true);
    const node: Record<string, Form> = { level: { type: "whole" }, position: { type: "position" }, hash: HASH };
    await runner.createTable(table(runner, "node", node, ["level", "position"]), true);
    const fieldSet: Record<string, Form> = { hash: { type: "code", length: 64 }, text: { type: "ascii" } };
    await runner.createTable(table(runner, "field_set", fieldSet, ["hash"]), true);
    const checkpoint: Record<string, Form> = {
      size: { type: "position" },
      note: { type: "text" },
      made_at: { type: "code", length: 24 },
    };
    await runner.createTable(table(runner, "checkpoint", checkpoint, ["size"]), true);
    const head: Record<string, Form> = {
      id: { type: "whole" },
      origin: { type: "code", length: 200 },
      size: { type: "position" },
      root: HASH,
      last_at: { type: "code", length: 24 },
      epoch: { type: "code", length: 26 },
      holder: { type: "code", length: 255 },
      beat: { type: "position" },
    };
    await runner.createTable(table(runner, "log_head", head, ["id"]), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["log_head", "checkpoint", "field_set", "node", "entry"]) await runner.dropTable(name, true);
  }
}
