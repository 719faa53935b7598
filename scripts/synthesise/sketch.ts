/**
 * Records of a sketch: a few words on whom a record type is about, how often, and what its texts say. Everything else is
 * drawn from the class and the catalogue item of the type, so that a new type costs a few lines here.
 *
 * Promise: what is made can be taken in: decided by an adult, under a law in force, within the type's own rules.
 */
import { addDays, addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { Gravity, Openness, Polarity, RecordState } from "../../schema/contract/vocabulary";
import type { RecordSpec } from "../../subgraphs/kit/record/recordType";
import { dayBetween, later, workday } from "./calendar";
import type { Draft, Draw } from "./draw";
import { drawDetail } from "./drawField";
import { ORGANS, type Organ, type SectorName } from "./organs";
import type { Occupation } from "./population";
import { recordTypeNamed } from "./recordTypes";
import { documentNo as documentNumber, entry, fateOf, type Entry, type Scene } from "./scene";

export interface Sketch {
  /** Only people of this occupation; else any adult up to 70. */
  of?: Occupation;
  /** How many of them have such a record. */
  rate: number;
  /** How many of those who lead an enterprise or trade, where that differs. */
  tradersRate?: number;
  /** Decided within so many months before the day; 54 if not said. */
  months?: number;
  openness?: Openness;
  /** Who decides, where it is not the department itself. */
  organ?: Organ;
  /** What stands in fields that name and kind alone do not explain. */
  fields?: Record<string, Draw>;
}

export type Sketches = Readonly<Record<string, Sketch>>;

/** A record that stands still: of the cast, or of the roll call. */
export interface Pinned {
  decidedOn?: LegalDay;
  gravity?: Gravity;
  polarity?: Polarity;
  openness?: Openness;
  state?: RecordState;
  fields?: Record<string, Draw>;
}

/** Months within which what is pinned without a day was decided. */
const LATELY = 3;
const WORDS: Record<string, string> = { PENALTY: "罚", SEVERE_LIST: "列", LICENCE: "许", OCCUPATION: "登", HONOUR: "彰" };

/** Whether the person of the scene has such a record. */
export function befalls({ of, rate, tradersRate = rate }: Sketch, { person, random }: Scene): boolean {
  const concerned = of === undefined ? person.age >= 22 && person.age <= 70 : person.occupation === of;
  return concerned && random.chance(person.occupation === "ENTERPRISE_LEGAL_REP" ? tradersRate : rate);
}

/** A record of the type about the person of the scene: any, or as it is pinned; a pinned one is in force. */
export function sketched(scene: Scene, type: string, sketch: Sketch, pinned?: Pinned): Entry {
  const { spec } = recordTypeNamed(type);
  const { item } = spec;
  const draft = draftOf(scene, spec, sketch, pinned);
  const { polarity, gravity, decidedOn, detail } = draft;
  drawDetail(spec, { ...sketch.fields, ...pinned?.fields }, draft);
  const adverse = polarity === "ADVERSE";
  return entry(scene, type, sketch.organ ?? ORGANS[item.sector as SectorName], {
    detail,
    ...(spec.key.length === 0 && { sourceNo: `${item.code}-${scene.numbers.next(item.code)}` }),
    polarity: item.polarities.length > 1 ? polarity : undefined,
    gravity: item.gravities.length > 1 ? gravity : undefined,
    openness: pinned?.openness ?? sketch.openness,
    basisDocNo: adverse ? basisOf(draft) : undefined,
    decidedOn,
    state: pinned?.state ?? (adverse && pinned === undefined ? fateOf(scene.random) : "ACTIVE"),
  });
}

function draftOf(scene: Scene, spec: RecordSpec, sketch: Sketch, pinned: Pinned | undefined): Draft {
  const { random } = scene;
  const { item } = spec;
  const { word } = ORGANS[item.sector as SectorName];
  const months = pinned === undefined ? (sketch.months ?? 54) : LATELY;
  const decidedOn = pinned?.decidedOn === undefined ? decisionDay(scene, spec, months) : workday(pinned.decidedOn);
  const polarity = pinned?.polarity ?? random.pick(item.polarities);
  const gravity = polarity === "ADVERSE" ? (pinned?.gravity ?? gravityOf(scene, item.gravities, pinned !== undefined)) : null;
  const documentNo = () => documentNumber(scene, `${word}${WORDS[item.category] ?? "字"}`, decidedOn);
  return { scene, decidedOn, polarity, gravity, documentNo, detail: {} };
}

/** The document on which an adverse record rests is its own decision, where it has one. */
function basisOf({ detail, documentNo }: Draft): string {
  const own = detail["decisionNo"] ?? detail["entryNo"] ?? detail["determinationNo"] ?? detail["noticeNo"] ?? detail["caseNo"];
  return typeof own === "string" ? own : documentNo();
}

/** Between the years at which the person could be concerned, or the first law on it, and the day. */
function decisionDay({ person, random, day }: Scene, { item }: RecordSpec, months: number): LegalDay {
  const lawful = item.legalBases.map(({ inForceFrom }) => inForceFrom).sort()[0]!;
  const grown = addMonths(person.birth, person.occupation === "STUDENT" ? 12 * 18 : 12 * 21);
  const first = later(later(addMonths(day, -months), grown), lawful);
  return later(workday(dayBetween(first, addDays(day, -3), random)), later(lawful, addMonths(person.birth, 12 * 18)));
}

function gravityOf({ random }: Scene, gravities: readonly Gravity[], pinned: boolean): Gravity | null {
  if (pinned) return gravities.includes("GENERAL") ? "GENERAL" : (gravities[0] ?? null);
  const weights = { MINOR: 30, GENERAL: 60, SERIOUS: 10 };
  return gravities.length === 0 ? null : random.weighted(gravities.map((gravity) => [gravity, weights[gravity]] as const));
}
