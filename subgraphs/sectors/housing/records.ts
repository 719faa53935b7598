/** What the housing bureau records of real-estate agents and of fraud on housing benefits. */
import { PenaltyType, PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { LegalDate, listOf, oneOf, Text, UsccCode, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { AgencyConduct, AgentKind } from "./lists";

@RecordType({ key: ["regNo"] })
export class RealEstateAgent extends CreditRecord {
  @Detail(Text, "登记证书编号", "number of the registration") regNo!: string;
  @Detail(oneOf(AgentKind), "人员类别", "kind of agent") kind!: CodeOf<typeof AgentKind>;
  @Detail(UsccCode, "从业机构统一社会信用代码", "employer's unified social credit code") employerUscc!: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["decisionNo"] })
export class AgencyMisconduct extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(oneOf(AgencyConduct), "违规情形", "conduct") conduct!: CodeOf<typeof AgencyConduct>;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class HousingBenefitFraud extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "保障类别", "benefit") benefit!: string;
  @Detail(LegalDate, "禁止申请截止日期", "last day of the bar from a new application") barUntil!: string;
  @Detail(YesNo, "是否退还", "whether it was paid back or vacated") refunded!: boolean;
}
