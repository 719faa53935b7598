/** The people of a synthetic district: the cast first, then as many as asked, each made from the seed and his place. */
import { birthDateOf, sexOf } from "../../schema/contract/citizenId";
import { addDays, addMonths, ageOn, type LegalDay } from "../../schema/contract/legalDay";
import { cast } from "./cast";
import { CitizenNumbers } from "./citizenNumbers";
import { nameOf } from "./names";
import { randomOf, type Random } from "./random";
import type { Sketch } from "./sketch";
import { rollCall } from "./sketches";

/** Occupations of working people, and how many of a thousand: the key populations, and others whom departments keep on file. */
const OCCUPATIONS = {
  ENTERPRISE_LEGAL_REP: 70,
  CIVIL_SERVANT: 30,
  DRIVER: 30,
  TEACHER: 22,
  ACCOUNTANT_AUDITOR: 20,
  SPECIAL_OPERATOR: 20,
  PHYSICIAN: 12,
  DOMESTIC_WORKER: 10,
  FINANCIAL_PRACTITIONER: 8,
  REAL_ESTATE_AGENT: 6,
  SOCIAL_ORG_LEADER: 6,
  LICENSED_PHARMACIST: 5,
  LAWYER: 4,
  APPRAISER: 3,
  TOUR_GUIDE: 3,
  CERTIFICATION_STAFF: 2,
  TAX_ADVISER: 2,
  LEGAL_SERVICE_WORKER: 2,
  FIRE_ENGINEER: 2,
  ARCHITECT: 2,
  EIA_AUTHOR: 1,
  CREDIT_AGENCY_STAFF: 1,
  PATENT_AGENT: 1,
} as const;

export type Occupation = keyof typeof OCCUPATIONS | "STUDENT" | "OTHER";

export interface Person {
  idNumber: string;
  name: string;
  sex: "MALE" | "FEMALE";
  birth: LegalDay;
  age: number;
  occupation: Occupation;
  /** Set for a member of the cast: his place in it. */
  castPlace?: number;
  /** Set for those who follow the cast: the sketch whose record each surely has. */
  called?: string;
}

const AGE_BANDS: readonly (readonly [readonly [from: number, to: number], number])[] = [
  [[18, 29], 15],
  [[30, 44], 28],
  [[45, 59], 28],
  [[60, 74], 21],
  [[75, 90], 8],
];

const CALLED_AGES = [30, 50] as const;

/** 宝坻 was a county (120224) until 2001; who was registered then keeps that code for life. */
const FIRST_DISTRICT_BIRTH = "2001-10-01";
const OTHER_DIVISIONS = ["120101", "120113", "120221", "131024", "130229", "130282", "110112", "230103", "371402", "653101"];

export function* population(people: number, seed: number, day: LegalDay): Generator<{ person: Person; random: Random }> {
  const numbers = new CitizenNumbers();
  for (let place = 0; place < people; place++) {
    const isCast = place < cast.length;
    // The cast's records are the same under every seed.
    const random = randomOf(isCast ? 0 : seed, place);
    yield { person: isCast ? castPerson(place, day) : person(numbers, random, day, rollCall[place - cast.length]), random };
  }
}

function castPerson(castPlace: number, day: LegalDay): Person {
  const { name, idNumber } = cast[castPlace]!;
  const birth = birthDateOf(idNumber);
  return { name, idNumber, sex: sexOf(idNumber), birth, age: ageOn(birth, day), occupation: "OTHER", castPlace };
}

function person(numbers: CitizenNumbers, random: Random, day: LegalDay, call?: readonly [called: string, Sketch]): Person {
  const sex = random.chance(0.507) ? "MALE" : "FEMALE";
  const [from, to] = call === undefined ? random.weighted(AGE_BANDS) : CALLED_AGES;
  const asked = addDays(addMonths(day, -12 * (from + random.whole(to - from + 1))), -random.whole(365));
  const idNumber = numbers.give(divisionOf(asked, random), asked, sex, random);
  const birth = birthDateOf(idNumber);
  const age = ageOn(birth, day);
  const name = nameOf(sex, Number(birth.slice(0, 4)), random);
  if (call === undefined) return { idNumber, name, sex, birth, age, occupation: occupationAt(age, random) };
  const [called, { of = "OTHER" }] = call;
  return { idNumber, name, sex, birth, age, occupation: of, called };
}

function divisionOf(birth: LegalDay, random: Random): string {
  if (random.chance(0.08)) return random.pick(OTHER_DIVISIONS);
  // A few were registered late, with the code of the day.
  return birth >= FIRST_DISTRICT_BIRTH || random.chance(0.03) ? "120115" : "120224";
}

function occupationAt(age: number, random: Random): Occupation {
  if (age < 23) return random.chance(0.45) ? "STUDENT" : "OTHER";
  let roll = 1000 * random.next();
  if (age >= 70) return "OTHER";
  if (age > 60) return roll < OCCUPATIONS.ENTERPRISE_LEGAL_REP ? "ENTERPRISE_LEGAL_REP" : "OTHER";
  for (const [occupation, share] of Object.entries(OCCUPATIONS)) if ((roll -= share) < 0) return occupation as Occupation;
  return "OTHER";
}
