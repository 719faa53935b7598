/**
 * A counter: how often something happened in a month, to what, in which sector. Counters are all that supervision keeps of
 * what departments and the gateway did; there is no person in them, and they only ever grow by what events tell.
 */
export interface Counter {
  measure: Measure;
  /** `YYYY-MM` in Asia/Shanghai. */
  month: string;
  /** Sector, or the platform subgraph that told it. */
  sector: string;
  /** Code of the catalogue item; empty where there is none. */
  item: string;
  /** A further cut of the measure, e.g. `agency|purpose`; empty where there is none. */
  detail: string;
  n: number;
}

/** A step of review that takes longer is late; the plan names no term, so this one is ours. */
export const REVIEW_WORKING_DAYS = 3;

/** Every measure, with what one count of it is. `persons`: it stands for persons or their records, and is protected. */
export const MEASURES = {
  recordsLive: { zh: "在册记录（按变动月份）", en: "records that stand, by the month in which they came or went", persons: true },
  recordsCreated: { zh: "新增记录（按发布月份）", en: "records published, by the month of publication", persons: true },
  recordsDecided: { zh: "新增记录（按认定月份）", en: "records published, by the month of the decision", persons: true },
  recordsTimely: {
    zh: "按时归集记录（认定至发布不超过目录规定的工作日，按发布月份）",
    en: "records published within the catalogue's working days from their decision, by the month of publication",
    persons: true,
  },
  recordDays: {
    zh: "认定至发布的工作日数（最多计 100，按发布月份）",
    en: "working days from decision to publication, up to 100, by the month",
    persons: true,
  },
  disputesUpheld: { zh: "以更正或撤回办结的异议记录", en: "disputed records that were corrected or withdrawn", persons: true },
  disputesDismissed: { zh: "维持原记录办结的异议", en: "disputes closed with the record as it was", persons: true },
  recordsCorrected: { zh: "更正记录（按更正月份）", en: "records corrected after publication, by the month", persons: true },
  recordsWithdrawn: { zh: "撤回记录（按撤回月份）", en: "records withdrawn, by the month", persons: true },
  recordsRepaired: { zh: "修复记录（按修复月份）", en: "records repaired, by the month", persons: true },
  recordsExpired: { zh: "展示或查询期届满（按届满次日）", en: "records whose term ended, by the day after it", persons: true },
  recordsExpiredLate: { zh: "届满次日未下架", en: "of those, not taken down on that day", persons: true },
  batchesSubmitted: { zh: "报送批次（按报送月份）", en: "batches submitted, by the month", persons: false },
  batchesPublished: { zh: "发布批次（按发布月份）", en: "batches published, by the month", persons: false },
  batchesReturned: { zh: "退回批次（按审核月份）", en: "batches returned by a reviewer, by the month", persons: false },
  reviewsTimely: {
    zh: `按时审核（${REVIEW_WORKING_DAYS} 个工作日内，按审核月份）`,
    en: `review steps within ${REVIEW_WORKING_DAYS} working days, by the month`,
    persons: false,
  },
  reviewsLate: { zh: "超时审核（按审核月份）", en: "review steps that took longer, by the month", persons: false },
  rowsAccepted: { zh: "合格行（按报送月份）", en: "rows that passed every rule when they came, by the month", persons: false },
  rowsRefused: { zh: "不合格行（按报送月份）", en: "rows refused at intake, by the month", persons: false },
  nilReturns: { zh: "零报告（按所报月份）", en: "nil returns, by the month that they are about", persons: false },
  reconciledOwn: { zh: "已入库决定数（按对账月份）", en: "decisions that came in, of the month reconciled", persons: false },
  reconciledCase: {
    zh: "业务系统决定数（按对账月份）",
    en: "decisions by the case system's own count, of that month",
    persons: false,
  },
  persons: {
    zh: "人口登记（按登记或核验变动月份）",
    en: "persons on the register, by the month in which they came or changed",
    persons: true,
  },
  uniquenessOpen: { zh: "未办结的重号核查", en: "cases of a doubtful number that are open", persons: false },
  queries: { zh: "查询（按查询月份）", en: "looks at persons, by agency and purpose", persons: false },
  queriesRefused: { zh: "被拒查询（按查询月份）", en: "looks refused, by agency and purpose", persons: false },
  categoriesShown: { zh: "返回的信息类别", en: "categories of records answered, by agency and purpose", persons: false },
  categoriesOpen: { zh: "事由上限允许的类别", en: "categories that the purpose could open, of the same looks", persons: false },
  categoriesRefused: { zh: "被拒的信息类别", en: "categories refused, by the rule", persons: false },
  findings: { zh: "异常规则命中", en: "what an anomaly rule found, by agency and rule", persons: false },
  evidenceEntries: { zh: "留痕条目", en: "entries of the evidence log that were read", persons: false },
  grants: { zh: "授权书的申请、同意、不同意、暂停、撤回和使用", en: "what became of requests and authorisations", persons: true },
  evidenceMissing: { zh: "缺失的留痕条目", en: "places of the evidence log at which there was no entry", persons: false },
} as const satisfies Record<string, { zh: string; en: string; persons: boolean }>;

export type Measure = keyof typeof MEASURES;

/** The subgraph that keeps the log of looks. */
export const AUDIT = "audit";
/** The subgraph that keeps the authorisations. Every other source tells of records. */
export const CONSENT = "consent";

/** What is counted of the log of looks. */
const LOOKS: ReadonlySet<Measure> = new Set([
  ...(["queries", "queriesRefused", "categoriesShown", "categoriesOpen", "categoriesRefused"] as const),
  ...(["findings", "evidenceEntries", "evidenceMissing"] as const),
]);

/** Which of the two platform subgraphs tells what a measure counts; `undefined`: the sectors do. */
export function tellerOf(measure: Measure): typeof AUDIT | typeof CONSENT | undefined {
  if (measure === "grants") return CONSENT;
  return LOOKS.has(measure) ? AUDIT : undefined;
}

/** What a counter counts under: the same key, the same counter. */
export function keyOf({ measure, month, sector, item, detail }: Omit<Counter, "n">): string {
  return `${measure}\n${month}\n${sector}\n${item}\n${detail}`;
}
