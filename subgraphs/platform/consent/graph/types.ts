/** Authorisations in the graph. A request says nothing of the person whom it is about: its recipient reads it too. */
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Agency } from "../../../kit/graph/agency";
import { PersonLookup } from "../../../kit/graph/personLookup";
import { PurposeCodeList, RecordCategoryList } from "../../../kit/record/commonLists";
import { CatalogueItem } from "../../../kit/record/creditRecord";
import { DateTimeScalar } from "../../../kit/record/scalars";
import { vocabulary } from "../../../kit/record/vocabulary";

export const GrantStatusList = vocabulary("GrantStatus", "授权状态", "where a request or an authorisation stands", {
  REQUESTED: ["待本人答复", "asked for; the person has not answered"],
  DECLINED: ["本人未同意", "declined by the person"],
  ACTIVE: ["有效", "in force"],
  PAUSED: ["已暂停", "paused by the person"],
  REVOKED: ["已撤回", "revoked by the person"],
  EXPIRED: ["已到期", "its time is over"],
  SUPERSEDED: ["已被替代", "replaced by a newer authorisation"],
});

const purposeCode = () => PurposeCodeList.enumObject;
const categoryCodes = () => [RecordCategoryList.enumObject];

@InputType({ description: "请求授权：为何、何案、查什么、查几次、多久有效 / what an agency asks a person to agree to" })
export class GrantRequestInput {
  @Field(() => PersonLookup, { description: "请谁授权，只能以变量传入 / of whom, as a variable only" }) person!: PersonLookup;
  @Field(purposeCode, { description: "查询事由 / purpose" }) purpose!: string;
  @Field(() => String, { description: "业务或案件编号 / case number" }) caseNumber!: string;
  @Field(categoryCodes, { description: "信息类别，以事由的上限为限 / categories, within the ceiling of the purpose" })
  categories!: string[];
  @Field(() => [ID], {
    nullable: true,
    description: "目录事项编码；不填为所列类别的全部可查事项 / codes of items; left out: all readable items of the categories",
  })
  items?: string[];
  @Field(() => Int, { description: "自本人同意起有效天数 / days in force from the approval" }) validDays!: number;
  @Field(() => Int, { description: "可查次数 / number of uses" }) uses!: number;
  @Field(() => Int, { nullable: true, description: "回溯月数，不填为上限 / look-back in months; left out: the ceiling" })
  lookBackMonths?: number;
  @Field(() => Int, { nullable: true, description: "结果保存天数，不填为上限 / days an answer is kept; left out: the ceiling" })
  dataLifeDays?: number;
  @Field(() => Boolean, { defaultValue: false, description: "仅限本经办人使用 / for the asking officer alone" })
  officerOnly!: boolean;
  @Field(() => ID, { nullable: true, description: "将替代的授权书 / the authorisation that it would replace" })
  supersedes?: string;
}

@Directive("@authenticated")
@ObjectType({ description: "征得同意前告知的固定文字 / the fixed words that the person is told", simpleResolvers: true })
export class GrantNotice {
  @Field(() => String, { description: "版本 / version" }) version!: string;
  @Field(() => String, { description: "中文 / in Chinese" }) zh!: string;
  @Field(() => String, { description: "英文 / in English" }) en!: string;
}

@Directive("@authenticated")
@ObjectType({ description: "状态变化 / a change of state", simpleResolvers: true })
export class GrantEvent {
  @Field(() => DateTimeScalar, { description: "时刻 / when" }) at!: string;
  @Field(() => GrantStatusList.enumObject, { description: "此后的状态 / the state from then on" }) status!: string;
}

