/**
 * What is done at a sector's desk. Each action says who acted, from the warrant; each refusal says what to do next, from the
 * closed list. Actions of one request run in the order of its text, and each stands for itself.
 */
import { Arg, Ctx, Directive, FieldResolver, ID, Int, ObjectType, Resolver } from "type-graphql";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { refused } from "../door/refused";
import { statedText } from "../door/statedText";
import type { SubgraphContext } from "../graph/context";
import { actOnRecord, revokeBasis, type RecordAct } from "../life/actOnRecord";
import { DeskRefused } from "../life/deskRefused";
import { giveUp } from "../life/receiveBatch";
import { carryOut, decideBatch } from "../life/reviewBatch";
import type { Sector } from "../sector";
import { batchById } from "../store/batchStore";
import { versionsOf } from "../store/recordHistory";
import { fileNilReturn, nilReturns, reconcile } from "../store/returns";
import type { Officer } from "../store/steps";
import { BatchInput, BatchSubmission, DeskBatch } from "./batchTypes";
import { databaseOf, inOrder, instantOf, officerAt, scopesOf, type DeskRole, type SectorHooks } from "./desk";
import { DeskRecord, NilReturn, Reconciliation } from "./recordTypes";
import { batchShown, reconciliationShown, recordShown, stepShown } from "./shown";
import { submit } from "./submit";

const REASON = { description: "理由，4 至 500 个字 / reason, 4 to 500 characters" };
const BATCH = { description: "批次标识 / id of the batch" };
const RECORD = { description: "记录标识 / id of the record" };
const ITEM = { description: "目录事项编码 / code of the catalogue item" };
const PERIOD = { description: "月份，如 2026-10 / a month that is over" };

