/**
 * What members and the office write.
 *
 * Threat (ATTACKS E19, H16): a member that writes for another, a note that is markup, a case that names somebody. Texts are
 * kept as they are and shown as texts; a case with what looks like a citizen number is refused.
 */
import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from "type-graphql";
import type { Department } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { denied, refused } from "../../../kit/door/refused";
import { statedText } from "../../../kit/door/statedText";
import { newId } from "../../../kit/newId";
import { readBoard } from "../board/board";
import { office, reporterFor, type SupervisionContext } from "../context";
import * as store from "../store/boardStore";
import {
  CaseInput,
  DataSteward,
  Finding,
  FindingInput,
  Inspection,
  ProgressInput,
  ProgressNote,
  StewardInput,
  TypicalCase,
} from "./boardTypes";
import { departmentOf, shownCase, shownFinding, shownNote, shownSteward } from "./shown";

/** A member reports with one scope, the office writes with another; which of them it is, is looked at inside. */
const WRITES = '@requiresScopes(scopes: [["supervision:report"], ["supervision:write"]])';
const OFFICE = '@requiresScopes(scopes: [["supervision:write"]])';
const MAX_TEXT = 1000;
const MAX_TITLE = 200;
const MAX_CASE = 20_000;

@Resolver()
export class SupervisionActions {
  @Directive(WRITES)
  @Mutation(() => ProgressNote, {
    description: "报送任务进展：本单位的任务，或由办公室代报 / reports on a task: a unit on its own, or the office",
  })
  async reportProgress(
    @Arg("input", () => ProgressInput, { description: "进展 / progress" }) input: ProgressInput,
    @Ctx() context: SupervisionContext,
  ): Promise<ProgressNote> {
    const member = memberOf(input.member);
    const officer = reporterFor(member, context);
    const catalogue = loadCatalogue();
    const task = catalogue.tasks.find(({ id }) => id === input.task);
    if (task === undefined) throw refused("NOT_FOUND");
    const board = await readBoard(context.database, catalogue, context.today);
    if (!board.isOf(task, member.code)) throw denied();
    if (input.percent != null && (input.percent < 0 || input.percent > 100)) throw refused("PERCENT_RANGE");
    const row: store.NoteRow = {
      ...{ id: newId(), task: task.id, member: member.code, at: instant(context), officer, done: input.done },
      percent: input.percent ?? null,
      body: textOf(input.text),
      evidence: input.evidence == null ? null : textOf(input.evidence),
    };
    await store.insertNote(context.database, row);
    return shownNote(row);
  }

  @Directive(WRITES)
  @Mutation(() => DataSteward, { description: "指定数据专员或更新培训日期 / names a data steward, or says when he was trained" })
  async nameSteward(
    @Arg("input", () => StewardInput, { description: "专员 / steward" }) { sector, officer, trainedOn }: StewardInput,
    @Ctx() context: SupervisionContext,
  ): Promise<DataSteward> {
    const owner = loadCatalogue().departments.find(({ sectors }) => sectors.includes(sector));
    if (owner === undefined) throw refused("NOT_FOUND");
    const namedBy = reporterFor(owner, context);
    if (trainedOn != null && trainedOn > context.today) throw refused("DATE_AHEAD");
    await store.nameSteward(context.database, {
      ...{ sector, officer: textOf(officer, 128), namedOn: context.today, trainedOn: trainedOn ?? null, namedBy },
    });
    const named = (await store.stewards(context.database)).find((one) => one.sector === sector && one.officer === officer.trim());
    return shownSteward(named!);
  }

  @Directive(OFFICE)
  @Mutation(() => Inspection, {
    description: "启动年度督查，检查上一年度 / opens the inspection of a year, over the year before",
  })
  async openInspection(
    @Arg("year", () => Int, { description: "督查年份 / year in which it is held" }) year: number,
    @Ctx() context: SupervisionContext,
  ): Promise<Inspection> {
    const openedBy = office(context);
    if (String(year) !== context.today.slice(0, 4)) throw refused("NOT_JANUARY_YET");
    const row = { year, openedAt: instant(context), openedBy, closedAt: null };
    if (!(await store.openInspection(context.database, row))) throw refused("INSPECTION_EXISTS");
    return shownInspection(row);
  }

