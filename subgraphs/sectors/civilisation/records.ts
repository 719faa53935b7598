/** What the office of civilised conduct records: honours of moral models, and honest exemplars. */
import { OrganLevel } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { LegalDate, oneOf, OpaqueId, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["title", "year"], perPerson: true })
export class MoralModelHonour extends CreditRecord {
  @Detail(Text, "荣誉称号", "title") title!: string;
  @Detail(oneOf(OrganLevel), "授予机关层级", "level of the awarding organ") level!: CodeOf<typeof OrganLevel>;
  @Detail(Whole, "授予年度", "year of the award") year!: number;
  @Detail(LegalDate, "撤销日期", "day on which it was revoked", { optional: true }) revokedOn?: string;
}

@RecordType({ key: ["caseNo"] })
export class HonestExemplar extends CreditRecord {
  @Detail(Text, "案例编号", "number of the case") caseNo!: string;
  @Detail(Text, "推荐单位", "who nominated") nominatedBy!: string;
  @Detail(Text, "事迹摘要", "summary") summary!: string;
  @Detail(OpaqueId, "本人同意书标识", "id of the person's consent") consentId!: string;
}
