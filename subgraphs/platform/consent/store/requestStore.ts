/** Requests for an authorisation: asked once, answered once. Every change is conditional on what it changes from. */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";
import type { Row } from "../../../kit/store/reader";
import { insert } from "../../../kit/store/insertRows";
import type { Terms } from "../artefact/terms";
import { change, writeAgain } from "./change";
import { tell, type ConsentEventKind, type NewConsentEvent } from "./outbox";

export interface RequestRow {
  id: string;
  /** Whom it is about; an id that nobody has, where the look-up found nobody. */
  personId: string;
  agency: string;
  /** Who asked. */
  officer: string;
  /** Only he may look. */
  officerOnly: boolean;
  /** His token could unmask a person. */
  unmasks: boolean;
  purpose: string;
  caseNumber: string;
  terms: Terms;
  noticeVersion: string;
  supersedes: string | null;
  requestedAt: string;
  answerBy: string;
  status: "REQUESTED" | "APPROVED" | "DECLINED";
  /** Items that were agreed to in a step of their own. */
  sensitiveAgreed: string[];
  grantId: string | null;
  version: number;
}

const COLUMNS = [
  ...["id", "person_id", "agency", "officer", "officer_only", "unmasks", "purpose", "case_number", "terms", "notice_version"],
  ...["supersedes", "requested_at", "answer_by", "status", "sensitive_agreed", "grant_id", "version"],
];
const SELECT = `SELECT ${COLUMNS.join(", ")} FROM grant_request`;

export async function insertRequest(database: Database, request: RequestRow): Promise<void> {
  await writeAgain(database, async (manager) => {
    await insert(manager, "grant_request", COLUMNS, [cellsOf(request)]);
    await insertEvent(manager, { id: request.id, version: request.version, at: request.requestedAt, status: request.status });
    await tell(manager, request.requestedAt, [told("GRANT_REQUESTED", request)]);
  });
}

export async function requestById(database: Database, id: string): Promise<RequestRow | undefined> {
  const [row] = await database.reader.all(`${SELECT} WHERE id = ?`, [id]);
  return row && requestOf(row);
}

/** Newest first. */
export async function requestsOfPerson(database: Database, personId: string, first: number): Promise<RequestRow[]> {
  const order = "ORDER BY requested_at DESC, id LIMIT ?";
  return (await database.reader.all(`${SELECT} WHERE person_id = ? ${order}`, [personId, first])).map(requestOf);
}

/** Who answers, when; the request as he saw it. */
export interface Answering {
  request: RequestRow;
  now: string;
}

/** Declines an open request. False where it is open no longer. */
export function declineRequest(database: Database, answering: Answering): Promise<boolean> {
  return writeAgain(database, async (manager) => {
    if (!(await answerRequest(manager, answering, { status: "DECLINED", grantId: null }))) return false;
    await tell(manager, answering.now, [told("GRANT_DECLINED", answering.request)]);
    return true;
  });
}

/** An event of a request. */
export function told(kind: ConsentEventKind, { id, personId, agency, purpose }: RequestRow): NewConsentEvent {
  return { kind, grant: id, personId, agency, purpose };
}

/** Remembers the items that were agreed to apart. False where the request is open no longer, or was changed meanwhile. */
export function agreeApart(database: Database, { request, now }: Answering, items: readonly string[]): Promise<boolean> {
  const sql = `UPDATE grant_request SET sensitive_agreed = ?, version = version + 1
    WHERE id = ? AND status = 'REQUESTED' AND answer_by > ? AND version = ?`;
  return writeAgain(database, async (manager) => {
    const changed = await change(manager, sql, [JSON.stringify(items), request.id, now, request.version]);
    if (changed === 1) {
      const { id, version, status } = request;
      await insertEvent(manager, { id, version: version + 1, at: now, status });
    }
    return changed === 1;
  });
}

/** Within a transaction: the one answer that an open request gets. */
export async function answerRequest(
  manager: EntityManager,
  { request, now }: Answering,
  { status, grantId }: { status: "APPROVED" | "DECLINED"; grantId: string | null },
): Promise<boolean> {
  const sql = `UPDATE grant_request SET status = ?, grant_id = ?, version = version + 1
    WHERE id = ? AND status = 'REQUESTED' AND answer_by > ? AND version = ?`;
  const changed = await change(manager, sql, [status, grantId, request.id, now, request.version]);
  if (changed === 1) await insertEvent(manager, { id: request.id, version: request.version + 1, at: now, status });
  return changed === 1;
}

export async function insertEvent(
  manager: EntityManager,
  { id, version, at, status }: { id: string; version: number; at: string; status: string },
): Promise<void> {
  await insert(manager, "grant_event", ["id", "version", "at", "status"], [[id, version, at, status]]);
}

/** Cells in the order of `COLUMNS`. */
function cellsOf(request: RequestRow): (string | number | null)[] {
  const { id, personId, agency, officer, officerOnly, unmasks, purpose, caseNumber, terms, noticeVersion } = request;
  const { supersedes, requestedAt, answerBy, status, sensitiveAgreed, grantId, version } = request;
  return [
    ...[id, personId, agency, officer, Number(officerOnly), Number(unmasks), purpose, caseNumber, JSON.stringify(terms)],
    ...[noticeVersion, supersedes, requestedAt, answerBy, status, JSON.stringify(sensitiveAgreed), grantId, version],
  ];
}

function requestOf(row: Row): RequestRow {
  const text = (column: string) => row[column] as string;
  return {
    ...{ id: text("id"), personId: text("person_id"), agency: text("agency"), officer: text("officer") },
    ...{ officerOnly: row["officer_only"] === 1, unmasks: row["unmasks"] === 1 },
    ...{ purpose: text("purpose"), caseNumber: text("case_number"), noticeVersion: text("notice_version") },
    terms: JSON.parse(text("terms")) as Terms,
    supersedes: row["supersedes"] as string | null,
    ...{ requestedAt: text("requested_at"), answerBy: text("answer_by") },
    status: text("status") as RequestRow["status"],
    sensitiveAgreed: JSON.parse(text("sensitive_agreed")) as string[],
    grantId: row["grant_id"] as string | null,
    version: row["version"] as number,
  };
}
