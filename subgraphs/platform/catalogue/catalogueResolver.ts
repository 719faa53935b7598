/** Public knowledge: purposes with what each may read, and the items of the catalogue. Reads no person. */
import { Arg, Directive, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { GraphQLError } from "graphql";
import type { Purpose as PurposeEntry } from "../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { PageInfo } from "../../kit/graph/connection";
import { PurposeCodeList, RecordCategoryList } from "../../kit/record/commonLists";
import { CatalogueItem, catalogueItemOf } from "../../kit/record/creditRecord";
import { vocabulary } from "../../kit/record/vocabulary";

const PurposeKindList = vocabulary("PurposeKind", "授权方式", "how a purpose is authorised", {
  SELF: ["本人查询", "the person asks about himself"],
  STATUTE: ["法定职责", "a statutory duty; no consent, the person is told"],
  WRITTEN: ["书面授权", "needs the person's written authorisation"],
  CASE: ["办案需要", "needs a case of the organ"],
  PUBLIC: ["公开核验", "open to anyone with a token"],
  OWN: ["本部门数据", "own records only"],
  AGGREGATE: ["汇总统计", "numbers only, never a person"],
  EMERGENCY: ["紧急情况", "two persons, notice afterwards"],
});

@Directive("@authenticated")
@ObjectType({ description: "授权上限 / the most that an authorisation for the purpose may allow", simpleResolvers: true })
class GrantCeiling {
  @Field(() => Int, { description: "次数 / uses" }) uses!: number;
  @Field(() => Int, { description: "有效天数 / days in force" }) validDays!: number;
  @Field(() => Int, { description: "结果保存天数 / days an answer is kept" }) dataLifeDays!: number;
  @Field(() => [RecordCategoryList.enumObject], { description: "信息类别 / categories" }) categories!: string[];
}

@Directive("@authenticated")
@ObjectType({ description: "查询事由 / a purpose and what it opens", simpleResolvers: true })
class Purpose {
  @Field(() => ID, { description: "编号 P01–P27 / number" }) id!: string;
  @Field(() => PurposeCodeList.enumObject, { description: "代码 / code" }) code!: string;
  @Field(() => String, { description: "中文名称 / Chinese name" }) zh!: string;
  @Field(() => String, { description: "英文名称 / English name" }) en!: string;
  @Field(() => PurposeKindList.enumObject, { description: "授权方式 / how it is authorised" }) kind!: string;
  @Field(() => String, { description: "法律依据 / legal basis" }) basis!: string;
  @Field(() => String, { description: "谁可以查 / who may state it" }) requester!: string;
  @Field(() => [RecordCategoryList.enumObject], { description: "必需的类别 / minimum needed" }) required!: string[];
  @Field(() => [RecordCategoryList.enumObject], { description: "说明理由后开放的类别 / only with a justification" })
  conditional!: string[];
  @Field(() => [RecordCategoryList.enumObject], {
    description: "仅供规则判定的类别 / read by rules only, the answer is a verdict",
  })
  verdictInputs!: string[];
  @Field(() => Int, { nullable: true, description: "回溯月数，空为不限 / look-back in months" }) lookBackMonths?: number;
  @Field(() => String, { description: "结果可保存多久 / how long an answer may be kept" }) dataLife!: string;
  @Field(() => GrantCeiling, {
    nullable: true,
    description: "授权上限，空为不以授权查询 / ceiling of an authorisation; empty where the purpose takes none",
  })
  grantCeiling?: GrantCeiling;
}

@Directive("@authenticated")
@ObjectType({ description: "目录事项及其游标 / an item and its cursor", simpleResolvers: true })
class CatalogueItemEdge {
  @Field(() => String, { description: "游标 / cursor" }) cursor!: string;
  @Field(() => CatalogueItem, { description: "目录事项 / the item" }) node!: CatalogueItem;
}

@Directive("@authenticated")
@ObjectType({ description: "目录事项列表 / items of the catalogue", simpleResolvers: true })
class CatalogueItemConnection {
  @Field(() => [CatalogueItemEdge], { description: "事项 / edges" }) edges!: CatalogueItemEdge[];
  @Field(() => PageInfo, { description: "分页信息 / page" }) pageInfo!: PageInfo;
}

const MAX_FIRST = 200;
const { purposes, items, categories } = loadCatalogue();

@Resolver()
export class CatalogueResolver {
  @Directive("@authenticated")
  @Query(() => [Purpose], { description: "全部查询事由（公开）/ all purposes; public" })
  purposes(): Purpose[] {
    return purposes.map(purposeOf);
  }

  @Directive("@authenticated")
  @Query(() => CatalogueItemConnection, { description: "目录事项（公开）/ items of the catalogue; public" })
  catalogueItems(
    @Arg("sector", () => String, { nullable: true, description: "部门子图，如 tax / sector" }) sector: string | undefined,
    @Arg("first", () => Int, { defaultValue: 50, description: `条数，1 至 ${MAX_FIRST} / how many` }) first: number,
    @Arg("after", () => String, { nullable: true, description: "上一页末条游标 / cursor to go on from" })
    after: string | undefined,
  ): CatalogueItemConnection {
    const listed = items.filter((item) => !sector || item.sector === sector);
    // A cursor is the code of an item: the catalogue is public, there is nothing to seal.
    const start = after ? listed.findIndex(({ code }) => code === after) + 1 : 0;
    if (first < 1 || first > MAX_FIRST || (after && start === 0)) {
      throw new GraphQLError("first or after", { extensions: { code: "BAD_USER_INPUT" } });
    }
    const edges = listed.slice(start, start + first).map((item) => ({ cursor: item.code, node: catalogueItemOf(item) }));
    const endCursor = edges.at(-1)?.cursor;
    return { edges, pageInfo: { hasNextPage: start + first < listed.length, ...(endCursor && { endCursor }) } };
  }
}

function purposeOf(entry: PurposeEntry): Purpose {
  const all = (codes: readonly string[]) => (codes.includes("*") ? categories.map(({ code }) => code) : [...codes]);
  const { id, code, zh, en, kind, basis, requesterText: requester, dataLife, lookBackMonths } = entry;
  return {
    ...{ id, code, zh, en, kind, basis, requester, dataLife },
    ...(lookBackMonths !== null && { lookBackMonths }),
    ...(entry.grantCeiling && { grantCeiling: { ...entry.grantCeiling, categories: [...entry.grantCeiling.categories] } }),
    required: all(entry.required),
    conditional: all(entry.conditional),
    verdictInputs: [...entry.verdictInputs],
  };
}
