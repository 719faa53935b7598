/** What the transport bureau records of road-transport workers, transport offences and breaches of real-name rules. */
import { RealNameSector } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import type { IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, Money, oneOf, Text, ViolationCode } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { TransportGrade } from "./lists";

@RecordType({ key: ["certNo", "workCategory"] })
export class RoadTransportPractitioner extends CreditRecord {
  @Detail(Text, "从业资格证号", "number of the qualification") certNo!: string;
  @Detail(Text, "从业资格类别", "category of the qualification") workCategory!: string;
  @Detail(LegalDate, "有效期至", "last day of validity") validUntil!: string;
  @Detail(oneOf(TransportGrade), "诚信考核等级", "grade of the last integrity assessment", { optional: true })
  integrityGrade?: CodeOf<typeof TransportGrade>;
}

@RecordType({ key: ["decisionNo"] })
export class TransportPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
}

/** The other real-name sectors are other departments' to enforce. */
const carriage: IntakeRule = {
  column: "实名重点领域",
  zh: "“实名重点领域”应为交通运输、邮寄递送或危险物品流通",
  holds: ({ detail }) => ["TRANSPORT", "POSTAL", "DANGEROUS_GOODS"].includes(String(detail["sector"])),
};

@RecordType({ key: ["caseNo"], rules: [carriage] })
export class RealNameTransportBreach extends CreditRecord {
  @Detail(Text, "案件编号", "number of the case") caseNo!: string;
  @Detail(oneOf(RealNameSector), "实名重点领域", "real-name sector") sector!: CodeOf<typeof RealNameSector>;
  @Detail(Text, "违规行为", "conduct") conduct!: string;
}
