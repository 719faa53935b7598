/** What a record must be, beside its cells being readable, before a sector takes it in; and the lists that a law closes. */
import { KeyField } from "../kit/record/commonLists";
import type { RecordSpec } from "../kit/record/recordType";
import { isSector, subgraphNamed, subgraphNames } from "../register";
import { CivilSanction } from "./civilservice/lists";
import { DefaulterConduct } from "./courts/lists";
import { StudentConduct } from "./education/lists";
import { IdChangeReason } from "./identity/records/lists";
import { TrafficPoints } from "./publicsecurity/lists";

const specs = new Map<string, RecordSpec>(
  subgraphNames
    .map(subgraphNamed)
    .filter(isSector)
    .flatMap(({ sector }) => sector.types)
    .map((spec) => [spec.name, spec]),
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
    ["TrafficViolation", "记分周期截止日期", { cycleEndsOn: "2025-05-31" }, { cycleEndsOn: DECIDED }],
    ["SafetySevereEntry", "移出日期", { listedOn: DECIDED, removedOn: "2025-05-31" }, { listedOn: DECIDED, removedOn: DECIDED }],
    ["CreditAgencyBlacklistEntry", "移出日期", { listedOn: DECIDED, removedOn: "2025-05-31" }, { listedOn: DECIDED }],
    ["TourismSevereEntry", "禁止重新申请截止日期", { listedOn: DECIDED, reapplyBarUntil: "2025-05-31" }, { listedOn: DECIDED }],
    [
      "WageArrearsEntry",
      "可申请提前移出日期",
      { correctedOn: DECIDED, earlyRemovalFrom: "2025-05-31" },
      { correctedOn: DECIDED },
    ],
    ["AdministrativeLicence", "有效期至", { validFrom: DECIDED, validUntil: "2025-05-31" }, { validFrom: DECIDED }],
    ["LicensingCommitment", "核查日期", { committedOn: DECIDED, verifiedOn: "2025-05-31" }, { committedOn: DECIDED }],
    ["YouthRedListEntry", "复核日期", { listedOn: DECIDED, reviewOn: "2025-05-31" }, { listedOn: DECIDED, reviewOn: DECIDED }],
    ["ConsumptionRestriction", "解除日期", { orderedOn: DECIDED, liftedOn: "2025-05-31" }, { orderedOn: DECIDED }],
    ["EnforcementCase", "结案日期", { filedOn: DECIDED, closedOn: "2025-05-31" }, { filedOn: DECIDED, closedOn: DECIDED }],
  ])("%s refuses a “%s” before the day that it follows, and takes in the same day or none", (type, column, early, inOrder) => {
    expect(told(type, early)).toEqual([column]);
    expect(told(type, inOrder)).toEqual([]);
  });
});

describe("terms and grades that a law sets", () => {
  it.each([
    ["PublicSecurityPenalty", "拘留天数", "detentionDays", [1, 20], [0, 21], {}],
    ["PhysicianSanction", "暂停执业月数", "suspensionMonths", [6, 12], [5, 13], {}],
    ["LawyerSanction", "停止执业月数", "suspensionMonths", [1, 12], [0, 13], { sanction: "SUSPENSION" }],
    ["PatentAgentSanction", "停止承办业务月数", "suspensionMonths", [6, 12], [5, 13], {}],
    ["TourGuideSanction", "暂扣导游证月数", "suspensionMonths", [3, 6], [2, 7], {}],
    ["FraudAssociatedMeasure", "连续惩戒月数", "consecutiveMonths", [1, 60], [0, 61], { determinedByLevel: "MUNICIPAL" }],
    ["FireEngineerRegistration", "级别", "level", [1, 2], [0, 3], {}],
    ["ArchitectRegistration", "注册级别", "grade", [1, 2], [0, 3], {}],
    ["EiaStaffCredit", "失信记分", "points", [1, 20], [0, 21], {}],
    ["VolunteerServiceRecord", "服务时长（小时）", "hours", [0, 24], [-1, 24.5], {}],
  ])(
    "%s takes in a “%s” within the bounds, the bounds themselves too, and none outside",
    (type, column, field, ends, outside, rest) => {
      for (const value of ends) expect(told(type, { ...rest, [field]: value })).toEqual([]);
      for (const value of outside) expect(told(type, { ...rest, [field]: value })).toEqual([column]);
      if (!specs.get(type)!.details.some(({ name, optional }) => name === field && !optional))
        expect(told(type, rest)).toEqual([]);
    },
  );
});

