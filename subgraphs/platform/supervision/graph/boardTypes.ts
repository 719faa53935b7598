/** What members and the office see of tasks, units, inspections and cases. None of it is about a person. */
import { Directive, Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../../../kit/graph/connection";
import { DateScalar, DateTimeScalar } from "../../../kit/record/scalars";
import { CaseKind, LightReason, TrafficLight } from "./codes";

const SEEN = '@requiresScopes(scopes: [["supervision:read"]])';

@Directive(SEEN)
@ObjectType({ description: "联席会议成员单位 / a member of the joint meeting", simpleResolvers: true })
export class Member {
  @Field(() => ID, { description: "代码 / code" }) code!: string;
  @Field(() => String, { description: "方案中的名称 / name in the plan" }) zh!: string;
  @Field(() => String, { description: "英文名称 / name in English" }) en!: string;
  @Field(() => String, { nullable: true, description: "现名 / name since the reform" }) nowZh?: string | undefined;
  @Field(() => Int, { description: "方案中的次序 / place in the plan" }) place!: number;
  @Field(() => String, { description: "角色 / role" }) role!: string;
  @Field(() => [String], { description: "运行的部门子图 / sectors that it runs" }) sectors!: string[];
}

@Directive(SEEN)
@ObjectType({ description: "工作进展 / a note on the progress of a task", simpleResolvers: true })
export class ProgressNote {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => DateTimeScalar, { description: "报送时间 / when" }) at!: string;
  @Field(() => Member, { description: "报送单位 / the unit that reports" }) member!: Member;
  @Field(() => String, { description: "进展 / what was done; plain text" }) text!: string;
  @Field(() => Int, { nullable: true, description: "完成比例 / how far, per cent" }) percent?: number | undefined;
  @Field(() => String, { nullable: true, description: "佐证材料 / evidence" }) evidence?: string | undefined;
  @Field(() => Boolean, { description: "是否完成 / whether the task is done" }) done!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "实施方案的任务 / a task of the plan", simpleResolvers: true })
export class Task {
  @Field(() => ID, { description: "编号 T1–T15、G1–G4 / number" }) id!: string;
  @Field(() => String, { description: "方案条款 / clause of the plan" }) clause!: string;
  @Field(() => String, { description: "任务 / title in Chinese" }) titleZh!: string;
  @Field(() => String, { description: "英文 / title in English" }) titleEn!: string;
  @Field(() => String, { description: "责任单位（方案原文）/ the units, in the plan's words" }) unitsText!: string;
  @Field(() => String, { description: "完成时限 / YYYY-MM, continuous, yearly or none" }) deadline!: string;
  @Field(() => DateScalar, { nullable: true, description: "到期日 / last day" }) due?: string | undefined;
  @Field(() => Boolean, { description: "是否持续推进 / whether it is continuous" }) continuous!: boolean;
  @Field(() => TrafficLight.enumObject, { description: "进度灯 / how it stands" }) light!: string;
  @Field(() => LightReason.enumObject, { description: "亮灯原因 / why" }) lightBecause!: string;
}

@Directive(SEEN)
@ObjectType({ description: "数据专员 / a data steward, by the code of the officer", simpleResolvers: true })
export class DataSteward {
  @Field(() => String, { description: "部门子图 / sector" }) sector!: string;
  @Field(() => String, { description: "经办人代码 / code of the officer" }) officer!: string;
  @Field(() => DateScalar, { description: "指定日期 / named on" }) named!: string;
  @Field(() => DateScalar, { nullable: true, description: "最近培训日期 / last trained on" }) trainedOn?: string | undefined;
}

@Directive(SEEN)
@ObjectType({ description: "单位在本期的情况 / how a unit stands in the period", simpleResolvers: true })
export class MemberStanding {
  @Field(() => Int, { nullable: true, description: "名次 / place among the units that have records" }) rank?: number | undefined;
  @Field(() => Float, { nullable: true, description: "归集覆盖率 / coverage (K01)" }) coverage?: number | undefined;
  @Field(() => Float, { nullable: true, description: "数据质量合格率 / quality (K11)" }) quality?: number | undefined;
  @Field(() => Float, { nullable: true, description: "审核及时率 / timeliness (K10)" }) timeliness?: number | undefined;
  @Field(() => Int, { description: "到期任务 / tasks due" }) tasksDue!: number;
  @Field(() => Int, { description: "逾期任务 / tasks overdue or silent" }) tasksLate!: number;
}

@Directive(SEEN)
@ObjectType({ description: "单位负责的目录事项 / a catalogue item of a unit", simpleResolvers: true })
export class MemberItem {
  @Field(() => ID, { description: "事项编码 / code" }) code!: string;
  @Field(() => String, { description: "事项 / name in Chinese" }) zh!: string;
  @Field(() => String, { description: "英文 / name in English" }) en!: string;
  @Field(() => String, { description: "记录类型 / record type" }) type!: string;
  @Field(() => Int, { nullable: true, description: "在册记录，不足 10 的不显示 / records that stand; null under 10" })
  records?: number | undefined;
  @Field(() => Boolean, { description: "是否因不足 10 未显示 / whether the number is withheld" }) suppressed!: boolean;
  @Field(() => Boolean, { description: "本期有无报送或零报告 / whether anything, or nil, was reported in the period" })
  reported!: boolean;
  @Field(() => Boolean, { description: "本期是否零报告 / whether a nil return was filed" }) nilReturn!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "督查发现的问题 / a finding of an inspection", simpleResolvers: true })
