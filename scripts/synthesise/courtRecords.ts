/** What the district court sends of enforcement: cases, and of some of them the list of defaulters. */
import { addDays, addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { RecordState } from "../../schema/contract/vocabulary";
import { dayBetween, earlier, later, workday } from "./calendar";
import { ORGANS } from "./organs";
import { caseNo, entry, fateOf, type Entry, type Scene } from "./scene";

const BANDS = [
  ["UNDER_10K", 20],
  ["FROM_10K_TO_50K", 35],
  ["FROM_50K_TO_200K", 28],
  ["FROM_200K_TO_1M", 13],
  ["FROM_1M", 4],
] as const;

export function courtRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  if (person.age < 21) return [];
  const lately = () => dayBetween(later(addMonths(day, -54), addMonths(person.birth, 12 * 20)), addDays(day, -60), random);
  const entries: Entry[] = [];
  if (random.chance(0.025)) {
    const filedOn = workday(lately());
    const defaulter = random.chance(0.4);
    entries.push(...enforcement(scene, filedOn, { defaulter, closed: !defaulter && random.chance(0.6), state: fateOf(random) }));
  }
  return entries;
}

/** One case: always the enforcement itself; for a defaulter the entry in the list and the order restricting consumption. */
export function enforcement(
  scene: Scene,
  filedOn: LegalDay,
  { defaulter, closed, state }: { defaulter: boolean; closed: boolean; state: RecordState },
): Entry[] {
  const { random, day } = scene;
  const number = caseNo(scene, "执", filedOn);
  const basisDocNo = caseNo(scene, "民初", addMonths(filedOn, -8));
  const closing = {
    closedOn: dayBetween(filedOn, earlier(addMonths(filedOn, 14), day), random),
    closeType: random.pick(["PERFORMED", "ENFORCEMENT_ENDED"]),
  };
  const detail = { caseNo: number, amountBand: random.weighted(BANDS), filedOn, ...(closed && closing) };
  const entries = [entry(scene, "EnforcementCase", ORGANS.courts, { detail, basisDocNo, decidedOn: filedOn, state })];
  if (defaulter) entries.push(...listing(scene, { number, basisDocNo, filedOn, state }));
  return entries;
}

function listing(scene: Scene, of: { number: string; basisDocNo: string; filedOn: LegalDay; state: RecordState }): Entry[] {
  const { random, day } = scene;
  const { number, basisDocNo, filedOn, state } = of;
  const decidedOn = workday(earlier(addDays(filedOn, 30 + random.whole(30)), addDays(day, -2)));
  const conduct = random.pick(["ABLE_BUT_REFUSES", "EVASION", "PROPERTY_REPORT_BREACH", "CONSUMPTION_ORDER_BREACH"]);
  const detail = {
    caseNo: number,
    basisIssuer: ORGANS.courts.name,
    court: ORGANS.courts.name,
    filedOn,
    obligation: random.pick(["偿还借款本金及利息", "给付货款及违约金", "支付工程款", "支付租金并腾退房屋"]),
    performance: random.chance(0.8) ? "NOT_PERFORMED" : "PARTLY_PERFORMED",
    conduct,
    publishedOn: decidedOn,
    ...(conduct !== "ABLE_BUT_REFUSES" && { termMonths: 24 }),
    ...(conduct === "EVASION" && { extensionMonths: 12 }),
  };
  const restricted = { caseNo: number, orderedOn: decidedOn };
  return [
    entry(scene, "JudgmentDefaulter", ORGANS.courts, { detail, basisDocNo, decidedOn, state }),
    entry(scene, "ConsumptionRestriction", ORGANS.courts, { detail: restricted, basisDocNo: number, decidedOn, state }),
  ];
}
