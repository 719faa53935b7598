/**
 * How each indicator is computed: one pure function of a {@link View} a code. What is not in this list is NOT_MEASURED, with
 * the reason beside it ({@link NOT_MEASURED}); a missing source is never a zero.
 */
import { rounded } from "../disclosure/protect";
import type { CatalogueEntry } from "../../../../schema/catalogue/catalogue";
import type { Measure } from "../rollup/counter";
import type { Tally } from "../rollup/cube";
import type { Board } from "../board/board";
import { total, type Cut, type View } from "./view";

export type Unit = "RATIO" | "COUNT" | "DAYS" | "HOURS" | "SECONDS" | "PER_100000";

/** Exact parts; `undefined` = there was nothing to count. */
export interface Parts {
  numerator: number;
  denominator?: number;
  /** Where it is no quotient of the two. */
  value?: number;
}

export interface Measurement {
  unit: Unit;
  /**
   * Both parts stand for persons, or records of persons, and are protected before they are published: counted in each month,
   * so that the months of a year add up to it (`FLOW`), or as they stand at the end of a period (`LEVEL`).
   */
  persons: "FLOW" | "LEVEL" | undefined;
  /** Dimensions that it can be cut by, besides MONTH. */
  cuts: readonly Cut["by"][];
  /** The items whose records it counts, where it is not all of them. */
  counts?(item: CatalogueEntry): boolean;
  /** Counters that it rests on; empty where it rests on the board. */
  from: readonly Measure[];
  of(view: View, board: Board): Parts | undefined;
  /** Whether the target is met; absent where it is "shown". */
  met?(value: number): boolean;
}

const OF_ITEMS = ["MEMBER", "FIELD", "POPULATION", "RECORD_TYPE", "ITEM"] as const;
const OF_QUERIES = ["AGENCY", "PURPOSE"] as const;
const atLeast = (least: number) => (value: number) => value >= least;
const atMost = (most: number) => (value: number) => value <= most;

function ratio(numerator: Measure, denominator: readonly Measure[]): (view: View) => Parts | undefined {
  return (view) =>
    partOf(
      view.flow(numerator),
      denominator.reduce((sum, measure) => sum + view.flow(measure), 0),
    );
}

function partOf(numerator: number, denominator: number): Parts | undefined {
  return denominator === 0 ? undefined : { numerator, denominator };
}

const ofItems = (rest: Omit<Measurement, "cuts" | "persons" | "unit"> & Partial<Measurement>): Measurement => ({
  unit: "RATIO",
  persons: undefined,
  cuts: OF_ITEMS,
  ...rest,
});
const ofQueries = (rest: Omit<Measurement, "cuts" | "persons" | "unit"> & Partial<Measurement>): Measurement => ({
  unit: "COUNT",
  persons: undefined,
  cuts: OF_QUERIES,
  ...rest,
});
const ofBoard = (rest: Omit<Measurement, "cuts" | "persons" | "unit" | "from"> & Partial<Measurement>): Measurement => ({
  unit: "RATIO",
  persons: undefined,
  cuts: ["MEMBER"],
  from: [],
  ...rest,
});

