/** Every step of a batch or a record, with who took it and when: written with what it did, never changed. */
import type { Facts } from "../../../schema/contract/outboxEvent";
import { newId } from "../newId";
import type { Database } from "./database";
import { insert } from "./insertRows";
import type { Row } from "./reader";
import type { Turn } from "./turn";

/** Who sits at a desk, and of which agency: from the warrant, or as the command was told. */
export interface Officer {
  agency: string;
  officer: string;
}

export const STEP_KINDS = [
  "SUBMITTED",
  "APPROVED",
  "RETURNED",
  "SENT_BACK",
  "PUBLISHED",
  "ABANDONED",
  "WITHDRAWN",
  "BASIS_REVOKED",
  "SEALED",
  "REPAIRED",
  "DISPUTE_MARKED",
  "DISPUTE_CLOSED",
  "RESTORED",
  "NIL_RETURN_FILED",
  "RECONCILED",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Step extends Officer {
  id: string;
  at: string;
  kind: StepKind;
  batchId: string | null;
  recordId: string | null;
  reason: string | null;
  facts: Facts;
}

export type NewStep = Pick<Step, "at" | "kind"> &
  Officer &
  Partial<Pick<Step, "id" | "batchId" | "recordId" | "reason" | "facts">>;

/** The one who does what nobody decides: publishes what was approved, abandons what was left. */
export const SYSTEM: Officer = { agency: "", officer: "system" };

export const STEP_COLUMNS = ["id", "position", "at", "kind", "batch_id", "record_id", "agency", "officer", "reason", "facts"];
const SELECT = `SELECT ${STEP_COLUMNS.join(", ")} FROM step`;

/** Writes a step down; its id. */
export async function takeStep({ manager, positions }: Turn, step: NewStep): Promise<string> {
  const { id = newId(), at, kind, batchId = null, recordId = null, agency, officer, reason = null, facts } = step;
  const told = facts === undefined ? null : JSON.stringify(facts);
  await insert(manager, "step", STEP_COLUMNS, [[id, positions(1), at, kind, batchId, recordId, agency, officer, reason, told]]);
  return id;
}

/** The steps of a batch, oldest first. */
export async function stepsOfBatch(database: Database, batchId: string): Promise<Step[]> {
  return (await database.reader.all(`${SELECT} WHERE batch_id = ? ORDER BY position`, [batchId])).map(stepOf);
}

export async function stepById(database: Database, id: string): Promise<Step | undefined> {
  return (await database.reader.all(`${SELECT} WHERE id = ?`, [id])).map(stepOf)[0];
}

/** The officer whose step, or whose batch, brought a version: by the id that the version names. */
export async function officerOfVersion({ manager }: Turn, id: string): Promise<string> {
  const sql = "SELECT officer FROM step WHERE id = ? UNION ALL SELECT submitter AS officer FROM batch WHERE id = ?";
  const [row] = (await manager.query(sql, [id, id])) as Row[];
  return (row?.["officer"] as string | undefined) ?? "";
}

export function stepOf(row: Row): Step {
  const cell = (column: string) => row[column] as string;
  return {
    ...{ id: cell("id"), at: cell("at"), kind: cell("kind") as StepKind, agency: cell("agency"), officer: cell("officer") },
    batchId: row["batch_id"] as string | null,
    recordId: row["record_id"] as string | null,
    reason: row["reason"] as string | null,
    facts: row["facts"] === null ? {} : (JSON.parse(cell("facts")) as Facts),
  };
}
