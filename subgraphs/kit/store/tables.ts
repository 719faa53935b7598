/**
 * The tables of a sector, by one migration for both dialects. Identifiers and codes are ascii and binary, names and
 * texts utf8mb4 and binary, said on every column: other collations equate look-alikes (ATTACKS H08). No table has a
 * foreign key, trigger or automatic number, so that every engine of the MySQL family serves (docs/decisions/0005).
 */
import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from "typeorm";
import { numberHash } from "./personLinks";
import { RECORD_COLUMNS } from "./recordRow";
import { insert } from "./recordStore";

type Form = { type: "code" | "text" | "day" | "whole" | "long"; length?: number; optional?: boolean };

const RECORD_FORMS: Record<keyof typeof RECORD_COLUMNS, Form> = {
  personId: { type: "code", length: 26 },
  id: { type: "code", length: 26 },
  type: { type: "code", length: 64 },
  item: { type: "code", length: 32 },
  category: { type: "code", length: 32 },
  polarity: { type: "code", length: 16 },
  gravity: { type: "code", length: 16, optional: true },
  openness: { type: "code", length: 16 },
  state: { type: "code", length: 16 },
  determiningOrgan: { type: "text", length: 200 },
  determiningOrganCode: { type: "code", length: 18, optional: true },
  basisDocNo: { type: "text", length: 200, optional: true },
  sourceNo: { type: "text", length: 240 },
  decidedOn: { type: "day" },
  displayRule: { type: "code", length: 16, optional: true },
  displayUntil: { type: "day", optional: true },
  queryUntil: { type: "day", optional: true },
  version: { type: "whole" },
  asOf: { type: "code", length: 24 },
  batchId: { type: "code", length: 26 },
  detail: { type: "long" },
};

/** A column in the dialect of `runner`. */
function column(runner: QueryRunner, name: string, form: Form): TableColumnOptions {
  const mysql = runner.connection.options.type === "mysql";
  const ascii = mysql ? { charset: "ascii", collation: "ascii_bin" } : {};
  const text = mysql ? { charset: "utf8mb4", collation: "utf8mb4_bin" } : {};
  const common = { name, isNullable: form.optional ?? false };
  if (form.type === "code") return { ...common, type: "varchar", length: String(form.length), ...ascii };
  if (form.type === "text") return { ...common, type: "varchar", length: String(form.length), ...text };
  if (form.type === "day") return { ...common, type: "varchar", length: "10", ...ascii };
  if (form.type === "whole") return { ...common, type: "integer" };
  return { ...common, type: mysql ? "longtext" : "text", ...text };
}

function columns(runner: QueryRunner, forms: Record<string, Form>, primary: string[]): TableColumnOptions[] {
  return Object.entries(forms).map(([name, form]) => ({ ...column(runner, name, form), isPrimary: primary.includes(name) }));
}

/** `record` and `batch`: what every sector has. */
export class SectorTables1700000000001 implements MigrationInterface {
  name = "SectorTables1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    const forms = Object.fromEntries(
      Object.entries(RECORD_COLUMNS).map(([key, name]) => [name, RECORD_FORMS[key as keyof typeof RECORD_COLUMNS]]),
    );
    // Clustered by person: the hot read is one range of this key.
    const record = new Table({ name: "record", columns: columns(runner, forms, ["person_id", "id"]), withoutRowid: true });
    record.addIndex(new TableIndex({ name: "record_source", columnNames: ["type", "source_no"], isUnique: true }));
    await runner.createTable(record, true);
    const batch: Record<string, Form> = {
      id: { type: "code", length: 26 },
      sha256: { type: "code", length: 64 },
      item: { type: "code", length: 32 },
      submitter: { type: "text", length: 100 },
      received_at: { type: "code", length: 24 },
      published_at: { type: "code", length: 24 },
      rows_taken: { type: "whole" },
      rows_refused: { type: "whole" },
    };
    const table = new Table({ name: "batch", columns: columns(runner, batch, ["id"]), withoutRowid: true });
    table.addIndex(new TableIndex({ name: "batch_content", columnNames: ["sha256"], isUnique: true }));
    table.addIndex(new TableIndex({ name: "batch_published", columnNames: ["published_at"] }));
    await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("batch", true);
    await runner.dropTable("record", true);
  }
}

/** `person`: the register of persons, kept by the sector that mints person ids. */
export class PersonRegister1700000000002 implements MigrationInterface {
  name = "PersonRegister1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    const person: Record<string, Form> = {
      person_id: { type: "code", length: 26 },
      id_number: { type: "code", length: 18 },
      name: { type: "text", length: 200 },
      real_name_level: { type: "code", length: 32 },
    };
    const table = new Table({ name: "person", columns: columns(runner, person, ["person_id"]), withoutRowid: true });
    table.addIndex(new TableIndex({ name: "person_number", columnNames: ["id_number"], isUnique: true }));
    await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("person", true);
  }
}

/**
 * `person_link`, `number_owner`: which entries of the register are one person, and whose a number is or was. The
 * numbers of the entries that are there already are written down as well.
 */
export class PersonLinks1700000000102 implements MigrationInterface {
  name = "PersonLinks1700000000102";

  async up(runner: QueryRunner): Promise<void> {
    const link: Record<string, Form> = { person_id: { type: "code", length: 26 }, survivor_id: { type: "code", length: 26 } };
    const links = new Table({ name: "person_link", columns: columns(runner, link, ["person_id"]), withoutRowid: true });
    links.addIndex(new TableIndex({ name: "person_link_survivor", columnNames: ["survivor_id"] }));
    await runner.createTable(links, true);
    const number: Record<string, Form> = {
      former: { type: "whole" },
      number_hash: { type: "code", length: 64 },
      person_id: { type: "code", length: 26 },
    };
    // The few numbers of old are one range of this key.
    const primary = ["former", "number_hash", "person_id"];
    await runner.createTable(
      new Table({ name: "number_owner", columns: columns(runner, number, primary), withoutRowid: true }),
      true,
    );
    await writeNumbers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("number_owner", true);
    await runner.dropTable("person_link", true);
  }
}

/** From the beginning, so that a migration that was killed half-way can run again. */
async function writeNumbers(runner: QueryRunner): Promise<void> {
  await runner.query("DELETE FROM number_owner");
  const next = "SELECT person_id, id_number FROM person WHERE person_id > ? ORDER BY person_id LIMIT 500";
  for (let last = ""; ;) {
    const rows = (await runner.query(next, [last])) as { person_id: string; id_number: string }[];
    if (rows.length === 0) return;
    const numbers = rows.map(({ person_id, id_number }) => [numberHash(id_number), person_id, 0]);
    await insert(runner.manager, "number_owner", ["number_hash", "person_id", "former"], numbers);
    last = rows.at(-1)!.person_id;
  }
}
