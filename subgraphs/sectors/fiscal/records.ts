/** What the finance bureau records of accountants, appraisers and persons liable in government procurement. */
import { PracticeStatus, RegistrationStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { LegalDate, listOf, Money, oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { AccountantTitle } from "./lists";

@RecordType({ key: [] })
export class AccountantRecord extends CreditRecord {
  @Detail(Text, "资格证书编号", "number of the certificate", { optional: true }) certNo?: string;
  @Detail(oneOf(AccountantTitle), "专业技术资格", "professional title") title!: CodeOf<typeof AccountantTitle>;
  @Detail(listOf(Whole), "继续教育年度", "years of continuing education") continuingEducationYears!: number[];
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class AccountingSanction extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "违法行为", "conduct") conduct!: string;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
  @Detail(LegalDate, "禁止从业截止日期", "last day of the ban from the profession", { optional: true }) banUntil?: string;
}

@RecordType({ key: ["certNo"] })
export class AppraiserRegistration extends CreditRecord {
  @Detail(Text, "登记编号", "number of the registration") certNo!: string;
  @Detail(Text, "评估机构", "institution") institution!: string;
  @Detail(oneOf(RegistrationStatus), "登记状态", "state of the registration") status!: CodeOf<typeof RegistrationStatus>;
  @Detail(Text, "行业自律惩戒", "discipline by the association", { optional: true }) discipline?: string;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class ProcurementMisconduct extends CreditRecord {
  @Detail(Text, "处理决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "违法失信情形", "conduct") conduct!: string;
  @Detail(LegalDate, "禁止参加截止日期", "last day of the ban") banUntil!: string;
}
