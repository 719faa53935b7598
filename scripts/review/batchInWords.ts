/** A batch for people: who sent it, what it would change, who decided what and when. */
import { needsSecondReviewer, type Batch, type BatchState } from "../../subgraphs/kit/store/batchRow";
import type { Step, StepKind } from "../../subgraphs/kit/store/steps";

const STATES: Record<BatchState, string> = {
  RECEIVED: "接收中 / being received",
  STAGED: "已暂存，正在比对 / staged, being compared",
  AWAITING_REVIEW: "待审核 / awaits review",
  APPROVED: "已通过，正在公布 / approved, being published",
  PUBLISHED: "已公布 / published",
  RETURNED: "已退回 / returned",
  ABANDONED: "已作废 / abandoned",
};

const STEPS: Partial<Record<StepKind, string>> = {
  SUBMITTED: "报送 / submitted",
  APPROVED: "审核通过 / approved",
  RETURNED: "退回 / returned",
  SENT_BACK: "发回再审 / sent back for review",
  PUBLISHED: "公布 / published",
  ABANDONED: "作废 / abandoned",
};

export function batchInWords(batch: Batch, steps: readonly Step[]): string {
  const { id, item, type, kind, state, submitter, submitterAgency, rowsTaken, rowsRefused } = batch;
  const what = kind === "REPLACEMENT" ? "全量 / full replacement" : "增量 / addition";
  return [
    `${id}  ${item} (${type})  ${what}  ${STATES[state]}`,
    `  报送 / by ${submitter} (${submitterAgency})，收入 ${rowsTaken} 行，退回 ${rowsRefused} 行 / ${rowsTaken} rows taken, ${rowsRefused} refused`,
    `  ${differenceInWords(batch)}`,
    ...(state === "AWAITING_REVIEW" && needsSecondReviewer(batch) ? [`  ${secondReviewer(batch)}`] : []),
    ...steps.map(
      ({ at, kind: step, officer, agency, reason }) =>
        `  ${at}  ${STEPS[step] ?? step}  ${officer}${agency === "" ? "" : ` (${agency})`}${reason === null ? "" : `：${reason}`}`,
    ),
  ].join("\n");
}

function differenceInWords({ kind, rowsNew, rowsChanged, rowsUnchanged, rowsWithdrawn, rowsLive }: Batch): string {
  const gone =
    kind === "REPLACEMENT" ? `，撤下 ${rowsWithdrawn}（现行 ${rowsLive}） / ${rowsWithdrawn} of ${rowsLive} live withdrawn` : "";
  return `新增 ${rowsNew}，更正 ${rowsChanged}，未变 ${rowsUnchanged} / ${rowsNew} new, ${rowsChanged} changed, ${rowsUnchanged} unchanged${gone}`;
}

function secondReviewer({ firstReviewer }: Batch): string {
  const so = firstReviewer === null ? "" : `，第一审核人 / first: ${firstReviewer}`;
  return `撤下超过五分之一，须两名审核人 / over a fifth is withdrawn: two reviewers${so}`;
}
