/**
 * Records of a sketch: a few words on whom a record type is about, how often, and what its texts say. Everything else is
 * drawn from the class and the catalogue item of the type, so that a new type costs a few lines here.
 *
 * Promise: what is made can be taken in: decided by an adult, under a law in force, within the type's own rules.
 */
import { addDays, addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { Gravity, Openness, Polarity } from "../../schema/contract/vocabulary";
import type { RecordSpec } from "../../subgraphs/kit/record/recordType";
import { dayBetween, later, workday } from "./calendar";
import type { Draft, Draw } from "./draw";
import { drawDetail } from "./drawField";
import { ORGANS, type SectorName } from "./organs";
import type { Occupation } from "./population";
import { recordTypeNamed } from "./recordTypes";
import { documentNo, entry, fateOf, type Entry, type Scene } from "./scene";

export interface Sketch {
  /** Only people of this occupation; else any adult up to 70. */
  of?: Occupation;
  /** How many of them have such a record. */
  rate: number;
  /** Decided within so many months before the day; 54 if not said. */
  months?: number;
  openness?: Openness;
  /** What stands in fields that name and kind alone do not explain. */
  fields?: Record<string, Draw>;
}

export type Sketches = Readonly<Record<string, Sketch>>;

/** Where a record of the cast or of the roll call is pinned: when, how grave, what it says. */
export interface Pinned {
  decidedOn?: LegalDay;
  gravity?: Gravity;
  polarity?: Polarity;
  openness?: Openness;
  fields?: Record<string, Draw>;
}

const WORDS: Record<string, string> = { PENALTY: "罚", SEVERE_LIST: "列", LICENCE: "许", OCCUPATION: "登", HONOUR: "彰" };

export function concerns({ of }: Sketch, { person }: Scene): boolean {
  return of === undefined ? person.age >= 22 && person.age <= 70 : person.occupation === of;
}

/** A record of the type about the person of the scene: any, or as it is pinned; a pinned one is in force. */
export function sketched(scene: Scene, type: string, sketch: Sketch, pinned?: Pinned): Entry {
  const { sector, spec } = recordTypeNamed(type);
  const { item } = spec;
  const organ = ORGANS[sector as SectorName];
  const { random } = scene;
  const decidedOn = pinned?.decidedOn ?? decisionDay(scene, spec, pinned === undefined ? (sketch.months ?? 54) : 3);
  const polarity = pinned?.polarity ?? random.pick(item.polarities);
  const gravity = polarity === "ADVERSE" ? (pinned?.gravity ?? gravityOf(scene, item.gravities, pinned !== undefined)) : null;
  const number = () => documentNo(scene, `${organ.word}${WORDS[item.category] ?? "字"}`, decidedOn);
  const draft: Draft = { scene, decidedOn, polarity, gravity, documentNo: number, detail: {} };
  drawDetail(spec, { ...sketch.fields, ...pinned?.fields }, draft);
  return entry(scene, type, organ, {
    detail: draft.detail,
    ...(spec.key.length === 0 && { sourceNo: `${item.code}-${scene.numbers.next(item.code)}` }),
    polarity: item.polarities.length > 1 ? polarity : undefined,
    gravity: item.gravities.length > 1 ? gravity : undefined,
    openness: pinned?.openness ?? sketch.openness,
    basisDocNo: polarity === "ADVERSE" ? basisOf(draft) : undefined,
    decidedOn,
    state: polarity === "ADVERSE" && pinned === undefined ? fateOf(random) : "ACTIVE",
  });
}

/** The document on which an adverse record rests is its own decision, where it has one. */
function basisOf({ detail, documentNo: next }: Draft): string {
  const own = detail["decisionNo"] ?? detail["entryNo"] ?? detail["determinationNo"] ?? detail["caseNo"];
  return typeof own === "string" ? own : next();
}

function decisionDay({ person, random, day }: Scene, { item }: RecordSpec, months: number): LegalDay {
  const lawful = item.legalBases.map(({ inForceFrom }) => inForceFrom).sort()[0]!;
  const first = later(later(addMonths(day, -months), addMonths(person.birth, 12 * 20)), lawful);
  return later(workday(dayBetween(first, addDays(day, -3), random)), lawful);
}

function gravityOf({ random }: Scene, gravities: readonly Gravity[], pinned: boolean): Gravity | null {
  if (pinned) return gravities.includes("GENERAL") ? "GENERAL" : (gravities[0] ?? null);
  const weights = { MINOR: 30, GENERAL: 60, SERIOUS: 10 };
  return gravities.length === 0 ? null : random.weighted(gravities.map((gravity) => [gravity, weights[gravity]] as const));
}
