/** What a sector's desk shows of its batches: the same value types in every sector. None of them says a name or a number. */
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTimeScalar, JsonLinesScalar } from "../record/scalars";
import { BatchKindList, BatchStateList, DeskStepKind, DifferenceOutcome } from "./deskLists";
import type { Sector } from "../sector";
import type { Batch } from "../store/batchRow";

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "办理步骤：何人何时办理 / a step, with who took it and when", simpleResolvers: true })
export class DeskStep {
  @Field(() => DateTimeScalar, { description: "时间 / when" }) at!: string;
  @Field(() => DeskStepKind.enumObject, { description: "步骤 / what was done" }) kind!: string;
  @Field(() => String, { description: "机构，系统自行办理的为空 / agency, empty where the system acted" }) agency!: string;
  @Field(() => String, { description: "经办人 / officer" }) officer!: string;
  @Field(() => String, { nullable: true, description: "理由 / reason" }) reason?: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "一项变更 / a field that changes", simpleResolvers: true })
export class DeskChange {
  @Field(() => String, { description: "字段 / field" }) field!: string;
  @Field(() => String, { description: "中文名称 / Chinese title" }) zh!: string;
  @Field(() => String, { nullable: true, description: "变更前 / before" }) before?: string;
  @Field(() => String, { nullable: true, description: "变更后 / after" }) after?: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "差异中的一行 / a row of the difference", simpleResolvers: true })
export class DifferenceRow {
  @Field(() => DifferenceOutcome.enumObject, { description: "差异 / what it would do" }) outcome!: string;
  @Field(() => Int, { nullable: true, description: "行号 / line of the batch" }) line?: number;
  @Field(() => ID, { nullable: true, description: "记录标识 / the record, where there is one" }) recordId?: string;
  @Field(() => String, { description: "本部门的记录编号 / number of the department's own" }) sourceNo!: string;
  @Field(() => ID, { description: "信息主体的标识 / opaque id of the person" }) personId!: string;
  @Field(() => [DeskChange], { description: "变更的字段 / the fields that change" }) changes!: DeskChange[];
  @Field(() => String, { description: "后一页的起点 / to go on after this row" }) cursor!: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "退回的一行及其理由 / why a row was refused", simpleResolvers: true })
export class RowRefusal {
  @Field(() => Int, { description: "行号 / line" }) line!: number;
  @Field(() => String, { description: "列 / column" }) column!: string;
  @Field(() => String, { description: "理由 / the reason" }) problem!: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType("Batch", { description: "批次 / a batch of records", simpleResolvers: true })
export class DeskBatch {
  @Field(() => ID, { description: "批次标识 / id" }) id!: string;
  @Field(() => String, { description: "目录事项编码 / code of the catalogue item" }) item!: string;
  @Field(() => String, { description: "记录类型 / record type" }) type!: string;
  @Field(() => BatchKindList.enumObject, { description: "批次性质 / kind" }) kind!: string;
  @Field(() => BatchStateList.enumObject, { description: "状态 / state" }) state!: string;
  @Field(() => String, { description: "报送人 / submitter" }) submitter!: string;
  @Field(() => String, { description: "报送机构 / agency of the submitter" }) submitterAgency!: string;
  @Field(() => DateTimeScalar, { description: "接收时间 / when it began" }) receivedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "提交审核时间 / when it was put before the reviewers" })
  stagedAt?: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "审核时间 / when it was decided" }) decidedAt?: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "公布时间 / when it was published" }) publishedAt?: string;
  @Field(() => Int, { description: "行数 / rows" }) rowsTotal!: number;
  @Field(() => Int, { description: "收入 / rows taken" }) rowsTaken!: number;
  @Field(() => Int, { description: "退回 / rows refused" }) rowsRefused!: number;
  @Field(() => Int, { description: "新增 / new records" }) rowsNew!: number;
  @Field(() => Int, { description: "变更 / changed records" }) rowsChanged!: number;
  @Field(() => Int, { description: "未变 / unchanged records" }) rowsUnchanged!: number;
  @Field(() => Int, { description: "撤下 / live records that it does not name" }) rowsWithdrawn!: number;
  @Field(() => Int, { description: "全量批次比对时的现行记录数 / live records of the item, of a full replacement" })
  rowsLive!: number;
  @Field(() => Int, { description: "尚需几名审核人 / how many reviewers it still needs" }) reviewersNeeded!: number;
  @Field(() => [String], { description: "已通过的审核人 / who approved it" }) reviewers!: string[];

  /** For resolvers. */
  row!: Batch;
  sector!: Sector;
}

@InputType({ description: "批次：JSON Lines，一次最多 5000 行 / a batch as JSON Lines, at most 5,000 rows" })
export class BatchInput {
  @Field(() => JsonLinesScalar, { description: "每行一个 JSON 对象，键为列名 / one JSON object a line, its keys the columns" })
  jsonLines!: string;
  @Field(() => BatchKindList.enumObject, { defaultValue: "ADDITION", description: "批次性质 / kind" }) kind!: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "报送结果 / what came of a submission", simpleResolvers: true })
export class BatchSubmission {
  @Field(() => DeskBatch, { nullable: true, description: "批次；没有一行收入的为空 / the batch; none when no row was taken" })
  batch?: DeskBatch;
  @Field(() => Boolean, { description: "同样的内容此前已报送 / the same content came before; nothing was done" })
  alreadyTaken!: boolean;
  @Field(() => Int, { description: "收入 / rows taken" }) taken!: number;
  @Field(() => Int, { description: "退回 / rows refused" }) refused!: number;
  @Field(() => [RowRefusal], { description: "退回理由，至多 20 条 / the first 20 reasons" }) refusals!: RowRefusal[];
  @Field(() => String, {
    nullable: true,
    description:
      "退回的各行（JSON Lines，前列为理由），改正后可再报 / refused rows with their reasons, to be mended and sent again",
  })
  refusedLines?: string;
  @Field(() => String, {
    nullable: true,
    description: "整批退回的理由 / why the batch was refused whole: a code and a sentence",
  })
  refusedWhole?: string;
}
