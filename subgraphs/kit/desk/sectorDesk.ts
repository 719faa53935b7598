/**
 * A sector's desk in the graph: `taxDesk` to read and `taxDesk` to act, the same for every sector and made from its name.
 * Its value types are shared by all sectors; only the two entrances are its own.
 */
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { refused } from "../door/refused";
import type { SubgraphContext } from "../graph/context";
import type { Sector } from "../sector";
import { legalDayOf } from "../../../schema/contract/legalDay";
import type { BatchState } from "../store/batchRow";
import { batchById, batchesBefore } from "../store/batchStore";
import { recordNumbered, versionsOf } from "../store/recordHistory";
import { nilReturns, reconciliations } from "../store/returns";
import { DeskBatch } from "./batchTypes";
import { databaseOf, firstOf, officerAt, refuseUnreadable, scopesOf, type SectorHooks } from "./desk";
import { deskActions } from "./deskActions";
import { BatchStateList } from "./deskLists";
import { DeskBatchResolver, DeskRecordResolver } from "./deskResolvers";
import { DeskRecord, NilReturn, Reconciliation } from "./recordTypes";
import { batchShown, reconciliationShown, recordShown, stepShown } from "./shown";

const FIRST = { defaultValue: 20, description: "条数，1 至 200 / how many" };

/** The resolvers of a sector's desk, for its schema. */
export function deskResolvers(sector: Sector, hooks: SectorHooks): Function[] {
  const name = `${sector.field[0]!.toUpperCase()}${sector.field.slice(1)}Desk`;
  const root = `${sector.field}Desk`;
  const { Actions, resolver } = deskActions(sector, hooks, `${name}Actions`);

  @Directive("@authenticated")
  @ObjectType(name, { description: `${sector.zh}的数据工作台 / the desk of the ${sector.en}` })
  class Desk {}

  @Resolver()
  class Entrance {
    @Directive(scopesOf(sector.name, ["steward", "review", "audit"]))
    @Query(() => Desk, { name: root, description: `${sector.zh}的数据工作台 / the desk of the ${sector.en}, to read` })
    desk(): Desk {
      return new Desk();
    }

    @Directive(scopesOf(sector.name, ["steward", "review"]))
    @Mutation(() => Actions, { name: root, description: `${sector.zh}的数据工作台 / the desk of the ${sector.en}, to act` })
    act(): object {
      return new Actions();
    }
  }

  return [Entrance, deskReader(sector, Desk), resolver, DeskBatchResolver, DeskRecordResolver];
}

function deskReader(sector: Sector, Desk: new () => object): Function {
  const OWN = scopesOf(sector.name, ["steward", "review"]);
  const READ = scopesOf(sector.name, ["steward", "review", "audit"]);

  @Resolver(() => Desk)
  class Reader {
    @Directive(OWN)
    @FieldResolver(() => [DeskBatch], { nullable: true, description: "批次，新者在前 / batches, newest first" })
    async batches(
      @Arg("state", () => BatchStateList.enumObject, { nullable: true, description: "状态 / state" })
      state: BatchState | undefined,
      @Arg("first", () => Int, FIRST) first: number,
      @Arg("before", () => ID, { nullable: true, description: "早于该批次的 / older than this batch" })
      before: string | undefined,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskBatch[]> {
      officerAt(sector, ["steward", "review"], context.warrant);
      const database = databaseOf(context);
      const bound = before === undefined || before === null ? undefined : await batchById(database, before);
      if (before && bound === undefined) throw refused("NOT_FOUND");
      const batches = await batchesBefore(database, bound?.number ?? Number.MAX_SAFE_INTEGER, state ?? undefined);
      return firstOf(batches, first).map((batch) => batchShown(batch, sector));
    }

    @Directive(OWN)
    @FieldResolver(() => DeskBatch, { nullable: true, description: "一个批次 / one batch" })
    async batch(
      @Arg("id", () => ID, { description: "批次标识 / id" }) id: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskBatch | null> {
      officerAt(sector, ["steward", "review"], context.warrant);
      const batch = await batchById(databaseOf(context), id);
      return batch === undefined ? null : batchShown(batch, sector);
    }

    @Directive(READ)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "本部门的一条记录及其版本 / a record of its own, with its versions",
    })
    async record(
      @Arg("id", () => ID, { description: "记录标识 / id" }) id: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord | null> {
      return readRecord(sector, id, context);
    }

    @Directive(READ)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "按本部门编号查找 / a record by the department's own number",
    })
    async recordNumbered(
      @Arg("item", () => ID, { description: "目录事项编码 / code of the catalogue item" }) item: string,
      @Arg("sourceNo", () => String, { description: "本部门的记录编号 / number of the department's own" }) sourceNo: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord | null> {
      const spec = sector.types.find((type) => type.item.code === item);
      if (spec === undefined) throw refused("DESK_ITEM");
      const id = await recordNumbered(databaseOf(context), spec.name, sourceNo);
      return id === undefined ? null : readRecord(sector, id, context);
    }

    @Directive(OWN)
    @FieldResolver(() => [NilReturn], { nullable: true, description: "零报告，新者在前 / nil returns, latest month first" })
    async nilReturns(@Arg("first", () => Int, FIRST) first: number, @Ctx() context: SubgraphContext): Promise<NilReturn[]> {
      officerAt(sector, ["steward", "review"], context.warrant);
      const found = firstOf(await nilReturns(databaseOf(context)), first);
      return found.map(({ item, period, step }) => Object.assign(new NilReturn(), { item, period, step: stepShown(step) }));
    }

    @Directive(OWN)
    @FieldResolver(() => [Reconciliation], {
      nullable: true,
      description: "对账，新者在前 / reconciliations, latest month first",
    })
    async reconciliations(
      @Arg("first", () => Int, FIRST) first: number,
      @Ctx() context: SubgraphContext,
    ): Promise<Reconciliation[]> {
      officerAt(sector, ["steward", "review"], context.warrant);
      return firstOf(await reconciliations(databaseOf(context)), first).map(reconciliationShown);
    }
  }
  return Reader;
}

/**
 * A record with its versions. Past its retention it is nobody's any more; sealed, it is shown at its own desk, and to an
 * auditor with the scope for sealed records only: to another it is no record at all.
 */
async function readRecord(sector: Sector, id: string, context: SubgraphContext): Promise<DeskRecord | null> {
  const { warrant, environment } = context;
  refuseUnreadable(sector, warrant);
  const history = await versionsOf(databaseOf(context), id);
  const latest = history[0]?.record;
  const today = legalDayOf(new Date(environment.now()));
  if (latest === undefined || (latest.retainUntil ?? today) < today) return null;
  const isOwn = warrant.scopes.includes(`steward:${sector.name}`) || warrant.scopes.includes(`review:${sector.name}`);
  const isSealed = latest.state === "SEALED" || latest.openness === "SEALED";
  if (isSealed && !isOwn && !warrant.scopes.includes("person:sealed")) return null;
  return recordShown(history, sector);
}
