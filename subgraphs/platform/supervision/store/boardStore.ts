/** What members and the office write: notes on tasks, stewards, inspections with their findings, typical cases. Never deleted. */
import type { Database } from "../../../kit/store/database";
import type { Row } from "../../../kit/store/reader";
import { changedBy, insert } from "../../../kit/store/insertRows";

export interface NoteRow {
  id: string;
  task: string;
  member: string;
  at: string;
  officer: string;
  done: boolean;
  percent: number | null;
  body: string;
  evidence: string | null;
}

export interface StewardRow {
  sector: string;
  officer: string;
  namedOn: string;
  trainedOn: string | null;
  namedBy: string;
}

export interface InspectionRow {
  year: number;
  openedAt: string;
  openedBy: string;
  closedAt: string | null;
}

export interface FindingRow {
  id: string;
  year: number;
  member: string;
  body: string;
  due: string;
  recordedAt: string;
  recordedBy: string;
  closedOn: string | null;
  rectification: string | null;
}

export interface CaseRow {
  id: string;
  at: string;
  member: string;
  kind: string;
  title: string;
  body: string;
  submittedBy: string;
  acceptedAt: string | null;
}

type Columns<T> = { [K in keyof T]: string };

const NOTE: Columns<NoteRow> = {
  ...{ id: "id", task: "task", member: "member", at: "at", officer: "officer" },
  ...{ done: "done", percent: "percent", body: "body", evidence: "evidence" },
};
const STEWARD: Columns<StewardRow> = {
  ...{ sector: "sector", officer: "officer", namedOn: "named_on", trainedOn: "trained_on", namedBy: "named_by" },
};
const INSPECTION: Columns<InspectionRow> = { year: "year", openedAt: "opened_at", openedBy: "opened_by", closedAt: "closed_at" };
const FINDING: Columns<FindingRow> = {
  ...{ id: "id", year: "year", member: "member", body: "body", due: "due", recordedAt: "recorded_at" },
  ...{ recordedBy: "recorded_by", closedOn: "closed_on", rectification: "rectification" },
};
const CASE: Columns<CaseRow> = {
  ...{ id: "id", at: "at", member: "member", kind: "kind", title: "title", body: "body" },
  ...{ submittedBy: "submitted_by", acceptedAt: "accepted_at" },
};

const MOST = 10_000;

/** Notes on all tasks, newest first. */
export async function notes(database: Database): Promise<NoteRow[]> {
  const rows = await all(database, "progress_note", NOTE, "at DESC, id DESC");
  return rows.map((row) => ({ ...row, done: Boolean(row.done) }));
}

export function insertNote(database: Database, row: NoteRow): Promise<void> {
  return add(database, "progress_note", NOTE, { ...row, done: row.done ? 1 : 0 } as never);
}

export function stewards(database: Database): Promise<StewardRow[]> {
  return all(database, "steward", STEWARD, "sector, officer");
}

/** The steward of a sector; one who is named again keeps the day of the first naming. */
export async function nameSteward(database: Database, row: StewardRow): Promise<void> {
  await database.write(async (manager) => {
    const known = await changedBy(manager, "UPDATE steward SET trained_on = ?, named_by = ? WHERE sector = ? AND officer = ?", [
      row.trainedOn,
      row.namedBy,
      row.sector,
      row.officer,
    ]);
    if (known === 0) await insert(manager, "steward", Object.values(STEWARD), [valuesOf(STEWARD, row)]);
  });
}

export function inspections(database: Database): Promise<InspectionRow[]> {
  return all(database, "inspection", INSPECTION, "year DESC");
}

/** False where that year's inspection is open or was held already. */
export async function openInspection(database: Database, row: InspectionRow): Promise<boolean> {
  if ((await inspections(database)).some(({ year }) => year === row.year)) return false;
  return add(database, "inspection", INSPECTION, row).then(
    () => true,
    () => false,
  );
}

/** False where there is none of that year, or it was closed already. */
export function closeInspection(database: Database, year: number, at: string): Promise<boolean> {
  return database.write(
    async (manager) =>
      (await changedBy(manager, "UPDATE inspection SET closed_at = ? WHERE year = ? AND closed_at IS NULL", [at, year])) === 1,
  );
}

export function findings(database: Database): Promise<FindingRow[]> {
  return all(database, "finding", FINDING, "year DESC, member, recorded_at");
}

export function insertFinding(database: Database, row: FindingRow): Promise<void> {
  return add(database, "finding", FINDING, row);
}

/** False where there is no open finding of that id. */
export function closeFinding(database: Database, id: string, on: string, rectification: string): Promise<boolean> {
  const sql = "UPDATE finding SET closed_on = ?, rectification = ? WHERE id = ? AND closed_on IS NULL";
  return database.write(async (manager) => (await changedBy(manager, sql, [on, rectification, id])) === 1);
}

export function cases(database: Database): Promise<CaseRow[]> {
  return all(database, "typical_case", CASE, "at DESC, id DESC");
}

export function insertCase(database: Database, row: CaseRow): Promise<void> {
  return add(database, "typical_case", CASE, row);
}

/** False where there is no case of that id that waits to be accepted. */
export function acceptCase(database: Database, id: string, at: string): Promise<boolean> {
  const sql = "UPDATE typical_case SET accepted_at = ? WHERE id = ? AND accepted_at IS NULL";
  return database.write(async (manager) => (await changedBy(manager, sql, [at, id])) === 1);
}

/** Boards are small and read whole: 19 tasks, 27 members, a few notes a week. */
async function all<T>(database: Database, table: string, columns: Columns<T>, order: string): Promise<T[]> {
  const names = Object.values<string>(columns).join(", ");
  const rows = await database.reader.all(`SELECT ${names} FROM ${table} ORDER BY ${order} LIMIT ${MOST}`, []);
  return rows.map((row) => rowOf(columns, row));
}

function rowOf<T>(columns: Columns<T>, row: Row): T {
  return Object.fromEntries(Object.entries<string>(columns).map(([key, name]) => [key, row[name]])) as T;
}

function add<T>(database: Database, table: string, columns: Columns<T>, row: T): Promise<void> {
  return database.write((manager) => insert(manager, table, Object.values(columns), [valuesOf(columns, row)]));
}

function valuesOf<T>(columns: Columns<T>, row: T): unknown[] {
  return (Object.keys(columns) as (keyof T)[]).map((key) => row[key]);
}
