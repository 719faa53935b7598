/** Indicators as the graph shows them: the number, how it is computed, its cells and its trend. */
import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { DateScalar, DateTimeScalar } from "../../../kit/record/scalars";
import { IndicatorGroup, IndicatorStatus, IndicatorUnit } from "./codes";

const SEEN = '@requiresScopes(scopes: [["supervision:read"]])';

@Directive(SEEN)
@ObjectType({ description: "指标定义 / how an indicator is computed", simpleResolvers: true })
export class IndicatorDefinition {
  @Field(() => String, { description: "分子 / numerator" }) numerator!: string;
  @Field(() => String, { description: "分母 / denominator" }) denominator!: string;
  @Field(() => String, { description: "周期 / period" }) period!: string;
  @Field(() => String, { description: "来源 / source" }) source!: string;
  @Field(() => [String], { description: "所依据的事件 / what is counted for it" }) computedFrom!: string[];
}

@Directive(SEEN)
@ObjectType({ description: "指标在一个月的值 / an indicator in one month", simpleResolvers: true })
export class IndicatorPoint {
  @Field(() => String, { description: "月份 / month" }) period!: string;
  @Field(() => Float, { nullable: true, description: "值 / value" }) value?: number | undefined;
  @Field(() => Int, { nullable: true, description: "分子 / numerator" }) numerator?: number | undefined;
  @Field(() => Int, { nullable: true, description: "分母 / denominator" }) denominator?: number | undefined;
  @Field(() => Boolean, { description: "是否因人数不足未显示 / withheld for too few persons" }) suppressed!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "指标的一个分解值 / a cell of an indicator", simpleResolvers: true })
export class IndicatorCell {
  @Field(() => String, { description: "键 / key" }) key!: string;
  @Field(() => String, { description: "名称 / name" }) zh!: string;
  @Field(() => String, { description: "英文 / name in English" }) en!: string;
  @Field(() => Float, { nullable: true, description: "值 / value" }) value?: number | undefined;
  @Field(() => Int, { nullable: true, description: "分子 / numerator" }) numerator?: number | undefined;
  @Field(() => Int, { nullable: true, description: "分母 / denominator" }) denominator?: number | undefined;
  @Field(() => Boolean, { description: "是否因人数不足未显示 / withheld for too few persons" }) suppressed!: boolean;
  @Field(() => Boolean, { description: "来源是否陈旧 / whether its source has not been heard of" }) stale!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "监督指标 / a supervision indicator", simpleResolvers: true })
export class Indicator {
  @Field(() => ID, { description: "编号 K01–K40 / number" }) code!: string;
  @Field(() => String, { description: "名称 / name" }) zh!: string;
  @Field(() => String, { description: "英文 / name in English" }) en!: string;
  @Field(() => IndicatorGroup.enumObject, { description: "分组 / group" }) group!: string;
  @Field(() => IndicatorStatus.enumObject, { description: "状态 / status" }) status!: string;
  @Field(() => String, { nullable: true, description: "未计量的原因 / why there is no number" }) notMeasuredBecause?:
    string | undefined;
  @Field(() => IndicatorUnit.enumObject, { description: "单位 / unit" }) unit!: string;
  @Field(() => Float, { nullable: true, description: "值 / value; null where there is none, or it is withheld" }) value?:
    number | undefined;
  @Field(() => Int, { nullable: true, description: "分子 / numerator" }) numerator?: number | undefined;
  @Field(() => Int, { nullable: true, description: "分母 / denominator" }) denominator?: number | undefined;
  @Field(() => Boolean, { description: "是否因人数不足未显示 / withheld for too few persons" }) suppressed!: boolean;
  @Field(() => String, { nullable: true, description: "目标 / target; null where it is shown without one" }) target?:
    string | undefined;
  @Field(() => Boolean, { nullable: true, description: "是否达标 / whether it is met" }) met?: boolean | undefined;
  @Field(() => IndicatorDefinition, { description: "如何计算 / how it is computed" }) definition!: IndicatorDefinition;
  @Field(() => [String], { description: "陈旧的来源 / sources that have not been heard of" }) staleSources!: string[];
}

@Directive(SEEN)
@ObjectType({ description: "数据来源及读取进度 / a source, and how far it has been read", simpleResolvers: true })
export class SupervisionSource {
  @Field(() => String, { description: "子图 / subgraph" }) sector!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "最近事件时间 / its last event" }) lastEventAt?: string | undefined;
  @Field(() => DateTimeScalar, { nullable: true, description: "最近读取时间 / last read" }) readAt?: string | undefined;
  @Field(() => Boolean, { description: "是否陈旧 / whether it has not answered for a minute" }) stale!: boolean;
}

@Directive(SEEN)
@ObjectType({ description: "联席会议的监督看板 / what the joint-meeting office sees of a period", simpleResolvers: true })
export class Supervision {
  @Field(() => String, { description: "期间 / period" }) period!: string;
  @Field(() => DateScalar, { description: "起 / from" }) from!: string;
  @Field(() => DateScalar, { description: "止 / to" }) to!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "快照时间 / when the numbers were frozen" }) frozenAt?:
    string | undefined;
  @Field(() => DateTimeScalar, { description: "计算时间 / when the numbers last moved" }) computedAt!: string;
}
