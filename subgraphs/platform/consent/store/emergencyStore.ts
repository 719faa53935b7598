/** Emergencies: declared once, seconded once. Every change is conditional on what it changes from. */
import { insert } from "../../../kit/store/insertRows";
import type { Database } from "../../../kit/store/database";
import type { Row } from "../../../kit/store/reader";
import { change, writeAgain } from "./change";
import { putInForce } from "./grantStore";
import { tell, type ConsentEventKind, type NewConsentEvent } from "./outbox";

export interface EmergencyRow {
  id: string;
  /** Whom it is about; an id that nobody has, where the look-up found nobody. */
  personId: string;
  agency: string;
  /** Who declared it, and alone may look. */
  officer: string;
  caseNumber: string;
  reason: string;
  declaredAt: string;
  /** Until when it can be seconded. */
  secondBy: string;
  secondedBy: string | null;
  grantId: string | null;
}

const COLUMNS = [
  ...["id", "person_id", "agency", "officer", "case_number", "reason", "declared_at", "second_by", "seconded_by", "grant_id"],
];

export async function insertEmergency(database: Database, row: EmergencyRow): Promise<void> {
  const { id, personId, agency, officer, caseNumber, reason, declaredAt, secondBy, secondedBy, grantId } = row;
  const cells = [id, personId, agency, officer, caseNumber, reason, declaredAt, secondBy, secondedBy, grantId];
  await writeAgain(database, async (manager) => {
    await insert(manager, "emergency", COLUMNS, [cells]);
    await tell(manager, declaredAt, [told("EMERGENCY_DECLARED", row, id)]);
  });
}

export async function emergencyById(database: Database, id: string): Promise<EmergencyRow | undefined> {
  const [row] = await database.reader.all(`SELECT ${COLUMNS.join(", ")} FROM emergency WHERE id = ?`, [id]);
  return row && emergencyOf(row);
}

export interface Seconding {
  emergency: EmergencyRow;
  secondedBy: string;
  now: string;
  grantId: string;
  /** The signed text. */
  artefact: string;
  validUntil: string;
}

/** Seconded, and its signed text in force; or nothing of it, where it was seconded meanwhile or its time was over. */
export function second(
  database: Database,
  { emergency, secondedBy, now, grantId, artefact, validUntil }: Seconding,
): Promise<boolean> {
  const sql = "UPDATE emergency SET seconded_by = ?, grant_id = ? WHERE id = ? AND grant_id IS NULL AND second_by > ?";
  const { id, personId, agency } = emergency;
  return writeAgain(database, async (manager) => {
    if ((await change(manager, sql, [secondedBy, grantId, id, now])) !== 1) return false;
    await putInForce(manager, { requestId: id, personId, agency, now, grantId, artefact });
    await tell(manager, now, [{ ...told("EMERGENCY_SECONDED", emergency, grantId), validUntil }]);
    return true;
  });
}

function told(kind: ConsentEventKind, { personId, agency }: EmergencyRow, grant: string): NewConsentEvent {
  return { kind, grant, personId, agency, purpose: "EMERGENCY" };
}

function emergencyOf(row: Row): EmergencyRow {
  const text = (column: string) => row[column] as string;
  return {
    ...{ id: text("id"), personId: text("person_id"), agency: text("agency"), officer: text("officer") },
    ...{ caseNumber: text("case_number"), reason: text("reason") },
    ...{ declaredAt: text("declared_at"), secondBy: text("second_by") },
    ...{ secondedBy: row["seconded_by"] as string | null, grantId: row["grant_id"] as string | null },
  };
}
