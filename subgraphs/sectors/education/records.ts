/** What the education bureau records of teachers, adult students and candidates of national examinations. */
import { ageOn } from "../../../schema/contract/legalDay";
import { ExamHandling, SanctionType } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBeforeDecision, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { SchoolStage, StudentConduct, TeacherConduct, TeacherRegistration } from "./lists";

@RecordType({ key: ["certNo"] })
export class TeacherQualification extends CreditRecord {
  @Detail(Text, "教师资格证号", "number of the certificate") certNo!: string;
  @Detail(oneOf(SchoolStage), "任教学段", "stage of school") stage!: CodeOf<typeof SchoolStage>;
  @Detail(Text, "任教学科", "subject", { optional: true }) subject?: string;
  @Detail(oneOf(TeacherRegistration), "定期注册结论", "result of the periodic registration")
  registration!: CodeOf<typeof TeacherRegistration>;
  @Detail(LegalDate, "下次注册日期", "day of the next registration", { optional: true }) nextRegistrationOn?: string;
}

@RecordType({ key: ["decisionNo"], rules: [notBeforeDecision("until", "处分期满日期")] })
export class TeacherSanction extends CreditRecord {
  @Detail(Text, "处分决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(TeacherConduct), "师德失范情形", "conduct") conduct!: CodeOf<typeof TeacherConduct>;
  @Detail(oneOf(SanctionType), "处理、处分种类", "kind of sanction") sanction!: CodeOf<typeof SanctionType>;
  @Detail(LegalDate, "处分期满日期", "day on which the sanction ends", { optional: true }) until?: string;
}

const ADULT = 18;

/** The plan opens this file for students of 18 and more; what a minor did never enters it. */
const adultStudent: IntakeRule[] = [
  {
    column: "行为发生时年龄",
    zh: "学生诚信档案只记载年满18周岁后的行为",
    holds: ({ detail }) => Number(detail["ageAtEvent"]) >= ADULT,
  },
  {
    column: "行为发生时年龄",
    zh: "按公民身份号码计算，作出决定时该学生未满18周岁",
    holds: ({ decidedOn, personBirth }) => ageOn(personBirth, decidedOn) >= ADULT,
  },
  {
    column: "行为发生时年龄",
    zh: "“行为发生时年龄”大于作出决定时的年龄",
    holds: ({ decidedOn, personBirth, detail }) => Number(detail["ageAtEvent"]) <= ageOn(personBirth, decidedOn),
  },
  notBeforeDecision("until", "记载截止日期"),
];

@RecordType({ key: ["studentNo", "decisionNo"], rules: adultStudent })
export class StudentIntegrityRecord extends CreditRecord {
  @Detail(Text, "学号", "student number") studentNo!: string;
  @Detail(Text, "学校", "school") school!: string;
  @Detail(oneOf(StudentConduct), "行为类别", "conduct") conduct!: CodeOf<typeof StudentConduct>;
  @Detail(Text, "学校决定文号", "number of the school's decision") decisionNo!: string;
  @Detail(Whole, "行为发生时年龄", "age at the event, 18 or more") ageAtEvent!: number;
  @Detail(LegalDate, "记载截止日期", "last day on which it is kept in the file") until!: string;
}

@RecordType({ key: ["decisionNo"], rules: [notBeforeDecision("banUntil", "停考截止日期")] })
export class ExamMisconduct extends CreditRecord {
  @Detail(Text, "考试名称", "name of the examination") examName!: string;
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(ExamHandling), "处理方式", "how it was handled") handling!: CodeOf<typeof ExamHandling>;
  @Detail(LegalDate, "停考截止日期", "last day of the ban", { optional: true }) banUntil?: string;
}
