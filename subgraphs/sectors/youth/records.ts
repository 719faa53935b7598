/** What the youth league records: honours of young volunteers and the red list of trustworthy youth. */
import { OrganLevel } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBefore, type IntakeRule } from "../../kit/record/intakeRule";
import { LegalDate, listOf, oneOf, Text, Whole } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";

@RecordType({ key: ["award", "year"], perPerson: true })
export class YouthVolunteerHonour extends CreditRecord {
  @Detail(Text, "荣誉称号", "award") award!: string;
  @Detail(oneOf(OrganLevel), "授予机关层级", "level of the awarding organ") level!: CodeOf<typeof OrganLevel>;
  @Detail(Whole, "授予年度", "year of the award") year!: number;
  @Detail(LegalDate, "撤销日期", "day on which it was revoked", { optional: true }) revokedOn?: string;
}

const removedWithDay: IntakeRule = {
  column: "移出日期",
  zh: "填写了“移出原因”，就须填写“移出日期”",
  holds: ({ detail }) => detail["removalReason"] === undefined || detail["removedOn"] !== undefined,
};

@RecordType({ key: ["entryNo"], rules: [notBefore("reviewOn", "复核日期", "listedOn", "列入日期"), removedWithDay] })
export class YouthRedListEntry extends CreditRecord {
  @Detail(Text, "列入编号", "number of the entry") entryNo!: string;
  @Detail(listOf(Text), "入选条件", "criteria met") criteria!: string[];
  @Detail(LegalDate, "列入日期", "day of the listing") listedOn!: string;
  @Detail(LegalDate, "复核日期", "day of the yearly review") reviewOn!: string;
  @Detail(LegalDate, "移出日期", "day of the removal", { optional: true }) removedOn?: string;
  @Detail(Text, "移出原因", "reason of the removal", { optional: true }) removalReason?: string;
}
