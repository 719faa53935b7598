/**
 * What the population register records. Three of the four types are no credit records: they say who a person is, and
 * carry all their fields themselves. 民族 (ethnicity) is kept by the register and is no field of the graph.
 */
import { RealNameLevel, RealNameSector } from "../../../kit/record/commonLists";
import { CreditRecord } from "../../../kit/record/creditRecord";
import type { IntakeRule } from "../../../kit/record/intakeRule";
import {
  CitizenNumber,
  Division,
  HashCode,
  Instant,
  LegalDate,
  listOf,
  oneOf,
  OpaqueId,
  Text,
  YesNo,
} from "../../../kit/record/kinds";
import { Detail, RecordType } from "../../../kit/record/recordType";
import type { CodeOf } from "../../../kit/record/vocabulary";
import { CheckMethod, HouseholdStatus, IdChangeReason, SexCode, UniquenessFinding } from "./lists";

const birthDateAgrees: IntakeRule = {
  column: "出生日期",
  zh: "“出生日期”须与公民身份号码一致",
  holds: ({ personBirth, detail }) => detail["birthDate"] === undefined || detail["birthDate"] === personBirth,
};

@RecordType({ key: ["citizenIdNumber"], rules: [birthDateAgrees] })
export class PersonIdentity {
  @Detail(CitizenNumber, "公民身份号码", "citizen number", { unmasks: true }) citizenIdNumber!: string;
  @Detail(Text, "姓名", "full name", { unmasks: true }) fullName!: string;
  @Detail(listOf(Text), "曾用名", "former names", { optional: true, unmasks: true }) formerNames?: string[];
  @Detail(oneOf(SexCode), "性别", "sex", { optional: true }) sex?: CodeOf<typeof SexCode>;
  @Detail(LegalDate, "出生日期", "date of birth", { optional: true }) birthDate?: string;
  @Detail(Division, "户籍地行政区划", "division of the household registration", { optional: true }) householdDivision?: string;
  @Detail(oneOf(HouseholdStatus), "户籍状态", "state of the household registration", { optional: true })
  householdStatus?: CodeOf<typeof HouseholdStatus>;
  @Detail(oneOf(RealNameLevel), "实名等级", "how far the real name is verified", { optional: true })
  realNameLevel?: CodeOf<typeof RealNameLevel>;
}

const numbersDiffer: IntakeRule = {
  column: "变更后号码杂凑值",
  zh: "变更前后的号码杂凑值不得相同",
  holds: ({ detail }) => detail["oldNumberHash"] !== detail["newNumberHash"],
};

@RecordType({ key: [], rules: [numbersDiffer] })
export class IdNumberChange {
  @Detail(HashCode, "变更前号码杂凑值", "hash of the number before") oldNumberHash!: string;
  @Detail(HashCode, "变更后号码杂凑值", "hash of the number after") newNumberHash!: string;
  @Detail(oneOf(IdChangeReason), "变更原因", "why it was changed", { optional: true }) reason?: CodeOf<typeof IdChangeReason>;
  @Detail(LegalDate, "变更日期", "day of the change") changedOn!: string;
}

@RecordType({ key: [] })
export class UniquenessCase {
  @Detail(listOf(OpaqueId), "涉及人员标识", "ids of the persons in question") candidatePersonIds!: string[];
  @Detail(oneOf(UniquenessFinding), "核查结论", "finding", { optional: true }) finding?: CodeOf<typeof UniquenessFinding>;
  @Detail(LegalDate, "办结日期", "day on which the case was closed", { optional: true }) resolvedOn?: string;
}

@RecordType({ key: [] })
export class RealNameCheck extends CreditRecord {
  @Detail(oneOf(RealNameSector), "实名领域", "real-name sector") sector!: CodeOf<typeof RealNameSector>;
  @Detail(oneOf(CheckMethod), "核验方式", "how it was checked", { optional: true }) method?: CodeOf<typeof CheckMethod>;
  @Detail(Instant, "核验时间", "when it was checked") verifiedOn!: string;
  @Detail(YesNo, "是否通过", "whether it was passed") passed!: boolean;
}
