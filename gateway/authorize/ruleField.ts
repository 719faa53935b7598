/**
 * May this coordinate be answered under this decision? The same question for every place an operation names; pure.
 *
 * Promise: a coordinate that demands nothing known is closed; `records` of a slice is judged by the types behind it,
 * for the interface itself demands nothing (ATTACKS A09, A12).
 */
import type { Catalogue, CatalogueEntry } from "../../schema/catalogue/catalogue";
import type { Reason } from "../../schema/contract/publicCode";
import type { Openness } from "../../schema/contract/vocabulary";
import { openIn, openLevels, type Decision } from "./decide";
import { onceADecision } from "./decisionCache";
import type { Requirement, Requirements } from "./requirements";

export type FieldRuling = { open: true } | { open: false; reason: Reason };

const OPEN: FieldRuling = { open: true };

/** A list whose element type is the interface, on a slice. */
const RECORDS = "CreditRecordConnection";

export interface FieldRules {
  requirements: Requirements;
  catalogue: Catalogue;
}

/** `ruleField` and `withheldIn` over one set of rules, each coordinate and sector judged once a decision. */
export interface Judge {
  rule(coordinate: string, decision: Decision | undefined, scopes: ReadonlySet<string>): FieldRuling;
  withheld(sector: string, decision: Decision): readonly { category: string; reason: Reason }[];
  /** What a warrant for the sector opens. */
  open(sector: string, decision: Decision): Opening;
}

/** Open categories with their levels; of an authorisation that confines them, the items. */
export interface Opening {
  open: Record<string, Openness[]>;
  items?: string[];
}

export function openJudge(rules: FieldRules): Judge {
  const ruled = onceADecision((decision, coordinate) => ruleField(coordinate, decision, decision.scopes, rules));
  const withheld = onceADecision((decision, sector) => withheldIn(sector, decision, rules));
  const open = onceADecision((decision, sector) => openingFor(sector, decision, rules));
  return {
    // A root field is the caller's to ask, under whosever eyes the fields below it are then judged.
    rule: (coordinate, decision, scopes) =>
      decision && !isRoot(typeOf(coordinate)) ? ruled(decision, coordinate) : ruleField(coordinate, undefined, scopes, rules),
    withheld: (sector, decision) => withheld(decision, sector),
    open: (sector, decision) => open(decision, sector),
  };
}

function openingFor(sector: string, decision: Decision, { catalogue }: FieldRules): Opening {
  const { granted } = decision;
  const own = catalogue.items.filter((item) => item.sector === sector).map(({ code }) => code);
  return { open: openIn(decision, sector), ...(granted && { items: own.filter((code) => granted.items.has(code)) }) };
}

/** `decision` is absent when the operation asks for no person: then only public coordinates are open. */
export function ruleField(
  coordinate: string,
  decision: Decision | undefined,
  scopes: ReadonlySet<string>,
  rules: FieldRules,
): FieldRuling {
  const requirement = rules.requirements.get(coordinate);
  if (requirement === undefined) return { open: false, reason: "PURPOSE" };
  const typeName = typeOf(coordinate);
  // `self` is a scope over oneself: it unmasks nobody else, in whosever token it stands. A root field opens nobody yet;
  // whose `self` it is was asked when the roots were ruled (ruleRequest).
  const isOneself = decision?.purpose.kind === "SELF" || isRoot(typeName);
  const held = (scope: string) => scopes.has(scope) && (scope !== "self" || isOneself);
  if (!requirement.scopes.every((alternatives) => alternatives.some((all) => all.every(held))))
    return { open: false, reason: "SCOPE" };
  if (requirement.resultType === RECORDS) return ruleRecords(requirement, decision, rules);
  for (const category of requirement.categories) {
    const ruling = ruleCategoryOf(category, typeName, requirement, decision, rules);
    if (!ruling.open) return ruling;
  }
  const fieldName = coordinate.slice(typeName.length + 1);
  const isGranted = decision?.granted === undefined || decision.granted.fields.get(typeName)?.has(fieldName) === true;
  return requirement.categories.length === 0 || isGranted ? OPEN : { open: false, reason: "GRANT" };
}

function typeOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.indexOf("."));
}

function isRoot(typeName: string): boolean {
  return typeName === "Query" || typeName === "Mutation";
}

function ruleCategoryOf(
  category: string,
  typeName: string,
  requirement: Requirement,
  decision: Decision | undefined,
  rules: FieldRules,
): FieldRuling {
  if (decision === undefined) return { open: false, reason: "PURPOSE" };
  const ruling = decision.categories.get(category);
  if (ruling === undefined) return { open: false, reason: "PURPOSE" };
  if (!ruling.open) return ruling;
  if (!requirement.subgraphs.some((sector) => decision.sectors === undefined || decision.sectors.includes(sector))) {
    return { open: false, reason: "OPENNESS" };
  }
  // The field of a record type, or the slice's list of one: closed where no record of the type can be open.
  const item = rules.catalogue.items.find(({ type }) => type === typeName || type === requirement.resultType);
  const isReadable = item === undefined ? openLevels(decision, category).length > 0 : readableLevels(item, decision);
  if (!isReadable) return { open: false, reason: "OPENNESS" };
  const isGranted = item === undefined || decision.granted === undefined || decision.granted.items.has(item.code);
  return isGranted ? OPEN : { open: false, reason: "GRANT" };
}

function readableLevels(item: CatalogueEntry, decision: Decision): boolean {
  const levels = openLevels(decision, item.category);
  // A record of any item may have been sealed; who may read sealed records may ask for it.
  return levels.includes("SEALED") || item.openness.mayBe.some((level) => levels.includes(level));
}

/** Open if a record of some type of the slice's sector may be open; else closed by the rule nearest to open. */
function ruleRecords(requirement: Requirement, decision: Decision | undefined, rules: FieldRules): FieldRuling {
  if (decision === undefined) return { open: false, reason: "PURPOSE" };
  const rulings = recordItems(requirement.subgraphs[0]!, rules.catalogue).map((item) =>
    ruleCategoryOf(item.category, item.type, requirement, decision, rules),
  );
  if (rulings.some(({ open }) => open)) return OPEN;
  const reasons = rulings.map((ruling) => (ruling.open ? undefined : ruling.reason));
  return {
    open: false,
    reason: (["JUSTIFICATION", "GRANT", "OPENNESS"] as const).find((reason) => reasons.includes(reason)) ?? "PURPOSE",
  };
}

function recordItems(sector: string, catalogue: Catalogue): CatalogueEntry[] {
  return catalogue.items.filter((item) => item.sector === sector && item.creditRecord);
}

/** Categories of a sector that are closed, each with its reason: what `completeness.withheld` names. */
export function withheldIn(sector: string, decision: Decision, rules: FieldRules): { category: string; reason: Reason }[] {
  const withheld = new Map<string, Reason>();
  const requirement: Requirement = { coordinate: "", subgraphs: [sector], scopes: [], categories: [], resultType: "" };
  for (const item of recordItems(sector, rules.catalogue)) {
    const ruling = ruleCategoryOf(item.category, item.type, requirement, decision, rules);
    if (!ruling.open) withheld.set(item.category, ruling.reason);
  }
  return [...withheld].map(([category, reason]) => ({ category, reason }));
}