export const MEASURED: Readonly<Record<string, Measurement>> = {
  K01: ofItems({
    from: ["recordsCreated", "nilReturns"],
    of: (view) => {
      const reported = new Set(
        [...view.flows("recordsCreated"), ...view.flows("nilReturns")].filter(({ n }) => n > 0).map(({ item }) => item),
      );
      const assigned = view.items.filter(({ creditRecord }) => creditRecord);
      if (assigned.length === 0) return undefined;
      return { numerator: assigned.filter(({ code }) => reported.has(code)).length, denominator: assigned.length };
    },
    met: atLeast(1),
  }),
  K02: ofItems({ from: ["reconciledOwn", "reconciledCase"], of: reconciled, met: atLeast(0.99) }),
  K04: ofItems({
    from: ["recordsDecided"],
    cuts: ["FIELD"],
    of: (view) => {
      const decided = view.ofTwelveMonths("recordsDecided");
      const live = new Set(decided.filter(({ n }) => n > 0).map(({ item }) => item));
      // A type whose records each say their own field covers none: which one it was is not told.
      const covered = new Set(view.items.filter(({ code }) => live.has(code)).flatMap(({ keyField }) => keyField ?? []));
      return { numerator: covered.size, denominator: view.cut === undefined ? view.catalogue.fields.length : 1 };
    },
    met: atLeast(1),
  }),
  K05: {
    unit: "RATIO",
    persons: "LEVEL",
    cuts: [],
    from: ["persons"],
    of: personsWhose(([, number]) => number === "VALID"),
    met: atLeast(1),
  },
  K06: {
    unit: "RATIO",
    persons: "LEVEL",
    cuts: [],
    from: ["persons"],
    of: personsWhose(([level]) => level !== "REGISTERED"),
    met: atLeast(1),
  },
  K07: { unit: "PER_100000", persons: undefined, cuts: [], from: ["uniquenessOpen", "persons"], of: openCases, met: atMost(0) },
  K08: ofItems({
    persons: "FLOW",
    from: ["recordsTimely", "recordsCreated"],
    of: ratio("recordsTimely", ["recordsCreated"]),
    met: atLeast(0.98),
  }),
  K09: ofItems({ unit: "DAYS", persons: "FLOW", from: ["recordDays"], of: medianDays, met: atMost(3) }),
  K10: ofItems({
    cuts: ["MEMBER", "RECORD_TYPE", "ITEM"],
    from: ["reviewsTimely", "reviewsLate"],
    of: ratio("reviewsTimely", ["reviewsTimely", "reviewsLate"]),
    met: atLeast(0.95),
  }),
  K11: ofItems({
    from: ["rowsAccepted", "rowsRefused"],
    of: ratio("rowsAccepted", ["rowsAccepted", "rowsRefused"]),
    met: atLeast(0.99),
  }),
  K12: ofItems({
    persons: "FLOW",
    from: ["recordsCorrected", "recordsCreated"],
    of: ratio("recordsCorrected", ["recordsCreated"]),
    met: atMost(0.001),
  }),
  K15: ofItems({
    persons: "FLOW",
    from: ["disputesUpheld", "disputesDismissed"],
    of: ratio("disputesUpheld", ["disputesUpheld", "disputesDismissed"]),
  }),
  K19: ofItems({
    persons: "FLOW",
    from: ["recordsExpired", "recordsExpiredLate"],
    of: (view) => {
      const expired = view.flow("recordsExpired");
      return expired === 0 ? undefined : { numerator: expired - view.flow("recordsExpiredLate"), denominator: expired };
    },
    met: atLeast(1),
  }),
  K21: ofQueries({ cuts: [...OF_QUERIES, "RIGHT"], from: ["queries"], of: (view) => ({ numerator: view.flow("queries") }) }),
  K22: ofQueries({ cuts: ["AGENCY", "REASON"], from: ["findings"], of: (view) => ({ numerator: view.flow("findings") }) }),
  K23: ofQueries({
    unit: "RATIO",
    cuts: ["AGENCY", "PURPOSE", "REASON"],
    from: ["queries", "queriesRefused", "categoriesRefused"],
    // By reason it is the share of each among the categories that were refused.
    of: (view) =>
      view.cut?.by === "REASON"
        ? partOf(view.flow("categoriesRefused"), view.whole().flow("categoriesRefused"))
        : partOf(view.flow("queriesRefused"), view.flow("queries") + view.flow("queriesRefused")),
  }),
  K24: ofQueries({
    unit: "RATIO",
    from: ["categoriesShown", "categoriesOpen"],
    of: ratio("categoriesShown", ["categoriesOpen"]),
  }),
  K26: ofQueries({
    unit: "RATIO",
    cuts: [],
    from: ["evidenceEntries", "evidenceMissing"],
    of: ratio("evidenceEntries", ["evidenceEntries", "evidenceMissing"]),
    met: atLeast(1),
  }),
  K28: listSize(({ category }) => category === "HONOUR"),
  K29: listSize(({ category }) => category === "SEVERE_LIST"),
  K33: ofBoard({ of: (view, board) => board.datedTasks(memberOf(view), view.period), met: atLeast(1) }),
  K34: ofBoard({ of: (view, board) => board.continuousTasks(memberOf(view)), met: atLeast(1) }),
  K35: ofBoard({ of: (view, board) => board.findingsDue(memberOf(view), view.period), met: atLeast(1) }),
  K37: ofBoard({ unit: "COUNT", of: (view, board) => board.casesAccepted(memberOf(view), view.period), met: atLeast(1) }),
  K38: ofBoard({ of: (view, board) => board.stewardsInPlace(memberOf(view)), met: atLeast(1) }),
};