describe("what else a law demands", () => {
  it("takes in measures against fraud of the city's or a higher organ alone", () => {
    const measure = { consecutiveMonths: 24 };
    for (const level of ["NATIONAL", "PROVINCIAL", "MUNICIPAL"])
      expect(told("FraudAssociatedMeasure", { ...measure, determinedByLevel: level })).toEqual([]);
    for (const level of ["DISTRICT", "TOWNSHIP"])
      expect(told("FraudAssociatedMeasure", { ...measure, determinedByLevel: level })).toEqual(["认定机关层级"]);
  });

  it("asks for months of suspension of a lawyer who was suspended, and of no other", () => {
    expect(told("LawyerSanction", { sanction: "FINE", suspensionMonths: 3 })).toEqual(["停止执业月数"]);
    expect(told("LawyerSanction", { sanction: "FINE" })).toEqual([]);
  });

  it("lets the financial office determine its own two targets of key supervision, and no other office's", () => {
    const own = specs
      .get("FinancialMisconduct")!
      .details.find(({ name }) => name === "target")!
      .kind.graphql() as object;
    const taken = Object.keys(own).filter((target) => told("FinancialMisconduct", { target }).length === 0);
    expect(taken).toEqual(["MALICIOUS_DEBT_EVASION", "ILLEGAL_FUND_RAISING"]);
    expect(Object.keys(own)).toHaveLength(6);
  });

  it("takes in breaches of real-name rules in carriage and delivery alone from the transport bureau", () => {
    expect(told("RealNameTransportBreach", { sector: "POSTAL" })).toEqual([]);
    expect(told("RealNameTransportBreach", { sector: "TELECOM" })).toEqual(["实名重点领域"]);
  });

  it("gives a discharge of an official no end, and every other sanction one", () => {
    expect(told("CivilServantSanction", { sanction: "DISCHARGE" })).toEqual([]);
    expect(told("CivilServantSanction", { sanction: "DISCHARGE", until: DECIDED })).toEqual(["处分期满日期"]);
    expect(told("CivilServantSanction", { sanction: "DEMERIT" })).toEqual(["处分期满日期"]);
    expect(told("CivilServantSanction", { sanction: "DEMERIT", until: "2026-06-01" })).toEqual([]);
  });

  it("bars nobody from a new application for more than three years", () => {
    expect(told("FalseMaterialFinding", { reapplyBarUntil: "2028-06-01" })).toEqual([]);
    expect(told("FalseMaterialFinding", { reapplyBarUntil: "2028-06-02" })).toEqual(["禁止再次申请截止日期"]);
  });

  it("takes in an account only with its characters masked", () => {
    expect(told("OnlineConductPenalty", { accountMasked: "wx***17" })).toEqual([]);
    expect(told("OnlineConductPenalty", { accountMasked: "wx12317" })).toEqual(["账号（已遮盖）"]);
  });

  it("asks for the day of removal where its reason is stated", () => {
    expect(told("YouthRedListEntry", { removalReason: "复核不合格" })).toEqual(["移出日期"]);
    expect(told("YouthRedListEntry", { removalReason: "复核不合格", removedOn: DECIDED })).toEqual([]);
  });

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
    expect(sentences.length).toBeGreaterThan(40);
    for (const sentence of sentences) expect(sentence).not.toMatch(/\d{4}-\d{2}|undefined|NaN/);
  });
});

describe("lists that a law or the plan closes", () => {
  it("knows the classes of points, and the six sanctions of civil servants", () => {
    expect(["1分", "3分", "6分", "9分", "12分"].map(TrafficPoints.codeOf)).toEqual([...TrafficPoints.codes]);
    expect(["警告", "记过", "记大过", "降级", "撤职", "开除"].map(CivilSanction.codeOf)).toEqual([...CivilSanction.codes]);
  });

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
