/** What the tax bureau sends: notices of arrears, major violations, integrity of returns, tax advisers. Bands, never sums. */
import { addDays, addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { RecordState } from "../../schema/contract/vocabulary";
import { dayBetween, earlier, later, workday } from "./calendar";
import { ORGANS } from "./organs";
import { documentNo, entry, fateOf, type Entry, type Scene } from "./scene";

const BANDS = [
  ["UNDER_10K", 45],
  ["FROM_10K_TO_50K", 30],
  ["FROM_50K_TO_200K", 16],
  ["FROM_200K_TO_1M", 7],
  ["FROM_1M", 2],
] as const;

export function taxRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  const trades = person.occupation === "ENTERPRISE_LEGAL_REP";
  if (person.age < 21) return [];
  const entries: Entry[] = [];
  const adult = addMonths(person.birth, 12 * 20);
  if (random.chance(trades ? 0.12 : 0.035)) {
    const announced = dayBetween(later(addMonths(day, -54), adult), addDays(day, -5), random);
    entries.push(taxArrears(scene, announced, { cleared: random.chance(0.55), state: fateOf(random) }));
  }
  if (random.chance(trades ? 0.008 : 0.0005)) {
    entries.push(majorViolation(scene, dayBetween(later(addMonths(day, -44), adult), addDays(day, -20), random), fateOf(random)));
  }
  if (person.age < 65 && random.chance(0.015)) {
    entries.push(returnIntegrity(scene, dayBetween(later(addMonths(day, -40), adult), addDays(day, -5), random), fateOf(random)));
  }
  if (person.occupation === "TAX_ADVISER") entries.push(taxAdviser(scene));
  return entries;
}

export function taxArrears(scene: Scene, day: LegalDay, { cleared, state }: { cleared: boolean; state: RecordState }): Entry {
  const { random } = scene;
  const decidedOn = workday(day);
  const noticeNo = documentNo(scene, "津宝税欠告", decidedOn);
  const detail = {
    noticeNo,
    taxType: random.pick([
      "VALUE_ADDED",
      "INDIVIDUAL_INCOME",
      "URBAN_MAINTENANCE",
      "PROPERTY",
      "DEED",
      "STAMP",
      "URBAN_LAND_USE",
    ]),
    arrearsBand: random.weighted(BANDS),
    dueOn: addDays(decidedOn, -60 - random.whole(120)),
    ...(cleared && { clearedOn: dayBetween(decidedOn, earlier(addMonths(decidedOn, 20), scene.day), random) }),
  };
  return entry(scene, "TaxArrearsNotice", ORGANS.tax, { detail, basisDocNo: noticeNo, decidedOn, state });
}

export function majorViolation(scene: Scene, day: LegalDay, state: RecordState): Entry {
  const { random } = scene;
  const decidedOn = workday(day);
  const detail = {
    caseNo: documentNo(scene, "津宝税稽案", decidedOn),
    conduct: random.pick(["EVASION", "FALSE_SPECIAL_INVOICES", "FALSE_ORDINARY_INVOICES", "EVADING_RECOVERY", "ABSCONDED"]),
    role: random.pick(["LEGAL_REPRESENTATIVE", "ACTUAL_CONTROLLER", "FINANCE_HEAD"]),
    publishedOn: addDays(decidedOn, 10),
  };
  return entry(scene, "TaxMajorViolation", ORGANS.tax, {
    detail,
    basisDocNo: documentNo(scene, "津宝税稽罚", decidedOn),
    decidedOn,
    state,
  });
}

export function returnIntegrity(scene: Scene, day: LegalDay, state: RecordState): Entry {
  const { random } = scene;
  const decidedOn = workday(day);
  const noticeNo = documentNo(scene, "津宝税个通", decidedOn);
  const minor = random.chance(0.7);
  const detail = {
    taxYear: Number(decidedOn.slice(0, 4)) - 1,
    conduct: minor ? random.pick(["NOT_FILED", "NOT_PAID"]) : random.pick(["FALSE_DEDUCTION", "FALSE_REFUND", "FALSE_INCOME"]),
    noticeNo,
    ...(random.chance(0.6) && { correctedOn: dayBetween(decidedOn, earlier(addMonths(decidedOn, 3), scene.day), random) }),
  };
  const gravity = minor ? "MINOR" : "GENERAL";
  return entry(scene, "IitIntegrity", ORGANS.tax, { detail, gravity, basisDocNo: noticeNo, decidedOn, state });
}

export function taxAdviser(scene: Scene): Entry {
  const { person, random, day, numbers } = scene;
  const decidedOn = workday(dayBetween(later("2016-01-04", addMonths(person.birth, 12 * 24)), addMonths(day, -2), random));
  const detail = {
    certNo: `SWS12${decidedOn.slice(0, 4)}${String(numbers.next("adviser")).padStart(5, "0")}`,
    firm: `天津示例${random.pick(["宝平", "渠阳", "潮白"])}税务师事务所有限公司`,
    ...(random.chance(0.8) && { serviceCreditScore: 250 + random.whole(150) }),
    status: random.chance(0.93) ? "PRACTISING" : "SUSPENDED",
  };
  return entry(scene, "TaxAdviser", ORGANS.tax, { detail, decidedOn });
}
