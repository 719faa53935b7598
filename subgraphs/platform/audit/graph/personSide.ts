/**
 * Who looked at me: the person's own page of the log. What a law withholds is not there, not counted, and leaves no gap.
 *
 * Threat (ATTACKS F03, F05): an id or a cursor of somebody else's entry. Ids are enciphered places, and a page is read by the
 * keyed person alone; cursors are sealed over the person.
 */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Directive, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { callerOf } from "../../../kit/graph/context";
import { readCursor, writeCursor } from "../../../kit/graph/cursor";
import type { AuditContext } from "../context";
import { indexed } from "../keyedNames";
import { proofOf } from "../proof";
import { logSize, shownTo } from "../store/lookStore";
import { AccessEntry, AccessEntryConnection, accessEntryOf, InclusionProof } from "./accessEntry";

const MAX_FIRST = 200;
export const OWN = '@requiresScopes(scopes: [["self"]])';

@Directive('@key(fields: "id")')
@Directive("@authenticated")
@ObjectType("Person")
export class PersonStub {
  @Field(() => ID) id!: string;
}

@Resolver(() => PersonStub)
export class PersonSide {
  @Directive(OWN)
  @FieldResolver(() => AccessEntryConnection, {
    nullable: true,
    description: "谁查过我：机构、时间、事由、类别，新者在前 / who looked at me, when, why, at what; newest first",
  })
  async accessLog(
    @Root() { id }: PersonStub,
    @Arg("first", () => Int, { defaultValue: 20, description: `条数，1 至 ${MAX_FIRST} / how many` }) first: number,
    @Arg("after", () => String, { nullable: true, description: "上一页末条游标 / cursor to go on from" })
    after: string | undefined,
    @Arg("own", () => Boolean, { defaultValue: false, description: "含本人自查 / with one's own looks" }) own: boolean,
    @Ctx() context: AuditContext,
  ): Promise<AccessEntryConnection> {
    refuseOthers(id, context);
    if (first < 1 || first > MAX_FIRST) throw new GraphQLError("first", { extensions: { code: "BAD_USER_INPUT" } });
    const { reader } = context.environment.database!;
    const origin = { caller: callerOf(context.warrant), person: id, list: "accessLog", filter: String(own) };
    const key = context.environment.cursorKey;
    const before = after == null ? await logSize(reader) : Number(readCursor(after, origin, key).decidedOn);
    const rows = await shownTo(reader, indexed(context.log.names.person(id)), { before, first: first + 1, own });
    const edges = rows.slice(0, first).map((row) => ({
      cursor: writeCursor({ decidedOn: String(row.position), id: "" }, origin, key),
      node: accessEntryOf(row),
    }));
    const endCursor = edges.at(-1)?.cursor;
    return { edges, pageInfo: { hasNextPage: rows.length > first, ...(endCursor && { endCursor }) } };
  }
}

/** Below `me` alone (the second lock). */
function refuseOthers(person: string, { warrant }: AuditContext): void {
  const isOwn = warrant.purpose === "SELF_QUERY" && warrant.agency === undefined && warrant.subjects.includes(person);
  if (!isOwn) throw new GraphQLError("not one's own", { extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } });
}

@Resolver(() => AccessEntry)
export class AccessEntryResolver {
  @FieldResolver(() => InclusionProof, {
    nullable: true,
    description: "离线凭证；下一个检查点签发前为空 / proof to take away; null until the next checkpoint",
  })
  async proof(@Root() { row }: AccessEntry, @Ctx() { log }: AuditContext): Promise<InclusionProof | null> {
    const found = await proofOf(log, row.position);
    return found === undefined ? null : { ...found, entry: row.body };
  }
}
