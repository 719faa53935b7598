/**
 * The answer as it leaves: nothing, denied and unavailable never look alike. What is closed is null with an error that
 * names the rule; what is missing is null with an error that names the department's failure; `completeness` sums it up.
 */
import { HTTP_STATUS, type PublicCode, type PublicError, type Reason } from "../schema/contract/publicCode";
import type { Decision } from "./authorize/decide";
import type { Explained } from "./authorize/explain";
import { placeNulls } from "./authorize/placeNulls";
import { ACCESS_DENIED, type RequestRuling } from "./authorize/ruleRequest";
import type { FieldRules, Judge } from "./authorize/ruleField";
import type { FilteredOperation } from "./authorize/filterOperation";
import type { EngineResult } from "./engine/engine";
import { everyField, isConditional, isReached, type AskedField } from "./operation/askedFields";
import type { Variables } from "./operation/readVariables";

export interface Answer {
  status: number;
  payload: {
    errors?: PublicError[];
    data: Record<string, unknown> | null;
    extensions?: { completeness?: Completeness; explanation?: Explained[] };
  };
  /** The very bytes, where they were written before: with the receipt, which the payload lacks. */
  text?: string;
  /** It leaves on the grid of time: how long it took says nothing (`grant/evenTime.ts`). */
  even?: boolean;
}

export interface Completeness {
  complete: boolean;
  answered: string[];
  unavailable: { sector: string; code: string }[];
  withheld: { category: string; reason: Reason }[];
}

const SENTENCE: Record<Reason, string> = {
  SCOPE: "The token lacks the scope that this field needs.",
  PURPOSE: "The stated purpose does not open this category of records.",
  JUSTIFICATION: "The purpose opens this category only with a justification: add one to access.justifications.",
  GRANT: "The authorisation does not open this.",
  OPENNESS: "Records of this kind are not open to the stated purpose.",
};

export interface AnswerParts {
  roots: readonly AskedField[];
  variables: Variables;
  ruling: RequestRuling;
  filtered: FilteredOperation;
  /** Absent when nothing was left to fetch. */
  result: EngineResult | undefined;
  /** Joins an internal error to its line in the log. */
  requestId: string;
  /** See {@link Answer.even}. */
  even: boolean;
}

/** What the answer is judged by. */
interface Ground {
  rules: FieldRules;
  judge: Judge;
}

export function completeAnswer(parts: AnswerParts, ground: Ground): Answer {
  const { roots, variables, ruling, filtered, result, requestId, even } = parts;
  const reached = (asked: AskedField) => isReached(asked, variables);
  const errors: PublicError[] = [
    ...[...ruling.denied]
      .filter(reached)
      .map((root) => ({ message: ACCESS_DENIED, path: root.path, extensions: { code: "ACCESS_DENIED" as const } })),
    ...filtered.closed.filter(({ asked }) => reached(asked)).map(({ asked, reason }) => closedError(asked, reason)),
    ...(result?.errors ?? []).map(({ message, path, code }) => ({
      message,
      ...(path && { path }),
      extensions: { code, ...(code === "INTERNAL_SERVER_ERROR" && { reference: requestId }) },
    })),
  ];
  const data = result === undefined ? placeNulls(null, roots, filtered.removed, variables) : result.data;
  const completeness = ruling.decision === undefined ? undefined : completenessOf(parts, ground);
  return {
    status: data === null && errors.length > 0 ? HTTP_STATUS[worst(errors)] : 200,
    payload: { ...(errors.length > 0 && { errors }), data, ...(completeness && { extensions: { completeness } }) },
    ...(even && { even }),
  };
}

function closedError(asked: AskedField, reason: Reason): PublicError {
  return { message: SENTENCE[reason], path: asked.path, extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", reason } };
}

/** With nothing answered, the first error speaks for the whole. */
function worst(errors: readonly PublicError[]): PublicCode {
  return errors[0]!.extensions.code;
}

function completenessOf({ roots, variables, ruling, filtered, result }: AnswerParts, { rules, judge }: Ground): Completeness {
  const decision = ruling.decision!;
  const withheld = roots.some(isConditional)
    ? withheldFrom({ roots, variables, decision }, { rules, judge })
    : onceUnder(decision, roots, () => withheldFrom({ roots, variables, decision }, { rules, judge }));
  const unavailable = (result?.unavailable ?? []).map(({ subgraph, code }) => ({ sector: subgraph, code }));
  return {
    complete:
      unavailable.length === 0 && withheld.length === 0 && !filtered.closed.some(({ asked }) => isReached(asked, variables)),
    answered: [...(result?.answered ?? [])].sort(),
    unavailable,
    withheld,
  };
}

type Withheld = Completeness["withheld"];

function withheldFrom(
  { roots, variables, decision }: Pick<AnswerParts, "roots" | "variables"> & { decision: Decision },
  { rules, judge }: Ground,
): Withheld {
  const sectors = new Set<string>();
  for (const asked of recordLists(roots)) {
    if (!isReached(asked, variables)) continue;
    for (const sector of rules.requirements.get(asked.coordinate)?.subgraphs ?? []) sectors.add(sector);
  }
  const withheld = new Map<string, Reason>();
  for (const sector of sectors) {
    for (const { category, reason } of judge.withheld(sector, decision)) withheld.set(category, reason);
  }
  return [...withheld].map(([category, reason]) => ({ category, reason }));
}

const knownUnder = new WeakMap<Decision, WeakMap<readonly AskedField[], Withheld>>();

/** What is withheld of an operation of which every place is reached: once for each decision. */
function onceUnder(decision: Decision, roots: readonly AskedField[], find: () => Withheld): Withheld {
  let known = knownUnder.get(decision);
  if (known === undefined) knownUnder.set(decision, (known = new WeakMap()));
  let withheld = known.get(roots);
  if (withheld === undefined) known.set(roots, (withheld = find()));
  return [...withheld];
}

const recordListsOf = new WeakMap<readonly AskedField[], AskedField[]>();

/** The places that ask for a sector's `records`; found once an operation. */
function recordLists(roots: readonly AskedField[]): AskedField[] {
  let lists = recordListsOf.get(roots);
  if (lists === undefined) {
    lists = [...everyField(roots)].filter(({ field }) => field.name === "records");
    recordListsOf.set(roots, lists);
  }
  return lists;
}
