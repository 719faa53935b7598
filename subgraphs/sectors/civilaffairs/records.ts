/** What the civil affairs bureau records of volunteers, donors, fraud on assistance, and heads of social organisations. */
import { FulfilmentStatus, MoneyBand } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between } from "../../kit/record/intakeRule";
import { Decimal, LegalDate, oneOf, Text, UsccCode, Whole, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["volunteerNo"] })
export class VolunteerProfile extends CreditRecord {
  @Detail(Text, "志愿者编号", "number of the volunteer") volunteerNo!: string;
  @Detail(LegalDate, "注册日期", "day of registration") registeredOn!: string;
  @Detail(Decimal, "累计服务时长（小时）", "hours of service in all") totalHours!: number;
}

@RecordType({
  key: ["activity", "servedOn"],
  perPerson: true,
  rules: [between("hours", "服务时长（小时）", 0, 24), between("rating", "服务评价", 1, 5)],
})
export class VolunteerServiceRecord extends CreditRecord {
  @Detail(Text, "活动名称", "activity") activity!: string;
  @Detail(Text, "组织单位", "organiser") organiser!: string;
  @Detail(Decimal, "服务时长（小时）", "hours of service") hours!: number;
  @Detail(LegalDate, "服务日期", "day of service") servedOn!: string;
  @Detail(Whole, "服务评价", "rating, 1 to 5", { optional: true }) rating?: number;
}

@RecordType({ key: [] })
export class CharitableDonation extends CreditRecord {
  @Detail(UsccCode, "受赠组织统一社会信用代码", "recipient's unified social credit code") recipientOrgUscc!: string;
  @Detail(oneOf(MoneyBand), "捐赠金额区间", "band of the donation, never the sum") amountBand!: CodeOf<typeof MoneyBand>;
  @Detail(LegalDate, "捐赠日期", "day of the donation") donatedOn!: string;
  @Detail(Text, "捐赠票据号", "number of the certificate", { optional: true }) certificateNo?: string;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class AssistanceFraud extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "救助项目", "programme of assistance") programme!: string;
  @Detail(YesNo, "是否退还", "whether it was paid back") refunded!: boolean;
}

@RecordType({ key: ["orgUscc", "role"], perPerson: true })
export class SocialOrgLeader extends CreditRecord {
  @Detail(UsccCode, "社会组织统一社会信用代码", "organisation's unified social credit code") orgUscc!: string;
  @Detail(Text, "职务", "post") role!: string;
  @Detail(LegalDate, "自律承诺日期", "day of the pledge", { optional: true }) pledgeOn?: string;
  @Detail(oneOf(FulfilmentStatus), "承诺履行情况", "how far the pledge is fulfilled", { optional: true })
  pledgeFulfilled?: CodeOf<typeof FulfilmentStatus>;
}
