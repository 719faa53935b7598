/**
 * From published rows to the life of a record. `record` and `batch` are made anew and filled from what they were; each
 * step can be repeated, so a migration that was killed half-way runs again to the same end (FAULTS F45), and `down` gives
 * the first form back (ATTACKS I13).
 */
import type { EntityManager, MigrationInterface, QueryRunner } from "typeorm";
import { createTable, type TablePlan } from "./columnForms";
import { insert } from "./insertRows";
import { BATCH_FORMS, LIFE_PLANS, RECORD_FORMS, recordPlan } from "./lifeTables";
import type { Row } from "./reader";
import { contentOf, STORED_COLUMNS, STORED_KEYS, type StoredRecord } from "./recordRow";
import { FIRST_BATCH_FORMS, FIRST_RECORD_FORMS } from "./tables";

const TURN = ["one", "number", "position", "batches", "swept_on", "policies"];

export class RecordLife1700000000014 implements MigrationInterface {
  name = "RecordLife1700000000014";

  async up(runner: QueryRunner): Promise<void> {
    for (const plan of LIFE_PLANS) await createTable(runner, plan);
    await runner.query("DELETE FROM turn");
    await insert(runner.manager, "turn", TURN, [[1, 0, 0, 0, "0001-01-01", ""]]);
    await remake(runner, "content", recordPlan(runner, "record_next", RECORD_FORMS), withContent);
    const batchIndexes = {
      batch_content_key: { columns: ["content_key"], unique: true },
      batch_number: { columns: ["number"], unique: true },
      batch_state: { columns: ["state"] },
      batch_time: { columns: ["published_at"] },
    };
    const batches = { name: "batch_next", forms: BATCH_FORMS, primary: ["id"], indexes: batchIndexes };
    let number = 0;
    await remake(runner, "content_key", batches, (batch) => publishedBatch(batch, ++number));
    await runner.query("UPDATE turn SET batches = (SELECT COUNT(*) FROM batch)");
    await runner.query("DELETE FROM tally");
    await runner.query(
      "INSERT INTO tally (item, month, decided) SELECT item, SUBSTR(decided_on, 1, 7), COUNT(*) FROM record GROUP BY item, SUBSTR(decided_on, 1, 7)",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const first = (row: Row) => row;
    const record = { name: "record_next", forms: FIRST_RECORD_FORMS, primary: ["person_id", "id"] };
    const source = { record_source: { columns: ["type", "source_no"], unique: true } };
    await remake(runner, "content", { ...record, indexes: source, options: { withoutRowid: true } }, first, false);
    const batch = { name: "batch_next", forms: FIRST_BATCH_FORMS, primary: ["id"], options: { withoutRowid: true } };
    const indexes = { batch_content: { columns: ["sha256"], unique: true }, batch_published: { columns: ["published_at"] } };
    const published = (row: Row) => (row["state"] === "PUBLISHED" ? row : undefined);
    await remake(runner, "content_key", { ...batch, indexes }, published, false);
    for (const { name } of LIFE_PLANS) await runner.dropTable(name, true);
  }
}

/**
 * Makes the table `x_next` and fills it from `x`, then puts it in its place. `mark` is a column that one of the two has
 * alone, by which a second run sees what the first one did.
 */
async function remake(
  runner: QueryRunner,
  mark: string,
  plan: TablePlan,
  change: (row: Row) => Row | undefined,
  hasMark = true,
): Promise<void> {
  const name = plan.name.replace("_next", "");
  const there = await runner.hasTable(name);
  if (there && (await runner.hasColumn(name, mark)) === hasMark) {
    await runner.dropTable(`${name}_before`, true);
    return;
  }
  if (there) {
    await runner.dropTable(plan.name, true);
    await createTable(runner, plan);
    await copy(runner.manager, name, plan, change);
    await runner.query(`ALTER TABLE ${name} RENAME TO ${name}_before`);
  }
  await runner.query(`ALTER TABLE ${plan.name} RENAME TO ${name}`);
  await runner.dropTable(`${name}_before`, true);
}

async function copy(
  manager: EntityManager,
  from: string,
  { name, forms }: TablePlan,
  change: (row: Row) => Row | undefined,
): Promise<void> {
  const columns = Object.keys(forms);
  const next = `SELECT * FROM ${from} WHERE id > ? ORDER BY id LIMIT 500`;
  for (let last = ""; ;) {
    const rows = (await manager.query(next, [last])) as Row[];
    if (rows.length === 0) return;
    const changed = rows.map(change).filter((row) => row !== undefined);
    if (changed.length > 0)
      await insert(
        manager,
        name,
        columns,
        changed.map((row) => columns.map((column) => row[column] ?? null)),
      );
    last = rows.at(-1)!["id"] as string;
  }
}

/** A record of old: without a policy, so that its clocks are computed when it is read, and for good by the next sweep. */
function withContent(row: Row): Row {
  const record = Object.fromEntries(STORED_KEYS.map((key) => [key, row[STORED_COLUMNS[key]]])) as unknown as StoredRecord;
  return { ...row, policy: "", content: contentOf(record), held: 0 };
}

/** A batch of old was published by whoever sent it. */
function publishedBatch(row: Row, number: number): Row {
  const taken = row["rows_taken"] as number;
  const counts = { rows_total: taken + (row["rows_refused"] as number), rows_new: taken };
  const none = { rows_changed: 0, rows_unchanged: 0, rows_withdrawn: 0, rows_live: 0, turn: 0 };
  const named = { type: "", category: "", policy: "", submitter_agency: "", receiver: "" };
  const at = row["published_at"] as string;
  const times = { touched_at: at, staged_at: at, decided_at: at };
  const content = { content_key: `A:${row["sha256"] as string}`, kind: "ADDITION", state: "PUBLISHED" };
  return { ...row, ...counts, ...none, ...named, ...times, ...content, number };
}
