/** What a record must be, beside its cells being readable, before a sector takes it in; and the lists that a law closes. */
import { KeyField } from "../kit/record/commonLists";
import type { RecordSpec } from "../kit/record/recordType";
import { courts } from "./courts";
import { DefaulterConduct } from "./courts/lists";
import { education } from "./education";
import { StudentConduct } from "./education/lists";
import { identity } from "./identity";
import { IdChangeReason } from "./identity/records/lists";
import { market } from "./market";
import { tax } from "./tax";

const specs = new Map<string, RecordSpec>(
  [identity, education, tax, market, courts].flatMap(({ sector }) => sector.types).map((spec) => [spec.name, spec]),
);

const DECIDED = "2025-06-01";

/** Columns at which the steward is told something. */
function told(type: string, detail: Record<string, unknown>, given: { decidedOn?: string; personBirth?: string } = {}): string[] {
  const record = { decidedOn: DECIDED, personBirth: "2000-01-01", ...given, detail };
  return specs
    .get(type)!
    .rules.filter((rule) => !rule.holds(record))
    .map((rule) => rule.column);
}

describe("the integrity file of adult students", () => {
  const student = { ageAtEvent: 19, until: "2026-06-30" };

  it("takes in what a student did at 18 or later", () => {
    expect(told("StudentIntegrityRecord", student)).toEqual([]);
    expect(told("StudentIntegrityRecord", { ...student, ageAtEvent: 18 }, { personBirth: "2007-06-01" })).toEqual([]);
  });

  it("refuses what a student did as a minor, however late it was decided", () => {
    expect(told("StudentIntegrityRecord", { ...student, ageAtEvent: 17 })).toEqual(["行为发生时年龄"]);
  });

  it("refuses a student who by the citizen number is still a minor on the day of decision, the eve of the birthday included", () => {
    expect(told("StudentIntegrityRecord", { ...student, ageAtEvent: 18 }, { personBirth: "2007-06-02" })).toContain(
      "行为发生时年龄",
    );
  });

  it("refuses an age that the student had not reached when the decision was made", () => {
    expect(told("StudentIntegrityRecord", { ...student, ageAtEvent: 26 })).toEqual(["行为发生时年龄"]);
  });
});

describe("dates of one record", () => {
  it.each([
    ["TeacherSanction", "处分期满日期", { until: "2025-05-31" }, { until: DECIDED }],
    ["StudentIntegrityRecord", "记载截止日期", { ageAtEvent: 20, until: "2025-05-31" }, { ageAtEvent: 20, until: DECIDED }],
    ["ExamMisconduct", "停考截止日期", { banUntil: "2025-05-31" }, { banUntil: DECIDED }],
    ["LicensedPharmacist", "注册有效期至", { validUntil: "2025-05-31" }, { validUntil: "2030-05-31" }],
    [
      "TaxArrearsNotice",
      "清缴日期",
      { dueOn: "2025-02-01", clearedOn: "2025-01-31" },
      { dueOn: "2025-02-01", clearedOn: "2025-02-01" },
    ],
    ["TaxMajorViolation", "停止公布日期", { publishedOn: DECIDED, removedOn: "2025-05-31" }, { publishedOn: DECIDED }],
    ["EnterpriseRole", "离任日期", { from: "2020-03-02", until: "2020-03-01" }, { from: "2020-03-02", until: "2024-03-01" }],
    ["MarketSevereEntry", "移出日期", { listedOn: DECIDED, removedOn: "2025-05-31" }, { listedOn: DECIDED }],
    [
      "JudgmentDefaulter",
      "公布日期",
      { filedOn: "2025-06-02", publishedOn: DECIDED },
      { filedOn: DECIDED, publishedOn: DECIDED },
    ],
    [
      "JudgmentDefaulter",
      "删除日期",
      { publishedOn: DECIDED, removedOn: "2025-05-31" },
      { publishedOn: DECIDED, removedOn: DECIDED },
    ],
    ["ConsumptionRestriction", "解除日期", { orderedOn: DECIDED, liftedOn: "2025-05-31" }, { orderedOn: DECIDED }],
    ["EnforcementCase", "结案日期", { filedOn: DECIDED, closedOn: "2025-05-31" }, { filedOn: DECIDED, closedOn: DECIDED }],
  ])("%s refuses a “%s” before the day that it follows, and takes in the same day or none", (type, column, early, inOrder) => {
    expect(told(type, early)).toEqual([column]);
    expect(told(type, inOrder)).toEqual([]);
  });
});

