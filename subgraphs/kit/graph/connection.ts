/** The connection of credit records: the same value types in every subgraph, keyset cursors only (ATTACKS G19). */
import { Directive, Field, InputType, ObjectType } from "type-graphql";
import * as lists from "../record/commonLists";
import { CreditRecord } from "../record/creditRecord";
import { DateScalar } from "../record/scalars";

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "分页信息 / page", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "是否还有下一页 / whether more follow" }) hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: "末条游标 / cursor of the last edge" }) endCursor?: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "一条记录及其游标 / a record and its cursor", simpleResolvers: true })
export class CreditRecordEdge {
  @Field(() => String, { description: "游标，仅对同一查询人、同一人、同一条件有效 / opaque cursor" }) cursor!: string;
  @Field(() => CreditRecord, { description: "记录 / the record" }) node!: CreditRecord;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "信用记录列表（决定日期新者在前）/ records, newest decision first", simpleResolvers: true })
export class CreditRecordConnection {
  @Field(() => [CreditRecordEdge], { description: "记录 / edges" }) edges!: CreditRecordEdge[];
  @Field(() => PageInfo, { description: "分页信息 / page" }) pageInfo!: PageInfo;
}

@InputType({ description: "记录筛选条件 / filter of records" })
export class RecordFilter {
  @Field(() => [lists.RecordCategoryList.enumObject], { nullable: true, description: "信息类别 / categories" })
  categories?: string[];
  @Field(() => [lists.DishonestyGrade.enumObject], { nullable: true, description: "失信程度 / gravities" }) gravity?: string[];
  @Field(() => [lists.PolarityList.enumObject], { nullable: true, description: "信息性质 / polarities" }) polarity?: string[];
  @Field(() => DateScalar, { nullable: true, description: "决定日期自 / decided on or after" }) decidedFrom?: string;
  @Field(() => DateScalar, { nullable: true, description: "决定日期至 / decided on or before" }) decidedTo?: string;
}
