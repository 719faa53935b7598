/** What the civil service bureau records of civil servants, their sanctions, and of misconduct in recruitment. */
import { ExamHandling } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { CivilSanction } from "./lists";

@RecordType({ key: ["organ"], perPerson: true })
export class CivilServantFile extends CreditRecord {
  @Detail(Text, "所在机关", "organ") organ!: string;
  @Detail(Text, "职级", "rank", { optional: true }) rank?: string;
  @Detail(LegalDate, "任职日期", "first day in the organ") since!: string;
  @Detail(LegalDate, "诚信承诺日期", "day of the integrity pledge", { optional: true }) pledgeOn?: string;
}

/** A discharge has no end; every other sanction has the term that 公务员法 64 gives it. */
const endOfTerm: IntakeRule = {
  column: "处分期满日期",
  zh: "“开除”没有期满日期；其他处分须填写“处分期满日期”",
  holds: ({ detail }) => (detail["sanction"] === "DISCHARGE") === (detail["until"] === undefined),
};

@RecordType({ key: ["decisionNo"], rules: [notBefore("until", "处分期满日期", "from", "处分起始日期"), endOfTerm] })
export class CivilServantSanction extends CreditRecord {
  @Detail(Text, "处分决定书文号", "number of the decision") decisionNo!: string;
  @Detail(oneOf(CivilSanction), "处分种类", "kind of sanction") sanction!: CodeOf<typeof CivilSanction>;
  @Detail(LegalDate, "处分起始日期", "first day of the sanction") from!: string;
  @Detail(LegalDate, "处分期满日期", "last day of the sanction", { optional: true }) until?: string;
}

@RecordType({ key: [] })
export class RecruitmentMisconduct extends CreditRecord {
  @Detail(Text, "考试名称", "name of the examination") exam!: string;
  @Detail(oneOf(ExamHandling), "处理方式", "how it was handled") handling!: CodeOf<typeof ExamHandling>;
  @Detail(LegalDate, "禁止报考截止日期", "last day of the ban", { optional: true }) banUntil?: string;
}
