/** What the land branch records of land and mineral offences, fraud in the register of real estate, and appraisers and surveyors. */
import { PracticeStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { LegalDate, oneOf, Text, ViolationCode, YesNo } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["decisionNo"], perPerson: true })
export class LandViolation extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(ViolationCode, "违法行为类型", "code of the violation") violationType!: string;
  @Detail(YesNo, "是否恢复原状", "whether the land was restored") restored!: boolean;
}

@RecordType({ key: ["caseNo"], perPerson: true })
export class RegistrationFraud extends CreditRecord {
  @Detail(Text, "案件编号", "number of the case") caseNo!: string;
  @Detail(Text, "违法行为", "conduct") conduct!: string;
  @Detail(LegalDate, "登记撤销日期", "day on which the registration was revoked", { optional: true }) revokedOn?: string;
}

@RecordType({ key: ["certNo"] })
export class LandAppraiser extends CreditRecord {
  @Detail(Text, "证书编号", "number of the certificate") certNo!: string;
  @Detail(Text, "执业机构", "institution") institution!: string;
  @Detail(oneOf(PracticeStatus), "执业状态", "state of practice") status!: CodeOf<typeof PracticeStatus>;
}
