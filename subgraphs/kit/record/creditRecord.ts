/**
 * The one interface of the graph, and the value types that every subgraph serves alike from the catalogue's data.
 * No requirement stands on the interface (composition refuses that); the types that implement it carry their own.
 */
import { Directive, Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import type { CatalogueEntry } from "../../../schema/catalogue/catalogue";
import * as lists from "./commonLists";
import { DateScalar, DateTimeScalar } from "./scalars";

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "法律依据及其有效期间 / a legal basis and when it is in force", simpleResolvers: true })
export class LegalBasis {
  @Field(() => String, { description: "法律、法规、规章名称 / name of the law" }) law!: string;
  @Field(() => String, { description: "条款 / article" }) article!: string;
  @Field(() => DateScalar, { description: "施行日期 / in force from" }) inForceFrom!: string;
  @Field(() => DateScalar, { nullable: true, description: "失效日期 / in force until" }) inForceUntil?: string;
}

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "目录事项 / an item of the city-wide catalogue", simpleResolvers: true })
export class CatalogueItem {
  @Field(() => ID, { description: "事项编码 / code of the item" }) code!: string;
  @Field(() => String, { description: "中文名称 / Chinese name" }) zh!: string;
  @Field(() => String, { description: "英文名称 / English name" }) en!: string;
  @Field(() => String, { description: "负责部门的子图 / the owning sector" }) sector!: string;
  @Field(() => String, { description: "GraphQL 类型 / name of the record type" }) type!: string;
  @Field(() => lists.RecordCategoryList.enumObject, { description: "信息类别 / category" }) category!: string;
  @Field(() => lists.OpennessList.enumObject, { description: "默认公开属性 / openness unless a record says another" })
  openness!: string;
  @Field(() => [LegalBasis], { description: "法律依据 / legal bases" }) legalBases!: LegalBasis[];
  @Field(() => String, { description: "展示期限规则 / how long a record of this item is shown" }) display!: string;
  @Field(() => Int, { description: "推送时限（工作日）/ working days from decision to push" }) pushLimitWorkingDays!: number;
}

/** The graph's form of a catalogue entry. */
export function catalogueItemOf(entry: CatalogueEntry): CatalogueItem {
  const { code, zh, en, sector, type, category, legalBases, pushLimitWorkingDays } = entry;
  const item = new CatalogueItem();
  return Object.assign(item, {
    ...{ code, zh, en, sector, type, category, legalBases, pushLimitWorkingDays },
    openness: entry.openness.default,
    display: entry.display.note,
  });
}

@InterfaceType({
  description: "信用记录：每一条记录共有的内容 / what every credit record carries",
  autoRegisterImplementations: false,
  resolveType: (record: { __typename: string }) => record.__typename,
})
export abstract class CreditRecord {
  @Field(() => ID, { description: "记录标识 / opaque id of the record" }) id!: string;
  @Field(() => CatalogueItem, { description: "目录事项 / item of the catalogue" }) item!: CatalogueItem;
  @Field(() => lists.RecordCategoryList.enumObject, { description: "信息类别 / category" }) category!: string;
  @Field(() => lists.PolarityList.enumObject, { description: "信息性质 / positive, neutral or adverse" }) polarity!: string;
  @Field(() => lists.DishonestyGrade.enumObject, { nullable: true, description: "失信程度 / gravity, of adverse records" })
  gravity?: string;
  @Field(() => String, { description: "认定单位 / determining organ" }) determiningOrgan!: string;
  @Field(() => String, { nullable: true, description: "认定文书号 / number of the basis document" }) basisDocNo?: string;
  @Field(() => DateScalar, { description: "决定、登记或列入日期 / date of decision, registration or listing" })
  decidedOn!: string;
  @Field(() => DateScalar, { nullable: true, description: "展示截止日期 / last day of display" }) displayUntil?: string;
  @Field(() => lists.RecordStateList.enumObject, { description: "记录状态 / state" }) state!: string;
  @Field(() => Int, { description: "版本号 / version" }) version!: number;
  @Field(() => DateTimeScalar, { description: "更新时间 / when this version was published" }) asOf!: string;
}

/** Names of the interface's fields: a record type declares none of them again, for the kit fills them. */
export const COMMON_FIELDS: ReadonlySet<string> = new Set([
  ...["id", "item", "category", "polarity", "gravity", "determiningOrgan", "basisDocNo"],
  ...["decidedOn", "displayUntil", "state", "version", "asOf"],
]);
