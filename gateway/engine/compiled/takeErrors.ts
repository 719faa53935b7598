/**
 * The errors of an answer, each put into the data as a hole where it left null. Their texts are ours already; of their
 * paths only what was asked for comes to a client (ATTACKS C16). An entity that is null without a word is missing, not
 * nothing (K06).
 */
import { meansMissing, passedCode, sentenceOf, type PassedCode } from "../../subgraph/publicErrors";
import type { SubgraphError } from "../../subgraph/reach";
import type { CalledFetch } from "./call";
import { fillWithHoles, holeAt } from "./holes";
import { Missing, type Cause } from "./missing";

export interface TakenErrors {
  fetch: CalledFetch;
  /** The answered objects: the root, or each entity; null where there is none. */
  values: readonly (object | null)[];
  /** The objects of the data that each value is for. */
  holders: readonly (readonly object[])[];
  errors: readonly SubgraphError[];
  /** Nothing at all was answered. */
  isWhole: boolean;
  strict: boolean;
  cause(code: PassedCode, message: string): Cause;
}

/** Is anything missing at the very top of the answer, or at a place that nobody knows? */
export function takeErrors(taken: TakenErrors): boolean {
  const { fetch, values, holders, errors, isWhole, strict } = taken;
  const explained = new Set<number>();
  let lostRoot = false;
  for (const error of errors) {
    const code = passedCode(error.extensions?.code);
    const path = error.path ?? [];
    const index = indexOf(fetch, path, values.length);
    if (index === undefined && isOfAnother(fetch, path)) continue;
    const inner = fetch.entities === undefined ? path : path.slice(2);
    const cause = taken.cause(code, error.message);
    const isKnown = index !== undefined && (inner.length === 0 || fetch.shape.keys.has(String(inner[0])));
    if (isKnown) {
      explained.add(index);
      leaveHole(fetch, values[index] ?? null, holders[index] ?? [], inner, cause);
    } else leaveHoles(taken, cause);
    lostRoot ||= meansMissing(code) && (!isKnown || (fetch.entities === undefined && inner.length === 1));
  }
  if (fetch.entities === undefined || isWhole || !strict) return lostRoot;
  values.forEach((value, index) => {
    if (value !== null || explained.has(index)) return;
    const cause = taken.cause("SECTOR_UNAVAILABLE", sentenceOf("SECTOR_UNAVAILABLE"));
    leaveHole(fetch, null, holders[index] ?? [], [], cause);
  });
  return lostRoot;
}

/** Which of the values an error speaks of. */
function indexOf(fetch: CalledFetch, path: readonly (string | number)[], count: number): number | undefined {
  if (fetch.entities === undefined) return path.length > 0 ? 0 : undefined;
  const [alias, index] = path;
  return alias === fetch.alias && typeof index === "number" && index < count ? index : undefined;
}

/** Several fetches of one call share its errors. */
function isOfAnother(fetch: CalledFetch, [alias]: readonly (string | number)[]): boolean {
  return fetch.entities !== undefined && typeof alias === "string" && alias !== fetch.alias && alias.startsWith("_entities");
}

function leaveHole(
  fetch: CalledFetch,
  value: object | null,
  holders: readonly object[],
  path: readonly (string | number)[],
  cause: Cause,
): void {
  if (value !== null) {
    if (path.length > 0) holeAt(value, path, cause);
    return;
  }
  const [key, ...tail] = path;
  for (const holder of holders) {
    const values = holder as Record<string, unknown>;
    if (typeof key === "string" && (values[key] ?? null) === null) values[key] = new Missing(cause, tail);
    fillWithHoles(holder, fetch.shape, cause);
  }
}

/** An error without a usable place: whatever is null in the answer may be what it speaks of. */
function leaveHoles({ fetch, values, holders }: TakenErrors, cause: Cause): void {
  cause.whole = true;
  values.forEach((value, index) => {
    if (value === null) for (const holder of holders[index] ?? []) fillWithHoles(holder, fetch.shape, cause);
    else for (const key of fetch.taken) holeAt(value, [key], cause);
  });
}
