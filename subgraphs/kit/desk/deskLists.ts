/** Code lists of the sectors' desks: the same in every sector. */
import type { BatchKind, BatchState } from "../store/batchRow";
import type { Outcome } from "../store/differenceRows";
import type { StepKind } from "../store/steps";
import { vocabulary } from "../record/vocabulary";

type Entries<Code extends string> = Record<Code, readonly [zh: string, en: string]>;

export const BatchKindList = vocabulary("BatchKind", "批次性质", "what a batch says of itself", {
  ADDITION: ["增量", "more is added"],
  REPLACEMENT: ["全量", "all there is: live records that it does not name are withdrawn"],
} satisfies Entries<BatchKind>);

export const BatchStateList = vocabulary("BatchState", "批次状态", "how a batch stands", {
  RECEIVED: ["接收中", "being received"],
  STAGED: ["已暂存", "staged, being compared"],
  AWAITING_REVIEW: ["待审核", "awaits its reviewer"],
  APPROVED: ["已通过", "approved, being published"],
  PUBLISHED: ["已公布", "published"],
  RETURNED: ["已退回", "given back by a reviewer"],
  ABANDONED: ["已作废", "given up"],
} satisfies Entries<BatchState>);

export const DifferenceOutcome = vocabulary("DifferenceOutcome", "差异", "what a row would do", {
  NEW: ["新增", "a new record"],
  CHANGED: ["变更", "a new version of a record"],
  WITHDRAWN: ["撤下", "a live record that a full replacement does not name"],
} satisfies Entries<Outcome>);

export const DeskStepKind = vocabulary("DeskStepKind", "办理步骤", "what was done", {
  SUBMITTED: ["报送", "a batch was submitted"],
  APPROVED: ["审核通过", "a reviewer approved it"],
  RETURNED: ["退回", "a reviewer gave it back"],
  SENT_BACK: ["发回再审", "it would withdraw more than was approved"],
  PUBLISHED: ["公布", "it was published"],
  ABANDONED: ["作废", "it was given up"],
  WITHDRAWN: ["撤下记录", "a record was withdrawn"],
  BASIS_REVOKED: ["依据撤销", "a basis document was revoked"],
  SEALED: ["封存", "a record was sealed"],
  REPAIRED: ["修复", "a record was repaired"],
  DISPUTE_MARKED: ["异议标注", "a dispute was marked"],
  DISPUTE_CLOSED: ["异议办结", "a dispute was closed"],
  RESTORED: ["恢复", "a record was restored"],
  NIL_RETURN_FILED: ["零报告", "a nil return was filed"],
  RECONCILED: ["对账", "counts were compared"],
} satisfies Entries<StepKind>);
