/** What a sector's desk shows of its records, versions and months: the same value types in every sector. */
import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { DishonestyGrade, OpennessList, PolarityList, RecordStateList } from "../record/commonLists";
import { DateScalar, DateTimeScalar } from "../record/scalars";
import type { Sector } from "../sector";
import type { RecordVersion } from "../store/recordHistory";
import { DeskStep } from "./batchTypes";

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "字段及其内容 / a field and what it says", simpleResolvers: true })
export class DeskField {
  @Field(() => String, { description: "字段 / field" }) field!: string;
  @Field(() => String, { description: "中文名称 / Chinese title" }) zh!: string;
  @Field(() => String, {
    nullable: true,
    description: "内容；能识别本人的须 person:unmask / what it says; of what identifies the person with person:unmask only",
  })
  value?: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "记录的一个版本 / a version of a record", simpleResolvers: true })
export class DeskVersion {
  @Field(() => Int, { description: "版本号 / number" }) version!: number;
  @Field(() => RecordStateList.enumObject, { description: "状态 / state" }) state!: string;
  @Field(() => DateTimeScalar, { description: "自何时 / from when" }) from!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "至何时；现行版本为空 / until when; none of the present one" })
  until?: string;
  @Field(() => PolarityList.enumObject, { description: "信息性质 / polarity" }) polarity!: string;
  @Field(() => DishonestyGrade.enumObject, { nullable: true, description: "失信程度 / gravity" }) gravity?: string;
  @Field(() => OpennessList.enumObject, { description: "公开属性 / openness" }) openness!: string;
  @Field(() => String, { description: "认定单位 / determining organ" }) determiningOrgan!: string;
  @Field(() => String, { nullable: true, description: "认定文书号 / number of the basis document" }) basisDocNo?: string;
  @Field(() => DateScalar, { description: "决定日期 / date of decision" }) decidedOn!: string;
  @Field(() => String, { nullable: true, description: "适用的展示规则版本 / version of the display rule that applies" })
  displayRule?: string;
  @Field(() => DateScalar, { nullable: true, description: "展示截止 / last day of display" }) displayUntil?: string;
  @Field(() => DateScalar, { nullable: true, description: "查询截止 / last day of query" }) queryUntil?: string;
  @Field(() => DateScalar, { nullable: true, description: "保存截止 / last day of retention" }) retainUntil?: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: "措施截止；9999-12-31 为尚无终期 / last day of the measure; 9999-12-31 = open",
  })
  sanctionUntil?: string;
  @Field(() => [DeskField], { description: "本类型的字段 / the type's own fields" }) fields!: DeskField[];
  @Field(() => ID, { nullable: true, description: "带来本版本的批次 / the batch that brought it" }) batch?: string;
  @Field(() => DeskStep, { nullable: true, description: "带来本版本的办理 / the step at the desk that brought it" })
  step?: DeskStep;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "本部门的一条记录 / a record of the sector's own", simpleResolvers: true })
export class DeskRecord {
  @Field(() => ID, { description: "记录标识 / id" }) id!: string;
  @Field(() => String, { description: "目录事项编码 / code of the catalogue item" }) item!: string;
  @Field(() => String, { description: "记录类型 / record type" }) type!: string;
  @Field(() => String, { description: "本部门的记录编号 / number of the department's own" }) sourceNo!: string;
  @Field(() => ID, { description: "信息主体的标识 / opaque id of the person" }) personId!: string;
  @Field(() => RecordStateList.enumObject, { description: "当前状态 / its state now" }) state!: string;
  @Field(() => DateScalar, { nullable: true, description: "最早可修复日期 / first day on which it may be repaired" })
  repairableFrom?: string;

  /** For resolvers, newest first. */
  history!: RecordVersion[];
  sector!: Sector;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "零报告：该月没有作出决定 / a nil return: nothing was decided in that month", simpleResolvers: true })
export class NilReturn {
  @Field(() => String, { description: "目录事项编码 / code of the catalogue item" }) item!: string;
  @Field(() => String, { description: "月份 / month" }) period!: string;
  @Field(() => DeskStep, { description: "办理 / who filed it and when" }) step!: DeskStep;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({
  description: "对账：业务系统的数量与本库的数量 / the case system's count held against what came in",
  simpleResolvers: true,
})
export class Reconciliation {
  @Field(() => String, { description: "目录事项编码 / code of the catalogue item" }) item!: string;
  @Field(() => String, { description: "月份 / month" }) period!: string;
  @Field(() => Int, { description: "业务系统的数量 / the department's own count" }) theirs!: number;
  @Field(() => Int, { description: "收入的数量 / what came in" }) ours!: number;
  @Field(() => Int, { description: "差额 / theirs minus ours" }) difference!: number;
  @Field(() => DeskStep, { description: "办理 / who asked and when" }) step!: DeskStep;
}