/** Why an indicator has no number yet, Chinese first. */
export const NOT_MEASURED: Readonly<Record<string, string>> = {
  K03: "各重点人群的名册尚未接入，分母未知 / the registers of the populations are not connected: there is no denominator",
  K13: "向市级系统的推送尚未建成 / the push to the municipal system is not built",
  ...Object.fromEntries(
    ["K14", "K18"].map((code) => [
      code,
      "异议的受理日期和时限未上报，只报标注与办结 / when a dispute was accepted and by when it is due is not told, only its marking and closing",
    ]),
  ),
  K16: "修复申请的受理尚未建成，只报已修复的记录 / applications for repair are not taken in yet: only the repair itself is told",
  K17: "已具备修复条件的失信记录数未上报，分母未知 / how many adverse records became eligible is not told: there is no denominator",
  K36: "举报的受理与答复尚未建成 / taking in and answering reports is not built",
  K20: "文书被撤销的时间未上报；部门办理撤销时，所依据的记录在同一事务内下架 / when a document was revoked is not told; its records go in the transaction in which a department acts",
  K25: "撤回自下一次使用起生效；机构何时再来并首次被拒，上报的事件不与授权书关联，无从计时 / a revocation works from the next use on; when the agency next came and was refused is not told of the authorisation, so there is nothing to time",
  K27: "统计不记人，数不出查看过记录的本人和被查询过的本人 / nothing is kept of persons, so those who looked at their own entries, and those looked at, cannot be told apart and counted",
  ...Object.fromEntries(["K30", "K31"].map((code) => [code, "联合奖惩名单与措施尚未建成 / lists and measures are not built"])),
  K32: "绿色通道判定尚未建成 / the green-channel verdict is not built",
  K39: "影响评估登记尚未建成 / the register of impact assessments is not built",
  K40: "安全事件登记尚未建成 / the register of incidents is not built",
};

function memberOf({ cut }: View): string | undefined {
  return cut?.by === "MEMBER" ? cut.key : undefined;
}

function listSize(counts: (item: CatalogueEntry) => boolean): Measurement {
  return {
    unit: "COUNT",
    persons: "LEVEL",
    cuts: ["MEMBER", "RECORD_TYPE"],
    counts,
    from: ["recordsLive"],
    of: (view) => {
      const own = new Set(view.items.filter(counts).map(({ code }) => code));
      if (own.size === 0) return undefined;
      return { numerator: total(view.levels("recordsLive").filter(({ item }) => own.has(item))) };
    },
  };
}

/** Decisions that came in, of those that the departments count: by the latest reconciliation of each item and month. */
function reconciled(view: View): Parts | undefined {
  const latest = (measure: Measure) => {
    const found = new Map<string, Tally>();
    for (const tally of view.flows(measure)) {
      // The month, and behind it which is later.
      const key = `${tally.item} ${tally.detail.split("|")[0]}`;
      if ((found.get(key)?.detail ?? "") < tally.detail) found.set(key, tally);
    }
    return total([...found.values()]);
  };
  const denominator = latest("reconciledCase");
  return denominator === 0 ? undefined : { numerator: latest("reconciledOwn"), denominator };
}

/** Persons of whom something holds (by the parts of their detail), of all on the register at the end of the period. */
function personsWhose(holds: (parts: string[]) => boolean): (view: View) => Parts | undefined {
  return (view) => {
    const levels = view.levels("persons");
    return partOf(total(levels.filter(({ detail }) => holds(detail.split("|")))), total(levels));
  };
}

/** The median of working days, and of how many records; the days of one record are in it only among ten others. */
function medianDays(view: View): Parts | undefined {
  const days = [...view.flows("recordDays")].sort((one, other) => one.detail.localeCompare(other.detail));
  const numerator = total(days);
  if (numerator === 0) return undefined;
  let before = 0;
  const median = days.find(({ n }) => (before += n) * 2 >= numerator)!;
  return { numerator, value: Number(median.detail) };
}

/** Open cases for every 100,000 persons; the persons rounded, so that the rate does not tell their exact number. */
function openCases(view: View): Parts | undefined {
  const persons = rounded(view.level("persons"));
  const numerator = view.level("uniquenessOpen");
  return persons === 0 ? undefined : { numerator, value: (numerator / persons) * 100_000 };
}
