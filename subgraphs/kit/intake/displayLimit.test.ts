import { loadCatalogue } from "../../../schema/catalogue/load";
import { displayLimit } from "./displayLimit";

const { displayRules, items } = loadCatalogue();
const TODAY = "2026-06-30";
const item = (type: string) => items.find((one) => one.type === type)!;

function limitOf(type: string, decidedOn: string, gravity: "MINOR" | "GENERAL" | "SERIOUS" | null, detail = {}, today = TODAY) {
  return displayLimit(item(type), { decidedOn, gravity, detail }, displayRules, today);
}

test("a decision of today is shown as long as the rule in force says, and queried five years", () => {
  expect(limitOf("MarketPenalty", "2026-05-01", "GENERAL")).toEqual({
    displayRule: "R2026",
    displayUntil: "2027-05-01",
    queryUntil: "2031-05-01",
  });
});

test("a decision under an older and longer rule is shown no longer than the rule of today would show it", () => {
  expect(limitOf("MarketPenalty", "2024-05-01", "GENERAL")).toMatchObject({ displayRule: "R2026", displayUntil: "2025-05-01" });
});

test("on the days of the older rule the same decision had its three years", () => {
  expect(limitOf("MarketPenalty", "2024-05-01", "GENERAL", {}, "2024-06-01")).toMatchObject({
    displayRule: "R2023",
    displayUntil: "2027-05-01",
  });
});

test("a later rule that is longer does not lengthen what was decided before it", () => {
  // R2019 showed no minor act at all, R2026 shows it for three months.
  expect(limitOf("IitIntegrity", "2022-03-01", "MINOR", {}, "2022-03-02")).toMatchObject({ displayUntil: "2022-02-28" });
  expect(limitOf("IitIntegrity", "2022-03-01", "MINOR")).toMatchObject({ displayRule: "R2019", displayUntil: "2022-02-28" });
});

test("a gravity that is never shown has ended before it began, whatever the rule", () => {
  expect(limitOf("MarketPenalty", "2026-05-01", "MINOR")).toMatchObject({ displayRule: null, displayUntil: "2026-04-30" });
});

test("a ban that lasts longer than the rule keeps the record shown to its last day", () => {
  expect(limitOf("ExamMisconduct", "2026-03-01", "SERIOUS", { banUntil: "2030-03-01" })).toMatchObject({
    displayUntil: "2030-03-01",
  });
});

test("a case that is open has no end of display but its five years of query", () => {
  expect(limitOf("EnforcementCase", "2025-09-30", "GENERAL")).toMatchObject({ displayUntil: null, queryUntil: "2030-09-30" });
});

test("a qualification has neither end", () => {
  expect(limitOf("TeacherQualification", "2019-09-02", null)).toEqual({
    displayRule: null,
    displayUntil: null,
    queryUntil: null,
  });
});
