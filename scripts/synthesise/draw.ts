/** How one field of a made-up record is drawn, in words that a sketch can say in a line. */
import { addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { Gravity, Polarity } from "../../schema/contract/vocabulary";
import type { Scene } from "./scene";

/** A record while it is being made: what is known of it before its own fields. */
export interface Draft {
  scene: Scene;
  decidedOn: LegalDay;
  polarity: Polarity;
  gravity: Gravity | null;
  /** A document of the organ that decided: word, year, serial number. */
  documentNo(): string;
  /** The fields drawn so far, in the order of the type. */
  detail: Record<string, unknown>;
}

/** What a field says in this record; `undefined` leaves it empty. */
export type Say = (draft: Draft) => unknown;
/** One of a list, or what is said. */
export type Draw = readonly unknown[] | Say;

export function drawn(draw: Draw, draft: Draft): unknown {
  return typeof draw === "function" ? draw(draft) : draft.scene.random.pick(draw);
}

/** So many months after the decision. */
export function after(...months: number[]): Say {
  return ({ decidedOn, scene }) => addMonths(decidedOn, scene.random.pick(months));
}

/** So many months after the decision, where that day has come. */
export function since(months: number): Say {
  return ({ decidedOn, scene }) => {
    const day = addMonths(decidedOn, months);
    return day < scene.day ? day : undefined;
  };
}

export function whole(from: number, to: number): Say {
  return ({ scene }) => from + scene.random.whole(to - from + 1);
}

export function sometimes(probability: number, draw: Draw): Say {
  return (draft) => (draft.scene.random.chance(probability) ? drawn(draw, draft) : undefined);
}

/** Only of a grave record. */
export function whenSerious(draw: Draw): Say {
  return (draft) => (draft.gravity === "SERIOUS" ? drawn(draw, draft) : undefined);
}

export function never(): undefined {
  return undefined;
}
