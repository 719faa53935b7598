/** What the district court records: enforcement, lists of defaulters, effective judgments, findings of false litigation. */
import { MoneyBand, SanctionType } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { CauseCode, LegalDate, oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { CloseType, DefaulterConduct, JudgmentDocType, PerformanceStatus } from "./lists";

/** Article 2 of the same rules gives a term to items 2 to 6 only; item 1 lasts until performance. */
const termOfItem: IntakeRule = {
  column: "公布期限（月）",
  zh: "“有履行能力而拒不履行”没有固定期限，“公布期限（月）”应为空",
  holds: ({ detail }) => detail["conduct"] !== "ABLE_BUT_REFUSES" || detail["termMonths"] === undefined,
};

@RecordType({
  key: ["caseNo"],
  perPerson: true,
  rules: [
    notBefore("publishedOn", "公布日期", "filedOn", "立案日期"),
    notBefore("removedOn", "删除日期", "publishedOn", "公布日期"),
    termOfItem,
  ],
})
export class JudgmentDefaulter extends CreditRecord {
  @Detail(Text, "执行案号", "number of the enforcement case") caseNo!: string;
  @Detail(Text, "作出执行依据单位", "organ that issued the enforceable document") basisIssuer!: string;
  @Detail(Text, "执行法院", "court of enforcement") court!: string;
  @Detail(LegalDate, "立案日期", "day of filing") filedOn!: string;
  @Detail(Text, "生效法律文书确定的义务", "obligation under the effective document") obligation!: string;
  @Detail(oneOf(PerformanceStatus), "履行情况", "how far it is performed") performance!: CodeOf<typeof PerformanceStatus>;
  @Detail(oneOf(DefaulterConduct), "失信行为情形", "which of the six statutory items") conduct!: CodeOf<typeof DefaulterConduct>;
  @Detail(LegalDate, "公布日期", "day of publication") publishedOn!: string;
  @Detail(Whole, "公布期限（月）", "term in months; none for item 1", { optional: true }) termMonths?: number;
  @Detail(Whole, "延长期限（月）", "extension in months", { optional: true }) extensionMonths?: number;
  @Detail(LegalDate, "删除日期", "day of removal", { optional: true }) removedOn?: string;
}

@RecordType({ key: ["caseNo"], perPerson: true, rules: [notBefore("liftedOn", "解除日期", "orderedOn", "限制日期")] })
export class ConsumptionRestriction extends CreditRecord {
  @Detail(Text, "执行案号", "number of the enforcement case") caseNo!: string;
  @Detail(LegalDate, "限制日期", "day of the order") orderedOn!: string;
  @Detail(LegalDate, "解除日期", "day on which it was lifted", { optional: true }) liftedOn?: string;
}

const closedWithDay: IntakeRule = {
  column: "结案日期",
  zh: "填写了“结案方式”，就须填写“结案日期”",
  holds: ({ detail }) => detail["closeType"] === undefined || detail["closedOn"] !== undefined,
};

@RecordType({
  key: ["caseNo"],
  perPerson: true,
  rules: [notBefore("closedOn", "结案日期", "filedOn", "立案日期"), closedWithDay],
})
export class EnforcementCase extends CreditRecord {
  @Detail(Text, "执行案号", "number of the enforcement case") caseNo!: string;
  @Detail(oneOf(MoneyBand), "执行标的区间", "band of the sum to be enforced") amountBand!: CodeOf<typeof MoneyBand>;
  @Detail(LegalDate, "立案日期", "day of filing") filedOn!: string;
  @Detail(LegalDate, "结案日期", "day of closing", { optional: true }) closedOn?: string;
  @Detail(oneOf(CloseType), "结案方式", "how it was closed", { optional: true }) closeType?: CodeOf<typeof CloseType>;
}

@RecordType({ key: ["caseNo"], perPerson: true })
export class EffectiveJudgment extends CreditRecord {
  @Detail(Text, "案号", "number of the case") caseNo!: string;
  @Detail(CauseCode, "案由代码", "code of the cause of action") cause!: string;
  @Detail(oneOf(JudgmentDocType), "文书类型", "kind of document") docType!: CodeOf<typeof JudgmentDocType>;
  @Detail(LegalDate, "生效日期", "day on which it took effect") effectiveOn!: string;
  @Detail(Text, "裁判结果", "outcome", { optional: true }) outcome?: string;
}

@RecordType({ key: ["caseNo"], perPerson: true })
export class FalseLitigationFinding extends CreditRecord {
  @Detail(Text, "案号", "number of the case") caseNo!: string;
  @Detail(oneOf(SanctionType), "处理种类", "kind of sanction") sanction!: CodeOf<typeof SanctionType>;
}
