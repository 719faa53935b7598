/** What the population register sends: everybody's identity, and of many a real-name check. */
import { addDays, addMonths } from "../../schema/contract/legalDay";
import { dayBetween, later } from "./calendar";
import { ORGANS } from "./organs";
import type { Random } from "./random";
import { entry, type Entry, type Scene } from "./scene";

const FIELDS = [
  "TELECOM",
  "FINANCIAL_ACCOUNT",
  "TRANSPORT",
  "INTERNET",
  "POSTAL",
  "EMPLOYMENT_SOCIAL_SECURITY",
  "DANGEROUS_GOODS",
];
const METHODS = ["NAME_AND_NUMBER", "CARD_READER", "FACE_COMPARISON", "IN_PERSON", "ONLINE_CREDENTIAL"];

export function identityRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  const entries = [personIdentity(scene)];
  if (person.castPlace !== undefined) return entries;
  if (random.chance(0.45)) entries.push(realNameCheck(scene, dayBetween(addMonths(day, -30), addDays(day, -1), random), random));
  return entries;
}

function personIdentity({ person, random, day }: Scene): Entry {
  const { idNumber, name, sex, birth, castPlace } = person;
  const moved = !/^120(115|224)/.test(idNumber) && random.chance(0.3);
  const renamed = castPlace === undefined && random.chance(0.01);
  const detail = {
    citizenIdNumber: idNumber,
    fullName: name,
    ...(renamed && { formerNames: [`${[...name][0]}小${[...name].at(-1)}`] }),
    sex,
    birthDate: birth,
    householdDivision: moved ? idNumber.slice(0, 6) : "120115",
    householdStatus: "REGISTERED",
    realNameLevel: random.weighted([
      ["VERIFIED", 70],
      ["VERIFIED_IN_PERSON", 25],
      ["REGISTERED", 5],
    ]),
  };
  // The card is renewed every ten or twenty years; the register's entry bears the day of the last check.
  const decidedOn = dayBetween(later(addMonths(day, -120), addMonths(birth, 12 * 16)), addDays(day, -1), random);
  return { type: "PersonIdentity", content: { idNumber, name, detail, decidedOn } };
}

export function realNameCheck(scene: Scene, decidedOn: string, random: Random): Entry {
  const time = `${String(1 + random.whole(9)).padStart(2, "0")}:${String(random.whole(60)).padStart(2, "0")}:00.000Z`;
  const detail = {
    sector: random.pick(FIELDS),
    method: random.pick(METHODS),
    verifiedOn: `${decidedOn}T${time}`,
    passed: !random.chance(0.004),
  };
  const sourceNo = `SMHY-${decidedOn.replaceAll("-", "")}-${scene.numbers.next("SMHY")}`;
  return entry(scene, "RealNameCheck", ORGANS.identity, { sourceNo, detail, decidedOn });
}
