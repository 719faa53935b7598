/** Fills the variables of an example with real people of the synthetic district, whose numbers are no part of the page. */
import type { Example } from "./examples";
import type { RememberedIds } from "./rememberedIds";

/** One of the fixed synthetic people. */
export interface CastMember {
  name: string;
  idNumber: string;
  note: string;
}

/**
 * The variables of `example`, with `{ cast: n }` replaced by the look-up of that person and `{ remembered: … }` by an id of this
 * page. @throws Error for a person who is not in the cast.
 */
export function exampleVariables(example: Example, cast: readonly CastMember[], ids: RememberedIds = {}): unknown {
  return filled(example.variables, cast, ids);
}

const MISSING = { request: "请先运行“银行请求授权” run “A bank asks” first", grant: "请先由本人同意 the citizen agrees first" };

function filled(value: unknown, cast: readonly CastMember[], ids: RememberedIds): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, cast, ids));
  if (typeof value !== "object" || value === null) return value;
  if ("cast" in value) return lookup(Number(value.cast), cast);
  if ("remembered" in value)
    return ids[value.remembered as keyof RememberedIds] ?? MISSING[value.remembered as keyof RememberedIds];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, cast, ids)]));
}

function lookup(index: number, cast: readonly CastMember[]): { idNumber: string; name: string } {
  const member = cast[index];
  if (member === undefined) throw new Error(`the cast has no person number ${index}; it has ${cast.length}`);
  return { idNumber: member.idNumber, name: member.name };
}
