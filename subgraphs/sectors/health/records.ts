/** What the health commission records of physicians and of conduct in health care. Nothing of any patient, diagnosis or disease. */
import { PenaltyType, PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between } from "../../kit/record/intakeRule";
import { LegalDate, listOf, oneOf, Text, ViolationCode, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { AssessmentResult, HealthConduct, MedicalConduct, PhysicianCategory } from "./lists";

@RecordType({ key: ["certNo"] })
export class PhysicianRegistration extends CreditRecord {
  @Detail(Text, "执业证书编号", "number of the practising certificate") certNo!: string;
  @Detail(oneOf(PhysicianCategory), "执业类别", "category of practice") physicianCategory!: CodeOf<typeof PhysicianCategory>;
  @Detail(Text, "执业范围", "scope of practice") scope!: string;
  @Detail(Text, "执业机构", "institution of practice") institution!: string;
  @Detail(oneOf(AssessmentResult), "定期考核结果", "result of the last periodic assessment", { optional: true })
  assessmentResult?: CodeOf<typeof AssessmentResult>;
  @Detail(LegalDate, "考核周期截止日期", "last day of the assessment cycle (three years)", { optional: true })
  assessmentCycleEnd?: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["decisionNo"], rules: [between("suspensionMonths", "暂停执业月数", 6, 12)] })
export class PhysicianSanction extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(oneOf(MedicalConduct), "违法情形", "conduct") conduct!: CodeOf<typeof MedicalConduct>;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
  @Detail(Whole, "暂停执业月数", "months of suspension", { optional: true }) suspensionMonths?: number;
}

@RecordType({ key: ["decisionNo"] })
export class HealthcareMisconduct extends CreditRecord {
  @Detail(Text, "决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(HealthConduct), "失信情形", "conduct") conduct!: CodeOf<typeof HealthConduct>;
}

@RecordType({ key: ["decisionNo"] })
export class BiosafetyViolation extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "实验室或设施编号", "code of the laboratory or facility", { optional: true }) facilityCode?: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
}