describe("what else a law demands", () => {
  it("gives a defaulter who can perform and refuses no fixed term", () => {
    expect(told("JudgmentDefaulter", { conduct: "ABLE_BUT_REFUSES", termMonths: 24 })).toEqual(["公布期限（月）"]);
    expect(told("JudgmentDefaulter", { conduct: "ABLE_BUT_REFUSES" })).toEqual([]);
    expect(told("JudgmentDefaulter", { conduct: "OBSTRUCTION", termMonths: 24, extensionMonths: 12 })).toEqual([]);
  });

  it("asks for the day of closing where the way of closing is stated", () => {
    expect(told("EnforcementCase", { filedOn: DECIDED, closeType: "PERFORMED" })).toEqual(["结案日期"]);
    expect(told("EnforcementCase", { filedOn: DECIDED, closeType: "PERFORMED", closedOn: DECIDED })).toEqual([]);
  });

  it("refuses a tax year that has not begun when the decision is made", () => {
    expect(told("IitIntegrity", { taxYear: 2026 })).toEqual(["纳税年度"]);
    expect(told("IitIntegrity", { taxYear: 2025 })).toEqual([]);
  });

  it("takes in a market penalty of exactly the key fields that the catalogue names for it", () => {
    const allowed = KeyField.codes.filter((keyField) => told("MarketPenalty", { keyField }).length === 0);
    expect(allowed.sort()).toEqual([...specs.get("MarketPenalty")!.item.keyFieldPerRecord!].sort());
    expect(told("MarketPenalty", { keyField: "FIRE_SAFETY" })).toEqual(["重点领域"]);
  });

  it("refuses a birth date that is not the one of the citizen number", () => {
    expect(told("PersonIdentity", { birthDate: "2000-01-02" })).toEqual(["出生日期"]);
    expect(told("PersonIdentity", { birthDate: "2000-01-01" })).toEqual([]);
    expect(told("PersonIdentity", {})).toEqual([]);
  });

  it("refuses a change of number that changes nothing", () => {
    const [one, other] = ["a".repeat(64), "b".repeat(64)];
    expect(told("IdNumberChange", { oldNumberHash: one, newNumberHash: one })).toEqual(["变更后号码杂凑值"]);
    expect(told("IdNumberChange", { oldNumberHash: one, newNumberHash: other })).toEqual([]);
  });

  it("tells the steward a sentence without the value", () => {
    const sentences = [...specs.values()].flatMap(({ rules }) => rules.map(({ zh }) => zh));
    expect(sentences.length).toBeGreaterThan(15);
    for (const sentence of sentences) expect(sentence).not.toMatch(/\d{4}-\d{2}|undefined|NaN/);
  });
});

describe("lists that a law or the plan closes", () => {
  it("knows the six statutory items of the defaulters' list", () => {
    expect(DefaulterConduct.codes).toHaveLength(6);
  });

  it("knows the four reasons for which a citizen number is changed", () => {
    expect(["重号", "错号", "升位", "更正"].map(IdChangeReason.codeOf)).toEqual([...IdChangeReason.codes]);
  });

  it("knows the conduct of students that the plan names, the honourable one too", () => {
    for (const label of ["考试舞弊", "伪造就业材料", "学术不端", "荣誉"])
      expect(StudentConduct.codes).toContain(StudentConduct.codeOf(label));
  });
});
