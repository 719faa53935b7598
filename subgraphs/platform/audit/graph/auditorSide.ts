/**
 * The auditor's side: all entries, by person, agency, purpose and period, with what the person is not shown. Each of these
 * reads is itself an entry (ATTACKS J14), for it passes the same gateway.
 */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { addDays } from "../../../../schema/contract/legalDay";
import { decodeEntry, type EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import { readFieldSet } from "../../../../schema/contract/evidence/fieldSet";
import { callerOf } from "../../../kit/graph/context";
import { PageInfo } from "../../../kit/graph/connection";
import { readCursor, writeCursor } from "../../../kit/graph/cursor";
import { PersonLookup } from "../../../kit/graph/personLookup";
import { PurposeCodeList } from "../../../kit/record/commonLists";
import { DateScalar, DateTimeScalar } from "../../../kit/record/scalars";
import type { AuditContext } from "../context";
import { indexed } from "../keyedNames";
import { proofOf } from "../proof";
import { fieldSetText, type EntryRow, LISTED } from "../store/entryStore";
import { logSize, looksBefore, positionAt, withheldCount, type LookFilter } from "../store/lookStore";
import { AccessOutcomeList, InclusionProof, reasonOf } from "./accessEntry";

const MAX_FIRST = 200;
const AUDITS = '@requiresScopes(scopes: [["audit:read"]])';

@Directive("@authenticated")
@ObjectType({ description: "审计所见的一条留痕 / an entry as the auditor sees it", simpleResolvers: true })
export class AuditedEntry {
  @Field(() => ID, { description: "不透明标识 / opaque id" }) id!: string;
  @Field(() => Int, { description: "在日志中的位置 / position in the log" }) logIndex!: number;
  @Field(() => DateTimeScalar, { description: "时间 / when" }) at!: string;
  @Field(() => String, {
    description: "ACCESS 查询，FINDING 异常，CHALLENGE 异议，RULING 处理 / a look, a finding of a rule, a challenge, a ruling",
  })
  kind!: string;
  @Field(() => String, { nullable: true, description: "机构代码 / agency" }) agency?: string;
  @Field(() => String, { nullable: true, description: "工位编号 / the desk" }) officer?: string;
  @Field(() => String, { nullable: true, description: "查询事由代码，或 NONE / purpose" }) purpose?: string;
  @Field(() => String, { description: "为何查询 / why, in plain words" }) reason!: string;
  @Field(() => String, {
    nullable: true,
    description: "案号与理由；依法清除后为空 / case number and justifications as stated; null once erased",
  })
  statement?: string;
  @Field(() => String, { nullable: true, description: "授权书标识 / authorisation" }) grant?: string;
  @Field(() => String, { nullable: true, description: "被查询人，带密钥杂凑 / the person, keyed" }) person?: string;
  @Field(() => [String], { description: "答复的坐标 / coordinates that were answered" }) returned!: string[];
  @Field(() => [String], { description: "拒绝的坐标与规则 / coordinates that were refused, and by which rule" })
  refused!: string[];
  @Field(() => [String], { description: "答复的类别 / categories that were answered" }) categories!: string[];
  @Field(() => [String], { description: "未答复的部门 / departments that did not answer" }) unavailable!: string[];
  @Field(() => AccessOutcomeList.enumObject, { nullable: true, description: "结果 / outcome" }) outcome?: string;
  @Field(() => String, { nullable: true, description: "错误代码 / code" }) code?: string;
  @Field(() => String, { nullable: true, description: "未告知查询方的原因 / why, as the caller was not told" }) detail?: string;
  @Field(() => [String], { description: "标记 / flags" }) flags!: string[];
  @Field(() => String, { nullable: true, description: "异常规则代码 / rule of the finding" }) rule?: string;
  @Field(() => Int, { nullable: true, description: "所涉条目的位置 / position of the entry that it is about" })
  about?: number;
  @Field(() => Boolean, { description: "依法不向本人显示 / kept from the person by law" }) withheldFromPerson!: boolean;
  @Field(() => InclusionProof, { nullable: true, description: "离线凭证 / proof to take away" }) proof?: InclusionProof;
}

@Directive("@authenticated")
@ObjectType({ description: "一条留痕及其游标 / an entry and its cursor", simpleResolvers: true })
export class AuditedEntryEdge {
  @Field(() => String, { description: "游标 / cursor" }) cursor!: string;
  @Field(() => AuditedEntry, { description: "留痕 / the entry" }) node!: AuditedEntry;
}

@Directive("@authenticated")
@ObjectType({ description: "留痕列表（新者在前）/ entries, newest first", simpleResolvers: true })
export class AuditedEntryConnection {
  @Field(() => [AuditedEntryEdge], { description: "留痕 / edges" }) edges!: AuditedEntryEdge[];
  @Field(() => PageInfo, { description: "分页信息 / page" }) pageInfo!: PageInfo;
  @Field(() => Int, {
    nullable: true,
    description: "所查之人依法不予显示的条数 / how many entries of the person are kept from him by law",
  })
  withheldFromPerson?: number;
}

@Resolver()
export class AuditorSide {
  @Directive(AUDITS)
  @Query(() => AuditedEntryConnection, {
    nullable: true,
    description: "审计查询留痕；此查询本身亦留痕 / entries of the log; this read is itself one",
  })
  async accessEntries(
    @Arg("person", () => PersonLookup, { nullable: true, description: "查谁的留痕，只能以变量传入 / whose" })
    person: PersonLookup | undefined,
    @Arg("agency", () => String, { nullable: true, description: "机构代码 / agency" }) agency: string | undefined,
    @Arg("purpose", () => PurposeCodeList.enumObject, { nullable: true, description: "查询事由 / purpose" })
    purpose: string | undefined,
    @Arg("findings", () => Boolean, { defaultValue: false, description: "只看异常 / findings alone" }) findings: boolean,
    @Arg("challenges", () => Boolean, { defaultValue: false, description: "只看异议 / challenges alone" }) challenges: boolean,
    @Arg("from", () => DateScalar, { nullable: true, description: "起始日（含）/ first day" }) from: string | undefined,
    @Arg("to", () => DateScalar, { nullable: true, description: "截止日（含）/ last day" }) to: string | undefined,
    @Arg("first", () => Int, { defaultValue: 50, description: `条数，1 至 ${MAX_FIRST} / how many` }) first: number,
    @Arg("after", () => String, { nullable: true, description: "上一页末条游标 / cursor to go on from" })
    after: string | undefined,
    @Ctx() context: AuditContext,
  ): Promise<AuditedEntryConnection> {
    if (!context.warrant.scopes.includes("audit:read"))
      throw new GraphQLError("scope", { extensions: { code: "ACCESS_DENIED" } });
    if (first < 1 || first > MAX_FIRST) throw new GraphQLError("first", { extensions: { code: "BAD_USER_INPUT" } });
    const { reader } = context.environment.database!;
    const key = context.environment.cursorKey;
    const [subject] = context.warrant.subjects;
    // A look-up that finds nobody has no entries.
    if (person != null && subject === undefined) return { edges: [], pageInfo: { hasNextPage: false } };
    const name = person == null ? undefined : indexed(context.log.names.person(subject!));
    const kind = challenges ? "CHALLENGE" : findings ? "FINDING" : undefined;
    const stated = JSON.stringify([name, agency, purpose, kind, from, to]);
    const origin = { caller: callerOf(context.warrant), person: "", list: "accessEntries", filter: stated };
    const size = await logSize(reader);
    const filter: LookFilter = {
      ...(name !== undefined && { person: name }),
      ...(agency != null && { agency }),
      ...(purpose != null && { purpose }),
      ...(kind !== undefined && { kind }),
      from: from == null ? 0 : await positionAt(reader, dayStart(from), size),
      before: to == null ? size : await positionAt(reader, dayStart(addDays(to, 1)), size),
    };
    if (after != null) filter.before = Math.min(filter.before, Number(readCursor(after, origin, key).decidedOn));
    const rows = await looksBefore(reader, filter, first + 1);
    const edges = await Promise.all(
      rows.slice(0, first).map(async (row) => ({
        cursor: writeCursor({ decidedOn: String(row.position), id: "" }, origin, key),
        node: await audited(row, context),
      })),
    );
    const endCursor = edges.at(-1)?.cursor;
    return {
      edges,
      pageInfo: { hasNextPage: rows.length > first, ...(endCursor && { endCursor }) },
      ...(name !== undefined && { withheldFromPerson: await withheldCount(reader, name) }),
    };
  }
}

/** Midnight of a legal day, as the log writes time. */
function dayStart(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}

async function audited(row: EntryRow, { log, environment }: AuditContext): Promise<AuditedEntry> {
  const entry: EvidenceEntry = decodeEntry(row.body);
  const text = entry.fields === undefined ? "" : await fieldSetText(environment.database!.reader, entry.fields);
  const { returned, refused } = readFieldSet(text ?? "");
  const { officer, outcome, code, detail, rule, about, grant, person, purpose, agency } = entry;
  const optional = Object.entries({ outcome, code, detail, rule, about, grant, person, purpose, agency });
  const found = await proofOf(log, row.position);
  return Object.assign(new AuditedEntry(), {
    ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)),
    ...{ id: entry.id, logIndex: row.position, at: entry.at, kind: entry.kind, reason: reasonOf(purpose) },
    ...(officer !== undefined && { officer: decodeURIComponent(officer) }),
    ...(row.statement !== null && { statement: row.statement }),
    returned,
    refused: refused.map(({ coordinate, reason }) => `${coordinate} ${reason}`),
    categories: entry.categories ?? [],
    unavailable: entry.unavailable ?? [],
    flags: entry.flags ?? [],
    withheldFromPerson: row.listed === LISTED.WITHHELD,
    ...(found !== undefined && { proof: { ...found, entry: row.body } }),
  });
}
