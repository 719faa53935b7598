/**
 * What an operation showed and refused, by coordinate and by category: from the filtered operation, so once for all
 * requests that were ruled alike.
 */
import { writeFieldSet, type WrittenFieldSet } from "../../schema/contract/evidence/fieldSet";
import { REASONS, type Reason } from "../../schema/contract/publicCode";
import type { Decision } from "../authorize/decide";
import type { FilteredOperation } from "../authorize/filterOperation";
import type { RequestRuling } from "../authorize/ruleRequest";
import type { FieldRules, Judge } from "../authorize/ruleField";
import { isConditional, isReached, type AskedField } from "../operation/askedFields";
import type { Variables } from "../operation/readVariables";

export interface ShownFields {
  fields: WrittenFieldSet;
  /** Categories by the department that holds them. */
  categories: ReadonlyMap<string, readonly string[]>;
  /** `PENALTY JUSTIFICATION` */
  withheld: readonly string[];
}

export interface ShownInput {
  roots: readonly AskedField[];
  variables: Variables;
  ruling: RequestRuling;
  filtered: FilteredOperation;
}

interface Ground {
  rules: FieldRules;
  judge: Judge;
}

const NO_DECISION = {};
const known = new WeakMap<object, WeakMap<FilteredOperation, ShownFields>>();

export function shownFields(input: ShownInput, ground: Ground): ShownFields {
  const { ruling, filtered, roots } = input;
  if (roots.some(isConditional)) return readShown(input, ground);
  const decision = ruling.decision ?? NO_DECISION;
  let ofDecision = known.get(decision);
  if (ofDecision === undefined) known.set(decision, (ofDecision = new WeakMap()));
  let shown = ofDecision.get(filtered);
  if (shown === undefined) ofDecision.set(filtered, (shown = readShown(input, ground)));
  return shown;
}

function readShown({ roots, variables, ruling, filtered }: ShownInput, ground: Ground): ShownFields {
  const returned: string[] = [];
  const categories = new Map<string, Set<string>>();
  const withheld = new Set<string>();
  const walk = (asked: AskedField): void => {
    if (!isReached(asked, variables) || filtered.removed.has(asked) || asked.field.name === "__typename") return;
    returned.push(asked.coordinate);
    for (const [sector, category] of categoriesAt(asked, ruling.decision, ground)) {
      categories.set(sector, (categories.get(sector) ?? new Set()).add(category));
    }
    asked.children.forEach(walk);
  };
  for (const root of roots) if (!ruling.denied.has(root)) walk(root);
  const refused = [...[...ruling.denied].map((asked) => ({ asked, reason: "PURPOSE" as Reason })), ...filtered.closed].filter(
    ({ asked }) => isReached(asked, variables),
  );
  for (const { asked, reason } of refused) {
    for (const category of ground.rules.requirements.get(asked.coordinate)?.categories ?? [])
      withheld.add(`${category} ${reason}`);
  }
  return {
    fields: writeFieldSet({ returned, refused: refused.map(({ asked, reason }) => ({ coordinate: asked.coordinate, reason })) }),
    categories: new Map([...categories].map(([sector, found]) => [sector, [...found].sort()])),
    withheld: [...withheld].sort(byReason),
  };
}

/** Which categories a place shows, each with the department: a field's own, or all open ones of a sector's `records`. */
function categoriesAt(
  asked: AskedField,
  decision: Decision | undefined,
  { rules, judge }: Ground,
): (readonly [sector: string, category: string])[] {
  const requirement = rules.requirements.get(asked.coordinate);
  if (requirement === undefined || decision === undefined) return [];
  const [sector = ""] = requirement.subgraphs;
  if (requirement.resultType !== "CreditRecordConnection") return requirement.categories.map((category) => [sector, category]);
  const open = judge.open(sector, decision).open;
  return rules.catalogue.items
    .filter((item) => item.sector === sector && item.creditRecord && Object.hasOwn(open, item.category))
    .map((item) => [sector, item.category]);
}

function byReason(a: string, b: string): number {
  const rank = (text: string) => REASONS.indexOf(text.split(" ")[1] as Reason);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
