import { notBefore, notBeforeDecision } from "./intakeRule";
import { vocabulary } from "./vocabulary";

describe("a code list", () => {
  const list = vocabulary("TestGrade", "等级", "grade", { HIGH: ["高", "high"], LOW: ["低", "low"] });

  it("finds a code by its label or by itself, and by nothing else", () => {
    expect(["高", "HIGH", "低"].map((text) => list.codeOf(text))).toEqual(["HIGH", "HIGH", "LOW"]);
    expect(["high", "High", "", "高 ", "constructor", "__proto__"].map((text) => list.codeOf(text))).toEqual(
      new Array(6).fill(undefined),
    );
    expect(list.codes.map((code) => list.labelOf(code))).toEqual(["高", "低"]);
  });

  it("does not exist when two of its codes carry one label, for a batch could then not be read", () => {
    expect(() => vocabulary("TestTwins", "双", "twins", { A: ["同", "a"], B: ["同", "b"] })).toThrow(
      '"同" stands for both A and B',
    );
  });
});

describe("a rule between fields of a record", () => {
  const record = (detail: Record<string, unknown>) => ({ decidedOn: "2025-06-01", personBirth: "1990-01-01", detail });

  it("of two days allows the same day, refuses an earlier one, and is silent where one is left empty", () => {
    const { holds, zh } = notBefore("until", "截止日期", "from", "开始日期");
    expect(holds(record({ from: "2025-01-02", until: "2025-01-02" }))).toBe(true);
    expect(holds(record({ from: "2025-01-02", until: "2025-01-01" }))).toBe(false);
    expect(holds(record({ from: "2025-01-02" })) && holds(record({ until: "2025-01-02" }))).toBe(true);
    expect(zh).toBe("“截止日期”不得早于“开始日期”");
  });

  it("of a day and the decision refuses a day before the decision", () => {
    const { holds } = notBeforeDecision("until", "截止日期");
    expect([holds(record({ until: "2025-05-31" })), holds(record({ until: "2025-06-01" })), holds(record({}))]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
