/** The closed lists of supervision. */
import { vocabulary } from "../../../kit/record/vocabulary";

export const IndicatorStatus = vocabulary("IndicatorStatus", "指标状态", "whether there is a number", {
  MEASURED: ["已计量", "computed from events"],
  NOT_MEASURED: ["未计量", "its source is not connected yet; the value is null, never zero"],
});
export const IndicatorUnit = vocabulary("IndicatorUnit", "计量单位", "unit of a value", {
  RATIO: ["比率", "a quotient, 0 to 1"],
  COUNT: ["个数", "a count"],
  DAYS: ["工作日", "working days"],
  HOURS: ["小时", "hours"],
  SECONDS: ["秒", "seconds"],
  PER_100000: ["每十万人", "per 100,000 persons"],
});
export const IndicatorGroup = vocabulary("IndicatorGroup", "指标分组", "what an indicator is about", {
  COLLECTION: ["归集", "collection"],
  QUALITY: ["质量", "quality"],
  RIGHTS: ["权益", "rights of the person"],
  QUERIES: ["查询", "queries"],
  LISTS: ["名单与奖惩", "lists and measures"],
  TASKS: ["任务", "tasks of the plan"],
  SECURITY: ["安全", "security"],
});
export const IndicatorDimension = vocabulary("IndicatorDimension", "分解维度", "a fixed cut of an indicator", {
  MEMBER: ["成员单位", "member unit"],
  FIELD: ["重点领域", "key field"],
  POPULATION: ["重点人群", "key population"],
  RECORD_TYPE: ["记录类型", "record type"],
  ITEM: ["目录事项", "catalogue item"],
  MONTH: ["月份", "month"],
  AGENCY: ["查询机构", "asking agency"],
  PURPOSE: ["查询事由", "purpose"],
  REASON: ["拒绝原因", "reason of a refusal"],
  RIGHT: ["授权方式", "by law, with the person's authorisation, or in an emergency"],
});
export const TrafficLight = vocabulary("TrafficLight", "进度灯", "how a task stands", {
  GREEN: ["绿灯", "on time"],
  AMBER: ["黄灯", "soon due, done late, or quiet"],
  RED: ["红灯", "overdue or silent"],
  GREY: ["无期限", "nothing is due"],
});
export const LightReason = vocabulary("LightReason", "亮灯原因", "why a task stands so", {
  DONE_IN_TIME: ["按期完成", "done in time"],
  DONE_LATE: ["逾期完成", "done, late"],
  OVERDUE: ["已逾期", "overdue"],
  DUE_SOON: ["三十日内到期", "due within thirty days"],
  NOT_DUE: ["未到期", "not due yet"],
  ACTIVE: ["近九十日有进展", "evidence within ninety days"],
  QUIET: ["九十日以上无进展", "no evidence for ninety days"],
  SILENT: ["半年以上无进展", "no evidence for half a year"],
  NOTHING_DUE: ["未定期限", "no day is set"],
});
export const CaseKind = vocabulary("CaseKind", "案例类型", "kind of a typical case", {
  REWARD: ["守信激励", "reward of the trustworthy"],
  PUNISHMENT: ["失信惩戒", "constraint of the dishonest"],
  REPAIR: ["信用修复", "repair"],
  PRACTICE: ["成熟经验", "proven practice"],
});

/** Groups of indicators, by number. */
const GROUPS: readonly [upTo: number, group: string][] = [
  [9, "COLLECTION"],
  [13, "QUALITY"],
  [20, "RIGHTS"],
  [27, "QUERIES"],
  [32, "LISTS"],
  [38, "TASKS"],
  [40, "SECURITY"],
];

export function groupOf(id: string): string {
  return GROUPS.find(([upTo]) => Number(id.slice(1)) <= upTo)![1];
}
