/** As mistakes.test.ts: what is wrong with the data of the authorisations. */
import { type Break, describeBreaks, edit, mistakesNow } from "./mistakes.fixture";

const BREAKS: Break[] = [
  {
    title: "a written authorisation without a ceiling",
    file: "purposes.yaml",
    after: "P18",
    edit: [
      "grantCeiling: { uses: 3, validDays: 30, dataLifeDays: 30, categories: [BASIC, OCCUPATION, SEVERE_LIST, HONOUR] }",
      "",
    ],
    says: " purposes[17].grantCeiling: expected a ceiling, because the purpose takes authorisations, found nothing",
    line: "- id: P18",
  },
  {
    title: "a ceiling above what the purpose itself opens",
    file: "purposes.yaml",
    after: "P18",
    edit: ["OCCUPATION, SEVERE_LIST, HONOUR] }", "OCCUPATION, SEVERE_LIST, PENALTY] }"],
    says:
      " purposes[17].grantCeiling.categories[3]: expected a category that the purpose names as required or conditional, " +
      'found "PENALTY"',
  },
  {
    title: "somebody who may state with a person's leave what nobody may state by law",
    file: "purposes.yaml",
    after: "P18",
    edit: ["requesters: [kind:EMPLOYER]", "requesters: [kind:EMPLOYER]\n    grantRequesters: [kind:COMPANY]"],
    says:
      " purposes[17].grantRequesters: expected none, because others may state it by law only where the kind is STATUTE, " +
      "found a list of 1",
  },
  {
    title: "an unknown kind among those who need the person's leave",
    file: "purposes.yaml",
    after: "P12",
    edit: ["kind:EMPLOYER, kind:COMPANY]", "kind:EMPLOYER, kind:COMPANIES]"],
    says:
      " purposes[11].grantRequesters[2]: expected one of kind:STATE_ORGAN, kind:LICENSING_ORGAN, kind:REGISTERING_ORGAN, " +
      "kind:INVESTIGATING_ORGAN, kind:SCHOOL, kind:BANK, kind:EMPLOYER, kind:COMPANY, kind:CREDIT_AGENCY, kind:PEER_REGION, " +
      'kind:SUPERVISION_OFFICE, kind:AUDITOR, kind:INTEGRATOR, found "kind:COMPANIES"',
  },
  {
    title: "records that need an authorisation, opened to whoever acts by law",
    file: "purposes.yaml",
    after: "P02",
    edit: ["- { level: GOV_SHARED }", "- { level: AUTHORISED }"],
    says: " purposes[1].openness[1].category: expected a category, because nobody was asked for his authorisation, found nothing",
    line: "- { level: AUTHORISED }",
  },
  {
    title: "a version of a notice that is none",
    file: "grant-notices.yaml",
    after: "purpose: CREDIT_AGENCY",
    edit: ["version: 2026-1", "version: v1"],
    says: ' grantNotices[5].version: expected a version like 2026-1, found "v1"',
  },
];

describeBreaks(BREAKS);

test("a purpose that takes authorisations without words for the person, and two notices from one day, are named", () => {
  const line = edit("grant-notices.yaml", "purpose: CREDIT_AGENCY", "CREDIT_AGENCY", "BANK_CREDIT");
  expect(mistakesNow().map((found) => found.replace(/:\d+ /, " "))).toEqual([
    'grant-notices.yaml grantNotices[5].version: expected one that no other notice of the purpose has, found "2026-1"',
    'grant-notices.yaml grantNotices[5].inForceFrom: expected one that no other notice of the purpose has, found "2026-01-01"',
    "purposes.yaml purposes[19].grantCeiling: expected a notice in grant-notices.yaml beside it, found a map",
  ]);
  expect(mistakesNow()[0]).toContain(`:${line + 1} `);
});
