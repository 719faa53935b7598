/** What the justice bureau records of lawyers and other legal-service workers, and how reconsiderations ended. */
import { PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between, type IntakeRule } from "../../kit/record/intakeRule";
import { oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { AnnualGrade, LawyerKind, LawyerSanctionType, LegalServiceKind, ReconsiderationResult } from "./lists";

@RecordType({ key: ["licenceNo"] })
export class LawyerLicence extends CreditRecord {
  @Detail(Text, "律师执业证号", "number of the licence") licenceNo!: string;
  @Detail(Text, "执业机构", "law firm or unit") firm!: string;
  @Detail(oneOf(LawyerKind), "律师类别", "kind of lawyer") kind!: CodeOf<typeof LawyerKind>;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
  @Detail(oneOf(AnnualGrade), "年度考核等次", "grade of the last annual assessment", { optional: true })
  annualAssessment?: CodeOf<typeof AnnualGrade>;
}

const termOfSuspension: IntakeRule = {
  column: "停止执业月数",
  zh: "“停止执业月数”只在处罚为“停止执业”时填写",
  holds: ({ detail }) => detail["suspensionMonths"] === undefined || detail["sanction"] === "SUSPENSION",
};

@RecordType({ key: ["decisionNo"], rules: [termOfSuspension, between("suspensionMonths", "停止执业月数", 1, 12)] })
export class LawyerSanction extends CreditRecord {
  @Detail(Text, "处罚、处分决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(LawyerSanctionType), "处罚、处分种类", "kind of sanction") sanction!: CodeOf<typeof LawyerSanctionType>;
  @Detail(Whole, "停止执业月数", "months of suspension", { optional: true }) suspensionMonths?: number;
}

@RecordType({ key: ["certNo"] })
export class LegalServiceWorker extends CreditRecord {
  @Detail(Text, "执业证号", "number of the practising certificate") certNo!: string;
  @Detail(oneOf(LegalServiceKind), "人员类别", "kind of worker") kind!: CodeOf<typeof LegalServiceKind>;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["caseNo"], perPerson: true })
export class ReconsiderationOutcome extends CreditRecord {
  @Detail(Text, "复议案号", "number of the reconsideration") caseNo!: string;
  @Detail(Text, "被复议决定文号", "number of the contested decision") contestedDecisionNo!: string;
  @Detail(oneOf(ReconsiderationResult), "复议结果", "outcome") outcome!: CodeOf<typeof ReconsiderationResult>;
}
