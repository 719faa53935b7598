/** The board of a period: what hangs below `supervision`. Reads counters and the board; there is no person to be reached from it. */
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import type { Board } from "../board/board";
import type { SupervisionContext } from "../context";
import { openYears } from "../frozen/years";
import { openBook, type Book } from "../indicator/book";
import { readPeriod, type Period } from "../indicator/period";
import { Campaign, Inspection, Member, Task, TypicalCaseConnection } from "./boardTypes";
import { Indicator, IndicatorCell, Supervision, SupervisionSource } from "./indicatorTypes";
import { shownCell, shownIndicator } from "./indicatorFields";
import { departmentOf, memberDepartments, shownCase, shownMember, shownTask } from "./shown";
import { isStale } from "../rollup/stale";

const SEES = '@requiresScopes(scopes: [["supervision:read"]])';
const MAX_FIRST = 200;

/** A board with what its fields are computed from. */
export class OpenSupervision extends Supervision {
  book!: Book;
  /** As it stood at the end of a year that is over. */
  board!: Board;
  /** As it stands now. */
  current!: Board;
}

@Resolver(() => Supervision)
export class SupervisionQuery {
  @Directive(SEES)
  @Query(() => Supervision, {
    description: "监督看板：年或月，如 2026、2026-10 / the board of a year or a month; numbers only, never a person",
  })
  async supervision(
    @Arg("period", () => String, { description: "期间，如 2026 或 2026-10 / year or month" }) code: string,
    @Ctx() context: SupervisionContext,
  ): Promise<Supervision> {
    const period = readPeriod(code, context.today);
    if (typeof period === "string") throw refused(period);
    return openSupervision(period, context);
  }

  @FieldResolver(() => [Indicator], { description: "40 项指标 / the 40 indicators" })
  indicators(@Root() { book }: OpenSupervision): Indicator[] {
    return loadCatalogue().indicators.map((entry) => shownIndicator(entry, book));
  }

  @FieldResolver(() => Indicator, { nullable: true, description: "一项指标 / one indicator" })
  indicator(
    @Arg("code", () => ID, { description: "编号 K01–K40 / number" }) code: string,
    @Root() { book }: OpenSupervision,
  ): Indicator | undefined {
    const entry = loadCatalogue().indicators.find(({ id }) => id === code);
    return entry && shownIndicator(entry, book);
  }

  @FieldResolver(() => [Task], { description: "实施方案的 19 项任务 / the 19 tasks of the plan" })
  tasks(@Root() { board }: OpenSupervision): Task[] {
    return loadCatalogue().tasks.map((task) => shownTask(task, board.standing(task)));
  }

  @FieldResolver(() => [Member], { description: "27 个成员单位 / the 27 members" })
  members(@Root() { book, board }: OpenSupervision): Member[] {
    return memberDepartments().map((department) => Object.assign(shownMember(department), { book, board }));
  }

  @FieldResolver(() => Member, { nullable: true, description: "一个成员单位 / one member" })
  member(
    @Arg("code", () => ID, { description: "单位代码 / code" }) code: string,
    @Root() { book, board }: OpenSupervision,
  ): Member | undefined {
    const department = departmentOf(code);
    return department && Object.assign(shownMember(department), { book, board });
  }

  @FieldResolver(() => [IndicatorCell], {
    description: "授权书办理：申请、同意、不同意、暂停、撤回 / authorisations asked for, agreed to, declined, paused, revoked",
  })
  authorisations(@Root() { book }: OpenSupervision): IndicatorCell[] {
    return book.authorisations().map(({ stale, ...figure }) => shownCell(figure, stale));
  }

  @FieldResolver(() => [SupervisionSource], { description: "数据来源 / the sources" })
  sources(@Ctx() { rollups, now }: SupervisionContext): SupervisionSource[] {
    return rollups.sources().map((source) =>
      Object.assign(new SupervisionSource(), {
        sector: source.name,
        lastEventAt: source.lastEventAt ?? undefined,
        readAt: source.readAt ?? undefined,
        stale: isStale(source, now()),
      }),
    );
  }

  @FieldResolver(() => [Campaign], { description: "本年的 11 个宣传时间节点 / the eleven occasions of publicity of the year" })
  campaigns(@Root() { period }: OpenSupervision): Campaign[] {
    const year = period.slice(0, 4);
    return loadCatalogue().campaigns.map(({ id, zh, en, day, days, note }) =>
      Object.assign(new Campaign(), { id, zh, en, note, date: days?.[year] ?? (day && `${year}-${day}`) }),
    );
  }

  @FieldResolver(() => [Inspection], { description: "历年督查 / all inspections, newest first" })
  inspections(@Root() { current }: OpenSupervision): Inspection[] {
    return current.inspections.map((row) => inspectionOf(row.year, current)!);
  }

  @FieldResolver(() => Inspection, { nullable: true, description: "某年的督查 / the inspection of a year" })
  inspection(
    @Arg("year", () => Int, { description: "督查年份 / year in which it is held" }) year: number,
    @Root() { current }: OpenSupervision,
  ): Inspection | undefined {
    return inspectionOf(year, current);
  }

  @FieldResolver(() => TypicalCaseConnection, { description: "典型案例，新者在前 / typical cases, newest first" })
  cases(
    @Arg("first", () => Int, { defaultValue: 20, description: `条数，1 至 ${MAX_FIRST} / how many` }) first: number,
    @Arg("after", () => String, { nullable: true, description: "上一页末条游标 / cursor to go on from" })
    after: string | undefined,
    @Root() { current: board }: OpenSupervision,
  ): TypicalCaseConnection {
    const start = after ? board.cases.findIndex(({ id }) => id === after) + 1 : 0;
    if (first < 1 || first > MAX_FIRST || (after && start === 0)) throw refused("NOT_FOUND");
    const page = board.cases.slice(start, start + first);
    const edges = page.map((row) => ({ cursor: row.id, node: shownCase(row) }));
    const endCursor = page.at(-1)?.id;
    return { edges, pageInfo: { hasNextPage: start + first < board.cases.length, ...(endCursor && { endCursor }) } };
  }
}

/** The board of a period, open: numbers and writings as they stand now. */
export async function openSupervision(period: Period, context: SupervisionContext): Promise<OpenSupervision> {
  const { database, rollups, now } = context;
  const years = await openYears({ database, rollups, catalogue: loadCatalogue(), now: now() });
  const { code, from, to } = period;
  const { board, frozenAt, sources } = years.of(code.slice(0, 4));
  const computedAt = sources
    .flatMap(({ readAt }) => readAt ?? [])
    .sort()
    .at(-1);
  return Object.assign(new OpenSupervision(), {
    ...{ period: code, from, to, frozenAt, computedAt: computedAt ?? new Date(now()).toISOString() },
    ...{ board, current: years.board, book: openBook(period, years) },
  });
}

function inspectionOf(year: number, board: Board): Inspection | undefined {
  const row = board.inspections.find((one) => one.year === year);
  if (row === undefined) return undefined;
  const { openedAt, closedAt } = row;
  return Object.assign(new Inspection(), { year, about: year - 1, openedAt, closedAt: closedAt ?? undefined, board });
}
