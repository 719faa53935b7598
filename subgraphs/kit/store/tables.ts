/**
 * The tables of a sector, by one migration for both dialects. No table has a foreign key, trigger or automatic number, so
 * that every engine of the MySQL family serves (docs/decisions/0005). A migration that has landed is never changed: what
 * came later stands in `lifeTables.ts`.
 */
import { Table, TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { code, columns, DAY, ID, INSTANT, LONG, optional, text, WHOLE, type Form, type Forms } from "./columnForms";
import { insert } from "./insertRows";
import { numberHash } from "./personLinks";

/** The columns of `record` as they were at first. */
export const FIRST_RECORD_FORMS: Forms = {
  person_id: ID,
  id: ID,
  type: code(64),
  item: code(32),
  category: code(32),
  polarity: code(16),
  gravity: optional(code(16)),
  openness: code(16),
  state: code(16),
  determining_organ: text(200),
  determining_organ_code: optional(code(18)),
  basis_doc_no: optional(text(200)),
  source_no: text(240),
  decided_on: DAY,
  display_rule: optional(code(16)),
  display_until: optional(DAY),
  query_until: optional(DAY),
  version: WHOLE,
  as_of: INSTANT,
  batch_id: ID,
  detail: LONG,
};

/** The columns of `batch` as they were at first. */
export const FIRST_BATCH_FORMS: Forms = {
  id: ID,
  sha256: code(64),
  item: code(32),
  submitter: text(100),
  received_at: INSTANT,
  published_at: INSTANT,
  rows_taken: WHOLE,
  rows_refused: WHOLE,
};

/** `record` and `batch`: what every sector has. */
export class SectorTables1700000000001 implements MigrationInterface {
  name = "SectorTables1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    // Clustered by person: the hot read is one range of this key.
    const record = new Table({
      name: "record",
      columns: columns(runner, FIRST_RECORD_FORMS, ["person_id", "id"]),
      withoutRowid: true,
    });
    record.addIndex(new TableIndex({ name: "record_source", columnNames: ["type", "source_no"], isUnique: true }));
    await runner.createTable(record, true);
    const table = new Table({ name: "batch", columns: columns(runner, FIRST_BATCH_FORMS, ["id"]), withoutRowid: true });
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
 * `person_link`, `number_owner`: which entries of the register are one person, and whose a number is or was (the numbers
 * of the entries that are there already are written down as well). `person_reserved`: ids of persons whose rows are staged.
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
    const reserved: Record<string, Form> = {
      id_number: { type: "code", length: 18 },
      person_id: { type: "code", length: 26 },
      reserved_at: { type: "code", length: 24 },
    };
    await runner.createTable(
      new Table({ name: "person_reserved", columns: columns(runner, reserved, ["id_number"]), withoutRowid: true }),
      true,
    );
    await writeNumbers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("person_reserved", true);
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
