/** A look as the graph shows it: to the person it concerns, and with what he is not shown to the auditor. */
import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { ACCESS_OUTCOMES, decodeEntry, type EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import { Agency, agencyOf } from "../../../kit/graph/agency";
import { PageInfo } from "../../../kit/graph/connection";
import { PurposeCodeList, RecordCategoryList } from "../../../kit/record/commonLists";
import { DateTimeScalar } from "../../../kit/record/scalars";
import { vocabulary } from "../../../kit/record/vocabulary";
import type { EntryRow } from "../store/entryStore";

export const AccessOutcomeList = vocabulary("AccessOutcome", "查询结果", "what came of a look", {
  ANSWERED: ["已答复", "answered"],
  REFUSED: ["已拒绝", "refused; nothing was shown"],
  FAILED: ["未成功", "failed; nothing was shown"],
  IN_DOUBT: ["存疑", "in doubt: count it as seen"],
} satisfies Record<(typeof ACCESS_OUTCOMES)[number], [string, string]>);

@Directive("@authenticated")
@ObjectType({
  description: "留痕凭证：可离线验证 / proof that an entry stands in the log, to be checked offline",
  simpleResolvers: true,
})
export class InclusionProof {
  @Field(() => Int, { description: "在日志中的位置 / position in the log" }) logIndex!: number;
  @Field(() => String, { description: "条目原文；杂凑对象即这些字节 / the entry itself: the bytes that are hashed" })
  entry!: string;
  @Field(() => [String], { description: "从条目到根的路径，base64 / audit path, RFC 6962" }) hashes!: string[];
  @Field(() => String, { description: "签名检查点（C2SP）/ signed checkpoint" }) checkpoint!: string;
}

@Directive("@authenticated")
@ObjectType({ description: "一次查询的留痕 / one look at a person", simpleResolvers: true })
export class AccessEntry {
  @Field(() => ID, { description: "不透明标识 / opaque id" }) id!: string;
  @Field(() => DateTimeScalar, { description: "时间 / when" }) at!: string;
  @Field(() => Agency, { description: "查询机构；本人自查为 self / who looked; self for the person himself" }) agency!: Agency;
  @Field(() => String, { nullable: true, description: "工位编号 / the desk" }) officer?: string;
  @Field(() => PurposeCodeList.enumObject, { description: "查询事由 / purpose" }) purpose!: string;
  @Field(() => String, { description: "为何查询 / why, in plain words" }) reason!: string;
  @Field(() => [RecordCategoryList.enumObject], { description: "答复所含信息类别 / the categories that were answered" })
  categories!: string[];
  @Field(() => AccessOutcomeList.enumObject, { description: "结果 / outcome" }) outcome!: string;
  /** For the proof, which is made when it is asked for. */
  row!: EntryRow;
}

@Directive("@authenticated")
@ObjectType({ description: "一条留痕及其游标 / an entry and its cursor", simpleResolvers: true })
export class AccessEntryEdge {
  @Field(() => String, { description: "游标 / cursor" }) cursor!: string;
  @Field(() => AccessEntry, { description: "留痕 / the entry" }) node!: AccessEntry;
}

@Directive("@authenticated")
@ObjectType({ description: "查询留痕列表（新者在前）/ looks, newest first", simpleResolvers: true })
export class AccessEntryConnection {
  @Field(() => [AccessEntryEdge], { description: "留痕 / edges" }) edges!: AccessEntryEdge[];
  @Field(() => PageInfo, { description: "分页信息 / page" }) pageInfo!: PageInfo;
}

const purposes = new Map(loadCatalogue().purposes.map((purpose) => [purpose.code as string, purpose]));
const SELF = Object.assign(new Agency(), { code: "self", zh: "本人", en: "the person" });

/** What a look for a purpose is told as. */
export function reasonOf(purpose: string | undefined): string {
  const known = purposes.get(purpose ?? "");
  return known === undefined ? "其他 / other" : `${known.zh} / ${known.en}`;
}

export function accessEntryOf(row: EntryRow): AccessEntry {
  const entry: EvidenceEntry = decodeEntry(row.body);
  return Object.assign(new AccessEntry(), {
    id: entry.id,
    at: entry.at,
    agency: entry.agency === undefined ? SELF : agencyOf(entry.agency),
    ...(entry.officer !== undefined && { officer: decodeURIComponent(entry.officer) }),
    purpose: entry.purpose,
    reason: reasonOf(entry.purpose),
    categories: entry.categories ?? [],
    outcome: entry.outcome,
    row,
  });
}