/** The type of a sector's actions and its resolver. */
export function deskActions(
  sector: Sector,
  hooks: SectorHooks,
  typeName: string,
): { Actions: new () => object; resolver: Function } {
  @Directive("@authenticated")
  @ObjectType(typeName, { description: `${sector.zh}数据工作台的办理 / what is done at the desk of the ${sector.en}` })
  class Actions {}

  const STEWARD = scopesOf(sector.name, ["steward"]);
  const REVIEWER = scopesOf(sector.name, ["review"]);

  /** Runs an action in its order, for an officer of the role; what the desk refuses becomes an error of the graph. */
  function acting<T>(role: DeskRole, context: SubgraphContext, action: (by: Officer, at: string) => Promise<T>): Promise<T> {
    return inOrder(context, async () => {
      const by = officerAt(sector, [role], context.warrant);
      try {
        return await action(by, instantOf(context));
      } catch (error) {
        if (error instanceof DeskRefused) throw refused(error.problem);
        throw error;
      }
    });
  }

  async function shownBatch(id: string, context: SubgraphContext): Promise<DeskBatch> {
    return batchShown((await batchById(databaseOf(context), id))!, sector);
  }

  function onRecord(kind: RecordAct, id: string, reason: string, context: SubgraphContext): Promise<DeskRecord> {
    return acting(kind === "RESTORE" ? "review" : "steward", context, async (by, at) => {
      const database = databaseOf(context);
      await actOnRecord(database, { id, kind, by, at, reason: reasonOf(reason) }, hooks.recordsChanged);
      return recordShown(await versionsOf(database, id), sector);
    });
  }

  @Resolver(() => Actions)
  class ActionsResolver {
    @Directive(STEWARD)
    @FieldResolver(() => BatchSubmission, {
      nullable: true,
      description: "报送一个批次 / submits a batch; the same content is taken once",
    })
    submitBatch(
      @Arg("input", () => BatchInput, { description: "批次 / the batch" }) input: BatchInput,
      @Ctx() context: SubgraphContext,
    ): Promise<BatchSubmission> {
      return acting("steward", context, (by) => submit(input, { sector, hooks, by, context }));
    }

    @Directive(REVIEWER)
    @FieldResolver(() => DeskBatch, {
      nullable: true,
      description:
        "审核：通过即公布，不通过须说明理由；报送人不得审核 / approves it, and it is published, or gives it back with a reason",
    })
    reviewBatch(
      @Arg("id", () => ID, BATCH) id: string,
      @Arg("approve", () => Boolean, { description: "是否通过 / approve it" }) approve: boolean,
      @Arg("reason", () => String, { nullable: true, description: "退回的理由 / why it is given back" })
      reason: string | undefined,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskBatch> {
      return acting("review", context, async (reviewer, at) => {
        const database = databaseOf(context);
        await decideBatch(database, { batch: id, reviewer, ...(!approve && { returnBecause: reasonOf(reason) }) }, at);
        await untilPublished(carryOut(database, id, at, hooks.recordsChanged));
        return shownBatch(id, context);
      });
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskBatch, { nullable: true, description: "作废尚未审核的批次 / gives up a batch that is not decided" })
    abandonBatch(
      @Arg("id", () => ID, BATCH) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskBatch> {
      return acting("steward", context, async (by, at) => {
        const database = databaseOf(context);
        if ((await batchById(database, id)) === undefined) throw new DeskRefused("NOT_FOUND");
        if (!(await giveUp(database, id, by, at, reasonOf(reason)))) throw new DeskRefused("BATCH_DECIDED");
        return shownBatch(id, context);
      });
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskRecord, { nullable: true, description: "撤下记录 / withdraws a record" })
    withdrawRecord(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("WITHDRAW", id, reason, context);
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "封存记录，其存在不再显示 / seals a record: its existence shows no more",
    })
    sealRecord(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("SEAL", id, reason, context);
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "信用修复：停止展示、共享和使用 / repairs a record: shown, shared and used no more",
    })
    repairRecord(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("REPAIR", id, reason, context);
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "标注异议，所有查询人可见 / marks a dispute, for every reader to see",
    })
    markDispute(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("MARK_DISPUTE", id, reason, context);
    }

    @Directive(STEWARD)
    @FieldResolver(() => DeskRecord, { nullable: true, description: "异议办结，取消标注 / closes a dispute, and the mark goes" })
    closeDispute(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("CLOSE_DISPUTE", id, reason, context);
    }

    @Directive(REVIEWER)
    @FieldResolver(() => DeskRecord, {
      nullable: true,
      description: "恢复被撤下、封存或修复的记录，须另一人办理 / takes back what another officer did",
    })
    restoreRecord(
      @Arg("id", () => ID, RECORD) id: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<DeskRecord> {
      return onRecord("RESTORE", id, reason, context);
    }

    @Directive(STEWARD)
    @FieldResolver(() => Int, {
      nullable: true,
      description:
        "依据文书被撤销：以其为依据的记录全部撤下 / a basis document was revoked: all records that rest on it are withdrawn; how many",
    })
    revokeBasis(
      @Arg("basisDocNo", () => String, { description: "认定文书号 / number of the document" }) basisDocNo: string,
      @Arg("determiningOrgan", () => String, { description: "认定单位 / determining organ" }) determiningOrgan: string,
      @Arg("reason", () => String, REASON) reason: string,
      @Ctx() context: SubgraphContext,
    ): Promise<number> {
      return acting("steward", context, (by, at) => {
        const given = { basisDocNo, determiningOrgan, by, at, reason: reasonOf(reason) };
        return revokeBasis(databaseOf(context), given, hooks.recordsChanged);
      });
    }

    @Directive(STEWARD)
    @FieldResolver(() => NilReturn, {
      nullable: true,
      description: "零报告：该月没有作出决定 / a nil return: nothing was decided in that month",
    })
    fileNilReturn(
      @Arg("item", () => ID, ITEM) item: string,
      @Arg("period", () => String, PERIOD) period: string,
      @Ctx() context: SubgraphContext,
    ): Promise<NilReturn> {
      return acting("steward", context, async (by, at) => {
        refuseMonth({ item, period }, sector, at);
        const database = databaseOf(context);
        if (!(await fileNilReturn(database, { item, period }, { by, at }))) throw new DeskRefused("NIL_RETURN_CONTRADICTED");
        const filed = (await nilReturns(database)).find((one) => one.item === item && one.period === period)!;
        return Object.assign(new NilReturn(), { ...filed, step: stepShown(filed.step) });
      });
    }

    @Directive(STEWARD)
    @FieldResolver(() => Reconciliation, {
      nullable: true,
      description: "对账 / holds the case system's own count of a month against what came in",
    })
    reconcile(
      @Arg("item", () => ID, ITEM) item: string,
      @Arg("period", () => String, PERIOD) period: string,
      @Arg("count", () => Int, { description: "业务系统中该月决定的数量 / decisions of the month in the case system" })
      count: number,
      @Ctx() context: SubgraphContext,
    ): Promise<Reconciliation> {
      return acting("steward", context, async (by, at) => {
        refuseMonth({ item, period }, sector, at);
        if (count < 0 || count > 1_000_000_000) throw new DeskRefused("DESK_COUNT");
        return reconciliationShown(await reconcile(databaseOf(context), { item, period, theirs: count }, { by, at }));
      });
    }
  }
  return { Actions, resolver: ActionsResolver };
}

function reasonOf(text: string | undefined): string {
  const reason = statedText(text ?? "", 4, 500);
  if (reason === undefined) throw new DeskRefused("DESK_REASON");
  return reason;
}

/** A month that is over, of an item of the sector. */
function refuseMonth({ item, period }: { item: string; period: string }, { name }: Sector, at: string): void {
  if (!loadCatalogue().items.some(({ code, sector }) => code === item && sector === name)) throw new DeskRefused("DESK_ITEM");
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(period);
  if (!isMonth || period >= legalDayOf(new Date(at)).slice(0, 7)) throw new DeskRefused("DESK_PERIOD");
}

/** A large batch is published after the answer: its state tells, and it is asked for again. */
const PATIENCE_MS = 1200;

async function untilPublished(publication: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  // The decision stands; what fails now the next upkeep does.
  const done = publication.catch(() => undefined);
  await Promise.race([done, patience]);
  clearTimeout(timer);
}
