/** What the tax bureau records. Exact sums of tax and income never enter the graph: bands and statutory notices only. */
import { LiabilityRole, MoneyBand, PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { IitConduct, TaxConduct, TaxType } from "./lists";

@RecordType({ key: ["noticeNo"], rules: [notBefore("clearedOn", "清缴日期", "dueOn", "税款限缴日期")] })
export class TaxArrearsNotice extends CreditRecord {
  @Detail(Text, "公告编号", "number of the notice") noticeNo!: string;
  @Detail(oneOf(TaxType), "税种", "tax") taxType!: CodeOf<typeof TaxType>;
  @Detail(oneOf(MoneyBand), "欠税金额区间", "band of the arrears, never the sum") arrearsBand!: CodeOf<typeof MoneyBand>;
  @Detail(LegalDate, "税款限缴日期", "day on which the tax was due") dueOn!: string;
  @Detail(LegalDate, "清缴日期", "day on which it was cleared", { optional: true }) clearedOn?: string;
}

@RecordType({ key: ["caseNo"], perPerson: true, rules: [notBefore("removedOn", "停止公布日期", "publishedOn", "公布日期")] })
export class TaxMajorViolation extends CreditRecord {
  @Detail(Text, "案件编号", "number of the case") caseNo!: string;
  @Detail(oneOf(TaxConduct), "违法情形", "conduct") conduct!: CodeOf<typeof TaxConduct>;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
  @Detail(LegalDate, "公布日期", "day of publication") publishedOn!: string;
  @Detail(LegalDate, "停止公布日期", "day on which publication ended", { optional: true }) removedOn?: string;
}

const yearBegun: IntakeRule = {
  column: "纳税年度",
  zh: "“纳税年度”不得晚于作出决定的年份",
  holds: ({ decidedOn, detail }) => Number(detail["taxYear"]) <= Number(decidedOn.slice(0, 4)),
};

@RecordType({ key: ["noticeNo"], rules: [yearBegun] })
export class IitIntegrity extends CreditRecord {
  @Detail(Whole, "纳税年度", "tax year") taxYear!: number;
  @Detail(oneOf(IitConduct), "失信情形", "conduct") conduct!: CodeOf<typeof IitConduct>;
  @Detail(Text, "税务文书号", "number of the notice") noticeNo!: string;
  @Detail(LegalDate, "更正日期", "day on which it was corrected", { optional: true }) correctedOn?: string;
}

@RecordType({ key: ["certNo"] })
export class TaxAdviser extends CreditRecord {
  @Detail(Text, "证书编号", "number of the certificate") certNo!: string;
  @Detail(Text, "执业机构", "firm") firm!: string;
  @Detail(Whole, "服务信用积分", "credit score of the tax service", { optional: true }) serviceCreditScore?: number;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}
