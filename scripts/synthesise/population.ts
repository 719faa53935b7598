/** The people of a synthetic district: the cast first, then as many as asked, each made from the seed and his place. */
import { birthDateOf, sexOf } from "../../schema/contract/citizenId";
import { addDays, addMonths, ageOn, type LegalDay } from "../../schema/contract/legalDay";
import { cast } from "./cast";
import { CitizenNumbers } from "./citizenNumbers";
import { nameOf } from "./names";
import { randomOf, type Random } from "./random";

/** Populations of the five sectors, and students, who are none of the sixteen. */
export type Occupation =
  "TEACHER" | "ENTERPRISE_LEGAL_REP" | "LICENSED_PHARMACIST" | "CERTIFICATION_STAFF" | "TAX_ADVISER" | "STUDENT" | "OTHER";

export interface Person {
  idNumber: string;
  name: string;
  sex: "MALE" | "FEMALE";
  birth: LegalDay;
  age: number;
  occupation: Occupation;
  /** Set for a member of the cast: his place in it. */
  castPlace?: number;
}

const AGE_BANDS: readonly (readonly [readonly [from: number, to: number], number])[] = [
  [[18, 29], 15],
  [[30, 44], 28],
  [[45, 59], 28],
  [[60, 74], 21],
  [[75, 90], 8],
];

/** 宝坻 was a county (120224) until 2001; who was registered then keeps that code for life. */
const FIRST_DISTRICT_BIRTH = "2001-10-01";
const OTHER_DIVISIONS = ["120101", "120113", "120221", "131024", "130229", "130282", "110112", "230103", "371402", "653101"];

export function* population(people: number, seed: number, day: LegalDay): Generator<{ person: Person; random: Random }> {
  const numbers = new CitizenNumbers();
  for (let place = 0; place < people; place++) {
    const isCast = place < cast.length;
    // The cast's records are the same under every seed.
    const random = randomOf(isCast ? 0 : seed, place);
    yield { person: isCast ? castPerson(place, day) : person(numbers, random, day), random };
  }
}

function castPerson(castPlace: number, day: LegalDay): Person {
  const { name, idNumber } = cast[castPlace]!;
  const birth = birthDateOf(idNumber);
  return { name, idNumber, sex: sexOf(idNumber), birth, age: ageOn(birth, day), occupation: "OTHER", castPlace };
}

function person(numbers: CitizenNumbers, random: Random, day: LegalDay): Person {
  const sex = random.chance(0.507) ? "MALE" : "FEMALE";
  const [from, to] = random.weighted(AGE_BANDS);
  const asked = addDays(addMonths(day, -12 * (from + random.whole(to - from + 1))), -random.whole(365));
  const idNumber = numbers.give(divisionOf(asked, random), asked, sex, random);
  const birth = birthDateOf(idNumber);
  const age = ageOn(birth, day);
  return {
    idNumber,
    name: nameOf(sex, Number(birth.slice(0, 4)), random),
    sex,
    birth,
    age,
    occupation: occupationAt(age, random),
  };
}

function divisionOf(birth: LegalDay, random: Random): string {
  if (random.chance(0.08)) return random.pick(OTHER_DIVISIONS);
  // A few were registered late, with the code of the day.
  return birth >= FIRST_DISTRICT_BIRTH || random.chance(0.03) ? "120115" : "120224";
}

function occupationAt(age: number, random: Random): Occupation {
  const roll = random.next();
  if (age < 23) return roll < 0.45 ? "STUDENT" : "OTHER";
  if (age >= 70) return "OTHER";
  if (roll < 0.07) return "ENTERPRISE_LEGAL_REP";
  if (age > 60) return "OTHER";
  if (roll < 0.092) return "TEACHER";
  if (roll < 0.097) return "LICENSED_PHARMACIST";
  if (roll < 0.099) return "CERTIFICATION_STAFF";
  return roll < 0.101 ? "TAX_ADVISER" : "OTHER";
}
