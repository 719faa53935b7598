/**
 * The columns of a batch of one record type. Reader, template, synthetic district and refusal file share this one list,
 * so that what is written can be read.
 *
 * Promise: pure; titles of a type never repeat. Every column must stand in the header, also where its cells may be
 * empty: a file from an older template, without the column of the state, would else silently unseal a record.
 */
import type { Gravity, Openness, Polarity, RecordState } from "../../../schema/contract/vocabulary";
import { DishonestyGrade, OpennessList, PolarityList } from "../record/commonLists";
import { CitizenNumber, HashCode, LegalDate, OpaqueId, UsccCode, type Kind } from "../record/kinds";
import type { RecordSpec } from "../record/recordType";
import { oneOfSome, PersonName, SentState, shortText, SubjectNumber } from "./commonKinds";

export interface Column {
  /** Chinese title: what a department's header says. */
  title: string;
  /** English name, accepted in its place. */
  name: string;
  kind: Kind;
  /** No cell may be empty. */
  required: boolean;
  /** The cell is taken to the letter or refused, never trimmed: what identifies is not repaired (ATTACKS H08). */
  exact: boolean;
  /** A field of the type, or one that every batch has. */
  part: "common" | "detail";
}

/** What the cells of a row say. */
export interface RowContent {
  idNumber: string;
  name: string;
  /** 记录编号, of a type whose own fields hold none. */
  sourceNo?: string | undefined;
  detail: Record<string, unknown>;
  polarity?: Polarity | undefined;
  gravity?: Gravity | null | undefined;
  openness?: Openness | undefined;
  determiningOrgan?: string | undefined;
  determiningOrganCode?: string | null | undefined;
  basisDocNo?: string | null | undefined;
  decidedOn?: string | undefined;
  state?: RecordState | undefined;
}

/** The column that says what the file is about; the reader looks for it before it knows the type. */
export const ITEM_COLUMN = common("item", "目录事项", shortText("TAX-01", 32), { required: true, exact: true });

const IDENTIFIERS: ReadonlySet<Kind> = new Set([CitizenNumber, UsccCode, HashCode, OpaqueId]);

const known = new WeakMap<RecordSpec, readonly Column[]>();

/** In the order of the template; a file may have them in any order. @throws Error when two columns have one title. */
export function columnsOf(spec: RecordSpec): readonly Column[] {
  let columns = known.get(spec);
  if (columns === undefined) {
    columns = [ITEM_COLUMN, ...subject(spec), ...ownNumber(spec), ...details(spec), ...decision(spec)];
    refuseTwins(spec, columns);
    known.set(spec, columns);
  }
  return columns;
}

/** Whether the type's own fields say who the person is: then its rows bring persons to the register. */
export function carriesPerson(spec: RecordSpec): boolean {
  return spec.details.some(({ name }) => name === "citizenIdNumber") && spec.details.some(({ name }) => name === "fullName");
}

/** The cells of a row, in the order of {@link columnsOf}. */
export function cellsOf(spec: RecordSpec, content: RowContent): string[] {
  return columnsOf(spec).map(({ name, kind, part }) => {
    if (name === ITEM_COLUMN.name && part === "common") return spec.item.code;
    const value = part === "detail" ? content.detail[name] : content[name as keyof RowContent];
    return value === undefined || value === null ? "" : kind.write(value);
  });
}

function common(name: string, title: string, kind: Kind, options: { required?: boolean; exact?: boolean } = {}): Column {
  return { name, title, kind, required: options.required ?? false, exact: options.exact ?? false, part: "common" };
}

function subject(spec: RecordSpec): Column[] {
  if (carriesPerson(spec)) return [];
  const sure = { required: true, exact: true };
  return [common("idNumber", "公民身份号码", SubjectNumber, sure), common("name", "姓名", PersonName, sure)];
}

function ownNumber(spec: RecordSpec): Column[] {
  if (spec.key.length > 0) return [];
  return [common("sourceNo", "记录编号", shortText("BH-2025-000001"), { required: true, exact: true })];
}

function details(spec: RecordSpec): Column[] {
  return spec.details.map(({ name, zh, kind, optional }) => {
    const isName = carriesPerson(spec) && name === "fullName";
    const exact = isName || IDENTIFIERS.has(kind) || spec.key.includes(name);
    return { name, title: zh, kind: isName ? PersonName : kind, required: !optional, exact, part: "detail" };
  });
}

function decision({ item }: RecordSpec): Column[] {
  const decidedOn = common("decidedOn", "决定日期", LegalDate, { required: item.creditRecord });
  if (!item.creditRecord) return [decidedOn];
  return [
    common("polarity", "信息性质", oneOfSome(PolarityList, item.polarities), { required: item.polarities.length > 1 }),
    common("gravity", "失信程度", oneOfSome(DishonestyGrade, item.gravities)),
    common("openness", "公开属性", oneOfSome(OpennessList, item.openness.mayBe)),
    common("determiningOrgan", "认定单位", shortText("天津市宝坻区示例局"), { required: true }),
    common("determiningOrganCode", "认定单位代码", UsccCode, { exact: true }),
    common("basisDocNo", "认定文书号", shortText("津宝示字〔2025〕1号")),
    decidedOn,
    common("state", "状态", SentState),
  ];
}

function refuseTwins(spec: RecordSpec, columns: readonly Column[]): void {
  const titles = new Set<string>();
  for (const { title } of columns) {
    if (titles.has(title))
      throw new Error(`record type ${spec.name}: "${title}" is a column of every batch; give the field another title`);
    titles.add(title);
  }
}
