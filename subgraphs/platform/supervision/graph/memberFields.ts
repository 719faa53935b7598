/** A member's own fields: tasks, stewards, items, how it stands; and a task's and an inspection's that lead to members. */
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import type { CatalogueEntry } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import { readBoard, type Board } from "../board/board";
import { standings } from "../board/league";
import type { SupervisionContext } from "../context";
import type { Book, Figure } from "../indicator/book";
import {
  DataSteward,
  Finding,
  Inspection,
  InspectionResult,
  Member,
  MemberItem,
  MemberStanding,
  ProgressNote,
  Task,
} from "./boardTypes";
import { isStaleCell, shownCell } from "./indicatorFields";
import { countedItems } from "../rollup/countedItems";
import { IndicatorCell } from "./indicatorTypes";
import { bookOfYear } from "./inspected";
import { memberDepartments, shownFinding, shownMember, shownMemberOf, shownNote, shownSteward, shownTask } from "./shown";

const MAX_FIRST = 200;

/** Reached from a board; elsewhere (a note's member, an inspection's) these are absent. */
interface OnBoard {
  book?: Book;
  board?: Board;
}

function boardOf({ board }: OnBoard, { database, today }: SupervisionContext): Promise<Board> | Board {
  return board ?? readBoard(database, loadCatalogue(), today);
}

@Resolver(() => Member)
export class MemberFields {
  @FieldResolver(() => [DataSteward], { description: "数据专员 / its data stewards" })
  async stewards(@Root() member: Member & OnBoard, @Ctx() context: SupervisionContext): Promise<DataSteward[]> {
    const { stewards } = await boardOf(member, context);
    return stewards.filter(({ sector }) => member.sectors.includes(sector)).map(shownSteward);
  }

  @FieldResolver(() => [Task], { description: "承担的任务，按本单位的进展亮灯 / tasks put on it, lit by its own reports" })
  async tasks(@Root() member: Member & OnBoard, @Ctx() context: SupervisionContext): Promise<Task[]> {
    const board = await boardOf(member, context);
    const own = loadCatalogue().tasks.filter((task) => board.isOf(task, member.code));
    return own.map((task) => shownTask(task, board.standing(task, member.code)));
  }

  @FieldResolver(() => [MemberItem], { description: "负责的目录事项 / its catalogue items" })
  items(@Root() { sectors, book }: Member & OnBoard): MemberItem[] {
    if (book === undefined) return [];
    const own = countedItems(loadCatalogue()).filter((item) => item.creditRecord && sectors.includes(item.sector));
    return own.map((item) => shownItem(item, book));
  }

  @FieldResolver(() => IndicatorCell, { nullable: true, description: "本单位的一项指标 / one indicator of this unit" })
  indicator(
    @Arg("code", () => ID, { description: "编号 K01–K40 / number" }) code: string,
    @Root() { code: member, zh, en, book }: Member & OnBoard,
  ): IndicatorCell | undefined {
    const entry = loadCatalogue().indicators.find(({ id }) => id === code);
    if (entry === undefined || book === undefined || !book.measurement(entry)?.cuts.includes("MEMBER")) return undefined;
    const stale = isStaleCell("MEMBER", member, book.staleSources(entry));
    return shownCell({ key: member, zh, en, ...book.figure(entry, { by: "MEMBER", key: member }) }, stale);
  }

  @FieldResolver(() => MemberStanding, { nullable: true, description: "本期情况与名次 / how it stands, and its place" })
  standing(@Root() { code, book, board }: Member & OnBoard): MemberStanding | undefined {
    if (book === undefined || board === undefined) return undefined;
    return Object.assign(new MemberStanding(), standings(book, board).get(code));
  }
}

function shownItem({ code, zh, en, type }: CatalogueEntry, book: Book): MemberItem {
  const { records, suppressed, reported, nilReturn } = book.item(code);
  return Object.assign(new MemberItem(), { code, zh, en, type, records, suppressed, reported, nilReturn });
}

@Resolver(() => Task)
export class TaskFields {
  @FieldResolver(() => Member, { nullable: true, description: "牵头单位 / lead" })
  lead(@Root() { id }: Task): Member | undefined {
    const lead = loadCatalogue().tasks.find((task) => task.id === id)?.lead;
    return lead === undefined ? undefined : shownMemberOf(lead);
  }

  @FieldResolver(() => [Member], { description: "责任单位 / units" })
  async units(@Root() { id }: Task, @Ctx() context: SupervisionContext): Promise<Member[]> {
    const board = await boardOf({}, context);
    const task = loadCatalogue().tasks.find((one) => one.id === id)!;
    return memberDepartments()
      .filter(({ code }) => board.isOf(task, code))
      .map(shownMember);
  }

  @FieldResolver(() => [ProgressNote], { description: "进展，新者在前 / notes, newest first" })
  async notes(
    @Arg("first", () => Int, { defaultValue: 20, description: `条数，1 至 ${MAX_FIRST} / how many` }) first: number,
    @Root() { id }: Task,
    @Ctx() context: SupervisionContext,
  ): Promise<ProgressNote[]> {
    if (first < 1 || first > MAX_FIRST) throw refused("FIRST_RANGE");
    const { notes } = await boardOf({}, context);
    return notes
      .filter(({ task }) => task === id)
      .slice(0, first)
      .map(shownNote);
  }
}

@Resolver(() => Inspection)
export class InspectionFields {
  @FieldResolver(() => [InspectionResult], { description: "各单位结果 / the results of the units" })
  results(@Root() inspection: Inspection): InspectionResult[] {
    return memberDepartments().map((department) => resultOf(inspection, shownMember(department)));
  }

  @FieldResolver(() => InspectionResult, { nullable: true, description: "一个单位的结果 / the result of one unit" })
  result(
    @Arg("member", () => ID, { description: "单位代码 / code" }) member: string,
    @Root() inspection: Inspection,
  ): InspectionResult | undefined {
    const department = memberDepartments().find(({ code }) => code === member);
    return department && resultOf(inspection, shownMember(department));
  }
}

function resultOf({ year }: Inspection, member: Member): InspectionResult {
  return Object.assign(new InspectionResult(), { member, year });
}

@Resolver(() => InspectionResult)
export class InspectionResultFields {
  @FieldResolver(() => [Finding], { description: "发现的问题 / findings" })
  async findings(
    @Root() { member, year }: InspectionResult & { year: number },
    @Ctx() context: SupervisionContext,
  ): Promise<Finding[]> {
    const { findings } = await boardOf({}, context);
    return findings
      .filter((row) => row.year === year && row.member === member.code)
      .map((row) => shownFinding(row, context.today));
  }

  @FieldResolver(() => [IndicatorCell], { description: "被检查年度的指标 / its indicators of the year that is inspected" })
  async indicators(
    @Root() { member, year }: InspectionResult & { year: number },
    @Ctx() context: SupervisionContext,
  ): Promise<IndicatorCell[]> {
    const book = await bookOfYear(year - 1, context);
    const cut = { by: "MEMBER", key: member.code } as const;
    return loadCatalogue().indicators.flatMap((entry) => {
      if (!book.measurement(entry)?.cuts.includes("MEMBER")) return [];
      const figure: Figure = book.figure(entry, cut);
      const stale = isStaleCell("MEMBER", member.code, book.staleSources(entry));
      return [shownCell({ key: entry.id, zh: entry.zh, en: entry.en, ...figure }, stale)];
    });
  }
}
