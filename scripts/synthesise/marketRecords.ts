/** What the market regulation bureau sends: posts in enterprises, penalties, pharmacists, certification staff. */
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
  if (person.occupation === "LICENSED_PHARMACIST") entries.push(licensedPharmacist(scene, lately(72)));
  if (person.occupation === "CERTIFICATION_STAFF")
    entries.push(certificationStaff(scene, random.chance(0.95) ? "REGISTERED" : "WITHDRAWN"));
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

export function licensedPharmacist(scene: Scene, day: LegalDay): Entry {
  const { random, numbers } = scene;
  const decidedOn = workday(day);
  const validUntil = addDays(addMonths(decidedOn, 60), -1);
  const detail = {
    certNo: `1212${decidedOn.slice(2, 4)}${String(numbers.next("pharmacist")).padStart(6, "0")}`,
    unit: `天津示例${random.pick(["宝平", "渠阳", "林亭", "周良"])}大药房第${1 + random.whole(30)}分店`,
    scope: random.pick(["药学类", "中药学类", "药学与中药学类"]),
    validUntil,
    status: validUntil < scene.day ? "LAPSED" : "REGISTERED",
  };
  return entry(scene, "LicensedPharmacist", ORGANS.market, { detail, decidedOn });
}

export function certificationStaff(scene: Scene, status: "REGISTERED" | "LAPSED" | "WITHDRAWN"): Entry {
  const { person, random, day, numbers } = scene;
  const decidedOn = workday(dayBetween(later("2012-01-09", addMonths(person.birth, 12 * 25)), addMonths(day, -3), random));
  const detail = {
    regNo: `${decidedOn.slice(0, 4)}-N1QMS-${String(1_000_000 + numbers.next("certification"))}`,
    scope: random.pick(["质量管理体系审核员", "环境管理体系审核员", "职业健康安全管理体系审核员", "食品安全管理体系审核员"]),
    status,
    ...(status === "WITHDRAWN" && { withdrawnReason: "审核记录不实" }),
  };
  return entry(scene, "CertificationStaff", ORGANS.market, { detail, decidedOn });
}
