/**
 * Authorisations: the signed text, written once, and where it stands. No statement here changes or deletes a signed text.
 */
import type { EntityManager } from "typeorm";
import type { Database } from "../../../kit/store/database";
import { placeholders, type Row } from "../../../kit/store/reader";
import { batchOfStore, tickBatch } from "../../../kit/store/tickBatch";
import { insert } from "../../../kit/store/insertRows";
import { change, writeAgain } from "./change";
import { tell, type ConsentEventKind, type NewConsentEvent } from "./outbox";
import { answerRequest, insertEvent, told, type Answering } from "./requestStore";

/** As it was last set; that it has expired is seen from its signed text. */
export type StoredStatus = "ACTIVE" | "PAUSED" | "REVOKED" | "SUPERSEDED";

export interface GrantRow {
  id: string;
  personId: string;
  agency: string;
  /** The signed text. */
  artefact: string;
  status: StoredStatus;
  used: number;
  lastUsedAt: string | null;
  supersededBy: string | null;
  version: number;
}

const SELECT = `SELECT a.id, a.person_id, a.agency, a.artefact, s.status, s.used, s.last_used_at, s.superseded_by, s.version
  FROM grant_artefact a JOIN grant_state s ON s.id = a.id`;

/** Where a grant stands, without its text. */
export type GrantState = Omit<GrantRow, "artefact">;

const SELECT_STATE = SELECT.replace(" a.artefact,", "");

/** Where a grant stands now; what the requests of one tick ask for is read in one statement. */
export async function grantStateById(database: Database, id: string): Promise<GrantState | undefined> {
  return IS_ID.test(id) ? states(database).load(id) : undefined;
}

/** What has no form of an id is read by nobody: among others' ids it would spoil their statement too. */
const IS_ID = /^[0-9A-Z]{26}$/;

const states = batchOfStore((database: Database) =>
  tickBatch<GrantState | undefined>(async (ids) => {
    const { marks, bound } = placeholders(ids);
    const rows = await database.reader.all(`${SELECT_STATE} WHERE a.id IN (${marks})`, bound);
    const found = new Map(rows.map((row) => [row["id"], stateOf(row)]));
    return ids.map((id) => found.get(id));
  }),
);

export async function artefactTextById(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.reader.all("SELECT artefact FROM grant_artefact WHERE id = ?", [id]);
  return row?.["artefact"] as string | undefined;
}

export async function grantById(database: Database, id: string): Promise<GrantRow | undefined> {
  const [row] = await database.reader.all(`${SELECT} WHERE a.id = ?`, [id]);
  return row && grantOf(row);
}

/** Newest first. */
export async function grantsOfPerson(database: Database, personId: string, first: number): Promise<GrantRow[]> {
  const order = "ORDER BY a.signed_at DESC, a.id LIMIT ?";
  return (await database.reader.all(`${SELECT} WHERE a.person_id = ? ${order}`, [personId, first])).map(grantOf);
}

export interface Approval extends Answering {
  grantId: string;
  artefact: string;
  validUntil: string;
}

/** The request approved, the signed text on record and in force, the one that it replaces superseded; or nothing of it. */
export function approve(database: Database, { request, now, grantId, artefact, validUntil }: Approval): Promise<boolean> {
  const { id: requestId, personId, agency, supersedes } = request;
  return writeAgain(database, async (manager) => {
    if (!(await answerRequest(manager, { request, now }, { status: "APPROVED", grantId }))) return false;
    await putInForce(manager, { requestId, personId, agency, now, grantId, artefact });
    const events: NewConsentEvent[] = [{ ...told("GRANT_APPROVED", request), grant: grantId, validUntil }];
    if (supersedes !== null && (await supersede(manager, supersedes, { by: grantId, now })))
      events.push({ ...told("GRANT_SUPERSEDED", request), grant: supersedes });
    await tell(manager, now, events);
    return true;
  });
}

export interface Signed {
  requestId: string;
  personId: string;
  agency: string;
  now: string;
  grantId: string;
  artefact: string;
}

/** Within a transaction: the signed text on record, and in force. */
export async function putInForce(manager: EntityManager, signed: Signed): Promise<void> {
  const { requestId, personId, agency, now, grantId, artefact } = signed;
  const columns = ["id", "request_id", "person_id", "agency", "signed_at", "artefact"];
  await insert(manager, "grant_artefact", columns, [[grantId, requestId, personId, agency, now, artefact]]);
  await insert(manager, "grant_state", ["id", "status", "used", "version"], [[grantId, "ACTIVE", 0, 1]]);
  await insertEvent(manager, { id: grantId, version: 1, at: now, status: "ACTIVE" });
}

async function supersede(manager: EntityManager, id: string, { by, now }: { by: string; now: string }): Promise<boolean> {
  const [before] = (await manager.query("SELECT version FROM grant_state WHERE id = ?", [id])) as { version: number }[];
  const sql = `UPDATE grant_state SET status = 'SUPERSEDED', superseded_by = ?, version = version + 1
    WHERE id = ? AND status IN ('ACTIVE', 'PAUSED') AND version = ?`;
  if (before === undefined || (await change(manager, sql, [by, id, before.version])) !== 1) return false;
  await insertEvent(manager, { id, version: before.version + 1, at: now, status: "SUPERSEDED" });
  return true;
}

/** What a person may set a grant to, as it is told. */
const SET = {
  ACTIVE: "GRANT_RESUMED",
  PAUSED: "GRANT_PAUSED",
  REVOKED: "GRANT_REVOKED",
} as const satisfies Partial<Record<StoredStatus, ConsentEventKind>>;
export type SetStatus = keyof typeof SET;

export interface Setting {
  status: SetStatus;
  now: string;
  /** Absent where the signed text cannot be read. */
  purpose: string | undefined;
}

/** Sets a grant from the state in which it was seen. False where it was changed meanwhile. */
export function setStatus(database: Database, grant: GrantRow, { status, now, purpose }: Setting): Promise<boolean> {
  const sql = "UPDATE grant_state SET status = ?, version = version + 1 WHERE id = ? AND version = ?";
  return writeAgain(database, async (manager) => {
    if ((await change(manager, sql, [status, grant.id, grant.version])) !== 1) return false;
    await insertEvent(manager, { id: grant.id, version: grant.version + 1, at: now, status });
    const { id, personId, agency } = grant;
    await tell(manager, now, [{ kind: SET[status], grant: id, personId, agency, purpose }]);
    return true;
  });
}

/** What became of a grant, oldest first. */
export async function eventsOf(database: Database, id: string, first: number): Promise<{ at: string; status: string }[]> {
  const sql = "SELECT at, status FROM grant_event WHERE id = ? ORDER BY version LIMIT ?";
  return (await database.reader.all(sql, [id, first])).map((row) => ({
    at: row["at"] as string,
    status: row["status"] as string,
  }));
}

function grantOf(row: Row): GrantRow {
  return { ...stateOf(row), artefact: row["artefact"] as string };
}

function stateOf(row: Row): GrantState {
  const text = (column: string) => row[column] as string;
  return {
    ...{ id: text("id"), personId: text("person_id"), agency: text("agency") },
    status: text("status") as StoredStatus,
    ...{ used: row["used"] as number, version: row["version"] as number },
    ...{ lastUsedAt: row["last_used_at"] as string | null, supersededBy: row["superseded_by"] as string | null },
  };
}
