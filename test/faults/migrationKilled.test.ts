/**
 * F45: a process that is killed at any statement of the migrations, over a department's database of the first version. The
 * next one that opens it has the same tables and the same rows as if nothing had happened. On the run's database.
 */
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import { insertAll } from "../../subgraphs/kit/store/insertRows";
import { LIFE_PLANS } from "../../subgraphs/kit/store/lifeTables";
import { FIRST_BATCH_FORMS, FIRST_RECORD_FORMS, SectorTables1700000000001 } from "../../subgraphs/kit/store/tables";
import type { Row } from "../../subgraphs/kit/store/reader";
import { tax } from "../../subgraphs/sectors/tax";
import { drawing } from "../attacks/support/drawing";
import { readAll } from "../support/batchRounds";
import { batchSenders, type BatchSenders } from "../support/batchSenderProcess";
import { fullRun, randomSeed } from "../support/config";
import { testDatabases, type TestDatabases } from "../support/databases";

const seed = randomSeed();
const KILLS = fullRun() ? 60 : 5;
/** More than the migration copies at once. */
const ROWS = 700;

let databases: TestDatabases;
let senders: BatchSenders;
beforeAll(async () => {
  databases = await testDatabases();
  senders = batchSenders();
});
afterAll(async () => {
  senders.remove();
  await databases.drop();
});

function recordOfOld(n: number): Row {
  const id = `R${String(n).padStart(25, "0")}`;
  const what = { type: "TaxArrearsNotice", item: "TAX-01", category: "ABNORMAL", polarity: "ADVERSE", gravity: "GENERAL" };
  const organ = { determining_organ: "税务局", determining_organ_code: null, basis_doc_no: `${n}号` };
  const clocks = { display_rule: null, display_until: null, query_until: "2030-05-12" };
  const of = { version: 1, as_of: "2025-06-01T00:00:00.000Z", batch_id: "B".padEnd(26, "0") };
  const said = { source_no: `${n}号`, decided_on: "2025-05-12", detail: `{"noticeNo":"${n}号"}` };
  return {
    person_id: id.replace("R", "P"),
    id,
    ...what,
    openness: "PUBLIC",
    state: "ACTIVE",
    ...organ,
    ...clocks,
    ...of,
    ...said,
  };
}

const BATCH_OF_OLD: Row = {
  ...{ id: "B".padEnd(26, "0"), sha256: "0".repeat(64), item: "TAX-01", submitter: "steward" },
  ...{ received_at: "2025-06-01T00:00:00.000Z", published_at: "2025-06-01T00:00:00.000Z", rows_taken: ROWS, rows_refused: 0 },
};

/** A database of the first version, with rows. */
async function ofOld(location: DatabaseLocation): Promise<void> {
  const database = await openDatabase(location, [SectorTables1700000000001]);
  const records = Array.from({ length: ROWS }, (_, n) => recordOfOld(n));
  await database.write(async (manager) => {
    for (const [table, forms, rows] of [
      ["record", FIRST_RECORD_FORMS, records],
      ["batch", FIRST_BATCH_FORMS, [BATCH_OF_OLD]],
    ] as const) {
      const columns = Object.keys(forms);
      const cells = rows.map((row) => columns.map((column) => row[column]));
      await insertAll(manager, table, columns, cells);
    }
  });
  await database.close();
}

const TABLES = ["record", "batch", ...LIFE_PLANS.map(({ name }) => name)];
const LEFT_OVER = ["record", "batch"].flatMap((name) => [`${name}_next`, `${name}_before`]);

/** Every table with its columns and indexes, what is left over, and every row of what there was. */
async function wholeOf(database: Database): Promise<unknown> {
  const { tables, left } = await database.write(async (manager) => {
    const runner = manager.queryRunner!;
    const all = await runner.getTables(TABLES);
    const left: string[] = [];
    for (const name of LEFT_OVER) if (await runner.hasTable(name)) left.push(name);
    const tables = all.map(({ name, columns, indices }) => ({
      name: name.split(".").at(-1),
      columns: columns.map((column) => [column.name, column.type, column.length, column.isNullable, column.isPrimary]).sort(),
      indexes: indices.map((index) => [index.name, index.isUnique, index.columnNames]).sort(),
    }));
    return { tables, left };
  });
  const rows = await Promise.all(
    ["record ORDER BY id", "batch ORDER BY id", "tally ORDER BY item, month", "turn"].map((what) =>
      readAll(database, `SELECT * FROM ${what}`),
    ),
  );
  return { tables: tables.sort((a, b) => (a.name! < b.name! ? -1 : 1)), left, rows };
}

async function migrated(location: DatabaseLocation): Promise<unknown> {
  const database = await openDatabase(location, tax.migrations);
  try {
    return await wholeOf(database);
  } finally {
    await database.close();
  }
}

it(
  `F45 I13 migrations killed at any statement, ${KILLS} times, run again to the same tables and the same rows (SEED=${seed})`,
  async () => {
    const undisturbed = await databases.location("undisturbed");
    await ofOld(undisturbed);
    const { statements } = senders.send({ location: undisturbed });
    const whole = await migrated(undisturbed);
    expect(whole).toMatchObject({ left: [], tables: { length: TABLES.length } });
    const draw = drawing(seed);
    for (let kill = 0; kill < KILLS; kill++) {
      const location = await databases.location(`killed${kill}`);
      await ofOld(location);
      const at = 1 + Math.floor(((kill + draw(999) / 1000) * statements!) / KILLS);
      senders.send({ location, kill: { at, sent: draw(1) === 1 } });
      expect(await migrated(location)).toEqual(whole);
    }
  },
  fullRun() ? 900_000 : 300_000,
);
