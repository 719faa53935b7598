/** What the environment bureau records of persons liable for pollution, authors of environmental reports, and fraud in monitoring data. */
import { LiabilityRole } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between } from "../../kit/record/intakeRule";
import { LegalDate, Money, oneOf, Text, ViolationCode, Whole, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { EiaListKind } from "./lists";

@RecordType({ key: ["decisionNo"], perPerson: true })
export class EcoPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
  @Detail(YesNo, "是否移送行政拘留", "whether it was referred to the police for detention") detentionReferred!: boolean;
}

@RecordType({ key: ["regNo", "cycleEndsOn"], rules: [between("points", "失信记分", 1, 20)] })
export class EiaStaffCredit extends CreditRecord {
  @Detail(Text, "信用平台编号", "number on the credit platform") regNo!: string;
  @Detail(Whole, "失信记分", "points") points!: number;
  @Detail(LegalDate, "记分周期截止日期", "last day of the scoring cycle") cycleEndsOn!: string;
  @Detail(oneOf(EiaListKind), "名单类别", "list", { optional: true }) listKind?: CodeOf<typeof EiaListKind>;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class MonitoringFraud extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
}
