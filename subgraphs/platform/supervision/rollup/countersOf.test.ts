/** What an event adds to the counters, kind by kind. */
import type { CatalogueEntry } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { ToldEvent } from "../../../kit/eventSource";
import { countersOf } from "./countersOf";

const catalogue = loadCatalogue();

/** `measure month n`, and the detail where there is one. */
function added(kind: string, facts: ToldEvent["facts"] = {}, more: Partial<ToldEvent> = {}, name = "tax"): string[] {
  const event = { position: 7, at: "2026-10-31T16:00:00.000Z", kind, ...(name === "tax" && { item: "TAX-01" }), facts, ...more };
  return countersOf(event, { name, after: 6 }, catalogue).map(({ measure, month, n, detail }) =>
    [measure, month, n, ...(detail === "" ? [] : [detail])].join(" "),
  );
}

it("counts in the month of Shanghai: 31 October 16:00 UTC is November", () => {
  expect(added("BATCH_PUBLISHED")).toEqual(["batchesPublished 2026-11 1"]);
  expect(added("BATCH_PUBLISHED", {}, { at: "2026-10-31T15:59:59.999Z" })).toEqual(["batchesPublished 2026-10 1"]);
});

it("counts a record by the month of publication, and by that of its decision", () => {
  expect(added("RECORD_CREATED", { state: "ACTIVE", decidedOn: "2024-03-05" })).toEqual([
    "recordsCreated 2026-11 1",
    "recordsDecided 2024-03 1",
    "recordsLive 2026-11 1",
  ]);
});

it("counts the working days from decision to publication, up to a hundred, and what kept the term", () => {
  const days = (workingDays: number, late: boolean) =>
    added("RECORD_CREATED", { state: "REVOKED", decidedOn: "2026-10-01", workingDays, late }).slice(2);
  expect(days(3, false)).toEqual(["recordDays 2026-11 1 003", "recordsTimely 2026-11 1"]);
  expect(days(2400, true)).toEqual(["recordDays 2026-11 1 100"]);
});

it("takes a disputed record that is corrected or withdrawn for a dispute that was right, and one left as it was for one that was not", () => {
  const disputes = (kind: string, facts: ToldEvent["facts"]) => added(kind, facts).filter((one) => one.startsWith("disputes"));
  expect(disputes("RECORD_CORRECTED", { was: "DISPUTED", state: "CORRECTED" })).toEqual(["disputesUpheld 2026-11 1"]);
  expect(disputes("RECORD_WITHDRAWN", { was: "DISPUTED" })).toEqual(["disputesUpheld 2026-11 1"]);
  expect(disputes("RECORD_CORRECTED", { was: "DISPUTED", state: "DISPUTED" })).toEqual([]);
  expect(disputes("RECORD_DISPUTED", { was: "DISPUTED", open: false })).toEqual(["disputesDismissed 2026-11 1"]);
  expect(disputes("RECORD_DISPUTED", { was: "ACTIVE", open: true })).toEqual([]);
});

it.each(["REQUESTED", "APPROVED", "DECLINED", "PAUSED", "RESUMED", "REVOKED", "SUPERSEDED", "SPENT"])(
  "counts an authorisation that is %s by agency and purpose, and nothing of whose it is",
  (step) => {
    const facts = { grant: "G1", agency: "bank-001", purpose: "BANK_CREDIT", validUntil: null, look: null };
    const told = { personId: "P1" } as object;
    expect(added(`GRANT_${step}`, facts, told, "consent")).toEqual([`grants 2026-11 1 bank-001|BANK_CREDIT|${step}`]);
    expect(added(`GRANT_${step}`, { ...facts, purpose: null }, told, "consent")).toEqual([`grants 2026-11 1 bank-001||${step}`]);
  },
);

it.each([
  ["that is revoked already", { state: "REVOKED" }],
  ["whose term was over when it came", { state: "ACTIVE", readableUntil: "2026-10-31" }],
])("does not take a record %s for one that stands", (_, facts) => {
  expect(added("RECORD_CREATED", { decidedOn: "2026-10-01", ...facts })).toEqual([
    "recordsCreated 2026-11 1",
    "recordsDecided 2026-10 1",
  ]);
});

