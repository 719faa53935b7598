/** What the construction commission records of registered architects and of conduct in the construction market. */
import { RegistrationStatus } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { between } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text, UsccCode, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["certNo"], rules: [between("grade", "注册级别", 1, 2)] })
export class ArchitectRegistration extends CreditRecord {
  @Detail(Text, "注册证书编号", "number of the registration certificate") certNo!: string;
  @Detail(Whole, "注册级别", "grade, 1 or 2") grade!: number;
  @Detail(UsccCode, "聘用单位统一社会信用代码", "employer's unified social credit code") employerUscc!: string;
  @Detail(LegalDate, "注册有效期至", "last day of the registration") validUntil!: string;
  @Detail(oneOf(RegistrationStatus), "注册状态", "state of the registration") status!: CodeOf<typeof RegistrationStatus>;
}

@RecordType({ key: [] })
export class SiteConduct extends CreditRecord {
  @Detail(Text, "行为代码", "code of the conduct") conductCode!: string;
  @Detail(Text, "工程项目", "project", { optional: true }) project?: string;
  @Detail(Text, "决定书文号", "number of the decision", { optional: true }) decisionNo?: string;
}

@RecordType({ key: [] })
export class CertificateHanging extends CreditRecord {
  @Detail(Text, "注册证书编号", "number of the registration certificate") certNo!: string;
  @Detail(Text, "处理方式", "how it was handled") handling!: string;
}
