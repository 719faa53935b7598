/** What a field of a random graph holds: the same for the same object and arguments, whoever asks and wherever. */
import { drawing, type Draw } from "../../../test/attacks/support/drawing";

/** An object of the graph: number `n` of its type. */
export interface Thing {
  __typename: string;
  n: number;
}

export const HUES = ["RED", "GREEN", "BLUE"] as const;
/** Numbers of entities: few, so that the same ones are met again. */
const ENTITIES = 4;

/** Types of which an abstract one is made. */
export type Members = ReadonlyMap<string, readonly string[]>;

/** A value of `type`, written as in SDL, at `place`. */
export function valueAt(place: string, type: string, members: Members): unknown {
  return value(type, drawing(hash(place)), place, members);
}

function value(type: string, draw: Draw, place: string, members: Members): unknown {
  if (!type.endsWith("!")) return draw(6) === 0 ? null : value(`${type}!`, draw, place, members);
  const bare = type.slice(0, -1);
  if (bare.startsWith("[")) {
    return Array.from({ length: draw(3) }, () => value(bare.slice(1, -1), draw, place, members));
  }
  switch (bare) {
    case "Int":
      return draw(2000) - 1000;
    case "Float":
      return draw(2000) / 4;
    case "Boolean":
      return draw(1) === 0;
    case "Hue":
      return HUES[draw(2)];
    case "ID":
    case "String":
      return `${place.slice(0, 12)} "${draw(99)}" 值`;
    default: {
      const of = members.get(bare);
      const name = of === undefined ? bare : of[draw(of.length - 1)]!;
      return { __typename: name, n: draw(ENTITIES - 1) } satisfies Thing;
    }
  }
}

/** 32 bits of a text (FNV-1a). */
export function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
