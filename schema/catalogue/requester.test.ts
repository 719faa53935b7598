import { loadCatalogue } from "./load";
import { noticeOn } from "./grantNotice";
import { standingOf } from "./requester";

const catalogue = loadCatalogue();
const standing = (agency: string, purpose: string) =>
  standingOf(
    catalogue.agencies.find(({ code }) => code === agency)!,
    catalogue.purposes.find(({ code }) => code === purpose)!,
  );

test.each([
  ["licensing", "LICENSING_REVIEW", "BY_LAW"],
  ["licensing", "BANK_CREDIT", "NONE"],
  ["bank-001", "BANK_CREDIT", "WITH_GRANT"],
  ["bank-001", "EMPLOYMENT_CHECK", "NONE"],
  ["civilaffairs", "SOCIAL_ASSISTANCE", "WITH_GRANT"],
  ["education", "STUDENT_DECISION", "BY_LAW"],
  ["youth", "STUDENT_DECISION", "WITH_GRANT"],
  ["employer-001", "STUDENT_DECISION", "WITH_GRANT"],
  ["bank-001", "STUDENT_DECISION", "NONE"],
  ["tax", "DATA_QUALITY", "BY_LAW"],
  ["bank-001", "DATA_QUALITY", "NONE"],
  ["nobody-001", "PUBLIC_LICENCE_CHECK", "BY_LAW"],
])("%s may state %s: %s", (agency, purpose, expected) => {
  expect(standing(agency, purpose)).toBe(expected);
});

test("the newest words in force are told, and none before the first", () => {
  const notice = { zh: "一", en: "one", purpose: "BANK_CREDIT" };
  const grantNotices = [
    { ...notice, version: "2026-2", inForceFrom: "2026-06-01" },
    { ...notice, version: "2026-1", inForceFrom: "2026-01-01" },
    { ...notice, version: "2027-1", inForceFrom: "2027-01-01" },
  ];
  const version = (day: string) => noticeOn(day, "BANK_CREDIT", { grantNotices })?.version;
  expect(["2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01", "2027-01-01"].map(version)).toEqual([
    ...[undefined, "2026-1", "2026-1", "2026-2", "2027-1"],
  ]);
  expect(noticeOn("2026-07-01", "LICENSING_REVIEW", { grantNotices })).toBeUndefined();
});
