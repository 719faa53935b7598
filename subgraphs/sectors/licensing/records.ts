/** What the licensing bureau records of licences to natural persons, their commitments, false materials, and the green channel. */
import { addMonths } from "../../../schema/contract/legalDay";
import { FulfilmentStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { GreenChannelBasis, LicenceKind, LicenceStatus } from "./lists";

@RecordType({ key: ["docNo"], rules: [notBefore("validUntil", "有效期至", "validFrom", "有效期自")] })
export class AdministrativeLicence extends CreditRecord {
  @Detail(Text, "许可决定文书号", "number of the decision") docNo!: string;
  @Detail(Text, "许可证书名称", "name of the licence") licenceName!: string;
  @Detail(Text, "许可编号", "number of the licence", { optional: true }) licenceNo?: string;
  @Detail(oneOf(LicenceKind), "许可类别", "kind of licence") kind!: CodeOf<typeof LicenceKind>;
  @Detail(Text, "许可内容", "what is licensed") content!: string;
  @Detail(LegalDate, "有效期自", "first day of validity") validFrom!: string;
  @Detail(LegalDate, "有效期至", "last day of validity", { optional: true }) validUntil?: string;
  @Detail(Text, "许可机关", "organ that decided") organ!: string;
  @Detail(oneOf(LicenceStatus), "许可状态", "state of the licence") status!: CodeOf<typeof LicenceStatus>;
}

@RecordType({ key: [], rules: [notBefore("verifiedOn", "核查日期", "committedOn", "承诺日期")] })
export class LicensingCommitment extends CreditRecord {
  @Detail(Text, "承诺事项", "licensing item") licensingItem!: string;
  @Detail(LegalDate, "承诺日期", "day of the commitment") committedOn!: string;
  @Detail(oneOf(FulfilmentStatus), "承诺履行情况", "how far it is fulfilled") fulfilment!: CodeOf<typeof FulfilmentStatus>;
  @Detail(LegalDate, "核查日期", "day of the verification", { optional: true }) verifiedOn?: string;
}

/** One year after a false application, three after a licence obtained by deceit (行政许可法 78, 79). */
const barOfLaw: IntakeRule = {
  column: "禁止再次申请截止日期",
  zh: "禁止再次申请的期限最长三年（行政许可法第七十九条）",
  holds: ({ decidedOn, detail }) => String(detail["reapplyBarUntil"]) <= addMonths(decidedOn, 36),
};

@RecordType({ key: ["decisionNo"], rules: [barOfLaw] })
export class FalseMaterialFinding extends CreditRecord {
  @Detail(Text, "决定书文号", "number of the decision") decisionNo!: string;
  @Detail(Text, "许可事项", "licensing item") licensingItem!: string;
  @Detail(LegalDate, "禁止再次申请截止日期", "last day of the bar from a new application") reapplyBarUntil!: string;
}

@RecordType({ key: [] })
export class GreenChannelUse extends CreditRecord {
  @Detail(Text, "办理事项", "licensing item") licensingItem!: string;
  @Detail(Text, "规则版本", "version of the rule") ruleVersion!: string;
  @Detail(oneOf(GreenChannelBasis), "适用依据", "basis") basis!: CodeOf<typeof GreenChannelBasis>;
  @Detail(LegalDate, "适用日期", "day of use") usedOn!: string;
}
