import type { AnomalyRule } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import { isWeekday, openWatch } from "./watch";

/** Monday, ten in the morning in Beijing. */
const MONDAY = Date.parse("2026-11-23T02:00:00.000Z");
const MINUTE = 60_000;

let position = 0;
function look(minute: number, more: Partial<EvidenceEntry> = {}): [EvidenceEntry, number] {
  const at = new Date(MONDAY + minute * MINUTE).toISOString();
  const about = { agency: "licensing", officer: "clerk-1", purpose: "LICENSING_REVIEW", outcome: "ANSWERED" as const };
  return [{ v: 1, id: "", at, kind: "ACCESS", person: "p1", ...about, ...more }, position++];
}

const rulesOf = (...codes: string[]) => loadCatalogue().anomalyRules.filter(({ code }) => codes.includes(code));
const found = (rules: AnomalyRule[], looks: [EvidenceEntry, number][]) => {
  const watch = openWatch(rules, isWeekday);
  return looks.flatMap(([entry, at]) => watch(entry, at).map(({ rule }) => [rule, looks.findIndex(([, one]) => one === at)]));
};
const times = (count: number, one: (n: number) => [EvidenceEntry, number]) => Array.from({ length: count }, (_, n) => one(n));

it("E18 notices an officer who looks for his own name, each time", () => {
  const looks = [look(0), look(1, { flags: ["OWN_NAME"] }), look(2, { flags: ["OWN_NAME"] })];
  expect(found(rulesOf("OWN_NAME"), looks)).toEqual([
    ["OWN_NAME", 1],
    ["OWN_NAME", 2],
  ]);
});

it("E18 notices one desk that looks at the same person ten times a day, once, and leaves an investigation alone", () => {
  const rules = rulesOf("SAME_PERSON");
  expect(
    found(
      rules,
      times(30, (n) => look(n)),
    ),
  ).toEqual([["SAME_PERSON", 9]]);
  expect(
    found(
      rules,
      times(30, (n) => look(n, { person: `p${n % 4}` })),
    ),
  ).toEqual([]);
  expect(
    found(
      rules,
      times(30, (n) => look(n, { officer: `clerk-${n % 4}` })),
    ),
  ).toEqual([]);
  expect(
    found(
      rules,
      times(30, (n) => look(n, { purpose: "INVESTIGATION" })),
    ),
  ).toEqual([]);
  expect(
    found(
      rules,
      times(20, (n) => look(n * 200)),
    ),
  ).toEqual([]);
});

it("F08 notices one desk that walks through very many persons", () => {
  expect(
    found(
      rulesOf("MANY_PERSONS"),
      times(3500, (n) => look(n / 10, { person: `p${n}` })),
    ),
  ).toEqual([["MANY_PERSONS", 2999]]);
  expect(
    found(
      rulesOf("MANY_PERSONS"),
      times(3500, (n) => look(n / 10, { person: `p${n % 50}` })),
    ),
  ).toEqual([]);
});

it("notices repeated denials, and a quota that is used up", () => {
  expect(
    found(
      rulesOf("REPEATED_DENIALS"),
      times(25, (n) => look(n, { outcome: "REFUSED" })),
    ),
  ).toEqual([["REPEATED_DENIALS", 19]]);
  expect(
    found(
      rulesOf("REPEATED_DENIALS"),
      times(25, (n) => look(n)),
    ),
  ).toEqual([]);
  expect(found(rulesOf("QUOTA_REACHED"), [look(0, { outcome: "REFUSED", code: "RATE_LIMITED" })])).toEqual([
    ["QUOTA_REACHED", 0],
  ]);
});

it("E17 notices every look in an emergency", () => {
  const looks = [look(0), look(1, { purpose: "EMERGENCY" }), look(2, { purpose: "EMERGENCY" })];
  expect(found(rulesOf("EMERGENCY_LOOK"), looks)).toEqual([
    ["EMERGENCY_LOOK", 1],
    ["EMERGENCY_LOOK", 2],
  ]);
});

it("notices a look at night and on a day of rest, by Beijing time, once a desk and day", () => {
  const rules = rulesOf("OFF_HOURS");
  const night = 13 * 60;
  const saturday = 5 * 24 * 60;
  expect(found(rules, [look(0), look(night), look(night + 1), look(saturday), look(saturday, { officer: "clerk-2" })])).toEqual([
    ["OFF_HOURS", 1],
    ["OFF_HOURS", 3],
    ["OFF_HOURS", 4],
  ]);
});

it("judges no look of a citizen at himself, and no finding", () => {
  const { agency: _, ...own } = look(13 * 60)[0];
  expect(found(loadCatalogue().anomalyRules, [[own as EvidenceEntry, 0], look(13 * 60, { kind: "FINDING" })])).toEqual([]);
});
