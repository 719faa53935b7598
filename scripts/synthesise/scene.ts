/** What the tellers of a sector work with: one person, his stream of chance, the day, and the numbers given out so far. */
import type { LegalDay } from "../../schema/contract/legalDay";
import type { RecordState } from "../../schema/contract/vocabulary";
import type { RowContent } from "../../subgraphs/kit/intake/columns";
import type { Organ } from "./organs";
import type { Person } from "./population";
import type { Random } from "./random";

export interface Scene {
  person: Person;
  random: Random;
  /** Everything is decided before this day. */
  day: LegalDay;
  numbers: SerialNumbers;
}

/** One row for the file of a record type. */
export interface Entry {
  type: string;
  content: RowContent;
}

/** Serial numbers, one count a series: what a department writes on its documents. */
export class SerialNumbers {
  private readonly last = new Map<string, number>();

  next(series: string): number {
    const number = (this.last.get(series) ?? 0) + 1;
    this.last.set(series, number);
    return number;
  }
}

/** A record about the person of the scene, decided by `organ`. */
export function entry(
  { person: { idNumber, name } }: Scene,
  type: string,
  organ: Organ,
  content: Omit<RowContent, "idNumber" | "name" | "determiningOrgan" | "determiningOrganCode">,
): Entry {
  return { type, content: { idNumber, name, determiningOrgan: organ.name, determiningOrganCode: organ.code, ...content } };
}

/** What has become of an adverse record: most are simply in force. */
export function fateOf(random: Random): RecordState {
  return random.weighted<RecordState>([
    ["ACTIVE", 920],
    ["DISPUTED", 30],
    ["CORRECTED", 10],
    ["REPAIRED", 20],
    ["REVOKED", 5],
    ["SEALED", 15],
  ]);
}

/** 津宝税欠告〔2025〕12号: word, year and serial number of an administrative document. */
export function documentNo(scene: Scene, word: string, day: LegalDay): string {
  const year = day.slice(0, 4);
  return `${word}〔${year}〕${scene.numbers.next(word + year)}号`;
}

/** （2024）津0115执1234号: the number of a case of the district court. */
export function caseNo(scene: Scene, kind: string, day: LegalDay): string {
  const year = day.slice(0, 4);
  return `（${year}）津0115${kind}${scene.numbers.next(kind + year)}号`;
}