  @Directive(OFFICE)
  @Mutation(() => Inspection, { description: "结束年度督查 / closes the inspection of a year" })
  async closeInspection(
    @Arg("year", () => Int, { description: "督查年份 / year" }) year: number,
    @Ctx() context: SupervisionContext,
  ): Promise<Inspection> {
    office(context);
    if (!(await store.closeInspection(context.database, year, instant(context)))) throw refused("INSPECTION_CLOSED");
    return shownInspection((await store.inspections(context.database)).find((one) => one.year === year)!);
  }

  @Directive(OFFICE)
  @Mutation(() => Finding, { description: "记录督查发现的问题 / records a finding" })
  async recordFinding(
    @Arg("input", () => FindingInput, { description: "问题 / finding" }) input: FindingInput,
    @Ctx() context: SupervisionContext,
  ): Promise<Finding> {
    const recordedBy = office(context);
    const { code: member } = memberOf(input.member);
    if (input.due < context.today) throw refused("DATE_PAST");
    const open = (await store.inspections(context.database)).some(
      ({ year, closedAt }) => year === input.year && closedAt === null,
    );
    if (!open) throw refused("INSPECTION_CLOSED");
    const row: store.FindingRow = {
      ...{ id: newId(), year: input.year, member, body: textOf(input.text), due: input.due },
      ...{ recordedAt: instant(context), recordedBy, closedOn: null, rectification: null },
    };
    await store.insertFinding(context.database, row);
    return shownFinding(row, context.today);
  }

  @Directive(OFFICE)
  @Mutation(() => Finding, { description: "办结整改 / closes a finding that was mended" })
  async closeFinding(
    @Arg("id", () => ID, { description: "标识 / id" }) id: string,
    @Arg("rectification", () => String, { description: "整改情况 / how it was mended" }) rectification: string,
    @Ctx() context: SupervisionContext,
  ): Promise<Finding> {
    office(context);
    if (!(await store.closeFinding(context.database, id, context.today, textOf(rectification)))) throw refused("NOT_FOUND");
    return shownFinding(
      (await store.findings(context.database)).find((one) => one.id === id)!,
      context.today,
    );
  }

  @Directive(WRITES)
  @Mutation(() => TypicalCase, { description: "报送典型案例，不得指明个人 / submits a typical case, which names nobody" })
  async submitCase(
    @Arg("input", () => CaseInput, { description: "案例 / case" }) input: CaseInput,
    @Ctx() context: SupervisionContext,
  ): Promise<TypicalCase> {
    const member = memberOf(input.member);
    const submittedBy = reporterFor(member, context);
    const [title, body] = [textOf(input.title, MAX_TITLE), textOf(input.text, MAX_CASE)];
    if (namesPerson(title) || namesPerson(body)) throw refused("NAMES_A_PERSON");
    const row: store.CaseRow = {
      ...{ id: newId(), at: instant(context), member: member.code, kind: input.kind, title, body, submittedBy, acceptedAt: null },
    };
    await store.insertCase(context.database, row);
    return shownCase(row);
  }

  @Directive(OFFICE)
  @Mutation(() => TypicalCase, { description: "采纳典型案例 / accepts a typical case" })
  async acceptCase(
    @Arg("id", () => ID, { description: "标识 / id" }) id: string,
    @Ctx() context: SupervisionContext,
  ): Promise<TypicalCase> {
    office(context);
    if (!(await store.acceptCase(context.database, id, instant(context)))) throw refused("NOT_FOUND");
    return shownCase((await store.cases(context.database)).find((one) => one.id === id)!);
  }
}

/** @throws BAD_USER_INPUT where no member has the code. */
function memberOf(code: string): Department {
  const member = departmentOf(code);
  if (member === undefined) throw refused("NOT_FOUND");
  return member;
}

function textOf(text: string, most = MAX_TEXT): string {
  const stated = statedText(text, 1, most);
  if (stated === undefined) throw refused("TEXT_LENGTH");
  return stated;
}

/** Seventeen digits and one more, or fifteen: what a citizen number looks like, in any width of digits. */
function namesPerson(text: string): boolean {
  return /\d{15}(\d{2}[\dXx])?/.test(text.normalize("NFKC").replace(/[\s-]/g, ""));
}

function instant({ now }: SupervisionContext): string {
  return new Date(now()).toISOString();
}

function shownInspection({ year, openedAt, closedAt }: store.InspectionRow): Inspection {
  return Object.assign(new Inspection(), { year, about: year - 1, openedAt, closedAt: closedAt ?? undefined });
}
