/** What the financial services centre records of staff of local financial bodies and credit agencies, and of illegal fund-raising. */
import { LiabilityRole, MoneyBand, PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text, UsccCode, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { KeyTarget } from "./lists";

@RecordType({ key: ["employerUscc"], perPerson: true })
export class FinancialPractitioner extends CreditRecord {
  @Detail(UsccCode, "任职机构统一社会信用代码", "employer's unified social credit code") employerUscc!: string;
  @Detail(Text, "职务", "position") position!: string;
  @Detail(Text, "资格证书编号", "number of the qualification", { optional: true }) qualificationNo?: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

/** The other four targets are other departments' to determine. */
const ownTarget: IntakeRule = {
  column: "重点监管对象",
  zh: "本部门只认定恶意逃废债务和非法集资",
  holds: ({ detail }) => ["MALICIOUS_DEBT_EVASION", "ILLEGAL_FUND_RAISING"].includes(String(detail["target"])),
};

@RecordType({ key: ["determinationNo"], perPerson: true, rules: [ownTarget] })
export class FinancialMisconduct extends CreditRecord {
  @Detail(Text, "认定书编号", "number of the determination") determinationNo!: string;
  @Detail(oneOf(KeyTarget), "重点监管对象", "which target of key supervision") target!: CodeOf<typeof KeyTarget>;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
  @Detail(oneOf(MoneyBand), "涉案金额区间", "band of the sum, never the sum") amountBand!: CodeOf<typeof MoneyBand>;
}

@RecordType({ key: [] })
export class CreditAgencyStaffFile extends CreditRecord {
  @Detail(UsccCode, "征信机构统一社会信用代码", "credit agency's unified social credit code") agencyUscc!: string;
  @Detail(Text, "职务", "position") position!: string;
  @Detail(Text, "违规行为", "conduct", { optional: true }) conduct?: string;
  @Detail(Text, "处理决定书文号", "number of the decision", { optional: true }) decisionNo?: string;
}

@RecordType({ key: [], rules: [notBefore("removedOn", "移出日期", "listedOn", "列入日期")] })
export class CreditAgencyBlacklistEntry extends CreditRecord {
  @Detail(UsccCode, "征信机构统一社会信用代码", "credit agency's unified social credit code") agencyUscc!: string;
  @Detail(YesNo, "是否个人责任", "whether the person is liable himself") personLiable!: boolean;
  @Detail(Text, "列入事由", "cause of the listing") cause!: string;
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "移出日期", "day of the removal", { optional: true }) removedOn?: string;
  @Detail(Text, "列入决定机关", "organ that decided the listing") determinedBy!: string;
}
