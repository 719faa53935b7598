/**
 * Decisions, remembered by everything they depend on, and what follows from a decision, remembered by the decision.
 *
 * Threat (ATTACKS A29, I11): an answer made for one caller given to another. The key of a decision is all that `decide`
 * reads, the agency's code among it, so that no two agencies and no two days share one; no person is in it.
 */
import { LRUCache } from "lru-cache";
import type { Agency, Catalogue } from "../../schema/catalogue/catalogue";
import type { LegalDay } from "../../schema/contract/legalDay";
import { decide, type Asking, type Decision, type Ruling, type Stated } from "./decide";

const MAX_DECISIONS = 2_000;

const decisions = new WeakMap<Catalogue, LRUCache<string, Ruling>>();

/** As `decide`. */
export function decideOnce(asking: Asking, stated: Stated, catalogue: Catalogue, today: LegalDay): Ruling {
  let known = decisions.get(catalogue);
  if (known === undefined) decisions.set(catalogue, (known = new LRUCache({ max: MAX_DECISIONS })));
  const { agency, person, scopes } = asking;
  const why = [stated.purpose, stated.grant?.id ?? null, stated.justifications.map(({ category }) => category).sort()];
  const key = `${agency && textOf(agency)} ${person !== undefined} ${JSON.stringify([[...scopes].sort(), why, today])}`;
  let ruling = known.get(key);
  if (ruling === undefined) known.set(key, (ruling = decide(asking, stated, catalogue, today)));
  return ruling;
}

const texts = new WeakMap<Agency, string>();

/** What a decision depends on of an agency; written once for an entry of the register. */
function textOf(agency: Agency): string {
  let text = texts.get(agency);
  if (text === undefined) {
    const { code, kinds, sectors, status } = agency;
    texts.set(agency, (text = JSON.stringify([code, kinds, sectors, status])));
  }
  return text;
}

/** A function of a decision and a name, computed once for each pair. */
export function onceADecision<T>(compute: (decision: Decision, name: string) => T): (decision: Decision, name: string) => T {
  const known = new WeakMap<Decision, Map<string, T>>();
  return (decision, name) => {
    let values = known.get(decision);
    if (values === undefined) known.set(decision, (values = new Map()));
    let value = values.get(name);
    if (value === undefined) values.set(name, (value = compute(decision, name)));
    return value;
  };
}