export class Finding {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => Member, { description: "单位 / unit" }) member!: Member;
  @Field(() => String, { description: "问题 / what was found" }) text!: string;
  @Field(() => DateScalar, { description: "整改期限 / to be mended by" }) due!: string;
  @Field(() => DateScalar, { nullable: true, description: "办结日期 / closed on" }) closedOn?: string | undefined;
  @Field(() => String, { nullable: true, description: "整改情况 / how it was mended" }) rectification?: string | undefined;
  @Field(() => Boolean, { description: "是否逾期 / whether it is late" }) late!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "年度专项督查，检查上一年度 / the yearly inspection, over the year before", simpleResolvers: true })
export class Inspection {
  @Field(() => Int, { description: "督查年份 / year in which it is held" }) year!: number;
  @Field(() => Int, { description: "检查的年度 / year that it is about" }) about!: number;
  @Field(() => DateTimeScalar, { description: "启动时间 / opened" }) openedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "结束时间 / closed" }) closedAt?: string | undefined;
}

@Directive(SEEN)
@ObjectType({ description: "一个单位的督查结果 / the result of one unit", simpleResolvers: true })
export class InspectionResult {
  @Field(() => Member, { description: "单位 / unit" }) member!: Member;
}

@Directive(SEEN)
@ObjectType({ description: "诚信宣传时间节点 / an occasion of publicity", simpleResolvers: true })
export class Campaign {
  @Field(() => ID, { description: "编号 / number" }) id!: string;
  @Field(() => String, { description: "名称 / name" }) zh!: string;
  @Field(() => String, { description: "英文 / name in English" }) en!: string;
  @Field(() => DateScalar, { nullable: true, description: "日期，空为按当年通知 / day; null = as the year's notice sets it" })
  date?: string | undefined;
  @Field(() => String, { description: "依据 / what the day rests on" }) note!: string;
}

@Directive(SEEN)
@ObjectType({ description: "典型案例，不指明个人 / a typical case; names nobody", simpleResolvers: true })
export class TypicalCase {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => DateTimeScalar, { description: "报送时间 / submitted" }) at!: string;
  @Field(() => Member, { description: "报送单位 / unit" }) member!: Member;
  @Field(() => CaseKind.enumObject, { description: "类型 / kind" }) kind!: string;
  @Field(() => String, { description: "标题 / title" }) title!: string;
  @Field(() => String, { description: "正文 / text" }) text!: string;
  @Field(() => Boolean, { description: "是否采纳 / whether it was accepted" }) accepted!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "案例及其游标 / a case and its cursor", simpleResolvers: true })
export class TypicalCaseEdge {
  @Field(() => String, { description: "游标 / cursor" }) cursor!: string;
  @Field(() => TypicalCase, { description: "案例 / the case" }) node!: TypicalCase;
}

@Directive(SEEN)
@ObjectType({ description: "典型案例列表 / typical cases, newest first", simpleResolvers: true })
export class TypicalCaseConnection {
  @Field(() => [TypicalCaseEdge], { description: "案例 / edges" }) edges!: TypicalCaseEdge[];
  @Field(() => PageInfo, { description: "分页信息 / page" }) pageInfo!: PageInfo;
}

@InputType({ description: "工作进展 / progress of a task" })
export class ProgressInput {
  @Field(() => ID, { description: "任务编号 / number of the task" }) task!: string;
  @Field(() => ID, { description: "报送单位 / unit" }) member!: string;
  @Field(() => String, { description: "进展，1 至 1,000 字 / what was done" }) text!: string;
  @Field(() => Int, { nullable: true, description: "完成比例 / per cent" }) percent?: number | null;
  @Field(() => String, { nullable: true, description: "佐证材料 / evidence" }) evidence?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: "是否完成 / whether it is done" }) done!: boolean;
}

@InputType({ description: "指定数据专员 / a steward to be named" })
export class StewardInput {
  @Field(() => String, { description: "部门子图 / sector" }) sector!: string;
  @Field(() => String, { description: "经办人代码 / code of the officer" }) officer!: string;
  @Field(() => DateScalar, { nullable: true, description: "最近培训日期 / last trained on" }) trainedOn?: string | null;
}

@InputType({ description: "督查发现的问题 / a finding" })
export class FindingInput {
  @Field(() => Int, { description: "督查年份 / year of the inspection" }) year!: number;
  @Field(() => ID, { description: "单位 / unit" }) member!: string;
  @Field(() => String, { description: "问题，1 至 1,000 字 / what was found" }) text!: string;
  @Field(() => DateScalar, { description: "整改期限 / to be mended by" }) due!: string;
}

@InputType({ description: "典型案例 / a typical case" })
export class CaseInput {
  @Field(() => ID, { description: "报送单位 / unit" }) member!: string;
  @Field(() => CaseKind.enumObject, { description: "类型 / kind" }) kind!: string;
  @Field(() => String, { description: "标题 / title" }) title!: string;
  @Field(() => String, { description: "正文，不得指明个人 / text; names nobody" }) text!: string;
}
