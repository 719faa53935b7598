/** What a desk does not do, by an entry of the closed list that the gateway knows how to say; in Chinese for commands. */
import { PROBLEMS, type Problem } from "../../../schema/contract/problem";

const ZH = {
  NOT_FOUND: "没有可以办理的对象，请核对标识",
  BATCH_DECIDED: "该批次已不在待审核状态，请查看其状态和步骤；需要重新决定的，请重新报送文件",
  OWN_BATCH: "批次须由报送人以外的人审核，请另请同事",
  SECOND_REVIEWER_NEEDED: "该批次将撤下超过五分之一的现行记录，您已是第一审核人，须由另一名审核人决定",
  DESK_REASON: "理由须为 4 至 500 个字",
  DESK_ITEM: "本部门没有这个目录事项，请核对事项编码",
  DESK_PERIOD: "期间须为已经结束的月份，形如 2026-10",
  DESK_COUNT: "数量须为 0 至 1000000000 的整数",
  RECORD_STATE: "记录当前的状态不允许这样办理，请查看其版本",
  RECORD_OWN_STEP: "恢复须由作出原决定以外的审核人办理",
  RECORD_REPAIR_EARLY: "尚未达到最短展示期限，不得修复；最早日期见 repairableFrom",
  NIL_RETURN_CONTRADICTED: "该月已有记录收入，不能作零报告；请核对，或先撤下误报的记录",
} as const satisfies Partial<Record<Problem, string>>;

export type DeskProblem = keyof typeof ZH;

export class DeskRefused extends Error {
  override readonly name = "DeskRefused";
  readonly problem: DeskProblem;
  readonly zh: string;

  constructor(problem: DeskProblem) {
    super(PROBLEMS[problem]);
    this.problem = problem;
    this.zh = ZH[problem];
  }
}
