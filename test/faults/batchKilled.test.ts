/**
 * A department's process is killed at any statement of a batch, from its first row to its publication, and so is a MariaDB
 * (FAULTS F40, F41, F44): what is live is the old or the new, to the byte; what was acknowledged is there; sent again, the
 * same file is published once. On the run's database.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { citizenIdCheckCharacter } from "../../schema/contract/citizenId";
import { cellsOf, columnsOf, type RowContent } from "../../subgraphs/kit/intake/columns";
import { csvLine } from "../../subgraphs/kit/intake/csvLine";
import { keepUp } from "../../subgraphs/kit/life/upkeep";
import type { Cell } from "../../subgraphs/kit/store/reader";
import { openDatabase, type Database } from "../../subgraphs/kit/store/database";
import { tax } from "../../subgraphs/sectors/tax";
import { drawing } from "../attacks/support/drawing";
import { sendBatch, type Sending } from "../support/batchSender";
import { childEnvironment, fullRun, randomSeed } from "../support/config";
import { compiledSources, type CompiledSources } from "../support/compiledSources";
import { testDatabases, type TestDatabases } from "../support/databases";

const seed = randomSeed();
const ROUNDS = fullRun() ? 200 : 14;
const ROWS = 2300;
const notice = tax.sector.types.find(({ name }) => name === "TaxArrearsNotice")!;
const titles = csvLine(columnsOf(notice).map(({ title }) => title));
const people = Array.from({ length: 50 }, (_, n) => {
  const body = `12011519900101${String(900 + n)}`;
  return body + citizenIdCheckCharacter(body);
});

/** Row `n` of the file of a round: a tenth is not named in it, a third says something new. */
function rowOf(n: number, round: number): RowContent | undefined {
  if ((n + round) % 10 === 0) return undefined;
  const said = round - ((n + round) % 3);
  const basisDocNo = `${n}号-${said}`;
  return {
    ...{ idNumber: people[n % 50]!, name: "张示例", determiningOrgan: "税务局", basisDocNo, decidedOn: "2025-05-12" },
    detail: { noticeNo: `${n}号`, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2025-01-10" },
  };
}

/** What is live once the file of a round is: number and basis document of each record. */
function liveAfter(round: number): string {
  const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n, round)).filter((row) => row !== undefined);
  return rows
    .map(({ basisDocNo, detail }) => `${String(detail["noticeNo"])} ${basisDocNo!}`)
    .sort()
    .join("\n");
}

let databases: TestDatabases;
let code: CompiledSources;
let folder: string;
beforeAll(async () => {
  databases = await testDatabases();
  folder = mkdtempSync(join(tmpdir(), "credit-killed-"));
  code = compiledSources(["test/support/batchSender.ts", "schema", "subgraphs/kit", "subgraphs/sectors/tax"]);
});
afterAll(async () => {
  code.remove();
  rmSync(folder, { recursive: true });
  await databases.drop();
});

function fileOf(round: number): string {
  const file = join(folder, `round-${round}.csv`);
  const rows = Array.from({ length: ROWS }, (_, n) => rowOf(n, round)).filter((row) => row !== undefined);
  writeFileSync(file, titles + rows.map((row) => csvLine(cellsOf(notice, row))).join(""));
  return file;
}

/** What a process said before it ended, by itself or not. */
function send(sending: Sending): string[] {
  const argv = [code.file("test/support/batchSender"), JSON.stringify(sending)];
  try {
    return execFileSync(process.execPath, argv, { env: childEnvironment({}), encoding: "utf8" }).split("\n");
  } catch (error) {
    const { signal, stdout, stderr } = error as { signal: string | null; stdout: string; stderr: string };
    if (signal !== "SIGKILL") throw new Error(stderr);
    return stdout.split("\n");
  }
}

const all = (database: Database, sql: string, values: Cell[] = []) => database.reader.all(sql, values);

