/**
 * The tables of supervision, by one migration for both dialects (docs/decisions/0005). What members and the office write is
 * kept in full; what is counted of persons is kept as counts alone, so there is no person in this database.
 */
import { Table, TableIndex, type MigrationInterface, type QueryRunner } from "typeorm";
import { columns, type Form } from "../../../kit/store/columnForms";

const ID = { type: "code", length: 26 } as const;
const AT = { type: "code", length: 24 } as const;
const CODE = { type: "code", length: 64 } as const;
const DAY = { type: "day" } as const;
const TEXT = { type: "text", length: 1000 } as const;
const OFFICER = { type: "text", length: 128 } as const;
const WHOLE = { type: "whole" } as const;
const BIG = { type: "big" } as const;

interface TablePlan {
  columns: Record<string, Form>;
  primary: string[];
  index?: string[];
}

const TABLES: Record<string, TablePlan> = {
  progress_note: {
    columns: {
      ...{ id: ID, task: CODE, member: CODE, at: AT, officer: OFFICER, done: WHOLE },
      ...{ percent: { ...WHOLE, optional: true }, body: TEXT, evidence: { ...TEXT, optional: true } },
    },
    primary: ["id"],
    index: ["task", "at"],
  },
  steward: {
    columns: { sector: CODE, officer: OFFICER, named_on: DAY, trained_on: { ...DAY, optional: true }, named_by: OFFICER },
    primary: ["sector", "officer"],
  },
  inspection: {
    columns: { year: WHOLE, opened_at: AT, opened_by: OFFICER, closed_at: { ...AT, optional: true } },
    primary: ["year"],
  },
  finding: {
    columns: {
      ...{ id: ID, year: WHOLE, member: CODE, body: TEXT, due: DAY, recorded_at: AT, recorded_by: OFFICER },
      ...{ closed_on: { ...DAY, optional: true }, rectification: { ...TEXT, optional: true } },
    },
    primary: ["id"],
    index: ["year", "member"],
  },
  typical_case: {
    columns: {
      ...{ id: ID, at: AT, member: CODE, kind: CODE, title: { type: "text", length: 200 }, body: { type: "long" } },
      ...{ submitted_by: OFFICER, accepted_at: { ...AT, optional: true } },
    },
    primary: ["id"],
    index: ["at", "id"],
  },
  counter: {
    columns: {
      measure: CODE,
      month: { type: "code", length: 7 },
      sector: CODE,
      item: CODE,
      detail: { type: "code", length: 128 },
      n: WHOLE,
      revision: BIG,
    },
    primary: ["measure", "month", "sector", "item", "detail"],
    index: ["revision"],
  },
  source: {
    columns: {
      ...{ name: CODE, position: BIG, revision: BIG },
      ...{ last_event_at: { ...AT, optional: true }, read_at: { ...AT, optional: true } },
    },
    primary: ["name"],
  },
  snapshot: {
    columns: { period: { type: "code", length: 7 }, frozen_at: AT, content: { type: "long" } },
    primary: ["period"],
  },
};

export class SupervisionTables1700000000301 implements MigrationInterface {
  name = "SupervisionTables1700000000301";

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, { columns: forms, primary, index }] of Object.entries(TABLES)) {
      const table = new Table({ name, columns: columns(runner, forms, primary), withoutRowid: true });
      if (index !== undefined) table.addIndex(new TableIndex({ name: `${name}_by_${index.join("_")}`, columnNames: index }));
      await runner.createTable(table, true);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(TABLES).reverse()) await runner.dropTable(name, true);
  }
}
