/** What the work safety bureau records of persons liable for work safety, and of those who hold a certificate of special operations. */
import { PenaltyType } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore } from "../../kit/record/intakeRule";
import { LegalDate, listOf, oneOf, Text, UsccCode } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["decisionNo"], perPerson: true })
export class SafetyViolation extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(UsccCode, "企业统一社会信用代码", "enterprise's unified social credit code", { optional: true })
  enterpriseUscc?: string;
  @Detail(Text, "违法行为", "conduct") conduct!: string;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
  @Detail(LegalDate, "禁任主要负责人截止日期", "last day of the bar from leading an enterprise (five years, or for life)", {
    optional: true,
  })
  barFromLeadUntil?: string;
}

@RecordType({
  key: ["entryNo"],
  perPerson: true,
  rules: [
    notBefore("earlyRemovalFrom", "可申请提前移出日期", "listedOn", "列入日期"),
    notBefore("removedOn", "移出日期", "listedOn", "列入日期"),
  ],
})
export class SafetySevereEntry extends CreditRecord {
  @Detail(Text, "列入决定书文号", "number of the listing") entryNo!: string;
  @Detail(Text, "列入事由", "ground of the listing") ground!: string;
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "可申请提前移出日期", "day from which early removal may be asked for") earlyRemovalFrom!: string;
  @Detail(LegalDate, "移出日期", "day of the removal", { optional: true }) removedOn?: string;
}

@RecordType({ key: ["certNo", "type"] })
export class SpecialOperationCert extends CreditRecord {
  @Detail(Text, "证书编号", "number of the certificate") certNo!: string;
  @Detail(Text, "作业类别", "kind of operation") type!: string;
  @Detail(LegalDate, "有效期至", "last day of validity") validUntil!: string;
  @Detail(LegalDate, "复审日期", "day on which the review is due", { optional: true }) reviewDueOn?: string;
}