@Directive("@authenticated")
@ObjectType({ description: "授权请求；对机构不透露本人任何情况 / a request; it tells the agency nothing of the person" })
export class GrantRequest {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => GrantStatusList.enumObject, {
    description: "状态；同意后为授权书的状态 / state; once approved, that of the authorisation",
  })
  status!: string;
  @Field(() => Agency, { description: "请求机构 / who asks" }) recipient!: Agency;
  @Field(() => String, { nullable: true, description: "仅限其使用的经办人 / the officer, where it would be for him alone" })
  officer?: string;
  @Field(purposeCode, { description: "查询事由 / purpose" }) purpose!: string;
  @Field(() => String, { description: "业务或案件编号 / case number" }) caseNumber!: string;
  @Field(() => GrantNotice, { description: "告知文字 / the words that the person is told" }) notice!: GrantNotice;
  @Field(categoryCodes, { description: "信息类别 / categories" }) categories!: string[];
  @Field(() => [CatalogueItem], { description: "目录事项 / items" }) items!: CatalogueItem[];
  @Field(() => [CatalogueItem], { description: "其中须单独同意的事项 / of these, the items that need a consent of their own" })
  sensitiveItems!: CatalogueItem[];
  @Field(() => [CatalogueItem], { description: "已单独同意的事项 / of these, the items agreed to apart" })
  sensitiveItemsAgreed!: CatalogueItem[];
  @Field(() => Int, { description: "回溯月数 / look-back in months" }) lookBackMonths!: number;
  @Field(() => Int, { description: "有效天数 / days in force" }) validDays!: number;
  @Field(() => Int, { description: "可查次数 / uses" }) uses!: number;
  @Field(() => Int, { description: "结果保存天数 / days an answer is kept" }) dataLifeDays!: number;
  @Field(() => DateTimeScalar, { description: "请求时刻 / when it was asked" }) requestedAt!: string;
  @Field(() => DateTimeScalar, { description: "答复期限 / until when it can be answered" }) answerBy!: string;
  @Field(() => ID, { nullable: true, description: "将替代的授权书 / the authorisation that it would replace" })
  supersedes?: string;
}

@Directive("@authenticated")
@ObjectType({ description: "授权书 / an authorisation" })
export class Grant {
  @Field(() => ID, { description: "标识，查询时填入 access.grant / id, for access.grant" }) id!: string;
  @Field(() => GrantStatusList.enumObject, { description: "状态 / state" }) status!: string;
  @Field(() => Agency, { description: "被授权机构 / recipient" }) recipient!: Agency;
  @Field(() => String, { nullable: true, description: "仅限其使用的经办人 / the officer, where it is for him alone" })
  officer?: string;
  @Field(purposeCode, { description: "查询事由 / purpose" }) purpose!: string;
  @Field(() => String, { description: "业务或案件编号 / case number" }) caseNumber!: string;
  @Field(() => GrantNotice, { description: "同意时的告知文字 / the words under which it was given" }) notice!: GrantNotice;
  @Field(categoryCodes, { description: "信息类别 / categories" }) categories!: string[];
  @Field(() => [CatalogueItem], { description: "目录事项 / items" }) items!: CatalogueItem[];
  @Field(() => Int, { description: "回溯月数 / look-back in months" }) lookBackMonths!: number;
  @Field(() => Int, { description: "可查次数 / uses in all" }) uses!: number;
  @Field(() => Int, { description: "剩余次数 / uses left" }) usesLeft!: number;
  @Field(() => DateTimeScalar, { nullable: true, description: "最近一次查询 / last use" }) lastUsedAt?: string;
  @Field(() => DateTimeScalar, { description: "生效时刻 / in force from" }) validFrom!: string;
  @Field(() => DateTimeScalar, { description: "失效时刻 / in force until" }) validUntil!: string;
  @Field(() => Int, { description: "结果保存天数 / days an answer may be kept" }) dataLifeDays!: number;
  @Field(() => ID, { nullable: true, description: "所替代的授权书 / the one that it replaced" }) supersedes?: string;
  @Field(() => ID, { nullable: true, description: "替代它的授权书 / the one that replaced it" }) supersededBy?: string;
  @Field(() => String, {
    nullable: true,
    description: "未经本人同意、因紧急情况启用的：其情形 / what had happened, where it was given without consent in an emergency",
  })
  emergencyReason?: string;
  @Field(() => String, { description: "签名的授权书（JWS，EdDSA）/ the signed text" }) artefact!: string;
}
