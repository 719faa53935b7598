/** What the labour bureau records of persons liable for unpaid wages, of social-insurance fraud, labour law, and of vocational credentials. */
import { LiabilityRole, MoneyBand } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text, UsccCode, ViolationCode, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({
  key: ["entryNo"],
  perPerson: true,
  rules: [
    notBefore("correctedOn", "改正日期", "listedOn", "列入日期"),
    notBefore("earlyRemovalFrom", "可申请提前移出日期", "correctedOn", "改正日期"),
    notBefore("removedOn", "移出日期", "listedOn", "列入日期"),
  ],
})
export class WageArrearsEntry extends CreditRecord {
  @Detail(Text, "列入决定书文号", "number of the listing") entryNo!: string;
  @Detail(UsccCode, "用人单位统一社会信用代码", "employer's unified social credit code") employerUscc!: string;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "改正日期", "day on which the wages were paid", { optional: true }) correctedOn?: string;
  @Detail(LegalDate, "可申请提前移出日期", "day from which early removal may be asked for", { optional: true })
  earlyRemovalFrom?: string;
  @Detail(LegalDate, "移出日期", "day of the removal", { optional: true }) removedOn?: string;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class SocialInsuranceMisconduct extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "违法行为", "conduct") conduct!: string;
  @Detail(oneOf(MoneyBand), "涉及金额区间", "band of the sum, never the sum", { optional: true }) amountBand?: CodeOf<
    typeof MoneyBand
  >;
  @Detail(YesNo, "是否退还", "whether it was paid back") refunded!: boolean;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class LabourPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
}

@RecordType({ key: ["certNo"] })
export class VocationalCredential extends CreditRecord {
  @Detail(Text, "证书编号", "number of the certificate") certNo!: string;
  @Detail(Text, "资格或职称名称", "name of the qualification or title") title!: string;
  @Detail(Text, "等级", "grade", { optional: true }) level?: string;
  @Detail(LegalDate, "颁发日期", "day of issue") issuedOn!: string;
}
