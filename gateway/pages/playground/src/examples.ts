/**
 * The examples of the Playground: one list, by kind of user. Numbers and names of people are not written here: `{ cast: n }`
 * stands for the look-up of the n-th person of the fixed synthetic cast (see exampleVariables).
 */
import { GRANT_EXAMPLES } from "./grantExamples";

export type ExampleUser = "frontend" | "clerk" | "citizen" | "organ" | "integrator" | "market";

export interface Example {
  id: string;
  user: ExampleUser;
  zh: string;
  en: string;
  /** Name of the persona that runs it. */
  persona: string;
  query: string;
  variables?: Record<string, unknown>;
}

/** The kinds of user, in the order of the menu. */
export const USERS: readonly { user: ExampleUser; zh: string; en: string }[] = [
  { user: "frontend", zh: "前端开发", en: "Front-end developer" },
  { user: "clerk", zh: "审批窗口", en: "Licensing clerk" },
  { user: "citizen", zh: "本人", en: "Citizen" },
  { user: "organ", zh: "招录与办案机关", en: "Recruiter, judge" },
  { user: "integrator", zh: "集成方", en: "Integrator" },
  { user: "market", zh: "市场主体", en: "Bank, employer" },
];

const person = (index: number) => ({ cast: index });

const RECORD_LINE = `
fragment RecordLine on CreditRecord {
  id
  item { code zh en }
  category
  polarity
  gravity
  determiningOrgan
  decidedOn
  displayUntil
  state
}`;

const REVIEW = `
query LicensingReview($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    maskedName
    maskedIdNumber
    tax {
      asOf
      records(first: 10) {
        edges {
          node {
            id
            item { code zh en }
            category
            decidedOn
            ... on TaxMajorViolation { conduct role }
          }
        }
      }
    }
    courts {
      asOf
      judgmentDefaulters { caseNo court conduct performance publishedOn }
    }
    market {
      asOf
      marketPenalties { decisionNo content penaltyTypes fineCny decidedOn }
    }
  }
}`;

/** Fields of Person, one a department's sector; a test holds them against the graph. */
const SECTORS = [
  ...["identity", "publicSecurity", "courts", "justice", "education", "health", "market", "ip", "tax", "fiscal", "finance"],
  ...["emergency", "ecology", "construction", "housing", "land", "commerce", "transport", "tourism", "civilAffairs"],
  ...["youth", "civilService", "labour", "licensing", "cyberspace", "civilisation"],
];
const ALL_SLICES = SECTORS.map((field) => `\n    ${field} { asOf records { edges { node { ...RecordLine } } } }`).join("");

