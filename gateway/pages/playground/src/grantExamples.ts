/**
 * Examples of authorisations, in the order of their life: a bank asks, the citizen looks and agrees, the bank looks, the
 * citizen revokes. `{ remembered: … }` stands for the id that the last answer of the page gave.
 */
import type { Example } from "./examples";

const WHOM = { cast: 0 };
const REQUEST_ID = { remembered: "request" };
const GRANT_ID = { remembered: "grant" };

export const GRANT_EXAMPLES: readonly Example[] = [
  {
    id: "grant-requests",
    user: "citizen",
    zh: "谁在请求我的授权，我授权了谁",
    en: "Who asks for my authorisation, and whom I authorised",
    persona: "citizen",
    query: `
query MyGrants {
  me {
    grantRequests {
      id
      status
      recipient { zh }
      purpose
      notice { zh en }
      categories
      items { code zh }
      sensitiveItems { code zh }
      uses
      validDays
      answerBy
    }
    grants { id status recipient { zh } purpose categories usesLeft lastUsedAt validUntil history { at status } }
  }
}`,
  },
  {
    id: "as-seen-by",
    user: "citizen",
    zh: "同意之前：对方将看到什么",
    en: "Before agreeing: what the recipient would see",
    persona: "citizen",
    query: `
query AsSeenBy($request: ID) {
  me(asSeenBy: $request) {
    maskedName
    realNameLevel
    education { teacherQualifications { certNo } }
    market { marketPenalties { decisionNo content } }
    courts { judgmentDefaulters { caseNo } enforcementCases { caseNo } }
  }
}`,
    variables: { request: REQUEST_ID },
  },
  {
    id: "approve-grant",
    user: "citizen",
    zh: "同意一部分：基本信息与严重失信名单",
    en: "Agree to a part: identity and serious lists",
    persona: "citizen",
    query: `
mutation ApproveGrant($request: ID!, $categories: [RecordCategory!]!) {
  approveGrant(request: $request, categories: $categories) {
    id
    status
    categories
    usesLeft
    validUntil
    artefact
  }
}`,
    variables: { request: REQUEST_ID, categories: ["BASIC", "SEVERE_LIST"] },
  },
  {
    id: "revoke-grant",
    user: "citizen",
    zh: "撤回授权，立即生效",
    en: "Revoke an authorisation, at once",
    persona: "citizen",
    query: `
mutation RevokeGrant($grant: ID!) {
  revokeGrant(grant: $grant) { id status history { at status } }
}`,
    variables: { grant: GRANT_ID },
  },
  {
    id: "request-grant",
    user: "market",
    zh: "银行请求授权",
    en: "A bank asks a person for an authorisation",
    persona: "bank",
    query: `
mutation RequestGrant($input: GrantRequestInput!) {
  requestGrant(input: $input) { id status purpose categories answerBy }
}`,
    variables: {
      input: {
        person: WHOM,
        purpose: "BANK_CREDIT",
        caseNumber: "DK-2026-0123",
        categories: ["BASIC", "SEVERE_LIST", "JUDICIAL", "PENALTY"],
        validDays: 30,
        uses: 3,
      },
    },
  },
  {
    id: "bank-credit",
    user: "market",
    zh: "银行授信：凭本人授权",
    en: "Bank credit with the person's authorisation",
    persona: "bank",
    query: `
query BankCreditGranted($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    maskedName
    realNameLevel
    courts { judgmentDefaulters { caseNo conduct } enforcementCases { caseNo } }
  }
}`,
    variables: { lookup: WHOM, access: { purpose: "BANK_CREDIT", caseNumber: "DK-2026-0123", grant: GRANT_ID } },
  },
  {
    id: "employment-request",
    user: "market",
    zh: "用人单位请求授权",
    en: "An employer asks a candidate for an authorisation",
    persona: "employer",
    query: `
mutation RequestEmploymentCheck($input: GrantRequestInput!) {
  requestGrant(input: $input) { id status purpose categories answerBy }
}`,
    variables: {
      input: {
        person: WHOM,
        purpose: "EMPLOYMENT_CHECK",
        caseNumber: "2026-招聘-7",
        categories: ["BASIC", "OCCUPATION"],
        validDays: 15,
        uses: 1,
      },
    },
  },
];
