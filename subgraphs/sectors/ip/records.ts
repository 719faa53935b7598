/** What the intellectual property office records of patent agents, and of infringement and counterfeiting. */
import { PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between } from "../../kit/record/intakeRule";
import { Money, oneOf, Text, Whole, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { IpKind } from "./lists";

@RecordType({ key: ["qualificationNo"] })
export class PatentAgentPractice extends CreditRecord {
  @Detail(Text, "专利代理师资格证号", "number of the qualification") qualificationNo!: string;
  @Detail(Text, "执业机构", "patent agency") agency!: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}

@RecordType({ key: ["decisionNo"], rules: [between("suspensionMonths", "停止承办业务月数", 6, 12)] })
export class PatentAgentSanction extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "违法行为", "conduct") conduct!: string;
  @Detail(Whole, "停止承办业务月数", "months without new business", { optional: true }) suspensionMonths?: number;
}

@RecordType({ key: ["decisionNo"] })
export class IpViolation extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(oneOf(IpKind), "知识产权类别", "kind of intellectual property") ipKind!: CodeOf<typeof IpKind>;
  @Detail(YesNo, "是否重复侵权", "whether it is a repeated infringement") repeated!: boolean;
  @Detail(Money, "罚款金额", "fine in yuan", { optional: true }) fineCny?: string;
}
