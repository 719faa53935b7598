/**
 * How a task of the plan stands on a day: one pure function of its deadline, what was reported, and the day.
 *
 * The lights: GREEN on time, AMBER soon due or done late, RED overdue or silent, GREY nothing is due. A continuous task is
 * judged by when evidence was last reported (indicator K34: ninety days).
 */
import type { TaskEntry } from "../../../../schema/catalogue/catalogue";
import { addDays, addMonths, type LegalDay } from "../../../../schema/contract/legalDay";

export type Light = "GREEN" | "AMBER" | "RED" | "GREY";

/** What a member has reported on a task, as far as a light depends on it. */
export interface Reported {
  on: LegalDay;
  done: boolean;
}

/** Why the light is as it is; a code, for which the graph has the words. */
export type Because =
  "DONE_IN_TIME" | "DONE_LATE" | "OVERDUE" | "DUE_SOON" | "NOT_DUE" | "ACTIVE" | "QUIET" | "SILENT" | "NOTHING_DUE";

export interface Standing {
  light: Light;
  because: Because;
  /** The day by which it is due; absent where the plan sets none. */
  due?: LegalDay;
}

const ACTIVE_DAYS = 90;
const QUIET_DAYS = 180;
const SOON_DAYS = 30;

/** The last day of a dated task; of a yearly one, the end of January of the year in which `today` lies. */
export function dueOf({ deadline }: Pick<TaskEntry, "deadline">, today: LegalDay): LegalDay | undefined {
  if (/^\d{4}-\d{2}$/.test(deadline)) return addDays(addMonths(`${deadline}-01`, 1), -1);
  return deadline === "yearly" ? `${today.slice(0, 4)}-01-31` : undefined;
}

export function standingOf(task: Pick<TaskEntry, "deadline">, reported: readonly Reported[], today: LegalDay): Standing {
  const due = dueOf(task, today);
  if (due === undefined) return activityOf(reported, today, task.deadline === "continuous");
  // A yearly task is done anew each year.
  const own = task.deadline === "yearly" ? reported.filter(({ on }) => on.slice(0, 4) === due.slice(0, 4)) : reported;
  const done = own
    .filter((one) => one.done)
    .map(({ on }) => on)
    .sort()[0];
  if (done !== undefined)
    return done <= due ? { light: "GREEN", because: "DONE_IN_TIME", due } : { light: "AMBER", because: "DONE_LATE", due };
  if (today > due) return { light: "RED", because: "OVERDUE", due };
  return today >= addDays(due, -SOON_DAYS)
    ? { light: "AMBER", because: "DUE_SOON", due }
    : { light: "GREEN", because: "NOT_DUE", due };
}

function activityOf(reported: readonly Reported[], today: LegalDay, mustReport: boolean): Standing {
  const last = reported
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (last !== undefined && last >= addDays(today, -ACTIVE_DAYS)) return { light: "GREEN", because: "ACTIVE" };
  if (!mustReport) return { light: "GREY", because: "NOTHING_DUE" };
  return last !== undefined && last >= addDays(today, -QUIET_DAYS)
    ? { light: "AMBER", because: "QUIET" }
    : { light: "RED", because: "SILENT" };
}
