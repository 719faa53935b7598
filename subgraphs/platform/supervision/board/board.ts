/** What members and the office wrote, as it stands on a day: read once a request, and counted for the indicators that rest on it. */
import type { Catalogue, TaskEntry } from "../../../../schema/catalogue/catalogue";
import { addMonths, legalDayOf, type LegalDay } from "../../../../schema/contract/legalDay";
import type { Database } from "../../../kit/store/database";
import type { Period } from "../indicator/period";
import * as store from "../store/boardStore";
import { standingOf, type Standing } from "./trafficLight";

export interface Counted {
  numerator: number;
  denominator?: number;
}

export interface Board {
  notes: readonly store.NoteRow[];
  stewards: readonly store.StewardRow[];
  inspections: readonly store.InspectionRow[];
  findings: readonly store.FindingRow[];
  cases: readonly store.CaseRow[];
  /** How a task stands; of one member where `member` is given, for its own part. */
  standing(task: TaskEntry, member?: string): Standing;
  /** Whether a task is put on a department; T10 is put on every record owner. */
  isOf(task: TaskEntry, member: string): boolean;
  datedTasks(member: string | undefined, period: Period): Counted | undefined;
  continuousTasks(member: string | undefined): Counted | undefined;
  findingsDue(member: string | undefined, period: Period): Counted | undefined;
  casesAccepted(member: string | undefined, period: Period): Counted | undefined;
  stewardsInPlace(member: string | undefined): Counted | undefined;
}

export async function readBoard(database: Database, catalogue: Catalogue, today: LegalDay): Promise<Board> {
  return boardOf(await readWritten(database), catalogue, today);
}

export async function readWritten(database: Database): Promise<Written> {
  const [notes, stewards, inspections, findings, cases] = await Promise.all([
    store.notes(database),
    store.stewards(database),
    store.inspections(database),
    store.findings(database),
    store.cases(database),
  ]);
  return { notes, stewards, inspections, findings, cases };
}

export type Written = Pick<Board, "notes" | "stewards" | "inspections" | "findings" | "cases">;

/** Pure: the same writings, catalogue and day give the same board. */
export function boardOf(written: Written, { tasks, departments }: Catalogue, today: LegalDay): Board {
  const dayOf = (at: string) => legalDayOf(new Date(at));
  const isOf = ({ units }: TaskEntry, member: string) =>
    units.length > 0 ? units.includes(member) : departments.some(({ code, role }) => code === member && role === "RECORD_OWNER");
  const standing = (task: TaskEntry, member?: string) => {
    const own = written.notes.filter((note) => note.task === task.id && (member === undefined || note.member === member));
    const reported = own.map(({ at, done }) => ({ on: dayOf(at), done }));
    // The inspection itself is the evidence of the yearly task of inspecting (G3).
    const opened =
      task.deadline === "yearly" ? written.inspections.map(({ openedAt }) => ({ on: dayOf(openedAt), done: true })) : [];
    return standingOf(task, [...reported, ...opened], today);
  };
  const tasksOf = (member: string | undefined) => (member === undefined ? tasks : tasks.filter((task) => isOf(task, member)));
  return {
    ...written,
    standing,
    isOf,
    datedTasks(member, { to }) {
      const due = tasksOf(member)
        .map((task) => standing(task, member))
        .filter((one) => one.due !== undefined && one.due <= (to < today ? to : today));
      return counted(due, ({ because }) => because === "DONE_IN_TIME");
    },
    continuousTasks: (member) =>
      counted(
        tasksOf(member)
          .filter(({ deadline }) => deadline === "continuous")
          .map((task) => standing(task, member)),
        ({ because }) => because === "ACTIVE",
      ),
    findingsDue(member, { from, to }) {
      const due = written.findings.filter(
        (one) => one.due >= from && one.due <= to && one.due <= today && (member === undefined || one.member === member),
      );
      return counted(due, ({ closedOn, due: day }) => closedOn !== null && closedOn <= day);
    },
    casesAccepted(member, { from, to }) {
      const own = written.cases.filter((one) => one.acceptedAt !== null && (member === undefined || one.member === member));
      return { numerator: own.filter(({ acceptedAt }) => dayOf(acceptedAt!) >= from && dayOf(acceptedAt!) <= to).length };
    },
    stewardsInPlace(member) {
      const sectors = departments.filter(({ code }) => member === undefined || code === member).flatMap((one) => one.sectors);
      const since = addMonths(today, -12);
      return counted(sectors, (sector) =>
        written.stewards.some((one) => one.sector === sector && one.trainedOn !== null && one.trainedOn >= since),
      );
    },
  };
}

function counted<T>(all: readonly T[], holds: (one: T) => boolean): Counted | undefined {
  return all.length === 0 ? undefined : { numerator: all.filter(holds).length, denominator: all.length };
}