it.each([
  ["RECORD_WITHDRAWN", { was: "ACTIVE" }, ["recordsWithdrawn 2026-11 1", "recordsLive 2026-11 -1"]],
  [
    "RECORD_WITHDRAWN",
    { cause: "ABSENT", was: "CORRECTED", readableUntil: null },
    ["recordsWithdrawn 2026-11 1", "recordsLive 2026-11 -1"],
  ],
  ["RECORD_WITHDRAWN", { was: "REPAIRED" }, ["recordsWithdrawn 2026-11 1"]],
  ["RECORD_WITHDRAWN", { was: "ACTIVE", readableUntil: "2025-01-01" }, ["recordsWithdrawn 2026-11 1"]],
  ["RECORD_REPAIRED", { was: "DISPUTED" }, ["recordsRepaired 2026-11 1", "recordsLive 2026-11 -1"]],
  ["RECORD_SEALED", { was: "ACTIVE" }, ["recordsLive 2026-11 -1"]],
  ["RECORD_SEALED", { was: "REVOKED" }, []],
  ["RECORD_RESTORED", { was: "REVOKED" }, ["recordsLive 2026-11 1"]],
  ["RECORD_CORRECTED", { was: "ACTIVE", state: "CORRECTED" }, ["recordsCorrected 2026-11 1"]],
  ["RECORD_CORRECTED", { was: "REVOKED", state: "ACTIVE" }, ["recordsCorrected 2026-11 1", "recordsLive 2026-11 1"]],
  [
    "RECORD_CORRECTED",
    { was: "ACTIVE", wasReadableUntil: "2026-10-31", state: "ACTIVE", readableUntil: "2026-11-01" },
    ["recordsCorrected 2026-11 1", "recordsLive 2026-11 1"],
  ],
  ["RECORD_EXPIRED", { lastDay: "2026-10-31" }, ["recordsExpired 2026-11 1", "recordsLive 2026-11 -1"]],
  [
    "RECORD_EXPIRED",
    { lastDay: "2026-10-30" },
    ["recordsExpired 2026-10 1", "recordsExpiredLate 2026-10 1", "recordsLive 2026-11 -1"],
  ],
  ["RECORD_EXPIRED", { clock: "RETENTION" }, []],
  [
    "BATCH_SUBMITTED",
    { taken: 97, refused: 3 },
    ["batchesSubmitted 2026-11 1", "rowsAccepted 2026-11 97", "rowsRefused 2026-11 3"],
  ],
  ["BATCH_REVIEWED", { decision: "APPROVED", workingDays: 3 }, ["reviewsTimely 2026-11 1"]],
  ["BATCH_REVIEWED", { decision: "RETURNED", workingDays: 4 }, ["reviewsLate 2026-11 1", "batchesReturned 2026-11 1"]],
  ["NIL_RETURN_FILED", { period: "2026-09" }, ["nilReturns 2026-09 1"]],
  [
    "RECONCILED",
    { period: "2026-09", theirs: 12, ours: 11 },
    ["reconciledOwn 2026-09 11 2026-09|0000000000000007", "reconciledCase 2026-09 12 2026-09|0000000000000007"],
  ],
  ["SOMETHING_NEW", { was: "ACTIVE" }, []],
] as [string, ToldEvent["facts"], string[]][])("%s %j", (kind, facts, expected) => {
  expect(added(kind, facts)).toEqual(expected);
});

it("counts a person on the register by real-name level, and cases of a doubtful number while they are open", () => {
  const told = (kind: string, item: string, facts: ToldEvent["facts"]) =>
    added(kind, { state: "ACTIVE", was: "ACTIVE", ...facts }, { item }, "identity").filter((one) => /^(persons|uniq)/.test(one));
  const now = { realNameLevel: "VERIFIED", numberValid: true };
  expect(told("RECORD_CREATED", "IDENTITY-01", now)).toEqual(["persons 2026-11 1 VERIFIED|VALID"]);
  expect(told("RECORD_CORRECTED", "IDENTITY-01", { ...now, "was.realNameLevel": "REGISTERED", "was.numberValid": true })).toEqual(
    ["persons 2026-11 -1 REGISTERED|VALID", "persons 2026-11 1 VERIFIED|VALID"],
  );
  expect(told("RECORD_CREATED", "IDENTITY-03", { open: true })).toEqual(["uniquenessOpen 2026-11 1"]);
  expect(told("RECORD_CORRECTED", "IDENTITY-03", { "was.open": true, open: false })).toEqual(["uniquenessOpen 2026-11 -1"]);
});

