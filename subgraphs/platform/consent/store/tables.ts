/**
 * The tables of the authorisations, by one migration for both dialects (docs/decisions/0005).
 *
 * `grant_request` what an agency asks · `grant_artefact` what was signed, written once and never changed · `grant_state`
 * where it stands now · `grant_use` each use · `grant_event` each change of either, so that what held when can be told ·
 * `emergency` what was declared without anybody's consent.
 * Nothing is ever deleted.
 */
import { Table, TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { BIG, columns, type Form } from "../../../kit/store/columnForms";

const ID = { type: "code", length: 26 } as const;
const AT = { type: "code", length: 24 } as const;
const WHOLE = { type: "whole" } as const;

const REQUEST: Record<string, Form> = {
  id: ID,
  person_id: ID,
  agency: { type: "code", length: 64 },
  officer: { type: "text", length: 128 },
  officer_only: WHOLE,
  unmasks: WHOLE,
  purpose: { type: "code", length: 32 },
  case_number: { type: "text", length: 200 },
  terms: { type: "long" },
  notice_version: { type: "code", length: 16 },
  supersedes: { ...ID, optional: true },
  requested_at: AT,
  answer_by: AT,
  status: { type: "code", length: 16 },
  sensitive_agreed: { type: "long" },
  grant_id: { ...ID, optional: true },
  version: WHOLE,
};

const ARTEFACT: Record<string, Form> = {
  id: ID,
  request_id: ID,
  person_id: ID,
  agency: { type: "code", length: 64 },
  signed_at: AT,
  artefact: { type: "long" },
};

const STATE: Record<string, Form> = {
  id: ID,
  status: { type: "code", length: 16 },
  used: WHOLE,
  last_used_at: { ...AT, optional: true },
  superseded_by: { ...ID, optional: true },
  version: WHOLE,
};

const USE: Record<string, Form> = {
  id: ID,
  grant_id: ID,
  idempotency: { type: "code", length: 43, optional: true },
  body: { type: "code", length: 43 },
  spent_at: AT,
};

const EVENT: Record<string, Form> = {
  id: ID,
  version: WHOLE,
  at: AT,
  status: { type: "code", length: 16 },
};

const TOLD: Record<string, Form> = {
  position: BIG,
  at: AT,
  kind: { type: "code", length: 32 },
  grant_id: ID,
  person_id: ID,
  agency: { type: "code", length: 64 },
  purpose: { type: "code", length: 32, optional: true },
  valid_until: { ...AT, optional: true },
  look: { type: "code", length: 36, optional: true },
};

const TURN: Record<string, Form> = { one: WHOLE, position: BIG };

export class ConsentTables1700000000101 implements MigrationInterface {
  name = "ConsentTables1700000000101";

  async up(runner: QueryRunner): Promise<void> {
    await create(runner, "grant_request", REQUEST, ["id"], { grant_request_person: ["person_id", "requested_at"] });
    await create(runner, "grant_artefact", ARTEFACT, ["id"], { grant_artefact_person: ["person_id", "signed_at"] });
    await create(runner, "grant_state", STATE, ["id"]);
    const use = { grant_use_once: ["grant_id", "idempotency"] };
    await create(runner, "grant_use", USE, ["id"], use, true);
    await create(runner, "grant_event", EVENT, ["id", "version"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["grant_event", "grant_use", "grant_state", "grant_artefact", "grant_request"])
      await runner.dropTable(name, true);
  }
}

/** In a form that all dialects know, and that may be run again. */
const FIRST_TURN =
  "INSERT INTO grant_turn (one, position) SELECT 1, 0 FROM (SELECT 1 AS one) single WHERE NOT EXISTS (SELECT 1 FROM grant_turn)";

/** `grant_told`: what happened, in the order in which it happened; `grant_turn`: the one row that numbers it. */
export class ConsentEvents1700000000102 implements MigrationInterface {
  name = "ConsentEvents1700000000102";

  async up(runner: QueryRunner): Promise<void> {
    await create(runner, "grant_told", TOLD, ["position"]);
    await create(runner, "grant_turn", TURN, ["one"]);
    await runner.query(FIRST_TURN);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["grant_turn", "grant_told"]) await runner.dropTable(name, true);
  }
}

const EMERGENCY: Record<string, Form> = {
  id: ID,
  person_id: ID,
  agency: { type: "code", length: 64 },
  officer: { type: "text", length: 128 },
  case_number: { type: "text", length: 200 },
  reason: { type: "text", length: 500 },
  declared_at: AT,
  second_by: AT,
  seconded_by: { type: "text", length: 128, optional: true },
  grant_id: { ...ID, optional: true },
};

/** `emergency`: what an officer declared, and who seconded it. */
export class ConsentEmergencies1700000000103 implements MigrationInterface {
  name = "ConsentEmergencies1700000000103";

  up(runner: QueryRunner): Promise<void> {
    return create(runner, "emergency", EMERGENCY, ["id"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("emergency", true);
  }
}

async function create(
  runner: QueryRunner,
  name: string,
  forms: Record<string, Form>,
  primary: string[],
  indexes: Record<string, string[]> = {},
  isUnique = false,
): Promise<void> {
  const table = new Table({ name, columns: columns(runner, forms, primary), withoutRowid: true });
  for (const [index, columnNames] of Object.entries(indexes))
    table.addIndex(new TableIndex({ name: index, columnNames, isUnique }));
  await runner.createTable(table, true);
}