async function live(database: Database): Promise<string> {
  const rows = await all(database, "SELECT source_no, basis_doc_no FROM record WHERE state = 'ACTIVE'");
  return rows
    .map((row) => `${row["source_no"]} ${row["basis_doc_no"]}`)
    .sort()
    .join("\n");
}

/** Each event of the batch once, in an unbroken order, and as many as its difference says; nothing is left in staging. */
async function toldOnce(database: Database): Promise<void> {
  const [batch] = await all(database, "SELECT * FROM batch WHERE state = 'PUBLISHED' ORDER BY number DESC LIMIT 1");
  const events = await all(database, "SELECT position, kind FROM outbox WHERE batch_id = ? ORDER BY position", [batch!["id"]!]);
  const count = (kind: string) => events.filter((event) => event["kind"] === kind).length;
  expect({
    created: count("RECORD_CREATED"),
    changed: count("RECORD_CORRECTED"),
    withdrawn: count("RECORD_WITHDRAWN"),
    published: count("BATCH_PUBLISHED"),
  }).toEqual({
    created: batch!["rows_new"],
    changed: batch!["rows_changed"],
    withdrawn: batch!["rows_withdrawn"],
    published: 1,
  });
  const [counts] = await all(
    database,
    "SELECT (SELECT COUNT(*) FROM staged) AS staged, (SELECT COUNT(*) FROM staged_match) AS matched, (SELECT COUNT(*) FROM record) AS records, (SELECT COUNT(DISTINCT source_no) FROM record) AS numbers, (SELECT MAX(decided) FROM tally) AS tallied",
  );
  const { records, numbers, tallied, ...left } = counts!;
  expect([records, tallied, left]).toEqual([numbers, numbers, { staged: 0, matched: 0 }]);
}

it(
  `F40 F44 kill -9 at any statement of a batch, ${ROUNDS} times: what is live is the old or the new, what was acknowledged stays, and resuming does not double (SEED=${seed})`,
  async () => {
    const location = await databases.location("tax");
    const first = send({ location, file: fileOf(0) });
    expect(first.slice(0, 3)).toEqual(["staged", "approved", "published"]);
    const before = await openDatabase(location, tax.migrations);
    expect(await live(before)).toBe(liveAfter(0));
    await before.close();
    const draw = drawing(seed);
    let statements = Number(send({ location, file: fileOf(1) })[3]!.split(" ")[1]);
    const reached = new Set<string>();
    for (let round = 2; round < ROUNDS + 2; round++) {
      // One of each part of the batch in turn, so that few rounds reach every step.
      const part = (round * 5) % ROUNDS;
      const at = Math.min(statements, 1 + Math.floor(((part + draw(999) / 1000) * statements) / ROUNDS));
      const file = fileOf(round);
      const said = send({ location, file, kill: { at, sent: draw(1) === 1 } }).filter((line) => line !== "");
      const database = await openDatabase(location, tax.migrations);
      const now = await live(database);
      const isNew = now === liveAfter(round);
      if (!isNew) expect(now).toBe(liveAfter(round - 1));
      if (said.includes("published")) expect(isNew).toBe(true);
      const [batch] = await all(database, "SELECT state FROM batch ORDER BY number DESC LIMIT 1");
      const state = batch!["state"] as string;
      if (said.includes("staged")) expect(["AWAITING_REVIEW", "APPROVED", "PUBLISHED"]).toContain(state);
      if (said.includes("approved")) expect(["APPROVED", "PUBLISHED"]).toContain(state);
      reached.add(`${state} ${said.at(-1) ?? ""}`);
      // Whoever is up next goes on with it: the upkeep where it was decided, the same file where it was not.
      await keepUp({ database, sector: tax.sector }, Date.now());
      if (state === "APPROVED") expect(await live(database)).toBe(liveAfter(round));
      await sendBatch(database, file);
      expect(await live(database)).toBe(liveAfter(round));
      await toldOnce(database);
      await database.close();
      statements = Math.max(statements, at);
    }
    expect(reached.size).toBeGreaterThanOrEqual(4);
  },
  fullRun() ? 3_600_000 : 180_000,
);
