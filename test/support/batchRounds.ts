/**
 * One item of the tax department, round after round: in each a file that is all there is of it, in which a tenth is no
 * longer named, what was not named before comes back, and a third says something new. And what must hold once it is live.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { citizenIdCheckCharacter } from "../../schema/contract/citizenId";
import { cellsOf, columnsOf, type RowContent } from "../../subgraphs/kit/intake/columns";
import { csvLine } from "../../subgraphs/kit/intake/csvLine";
import type { Cell, Row } from "../../subgraphs/kit/store/reader";
import type { Database } from "../../subgraphs/kit/store/database";
import { tax } from "../../subgraphs/sectors/tax";

/** More than a statement of the publication takes at once. */
const ROWS = 2300;
const notice = tax.sector.types.find(({ name }) => name === "TaxArrearsNotice")!;
const people = Array.from({ length: 50 }, (_, n) => {
  const body = `12011519900101${String(900 + n)}`;
  return body + citizenIdCheckCharacter(body);
});

function rowsOf(round: number): RowContent[] {
  return Array.from({ length: ROWS }, (_, n) => n)
    .filter((n) => (n + round) % 10 !== 0)
    .map((n) => {
      const basisDocNo = `${n}号-${round - ((n + round) % 3)}`;
      return {
        ...{ idNumber: people[n % 50]!, name: "张示例", determiningOrgan: "税务局", basisDocNo, decidedOn: "2025-05-12" },
        detail: { noticeNo: `${n}号`, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2025-01-10" },
      };
    });
}

/** Writes the file of a round into a folder; its path. */
export function fileOfRound(folder: string, round: number): string {
  const file = join(folder, `round-${round}.csv`);
  const titles = csvLine(columnsOf(notice).map(({ title }) => title));
  writeFileSync(
    file,
    titles +
      rowsOf(round)
        .map((row) => csvLine(cellsOf(notice, row)))
        .join(""),
  );
  return file;
}

/** However long it takes: the store's own reads give up after a while. */
export function readAll(database: Database, sql: string, values: Cell[] = []): Promise<Row[]> {
  return database.write((manager) => manager.query(sql, values) as Promise<Row[]>);
}

/** Number and basis document of each record that is live once the file of a round is. */
export function liveAfter(round: number): string {
  return inOrder(rowsOf(round).map(({ basisDocNo, detail }) => `${String(detail["noticeNo"])} ${basisDocNo!}`));
}

/** The same of what is live now. */
export async function liveNow(database: Database): Promise<string> {
  const rows = await readAll(database, "SELECT source_no, basis_doc_no FROM record WHERE state = 'ACTIVE'");
  return inOrder(rows.map((row) => `${row["source_no"]} ${row["basis_doc_no"]}`));
}

const inOrder = (lines: readonly string[]) => [...lines].sort().join("\n");

/** The state of the batch that came last. */
export async function lastState(database: Database): Promise<string> {
  const [batch] = await readAll(database, "SELECT state FROM batch ORDER BY number DESC LIMIT 1");
  return batch!["state"] as string;
}

/** The batch that was published last is told as its difference says, each event once; it is counted once, and staging is empty. */
export async function expectToldOnce(database: Database): Promise<void> {
  const all = (sql: string, values: Cell[] = []) => readAll(database, sql, values);
  const [batch] = await all("SELECT * FROM batch WHERE state = 'PUBLISHED' ORDER BY number DESC LIMIT 1");
  const events = await all("SELECT kind, COUNT(*) AS times FROM outbox WHERE batch_id = ? GROUP BY kind", [batch!["id"]!]);
  const times = Object.fromEntries(events.map((event) => [event["kind"], event["times"]]));
  expect([times["RECORD_CREATED"] ?? 0, times["RECORD_CORRECTED"] ?? 0, times["RECORD_WITHDRAWN"] ?? 0]).toEqual(
    ["rows_new", "rows_changed", "rows_withdrawn"].map((column) => batch![column]),
  );
  expect([times["BATCH_SUBMITTED"], times["BATCH_PUBLISHED"]]).toEqual([1, 1]);
  const [counts] = await all(
    "SELECT (SELECT COUNT(*) FROM staged) AS staged, (SELECT COUNT(*) FROM staged_match) AS matched, (SELECT COUNT(*) FROM record) AS records, (SELECT COUNT(DISTINCT source_no) FROM record) AS numbers, (SELECT SUM(decided) FROM tally) AS tallied",
  );
  const { records, numbers, tallied, ...left } = counts!;
  expect([records, Number(tallied), left]).toEqual([numbers, numbers, { staged: 0, matched: 0 }]);
}
