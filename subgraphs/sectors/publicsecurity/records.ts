/** What the police record of traffic, public order, telecom fraud and fire safety. Penalties of public order are sealed from the day of decision. */
import { LiabilityRole, OrganLevel, PenaltyType, RegistrationStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between, notBefore, notBeforeDecision, type IntakeRule } from "../../kit/record/intakeRule";
import {
  CauseCode,
  Instant,
  LegalDate,
  listOf,
  Money,
  oneOf,
  Text,
  UsccCode,
  ViolationCode,
  Whole,
  YesNo,
} from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { FraudConduct, MeasureType, TrafficPoints } from "./lists";

@RecordType({ key: ["decisionNo"], rules: [notBeforeDecision("cycleEndsOn", "记分周期截止日期")] })
export class TrafficViolation extends CreditRecord {
  @Detail(Text, "决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "违法代码", "code of the violation (GA/T 16.31)") violationCode!: string;
  @Detail(Instant, "违法时间", "when it happened") occurredAt!: string;
  @Detail(oneOf(TrafficPoints), "记分", "points") points!: CodeOf<typeof TrafficPoints>;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
  @Detail(YesNo, "是否处理完毕", "whether it is settled") settled!: boolean;
  @Detail(LegalDate, "记分周期截止日期", "last day of the scoring cycle", { optional: true }) cycleEndsOn?: string;
}

@RecordType({
  key: ["decisionNo"],
  rules: [between("detentionDays", "拘留天数", 1, 20), notBeforeDecision("sealedOn", "封存日期")],
})
export class PublicSecurityPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(CauseCode, "案由代码", "code of the cause", { optional: true }) cause?: string;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
  @Detail(Whole, "拘留天数", "days of detention", { optional: true }) detentionDays?: number;
  @Detail(LegalDate, "封存日期", "day from which it is sealed") sealedOn!: string;
}

const municipalOrHigher: IntakeRule = {
  column: "认定机关层级",
  zh: "由设区的市级以上公安机关认定，“认定机关层级”不得为区级或以下",
  holds: ({ detail }) => ["NATIONAL", "PROVINCIAL", "MUNICIPAL"].includes(String(detail["determinedByLevel"])),
};

@RecordType({
  key: ["determinationNo"],
  perPerson: true,
  rules: [
    notBefore("until", "惩戒截止日期", "from", "惩戒起始日期"),
    between("consecutiveMonths", "连续惩戒月数", 1, 60),
    municipalOrHigher,
  ],
})
export class FraudAssociatedMeasure extends CreditRecord {
  @Detail(Text, "认定书编号", "number of the determination") determinationNo!: string;
  @Detail(oneOf(FraudConduct), "关联行为", "conduct") conductType!: CodeOf<typeof FraudConduct>;
  @Detail(oneOf(OrganLevel), "认定机关层级", "level of the organ that determined it, municipal or higher")
  determinedByLevel!: CodeOf<typeof OrganLevel>;
  @Detail(listOf(oneOf(MeasureType)), "惩戒措施", "kinds of measure") measureTypes!: CodeOf<typeof MeasureType>[];
  @Detail(LegalDate, "惩戒起始日期", "first day of the measures") from!: string;
  @Detail(LegalDate, "惩戒截止日期", "last day of the measures") until!: string;
  @Detail(Whole, "连续惩戒月数", "months in a row, at most sixty") consecutiveMonths!: number;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class FireSafetyPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "场所名称", "premises", { optional: true }) premises?: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
}

@RecordType({ key: ["certNo"], rules: [between("level", "级别", 1, 2)] })
export class FireEngineerRegistration extends CreditRecord {
  @Detail(Text, "注册证编号", "number of the registration certificate") certNo!: string;
  @Detail(Whole, "级别", "grade, 1 or 2") level!: number;
  @Detail(UsccCode, "聘用单位统一社会信用代码", "employer's unified social credit code", { optional: true })
  employerUscc?: string;
  @Detail(LegalDate, "注册有效期至", "last day of the registration") validUntil!: string;
  @Detail(oneOf(RegistrationStatus), "注册状态", "state of the registration") status!: CodeOf<typeof RegistrationStatus>;
}