const OWN_EXAMPLES: readonly Example[] = [
  {
    id: "all-departments",
    user: "frontend",
    zh: "一次查询，26 个部门",
    en: "One query, all 26 departments; what is closed stays null, with a reason",
    persona: "licensing-clerk",
    query: `
query AllDepartments($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    id
    maskedName
    maskedIdNumber${ALL_SLICES}
  }
}
${RECORD_LINE}`,
    variables: { lookup: person(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "XK-2026-0001" } },
  },
  {
    id: "paging",
    user: "frontend",
    zh: "筛选与翻页",
    en: "Filter and page: put pageInfo.endCursor into $after",
    persona: "judge",
    query: `
query Paging($lookup: PersonLookup!, $access: Access!, $first: Int!, $after: String, $filter: RecordFilter) {
  person(lookup: $lookup, access: $access) {
    maskedName
    courts {
      records(first: $first, after: $after, filter: $filter) {
        edges { cursor node { ...RecordLine } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
${RECORD_LINE}`,
    variables: {
      lookup: person(1),
      access: {
        purpose: "COURT_ENFORCEMENT",
        caseNumber: "(2026)津0115执0001号",
        justifications: [{ category: "JUDICIAL", reason: "核对被执行人在其他案件中的履行情况" }],
      },
      first: 2,
      after: null,
      filter: { polarity: ["ADVERSE"], decidedFrom: "2020-01-01" },
    },
  },
  {
    id: "licensing-review",
    user: "clerk",
    zh: "行政许可审查（不说明理由）",
    en: "Licensing review, no justification: penalties stay closed",
    persona: "licensing-clerk",
    query: REVIEW,
    variables: { lookup: person(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "XK-2026-0001" } },
  },
  {
    id: "licensing-review-justified",
    user: "clerk",
    zh: "行政许可审查（说明理由，开放行政处罚）",
    en: "Licensing review with a justification that opens penalties",
    persona: "licensing-clerk",
    query: REVIEW,
    variables: {
      lookup: person(1),
      access: {
        purpose: "LICENSING_REVIEW",
        caseNumber: "XK-2026-0001",
        justifications: [{ category: "PENALTY", reason: "申请食品经营许可，须核对近三年食品药品处罚" }],
      },
    },
  },
  {
    id: "licences-and-commitments",
    user: "clerk",
    zh: "以往的许可、信用承诺与任职",
    en: "Licences held before, commitments and how they were kept, posts",
    persona: "licensing-clerk",
    query: `
query LicencesAndCommitments($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    maskedName
    licensing {
      administrativeLicences { docNo licenceName validFrom validUntil status }
      licensingCommitments { licensingItem committedOn fulfilment verifiedOn }
      falseMaterialFindings { decisionNo licensingItem reapplyBarUntil }
    }
    market { enterpriseRoles { enterpriseName role from until } }
    civilAffairs { socialOrgLeaders { role pledgeOn pledgeFulfilled } }
  }
}`,
    variables: { lookup: person(2), access: { purpose: "LICENSING_REVIEW", caseNumber: "XK-2026-0003" } },
  },
  {
    id: "own-report",
    user: "citizen",
    zh: "我的诚信档案：全部部门",
    en: "My own records over all departments",
    persona: "citizen",
    query: `
query OwnReport {
  me {
    name
    idNumber
    realNameLevel${ALL_SLICES}
  }
}
${RECORD_LINE}`,
  },
  {
    id: "recruitment",
    user: "organ",
    zh: "公务员录用：批量核查三人",
    en: "Civil-service recruitment: three candidates at once",
    persona: "civil-service-recruiter",
    query: `
query Recruitment($lookups: [PersonLookup!]!, $access: Access!) {
  people(lookups: $lookups, access: $access) {
    name
    maskedIdNumber
    tax { taxMajorViolations { caseNo conduct role publishedOn } }
    market { marketSevereEntries { listNo cause listedOn removedOn } }
    courts {
      judgmentDefaulters { caseNo conduct performance }
      consumptionRestrictions { caseNo orderedOn liftedOn }
    }
    labour { wageArrearsEntries { entryNo role listedOn correctedOn } }
  }
}`,
    variables: {
      lookups: [person(0), person(1), person(2)],
      access: { purpose: "CIVIL_SERVICE_RECRUITMENT", caseNumber: "GK-2026-0007" },
    },
  },
  {
    id: "enforcement",
    user: "organ",
    zh: "司法执行：被执行人与限制消费",
    en: "Court enforcement: one case, judicial records justified",
    persona: "judge",
    query: `
query Enforcement($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    name
    idNumber
    courts {
      asOf
      enforcementCases { caseNo amountBand filedOn closedOn closeType }
      consumptionRestrictions { caseNo orderedOn liftedOn }
    }
    tax { taxArrearsNotices { noticeNo taxType arrearsBand dueOn clearedOn } }
  }
}`,
    variables: {
      lookup: person(1),
      access: {
        purpose: "COURT_ENFORCEMENT",
        caseNumber: "(2026)津0115执0001号",
        justifications: [
          { category: "JUDICIAL", reason: "核对被执行人在其他案件中的履行情况" },
          { category: "ABNORMAL", reason: "查明被执行人欠税情况，确定清偿顺序" },
        ],
      },
    },
  },
  {
    id: "purposes",
    user: "integrator",
    zh: "有哪些查询事由，各凭什么",
    en: "The purposes, their kind and their basis",
    persona: "integrator",
    query: `
query Purposes {
  purposes { id code zh en kind basis lookBackMonths }
}`,
  },
  {
    id: "catalogue-items",
    user: "integrator",
    zh: "目录事项：税务部门提供什么",
    en: "The catalogue: what the tax department provides",
    persona: "integrator",
    query: `
query CatalogueItems($sector: String, $first: Int!, $after: String) {
  catalogueItems(sector: $sector, first: $first, after: $after) {
    edges { cursor node { code zh en sector category openness legalBases { law article } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { sector: "tax", first: 20, after: null },
  },
  {
    id: "bank-refused",
    user: "market",
    zh: "银行授信：没有书面授权，被拒绝",
    en: "Bank credit without the person's written authorisation: ACCESS_DENIED",
    persona: "bank",
    query: `
query BankCredit($lookup: PersonLookup!, $access: Access!) {
  person(lookup: $lookup, access: $access) {
    maskedName
    courts { judgmentDefaulters { caseNo conduct } }
  }
}`,
    variables: { lookup: person(0), access: { purpose: "BANK_CREDIT", caseNumber: "DK-2026-0123" } },
  },
];

export const EXAMPLES: readonly Example[] = [...OWN_EXAMPLES, ...GRANT_EXAMPLES];
