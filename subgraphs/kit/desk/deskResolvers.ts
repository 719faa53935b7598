/** What the shared types of the desks read on demand. */
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../graph/context";
import { DateTimeScalar } from "../record/scalars";
import { differenceRows, type Outcome } from "../store/differenceRows";
import { refusalsOf } from "../store/refusals";
import { stepById, stepsOfBatch } from "../store/steps";
import { versionAt, type RecordVersion } from "../store/recordHistory";
import { DeskBatch, DeskStep, DifferenceRow, RowRefusal } from "./batchTypes";
import { databaseOf, firstOf } from "./desk";
import { DifferenceOutcome } from "./deskLists";
import { DeskRecord, DeskVersion } from "./recordTypes";
import { differenceShown, specOf, stepShown, versionShown } from "./shown";

const FIRST = { defaultValue: 50, description: "条数，1 至 200 / how many" };

@Resolver(() => DeskBatch)
export class DeskBatchResolver {
  @FieldResolver(() => [DeskStep], { description: "办理步骤 / its steps, oldest first" })
  async steps(
    @Root() { id }: DeskBatch,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<DeskStep[]> {
    return firstOf((await stepsOfBatch(databaseOf(context), id)).map(stepShown), first);
  }

  @FieldResolver(() => [RowRefusal], {
    description: "退回的行 / why rows of it were refused; the first thousand reasons are kept",
  })
  async refusals(
    @Root() { id }: DeskBatch,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<RowRefusal[]> {
    return firstOf(await refusalsOf(databaseOf(context), id), first).map((one) => Object.assign(new RowRefusal(), one));
  }

  @FieldResolver(() => [DifferenceRow], {
    description: "与现行记录的差异，公布前可查 / what it would change; until it is decided",
  })
  async difference(
    @Root() { row, sector }: DeskBatch,
    @Arg("outcome", () => DifferenceOutcome.enumObject, { description: "差异 / which rows" }) outcome: Outcome,
    @Arg("first", () => Int, FIRST) first: number,
    @Arg("after", () => String, { nullable: true, description: "起点 / cursor of the row to go on after" })
    after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<DifferenceRow[]> {
    const spec = specOf(sector, row.type);
    if (spec === undefined) return [];
    const rows = await differenceRows(databaseOf(context), row, outcome, after ?? undefined);
    return firstOf(rows, first).map((one) => differenceShown(one, outcome, spec, context.warrant));
  }
}

@Resolver(() => DeskRecord)
export class DeskRecordResolver {
  @FieldResolver(() => DeskVersion, {
    nullable: true,
    description: "某一时刻的版本，默认现行 / the version at an instant, by default now; none before the first",
  })
  async version(
    @Root() record: DeskRecord,
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: "时刻 / instant" }) asOf: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<DeskVersion | null> {
    const instant = asOf === undefined || asOf === null ? undefined : new Date(asOf).toISOString();
    const version = instant === undefined ? record.history[0] : versionAt(record.history, instant);
    return version === undefined ? null : toldVersion(version, record, context);
  }

  @FieldResolver(() => [DeskVersion], { description: "全部版本，新者在前 / all versions, newest first" })
  async versions(
    @Root() record: DeskRecord,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<DeskVersion[]> {
    return Promise.all(firstOf(record.history, first).map((version) => toldVersion(version, record, context)));
  }
}

async function toldVersion(version: RecordVersion, { sector }: DeskRecord, context: SubgraphContext): Promise<DeskVersion> {
  const step = await stepById(databaseOf(context), version.record.batchId);
  return versionShown(version, specOf(sector, version.record.type)!, context.warrant, step);
}
