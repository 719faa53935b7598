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

/** Every measure, with what one count of it is. `persons`: it stands for persons or their records, and is protected. */
export const MEASURES = {
  recordsLive: { zh: "在册记录", en: "records that stand", persons: true },
  recordsCreated: { zh: "新增记录", en: "records published", persons: true },
  recordsCorrected: { zh: "更正记录", en: "records corrected after publication", persons: true },
  recordsWithdrawn: { zh: "撤回记录", en: "records withdrawn", persons: true },
  recordsRepaired: { zh: "修复记录", en: "records repaired", persons: true },
  recordsExpired: { zh: "展示期届满", en: "records whose display ended", persons: true },
  recordsExpiredLate: { zh: "届满后未及时下架", en: "records shown after their display ended", persons: true },
  revocations: {
    zh: "依据文书撤销",
    en: "revocations of a basis document, by hours until the records were gone",
    persons: false,
  },
  batchesSubmitted: { zh: "报送批次", en: "batches submitted", persons: false },
  batchesPublished: { zh: "发布批次", en: "batches published", persons: false },
  reviewsTimely: { zh: "按时审核", en: "reviews finished in time", persons: false },
  reviewsLate: { zh: "超时审核", en: "reviews finished late", persons: false },
  batchesReturned: { zh: "退回批次", en: "batches returned by a reviewer", persons: false },
  rowsAccepted: { zh: "合格行", en: "rows that passed every rule at first intake", persons: false },
  rowsRefused: { zh: "不合格行", en: "rows refused at intake", persons: false },
  nilReturns: { zh: "零报告", en: "nil returns filed", persons: false },
  reconciledOwn: { zh: "已入库决定数", en: "decisions in the graph, as reconciled", persons: false },
  reconciledCase: { zh: "业务系统决定数", en: "decisions by the case system's own count", persons: false },
  persons: { zh: "人口登记", en: "persons on the register, by real-name level", persons: true },
  queries: { zh: "查询", en: "queries of persons, by agency and purpose", persons: false },
  queriesRefused: { zh: "被拒查询", en: "queries refused, by agency and purpose", persons: false },
  fieldsReturned: { zh: "返回字段", en: "fields answered, by agency and purpose", persons: false },
  fieldsRefused: { zh: "被拒字段", en: "fields refused, by reason", persons: false },
  clerkQueries: { zh: "经办人查询", en: "queries of a clerk, by agency and clerk", persons: false },
  accessLogViews: { zh: "本人查看", en: "views of “who looked” by the person", persons: true },
  challenges: { zh: "质疑", en: "accesses challenged by the person", persons: true },
  evidenceEntries: { zh: "留痕条目", en: "entries of the evidence log", persons: false },
  grantsGiven: { zh: "授权", en: "authorisations given", persons: true },
  grantsRevoked: { zh: "撤回授权", en: "authorisations revoked", persons: true },
} as const satisfies Record<string, { zh: string; en: string; persons: boolean }>;

export type Measure = keyof typeof MEASURES;

/** What a counter counts under: the same key, the same counter. */
export function keyOf({ measure, month, sector, item, detail }: Omit<Counter, "n">): string {
  return `${measure}\n${month}\n${sector}\n${item}\n${detail}`;
}
