/** What a record class may not be. The classes here bear names that the catalogue knows, for others do not load at all. */
import { CreditRecord } from "./creditRecord";
import { notBefore, notBeforeDecision } from "./intakeRule";
import { LegalDate, Text } from "./kinds";
import { Detail, pluralOf, RecordType, recordSpec } from "./recordType";

const load = (options: Parameters<typeof RecordType>[0], target: new () => object) => RecordType(options)(target);

describe("a record class", () => {
  it("does not load without an item in the catalogue", () => {
    class NobodysRecord extends CreditRecord {}
    expect(() => load({ key: [] }, NobodysRecord)).toThrow("NobodysRecord has no item in schema/catalogue/items");
  });

  it("does not declare again what every record has", () => {
    class MarketPenalty extends CreditRecord {
      @Detail(LegalDate, "决定日期", "day of decision") override decidedOn!: string;
    }
    expect(() => load({ key: [] }, MarketPenalty)).toThrow('every record has the field "decidedOn"');
  });

  it("does not give two fields one column title", () => {
    class TaxAdviser extends CreditRecord {
      @Detail(Text, "编号", "number") certNo!: string;
      @Detail(Text, "编号", "firm") firm!: string;
    }
    expect(() => load({ key: [] }, TaxAdviser)).toThrow('two fields have the title "编号"');
  });

  it("is not numbered by a field that it lacks, or that a batch may leave empty", () => {
    class TaxArrearsNotice extends CreditRecord {
      @Detail(Text, "公告编号", "number", { optional: true }) noticeNo?: string;
    }
    expect(() => load({ key: ["noticeNo"] }, TaxArrearsNotice)).toThrow('key field "noticeNo" must be a required field');
    expect(() => load({ key: ["number"] }, TaxArrearsNotice)).toThrow('key field "number" must be a required field');
  });

  it("has no rule that points at a column which it lacks", () => {
    class EnterpriseRole extends CreditRecord {
      @Detail(LegalDate, "任职日期", "from") from!: string;
    }
    expect(() => load({ key: [], rules: [notBefore("until", "离任日期", "from", "任职日期")] }, EnterpriseRole)).toThrow(
      'a rule points at "离任日期", which is no column',
    );
  });

  it("has the fields that the display of its item speaks of", () => {
    class ExamMisconduct extends CreditRecord {
      @Detail(Text, "考试名称", "name") examName!: string;
    }
    expect(() => load({ key: [] }, ExamMisconduct)).toThrow('its display names the field "banUntil"');
  });

  it("keeps its rules for intake, and has none unless it says so", () => {
    class CertificationStaff extends CreditRecord {
      @Detail(LegalDate, "期满日期", "until") until!: string;
    }
    class TeacherQualification extends CreditRecord {
      @Detail(Text, "教师资格证号", "number") certNo!: string;
    }
    const rule = notBeforeDecision("until", "期满日期");
    load({ key: [], rules: [rule] }, CertificationStaff);
    load({ key: [] }, TeacherQualification);
    expect(recordSpec(CertificationStaff).rules).toEqual([rule]);
    expect(recordSpec(TeacherQualification).rules).toEqual([]);
  });
});

describe("a rule of dates", () => {
  const rule = notBefore("until", "离任日期", "from", "任职日期");
  const holds = (detail: Record<string, unknown>) => rule.holds({ decidedOn: "2025-01-01", personBirth: "1990-01-01", detail });

  it("holds on the same day, and where either day is left empty", () => {
    expect([{ from: "2025-01-01", until: "2025-01-01" }, { from: "2025-01-01" }, { until: "2025-01-01" }].map(holds)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("is broken one day early", () => {
    expect(holds({ from: "2025-03-01", until: "2025-02-28" })).toBe(false);
  });
});

describe("a typed list", () => {
  it.each([
    ["TaxArrearsNotice", "taxArrearsNotices"],
    ["MarketPenalty", "marketPenalties"],
    ["HonourPlay", "honourPlays"],
    ["EntryClass", "entryClasses"],
  ])("of %s is called %s", (type, list) => {
    expect(pluralOf(type)).toBe(list);
  });
});
