/**
 * What must hold between the cells of one row, beyond each cell's own form. Each check is pure and names a column and a
 * sentence, or nothing. What a law demands of one type alone stands with the type, as its rules.
 */
import type { CatalogueEntry } from "../../../schema/catalogue/catalogue";
import { birthDateOf, sexOf } from "../../../schema/contract/citizenId";
import { addMonths, type LegalDay } from "../../../schema/contract/legalDay";
import type { RecordSpec } from "../record/recordType";
import type { Database } from "../store/database";
import type { RecordDraft } from "./validateRow";

type Check = (draft: RecordDraft, spec: RecordSpec, today: LegalDay) => Complaint | undefined;

export interface Complaint {
  column: string;
  problem: string;
}

/** Complaints about drafts of one type that only a look into the sector's own store can raise, in their order. */
export type DraftComplaints = (
  database: Database,
  spec: RecordSpec,
  drafts: readonly (RecordDraft & { personId: string })[],
) => Promise<(Complaint | undefined)[]>;

const DECIDED_ON = "决定日期";
/** A date of the record may lie ahead (end of a ban), but not beyond a life. */
const FARTHEST_MONTHS = 1200;

const notInFuture: Check = ({ decidedOn }, _spec, today) =>
  decidedOn > today ? { column: DECIDED_ON, problem: "日期在将来，请核对" } : undefined;

const notBeforeBirth: Check = ({ decidedOn, idNumber }) =>
  decidedOn < birthDateOf(idNumber) ? { column: DECIDED_ON, problem: "早于本人的出生日期，请核对日期和公民身份号码" } : undefined;

/** Nothing is collected without a law in force on the day (实施方案: 未经法律法规授权不得采集). */
const lawInForce: Check = ({ decidedOn }, { item }) =>
  item.legalBases.some((basis) => basis.inForceFrom <= decidedOn && decidedOn <= (basis.inForceUntil ?? decidedOn))
    ? undefined
    : { column: DECIDED_ON, problem: `该日本事项没有施行的法律依据，不得采集（最早 ${firstDay(item)}）；请核对日期，或删去该行` };

function firstDay({ legalBases }: CatalogueEntry): LegalDay {
  return legalBases.map(({ inForceFrom }) => inForceFrom).reduce((a, b) => (a < b ? a : b));
}

/** Adverse information rests on a document with legal effect (天津市社会信用条例 12). */
const basisDocument: Check = ({ polarity, basisDocNo }, { item }) =>
  item.creditRecord && polarity === "ADVERSE" && basisDocNo === null
    ? { column: "认定文书号", problem: "负面信息须填写认定文书号（生效法律文书）" }
    : undefined;

/** The dates on which the end of display rests: not before the decision, not beyond a life. */
const displayDates: Check = ({ decidedOn, detail }, { item, details }) => {
  const { untilField, notBeforeField, endedByField } = item.display;
  for (const field of [untilField, notBeforeField, endedByField]) {
    const day = field === undefined ? undefined : detail[field];
    if (typeof day !== "string") continue;
    const column = details.find(({ name }) => name === field)!.zh;
    if (day < decidedOn) return { column, problem: "早于决定日期，请核对这两个日期" };
    if (day > addMonths(decidedOn, FARTHEST_MONTHS)) return { column, problem: "晚于决定日期一百年以上，请核对" };
  }
  return undefined;
};

/** A term in months that the record itself states. */
const displayMonths: Check = ({ detail }, { item, details }) => {
  const field = item.display.ownMonthsFields?.find((name) => {
    const months = detail[name];
    return typeof months === "number" && (months < 0 || months > FARTHEST_MONTHS);
  });
  return field === undefined
    ? undefined
    : { column: details.find(({ name }) => name === field)!.zh, problem: `应为 0 至 ${FARTHEST_MONTHS} 个月` };
};

const sexAgrees: Check = ({ idNumber, detail }, { details }) => {
  const stated = detail["sex"];
  const column = details.find(({ name }) => name === "sex");
  if (column === undefined || (stated !== "MALE" && stated !== "FEMALE") || stated === sexOf(idNumber)) return undefined;
  return { column: column.zh, problem: "与公民身份号码不一致，请核对" };
};

const CHECKS: readonly Check[] = [notInFuture, notBeforeBirth, lawInForce, basisDocument, displayDates, displayMonths, sexAgrees];

/** Everything that is wrong with the draft; a column is named once for one reason. */
export function complaintsAbout(draft: RecordDraft, spec: RecordSpec, today: LegalDay): Complaint[] {
  const complaints: Complaint[] = [];
  for (const check of CHECKS) {
    const complaint = check(draft, spec, today);
    if (complaint !== undefined) complaints.push(complaint);
  }
  const personBirth = birthDateOf(draft.idNumber);
  for (const { holds, column, zh } of spec.rules) {
    const said = complaints.some((complaint) => complaint.column === column);
    if (!said && !holds({ decidedOn: draft.decidedOn, personBirth, detail: draft.detail }))
      complaints.push({ column, problem: zh });
  }
  return complaints;
}
