/**
 * What the market regulation bureau records of persons. A company's conduct is not copied to the person: the posts
 * link the two, and a penalty stands here only where the decision names the person.
 */
import { KeyField, PenaltyType, RegistrationStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, notBeforeDecision, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, listOf, Money, oneOf, Text, UsccCode, ViolationCode } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { EnterpriseRoleKind } from "./lists";

@RecordType({ key: ["uscc", "role"], perPerson: true, rules: [notBefore("until", "离任日期", "from", "任职日期")] })
export class EnterpriseRole extends CreditRecord {
  @Detail(UsccCode, "统一社会信用代码", "unified social credit code") uscc!: string;
  @Detail(Text, "企业名称", "name of the enterprise") enterpriseName!: string;
  @Detail(oneOf(EnterpriseRoleKind), "任职类别", "post") role!: CodeOf<typeof EnterpriseRoleKind>;
  @Detail(LegalDate, "任职日期", "first day in the post") from!: string;
  @Detail(LegalDate, "离任日期", "last day in the post", { optional: true }) until?: string;
  @Detail(LegalDate, "任职限制截止日期", "last day of a disqualification", { optional: true }) disqualifiedUntil?: string;
}

const ownKeyField: IntakeRule = {
  column: "重点领域",
  zh: "市场监管行政处罚的“重点领域”应为食品药品或产品质量",
  holds: ({ detail }) => detail["keyField"] === "FOOD_DRUG" || detail["keyField"] === "PRODUCT_QUALITY",
};

@RecordType({ key: ["decisionNo"], rules: [ownKeyField] })
export class MarketPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(oneOf(KeyField), "重点领域", "key field") keyField!: CodeOf<typeof KeyField>;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(Text, "处罚内容", "content of the penalty") content!: string;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
  @Detail(Text, "处罚机关", "organ that decided") organ!: string;
}

@RecordType({ key: ["certNo"], rules: [notBeforeDecision("validUntil", "注册有效期至")] })
export class LicensedPharmacist extends CreditRecord {
  @Detail(Text, "注册证编号", "number of the registration certificate") certNo!: string;
  @Detail(Text, "执业单位", "unit of practice") unit!: string;
  @Detail(Text, "执业范围", "scope of practice") scope!: string;
  @Detail(LegalDate, "注册有效期至", "last day of the registration") validUntil!: string;
  @Detail(oneOf(RegistrationStatus), "注册状态", "state of the registration") status!: CodeOf<typeof RegistrationStatus>;
}

@RecordType({ key: ["regNo"] })
export class CertificationStaff extends CreditRecord {
  @Detail(Text, "注册编号", "number of the registration") regNo!: string;
  @Detail(Text, "注册范围", "scope of the registration") scope!: string;
  @Detail(oneOf(RegistrationStatus), "注册状态", "state of the registration") status!: CodeOf<typeof RegistrationStatus>;
  @Detail(Text, "撤销原因", "why it was withdrawn", { optional: true }) withdrawnReason?: string;
}

@RecordType({ key: ["listNo"], perPerson: true, rules: [notBefore("removedOn", "移出日期", "listedOn", "列入日期")] })
export class MarketSevereEntry extends CreditRecord {
  @Detail(Text, "列入决定书文号", "number of the listing") listNo!: string;
  @Detail(Text, "列入事由", "cause of the listing") cause!: string;
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "移出日期", "day of the removal", { optional: true }) removedOn?: string;
}
