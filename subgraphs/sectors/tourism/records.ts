/** What the tourism bureau records of tour guides and of serious dishonesty in the culture and tourism market. */
import { PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between, notBefore } from "../../kit/record/intakeRule";
import { LegalDate, Money, oneOf, Text, Whole, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { GuideConduct, GuideLevel } from "./lists";

@RecordType({ key: ["licenceNo"] })
export class TourGuideLicence extends CreditRecord {
  @Detail(Text, "导游证号", "number of the licence") licenceNo!: string;
  @Detail(oneOf(GuideLevel), "导游等级", "grade") level!: CodeOf<typeof GuideLevel>;
  @Detail(Text, "委派旅行社或注册机构", "travel agency or body of registration") agency!: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["decisionNo"], rules: [between("suspensionMonths", "暂扣导游证月数", 3, 6)] })
export class TourGuideSanction extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(oneOf(GuideConduct), "违法情形", "conduct") conduct!: CodeOf<typeof GuideConduct>;
  @Detail(Whole, "暂扣导游证月数", "months without the licence", { optional: true }) suspensionMonths?: number;
  @Detail(YesNo, "是否吊销导游证", "whether the licence was revoked") revoked!: boolean;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
}

@RecordType({
  key: ["entryNo"],
  perPerson: true,
  rules: [notBefore("reapplyBarUntil", "禁止重新申请截止日期", "listedOn", "列入日期")],
})
export class TourismSevereEntry extends CreditRecord {
  @Detail(Text, "列入决定书文号", "number of the listing") entryNo!: string;
  @Detail(Text, "列入事由", "ground of the listing") ground!: string;
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "禁止重新申请截止日期", "last day of the bar from a new guide licence", { optional: true })
  reapplyBarUntil?: string;
}
