/** What came of a request for each person it asked for. Pure. */
import { getArgumentValues } from "graphql";
import type { AccessOutcome } from "../../schema/contract/evidence/evidenceEntry";
import type { PublicCode, PublicError } from "../../schema/contract/publicCode";
import type { Answer } from "../completeAnswer";
import { isReached } from "../operation/askedFields";
import type { Trail } from "./trail";

export interface PersonOutcome {
  person?: string;
  idNumber?: string;
  outcome: AccessOutcome;
  code?: string;
  flags?: string[];
}

const REFUSALS = new Set<PublicCode>(["ACCESS_DENIED", "UNAUTHORIZED_FIELD_OR_TYPE", "RATE_LIMITED", "BAD_USER_INPUT"]);

/** One a person, at least one; without a person for a request that names none. */
export function personOutcomes(asked: NonNullable<Trail["asked"]>, found: Trail["found"], answer: Answer): PersonOutcome[] {
  const { caller, intent } = asked;
  const { errors = [], data } = answer.payload;
  const whole = outcomeAt([], data, errors);
  if (caller.person !== undefined) return [{ person: caller.person, ...whole }];
  const places = placesOf(asked);
  const sought = [...intent.lookups, ...intent.named];
  if (sought.length === 0) return [whole];
  const ids = found?.length === sought.length ? found : [];
  return sought.map(({ idNumber }, at) => {
    const id = ids[at] ?? undefined;
    const place = places[at];
    const outcome = place === undefined ? whole : outcomeAt(place, valueAt(data, place), errors);
    return { ...(id === undefined ? { idNumber } : { person: id }), ...outcome };
  });
}

/** What came of a request that ended in an error. */
export function failedOutcome(code: PublicCode): Pick<PersonOutcome, "outcome" | "code"> {
  return { outcome: REFUSALS.has(code) ? "REFUSED" : "FAILED", code };
}

/** The place in the answer of each look-up, in the order of the intent. */
function placesOf({ roots, variables }: NonNullable<Trail["asked"]>): (string | number)[][] {
  return roots
    .filter((root) => isReached(root, variables))
    .flatMap((root) => {
      if (root.field.name === "person") return [[root.responseKey]];
      if (root.field.name !== "people") return [];
      const { lookups } = getArgumentValues(root.field, root.nodes[0]!, variables) as { lookups: unknown[] };
      return lookups.map((_, at) => [root.responseKey, at]);
    });
}

function outcomeAt(
  place: readonly (string | number)[],
  value: unknown,
  errors: readonly PublicError[],
): Pick<PersonOutcome, "outcome" | "code"> {
  if (value !== null && value !== undefined && !isEmpty(value)) return { outcome: "ANSWERED" };
  const error = errors.find(
    ({ path }) => path === undefined || place.every((step, at) => path[at] === undefined || path[at] === step),
  );
  return error === undefined ? { outcome: "ANSWERED" } : failedOutcome(error.extensions.code);
}

/** An answer of which every root is null. */
function isEmpty(value: unknown): boolean {
  return typeof value === "object" && !Array.isArray(value) && Object.values(value as object).every((one) => one === null);
}

function valueAt(data: unknown, place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], data);
}
