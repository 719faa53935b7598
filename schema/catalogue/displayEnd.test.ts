import type { DisplayRuleVersion, ItemDisplay } from "./catalogue";
import { displayEnd, displayRuleOn, type DisplayedRecord } from "./displayEnd";
import { loadCatalogue } from "./load";

const { displayRules: rules, items } = loadCatalogue();
const display = (type: string): ItemDisplay => items.find((item) => item.type === type)!.display;
const record = (
  decidedOn: string,
  gravity: DisplayedRecord["gravity"],
  detail: Record<string, unknown> = {},
): DisplayedRecord => ({
  decidedOn,
  gravity,
  detail,
});

test.each([
  ["2018-01-01", "R2019", "before the first version"],
  ["2019-07-01", "R2019", "on its first day"],
  ["2023-04-30", "R2019", "on its last day"],
  ["2023-05-01", "R2023", "on the day after"],
  ["2025-06-21", "R2023", "on the last day before a milder paper"],
  ["2025-06-22", "GB22", "while two are in force, the later one"],
  ["2026-03-31", "GB22", "on the last day of the trial measures"],
  ["2026-04-01", "R2026", "since the measures of 2026"],
])("a decision of %s follows %s: %s", (day, version) => {
  expect(displayRuleOn(rules, day).version).toBe(version);
});

test("every day of thirty years has a national rule", () => {
  for (let day = Date.UTC(2010, 0, 1); day < Date.UTC(2040, 0, 1); day += 86_400_000) {
    expect(displayRuleOn(rules, new Date(day).toISOString().slice(0, 10)).family).toBe("R");
  }
});

test("the order of the versions in the file does not matter", () => {
  const turned: DisplayRuleVersion[] = [...rules].reverse();
  expect(displayRuleOn(turned, "2025-12-31").version).toBe("GB22");
});

test("a penalty is shown as long as the rule of its day of decision says for its gravity", () => {
  const penalty = display("FalseLitigationFinding");
  expect(displayEnd(penalty, record("2026-05-10", "SERIOUS"), rules)).toEqual({ until: "2029-05-10", rule: "R2026" });
  const returns = display("IitIntegrity");
  expect(displayEnd(returns, record("2026-05-10", "MINOR"), rules)).toEqual({ until: "2026-08-10", rule: "R2026" });
  expect(displayEnd(returns, record("2024-05-10", "GENERAL"), rules)).toEqual({ until: "2027-05-10", rule: "R2023" });
});

test("what is not shown at all is over before its first day", () => {
  expect(displayEnd(display("MarketPenalty"), record("2026-05-10", "MINOR"), rules).until).toBe("2026-05-09");
  expect(displayEnd(display("IitIntegrity"), record("2024-05-10", "MINOR"), rules).until).toBe("2024-05-09");
});

test("a ban that outlasts the rule is shown to its end, and a shorter one does not shorten the rule", () => {
  const exam = display("ExamMisconduct");
  expect(displayEnd(exam, record("2026-05-10", "GENERAL", { banUntil: "2029-06-30" }), rules).until).toBe("2029-06-30");
  expect(displayEnd(exam, record("2026-05-10", "GENERAL", { banUntil: "2026-06-30" }), rules).until).toBe("2027-05-10");
  expect(displayEnd(exam, record("2026-05-10", "GENERAL", { banUntil: null }), rules).until).toBe("2027-05-10");
});

test("an enforcement case has no end while it is open", () => {
  const enforcement = display("EnforcementCase");
  expect(displayEnd(enforcement, record("2020-05-10", "GENERAL"), rules).until).toBeNull();
  expect(displayEnd(enforcement, record("2020-05-10", "GENERAL", { closedOn: "2026-02-01" }), rules).until).toBe("2026-02-01");
});

test("arrears are shown until the day on which they are cleared", () => {
  expect(displayEnd(display("TaxArrearsNotice"), record("2020-05-10", "GENERAL"), rules)).toEqual({ until: null, rule: null });
  const cleared = record("2020-05-10", "GENERAL", { clearedOn: "2026-07-01" });
  expect(displayEnd(display("TaxArrearsNotice"), cleared, rules).until).toBe("2026-07-01");
});

test("a judgment defaulter is shown for two years, for the court's own term, and not after the removal", () => {
  const defaulter = display("JudgmentDefaulter");
  expect(displayEnd(defaulter, record("2024-02-29", "SERIOUS"), rules).until).toBe("2026-02-28");
  const longer = { termMonths: 24, extensionMonths: 12 };
  expect(displayEnd(defaulter, record("2024-02-29", "SERIOUS", longer), rules).until).toBe("2027-02-28");
  const removed = { ...longer, removedOn: "2025-01-15" };
  expect(displayEnd(defaulter, record("2024-02-29", "SERIOUS", removed), rules).until).toBe("2025-01-15");
});

test("a removal after the end does not lengthen display", () => {
  const late = record("2020-01-01", "SERIOUS", { removedOn: "2025-01-15" });
  expect(displayEnd(display("MarketSevereEntry"), late, rules).until).toBe("2023-01-01");
});

test("a record that is not adverse is not ended by the national rules", () => {
  expect(displayEnd(display("IitIntegrity"), record("2026-05-10", null), rules)).toEqual({ until: null, rule: null });
  expect(displayEnd(display("TaxAdviser"), record("2010-05-10", null), rules).until).toBeNull();
});