it("counts a record that is sealed, by act or by law, nowhere", () => {
  expect(added("RECORD_CREATED", { state: "SEALED", decidedOn: "2026-10-01" })).toEqual([]);
  const sealed = { ...catalogue.items[0]!, code: "PSB-09", openness: { default: "SEALED", mayBe: ["SEALED"] } } as CatalogueEntry;
  const other = { ...catalogue, items: [...catalogue.items, sealed] };
  const kinds = [
    "RECORD_CREATED",
    "RECORD_WITHDRAWN",
    "BATCH_SUBMITTED",
    "BATCH_PUBLISHED",
    "NIL_RETURN_FILED",
    "RECORD_EXPIRED",
  ];
  for (const kind of kinds) {
    const facts = { state: "ACTIVE", decidedOn: "2026-10-01", taken: 4, was: "ACTIVE", period: "2026-09", lastDay: "2026-10-31" };
    const event = { position: 1, at: "2026-10-31T16:00:00.000Z", kind, item: "PSB-09", facts };
    expect(countersOf(event, { name: "publicsecurity", after: 0 }, other)).toEqual([]);
  }
});

describe("an entry of the log of looks", () => {
  const look = (facts: ToldEvent["facts"], position = 7) => added("ACCESS", facts, { position }, "audit");
  const bank = { agency: "bank-001", purpose: "BANK_CREDIT", outcome: "ANSWERED", categories: 2, grant: true };

  it("is a look by agency, purpose and right, with what it showed of what the purpose could open", () => {
    const { required, conditional } = catalogue.purposes.find(({ code }) => code === "BANK_CREDIT")!;
    expect(look({ ...bank, refusedBy: "GRANT:2 OPENNESS:1" })).toEqual([
      "evidenceEntries 2026-11 1",
      "queries 2026-11 1 bank-001|BANK_CREDIT|GRANT",
      "categoriesShown 2026-11 2 bank-001|BANK_CREDIT",
      `categoriesOpen 2026-11 ${new Set([...required, ...conditional]).size} bank-001|BANK_CREDIT`,
      "categoriesRefused 2026-11 2 GRANT",
      "categoriesRefused 2026-11 1 OPENNESS",
    ]);
  });

  it("tells an emergency from what the person agreed to, though both are signed", () => {
    const right = (facts: ToldEvent["facts"]) => look(facts).find((one) => one.startsWith("queries "));
    const police = { ...bank, agency: "police-001", purpose: "EMERGENCY" };
    expect(right(police)).toBe("queries 2026-11 1 police-001|EMERGENCY|EMERGENCY");
    expect(right({ ...bank, grant: false })).toBe("queries 2026-11 1 bank-001|BANK_CREDIT|LAW");
    expect(added("EMERGENCY_DECLARED", { agency: "police-001", purpose: "EMERGENCY" }, {}, "consent")).toEqual([]);
  });

  it("is a refusal, a finding, or no look of an agency at all", () => {
    expect(look({ ...bank, outcome: "REFUSED" })).toEqual([
      "evidenceEntries 2026-11 1",
      "queriesRefused 2026-11 1 bank-001|BANK_CREDIT",
    ]);
    expect(added("FINDING", { agency: "bank-001", rule: "OFF_HOURS" }, {}, "audit")).toEqual([
      "evidenceEntries 2026-11 1",
      "findings 2026-11 1 bank-001|OFF_HOURS",
    ]);
    expect(look({ agency: null, purpose: "SELF_QUERY", outcome: "ANSWERED" })).toEqual(["evidenceEntries 2026-11 1"]);
    expect(look({ agency: "joint-meeting-office", purpose: "NONE", outcome: "ANSWERED" })).toEqual(["evidenceEntries 2026-11 1"]);
  });

  it("says how many entries are gone where a place is passed over", () => {
    expect(look({ agency: null, purpose: null }, 10)).toEqual(["evidenceEntries 2026-11 1", "evidenceMissing 2026-11 3"]);
  });
});
