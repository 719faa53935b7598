/**
 * One row of a batch: a draft of a record, or everything that is wrong with it.
 *
 * Promise: pure; the day is an argument. A default is taken only where the catalogue leaves no choice. Refuses a row of
 * another item, a value that the item does not know, and whatever {@link complaintsAbout} finds.
 */
import type { LegalDay } from "../../../schema/contract/legalDay";
import type { Gravity, Openness, Polarity, RecordState } from "../../../schema/contract/vocabulary";
import { DishonestyGrade } from "../record/commonLists";
import { isLonger } from "../record/isLonger";
import type { RecordSpec } from "../record/recordType";
import type { RecordRow } from "../store/recordRow";
import { carriesPerson, ITEM_COLUMN } from "./columns";
import type { Header } from "./header";
import { rowReader, type ReadRow, type RowProblem, type RowReader } from "./readCells";
import type { SheetRow } from "./read/sheetRow";
import { complaintsAbout, type Complaint } from "./rowChecks";
import { MAX_SOURCE_NUMBER, sourceNumber } from "./sourceNumber";

/** What a row says of the record itself, as the store will hold it. */
type Said = Pick<
  RecordRow,
  | "sourceNo"
  | "polarity"
  | "gravity"
  | "openness"
  | "state"
  | "determiningOrgan"
  | "determiningOrganCode"
  | "basisDocNo"
  | "decidedOn"
>;

/** A record before its person is known. */
export interface RecordDraft extends Said {
  line: number;
  idNumber: string;
  name: string;
  /** In the order of the type's fields, so that equal contents are equal texts. */
  detail: Record<string, unknown>;
}

export interface RowContext {
  spec: RecordSpec;
  read: RowReader;
  today: LegalDay;
  /** Name of the department, for types whose rows name no determining organ. */
  department: string;
}

/** What the rows of one file are judged by; made once a file. */
export function rowContext(given: Pick<RowContext, "spec" | "today" | "department"> & { header: Header }): RowContext {
  const { header, ...context } = given;
  return { ...context, read: rowReader(header) };
}

export type RowVerdict = { draft: RecordDraft; notes: RowProblem[] } | { problems: RowProblem[] };

export function validateRow(row: SheetRow, context: RowContext): RowVerdict {
  const { spec, today } = context;
  const read = context.read(row);
  if (read.problems.length === 0 && read.common["item"] !== spec.item.code) read.problems.push(foreignItem(spec, row.line));
  if (read.problems.length > 0) return { problems: read.problems };
  const draft = draftOf(read, row.line, context);
  const complaints = complaintsAbout(draft, spec, today);
  const gravity = complaintOfGravity(draft, read, spec);
  if (gravity !== undefined) complaints.unshift(gravity);
  if (isLonger(draft.sourceNo, MAX_SOURCE_NUMBER))
    complaints.push({ column: titleOfKey(spec), problem: `超过 ${MAX_SOURCE_NUMBER} 个字` });
  if (complaints.length > 0) return { problems: complaints.map((complaint) => ({ row: row.line, ...complaint })) };
  return { draft, notes: read.notes };
}

/** Title of the column where a mistake in the record's number is told. */
export function titleOfKey(spec: RecordSpec): string {
  return spec.details.find(({ name }) => name === spec.key[0])?.zh ?? "记录编号";
}

function foreignItem({ item }: RecordSpec, row: number): RowProblem {
  const problem = `本批次的目录事项为 ${item.code}，一个文件只能报送一个事项；其他事项请另存为一个文件`;
  return { row, column: ITEM_COLUMN.title, problem };
}

function draftOf({ common, detail: read }: ReadRow, line: number, { spec, today, department }: RowContext): RecordDraft {
  const { item } = spec;
  const detail: Record<string, unknown> = {};
  for (const { name } of spec.details) if (Object.hasOwn(read, name)) detail[name] = read[name];
  const subject = carriesPerson(spec) ? { idNumber: detail["citizenIdNumber"], name: detail["fullName"] } : common;
  const polarity = (common["polarity"] as Polarity | undefined) ?? item.polarities[0]!;
  const onlyGravity = polarity === "ADVERSE" && item.gravities.length === 1 ? item.gravities[0]! : null;
  return {
    line,
    idNumber: subject["idNumber"] as string,
    name: subject["name"] as string,
    sourceNo: sourceNumber(spec, detail, common["sourceNo"] as string | undefined),
    polarity,
    gravity: (common["gravity"] as Gravity | undefined) ?? onlyGravity,
    openness: (common["openness"] as Openness | undefined) ?? item.openness.default,
    state: (common["state"] as RecordState | undefined) ?? "ACTIVE",
    determiningOrgan: (common["determiningOrgan"] as string | undefined) ?? department,
    determiningOrganCode: (common["determiningOrganCode"] as string | undefined) ?? null,
    basisDocNo: (common["basisDocNo"] as string | undefined) ?? null,
    decidedOn: (common["decidedOn"] as LegalDay | undefined) ?? today,
    detail,
  };
}

function complaintOfGravity(
  { polarity, gravity }: RecordDraft,
  { common }: ReadRow,
  { item }: RecordSpec,
): Complaint | undefined {
  const column = "失信程度";
  if (polarity !== "ADVERSE") return common["gravity"] === undefined ? undefined : { column, problem: "不是负面信息的，应为空" };
  if (gravity !== null || item.gravities.length <= 1) return undefined;
  return { column, problem: `负面信息须填写失信程度：${item.gravities.map((code) => DishonestyGrade.labelOf(code)).join("、")}` };
}
