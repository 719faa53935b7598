/**
 * What an officer does to a record at the desk, and what the state of the record allows. Withdrawal, sealing and repair
 * take it out of every answer; a dispute marks it for every reader; restoring takes back what another officer did.
 */
import { loadCatalogue } from "../../../schema/catalogue/load";
import { addMonths, legalDayOf, type LegalDay } from "../../../schema/contract/legalDay";
import type { RecordState } from "../../../schema/contract/vocabulary";
import type { Database } from "../store/database";
import { changeRecord, changeResting, recordIn, type Act, type StateChange } from "../store/recordActs";
import type { RecordsChanged } from "../store/recordStore";
import type { RecordRow, StoredRecord } from "../store/recordRow";
import { officerOfVersion } from "../store/steps";
import { inTurn, type Turn } from "../store/turn";
import { DeskRefused } from "./deskRefused";
import { sameOfficer } from "./officer";

const LIVE: readonly RecordState[] = ["ACTIVE", "DISPUTED", "CORRECTED"];
const HELD = { held: 1 } as const;

/** 撤下、封存、修复、异议标注、异议办结、恢复. */
export const RECORD_ACTS = {
  WITHDRAW: {
    ...{ from: [...LIVE, "REPAIRED"], to: "REVOKED", step: "WITHDRAWN", event: "RECORD_WITHDRAWN", ...HELD },
    facts: { cause: "WITHDRAWN" },
  },
  SEAL: { from: [...LIVE, "REPAIRED", "REVOKED"], to: "SEALED", step: "SEALED", event: "RECORD_SEALED", ...HELD },
  REPAIR: { from: LIVE, to: "REPAIRED", step: "REPAIRED", event: "RECORD_REPAIRED", ...HELD },
  MARK_DISPUTE: {
    ...{ from: ["ACTIVE", "CORRECTED"], to: "DISPUTED", step: "DISPUTE_MARKED", event: "RECORD_DISPUTED", ...HELD },
    facts: { open: true },
  },
  CLOSE_DISPUTE: {
    ...{ from: ["DISPUTED"], to: "ACTIVE", held: 0, step: "DISPUTE_CLOSED", event: "RECORD_DISPUTED" },
    facts: { open: false },
  },
  RESTORE: { from: ["REVOKED", "SEALED", "REPAIRED"], to: "ACTIVE", held: 0, step: "RESTORED", event: "RECORD_RESTORED" },
} as const satisfies Record<string, StateChange>;
export type RecordAct = keyof typeof RECORD_ACTS;

const REVOKE_BASIS: StateChange = {
  ...{ from: [...LIVE, "REPAIRED"], to: "REVOKED", step: "BASIS_REVOKED", event: "RECORD_WITHDRAWN", ...HELD },
  facts: { cause: "BASIS_REVOKED" },
};

/** @throws DeskRefused */
export function actOnRecord(
  database: Database,
  given: { id: string; kind: RecordAct } & Act,
  recordsChanged?: RecordsChanged,
): Promise<void> {
  return inTurn(database, async (turn) => {
    const { id, kind, ...act } = given;
    const record = await recordIn(turn, id);
    if (record === undefined) throw new DeskRefused("NOT_FOUND");
    await refuseUnready(turn, record, kind, act);
    if (!(await changeRecord(turn, record, RECORD_ACTS[kind], act))) throw new DeskRefused("RECORD_STATE");
    await recordsChanged?.(turn.manager, new Set([record.type]));
  });
}

async function refuseUnready(turn: Turn, record: StoredRecord, kind: RecordAct, { by, at }: Act): Promise<void> {
  if (!(RECORD_ACTS[kind].from as readonly RecordState[]).includes(record.state)) throw new DeskRefused("RECORD_STATE");
  if (kind === "REPAIR") {
    if (record.polarity !== "ADVERSE") throw new DeskRefused("RECORD_STATE");
    const from = repairableFrom(record);
    if (from !== null && legalDayOf(new Date(at)) < from) throw new DeskRefused("RECORD_REPAIR_EARLY");
  }
  if (kind !== "RESTORE") return;
  // What a batch withdrew comes back by a batch.
  if (record.held === 0) throw new DeskRefused("RECORD_STATE");
  if (sameOfficer(await officerOfVersion(turn, record.batchId), by.officer)) throw new DeskRefused("RECORD_OWN_STEP");
}

/** The day from which a record may be repaired: the shortest display of the rule that applies; `null` where none says one. */
export function repairableFrom({
  displayRule,
  decidedOn,
  gravity,
}: Pick<RecordRow, "displayRule" | "decidedOn" | "gravity">): LegalDay | null {
  const rule = loadCatalogue().displayRules.find(({ version }) => version === displayRule);
  if (rule === undefined || gravity === null) return null;
  return addMonths(decidedOn, rule.minMonths[gravity]);
}

/** Withdraws every record that rests on a document of an organ; how many. @throws DeskRefused where none does */
export function revokeBasis(
  database: Database,
  given: { basisDocNo: string; determiningOrgan: string } & Act,
  recordsChanged?: RecordsChanged,
): Promise<number> {
  return inTurn(database, async (turn) => {
    const { basisDocNo, determiningOrgan, ...act } = given;
    const { records, types } = await changeResting(turn, { basisDocNo, determiningOrgan }, REVOKE_BASIS, act);
    if (records === 0) throw new DeskRefused("NOT_FOUND");
    await recordsChanged?.(turn.manager, types);
    return records;
  });
}
