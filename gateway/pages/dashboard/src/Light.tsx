/** A traffic light, told by a sign and words as well as by its colour. */
import { useText } from "./language";
import type { Task } from "./shapes";

const SIGN = { GREEN: "●", AMBER: "▲", RED: "■", GREY: "○" } as const;
const BECAUSE: Record<string, [zh: string, en: string]> = {
  DONE_IN_TIME: ["按期完成", "done in time"],
  DONE_LATE: ["逾期完成", "done late"],
  OVERDUE: ["已逾期", "overdue"],
  DUE_SOON: ["三十日内到期", "due within 30 days"],
  NOT_DUE: ["未到期", "not due yet"],
  ACTIVE: ["近九十日有进展", "evidence within 90 days"],
  QUIET: ["九十日以上无进展", "quiet for 90 days"],
  SILENT: ["半年以上无进展", "silent for half a year"],
  NOTHING_DUE: ["未定期限", "no day is set"],
};

export function Light({ task: { light, lightBecause } }: { task: Pick<Task, "light" | "lightBecause"> }) {
  const say = useText();
  return (
    <span className={`light ${light.toLowerCase()}`}>
      <span aria-hidden="true">{SIGN[light]}</span> {say(...(BECAUSE[lightBecause] ?? [lightBecause, lightBecause]))}
    </span>
  );
}
