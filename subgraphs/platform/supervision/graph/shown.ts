/** From what is kept to what is shown. */
import type { Department, TaskEntry } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { LegalDay } from "../../../../schema/contract/legalDay";
import type { Standing } from "../board/trafficLight";
import type { CaseRow, FindingRow, NoteRow, StewardRow } from "../store/boardStore";
import { DataSteward, Finding, Member, ProgressNote, Task, TypicalCase } from "./boardTypes";

const members = loadCatalogue()
  .departments.filter(({ member }) => member !== undefined)
  .sort((one, other) => one.member! - other.member!);

/** The 27, in the plan's order. */
export function memberDepartments(): readonly Department[] {
  return members;
}

/** The member of this code, if there is one. */
export function departmentOf(code: string): Department | undefined {
  return members.find((one) => one.code === code);
}

export function shownMember({ code, zh, en, nowZh, member, role, sectors }: Department): Member {
  return Object.assign(new Member(), { code, zh, en, nowZh, place: member!, role, sectors: [...sectors] });
}

/** @throws Error for a code that no department has: such a row is never written. */
export function shownMemberOf(code: string): Member {
  return shownMember(departmentOf(code)!);
}

export function shownTask(
  { id, clause, titleZh, titleEn, unitsText, deadline }: TaskEntry,
  { light, because, due }: Standing,
): Task {
  const continuous = deadline === "continuous";
  return Object.assign(new Task(), {
    id,
    clause,
    titleZh,
    titleEn,
    unitsText,
    deadline,
    due,
    continuous,
    light,
    lightBecause: because,
  });
}

export function shownNote({ member, body, percent, evidence, id, at, done }: NoteRow): ProgressNote {
  const shown = { id, at, done, text: body, percent: percent ?? undefined, evidence: evidence ?? undefined };
  return Object.assign(new ProgressNote(), shown, { member: shownMemberOf(member) });
}

export function shownSteward({ sector, officer, namedOn, trainedOn }: StewardRow): DataSteward {
  return Object.assign(new DataSteward(), { sector, officer, named: namedOn, trainedOn: trainedOn ?? undefined });
}

export function shownFinding({ id, member, body, due, closedOn, rectification }: FindingRow, today: LegalDay): Finding {
  const late = closedOn === null ? today > due : closedOn > due;
  const shown = { id, text: body, due, late, closedOn: closedOn ?? undefined, rectification: rectification ?? undefined };
  return Object.assign(new Finding(), shown, { member: shownMemberOf(member) });
}

export function shownCase({ id, at, member, kind, title, body, acceptedAt }: CaseRow): TypicalCase {
  return Object.assign(new TypicalCase(), {
    id,
    at,
    kind,
    title,
    text: body,
    accepted: acceptedAt !== null,
    member: shownMemberOf(member),
  });
}
