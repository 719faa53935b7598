/** What the market regulation bureau sends: posts in enterprises, and penalties. */
import { addDays, addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { Gravity, RecordState } from "../../schema/contract/vocabulary";
import { dayBetween, later, workday } from "./calendar";
import { enterprise, ORGANS } from "./organs";
import { documentNo, entry, fateOf, type Entry, type Scene } from "./scene";

export function marketRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  const entries: Entry[] = [];
  const lately = (months: number) =>
    dayBetween(later(addMonths(day, -months), addMonths(person.birth, 12 * 19)), addDays(day, -3), random);
  if (person.occupation === "ENTERPRISE_LEGAL_REP") {
    entries.push(enterpriseRole(scene, random.chance(0.4) ? "LEGAL_REPRESENTATIVE" : "INDIVIDUAL_TRADER", random.chance(0.12)));
    if (random.chance(0.06)) entries.push(marketPenalty(scene, lately(40), gravity(scene), fateOf(random)));
  } else if (person.age >= 20 && random.chance(0.002)) {
    entries.push(marketPenalty(scene, lately(40), gravity(scene), fateOf(random)));
  }
  return entries;
}

function gravity({ random }: Scene): Gravity {
  return random.weighted<Gravity>([
    ["MINOR", 25],
    ["GENERAL", 65],
    ["SERIOUS", 10],
  ]);
}

export function enterpriseRole(scene: Scene, role: "LEGAL_REPRESENTATIVE" | "INDIVIDUAL_TRADER", left: boolean): Entry {
  const { person, random, day, numbers } = scene;
  const from = workday(dayBetween(later("2015-10-08", addMonths(person.birth, 12 * 21)), addMonths(day, -2), random));
  const detail = {
    ...enterprise(role === "LEGAL_REPRESENTATIVE" ? "COMPANY" : "SHOP", numbers, random),
    role,
    from,
    ...(left && { until: dayBetween(from, addDays(day, -1), random) }),
  };
  const openness = role === "LEGAL_REPRESENTATIVE" ? "PUBLIC" : undefined;
  return entry(scene, "EnterpriseRole", ORGANS.market, { detail, decidedOn: from, openness });
}

const PENALTIES: Record<Gravity, { penaltyTypes: string[]; content: string }> = {
  MINOR: { penaltyTypes: ["WARNING"], content: "警告" },
  GENERAL: { penaltyTypes: ["FINE", "CONFISCATION"], content: "没收违法所得，并处罚款" },
  SERIOUS: { penaltyTypes: ["FINE", "REVOKE_LICENCE"], content: "罚款，吊销许可证" },
};

export function marketPenalty(scene: Scene, day: LegalDay, gravity: Gravity, state: RecordState): Entry {
  const { random } = scene;
  const decidedOn = workday(day);
  const decisionNo = documentNo(scene, "津宝市监罚", decidedOn);
  const food = random.chance(0.7);
  const violation = `${food ? "SPYP" : "CPZL"}-0${1 + random.whole(9)}${String(1 + random.whole(30)).padStart(2, "0")}`;
  const fine = gravity === "SERIOUS" ? 50_000 + 1000 * random.whole(150) : 500 + 100 * random.whole(195);
  const detail = {
    decisionNo,
    keyField: food ? "FOOD_DRUG" : "PRODUCT_QUALITY",
    violationType: violation,
    ...PENALTIES[gravity],
    ...(gravity !== "MINOR" && { fineCny: `${fine}.00` }),
    organ: ORGANS.market.name,
  };
  const openness = scene.person.occupation === "ENTERPRISE_LEGAL_REP" && gravity !== "MINOR" ? ("PUBLIC" as const) : undefined;
  return entry(scene, "MarketPenalty", ORGANS.market, { detail, gravity, openness, basisDocNo: decisionNo, decidedOn, state });
}
