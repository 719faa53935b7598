/** What the cyberspace office records of conduct online and of unlawful handling of personal information. Never an opinion. */
import { LiabilityRole } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import type { IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { OnlineConduct } from "./lists";

/** An account in clear would let anyone follow the person about the network. */
const masked: IntakeRule = {
  column: "账号（已遮盖）",
  zh: "账号应已遮盖，至少含一个“*”",
  holds: ({ detail }) => detail["accountMasked"] === undefined || String(detail["accountMasked"]).includes("*"),
};

@RecordType({ key: ["decisionNo"], rules: [masked] })
export class OnlineConductPenalty extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "平台名称", "platform") platform!: string;
  @Detail(oneOf(OnlineConduct), "网络失信情形", "conduct") conduct!: CodeOf<typeof OnlineConduct>;
  @Detail(Text, "账号（已遮盖）", "account, masked", { optional: true }) accountMasked?: string;
}

@RecordType({ key: ["decisionNo"], perPerson: true })
export class PiHandlingViolation extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "违反的法律条款", "article of the law") lawArticle!: string;
  @Detail(oneOf(LiabilityRole), "责任身份", "in what role the person is liable") role!: CodeOf<typeof LiabilityRole>;
  @Detail(LegalDate, "禁任职务截止日期", "last day of the bar from posts", { optional: true }) barUntil?: string;
}

@RecordType({ key: ["caseNo"] })
export class InternetRealNameBreach extends CreditRecord {
  @Detail(Text, "案件编号", "number of the case") caseNo!: string;
  @Detail(Text, "违规行为", "conduct") conduct!: string;
}
