/**
 * Why each field of an operation would be open or closed: the very rulings of a real request, with the line that says so. Pure.
 *
 * Promise: a dry run says what a request would meet, place by place, from the same functions; it knows no person, and of an
 * authorisation only what one may hold at most.
 */
import type { Catalogue, Purpose } from "../../schema/catalogue/catalogue";
import type { Reason } from "../../schema/contract/publicCode";
import { isReached, type AskedField } from "../operation/askedFields";
import type { Variables } from "../operation/readVariables";
import { DENIALS, type Decision, type Denial, type GrantTerms } from "./decide";
import type { FieldRules, Judge } from "./ruleField";
import type { RequestRuling } from "./ruleRequest";

/** The rule that decided; AUTHENTICATED: any valid token will do. */
export type Rule = Reason | "AUTHENTICATED";

export interface Explained {
  coordinate: string;
  /** Response names from the root. */
  path: string[];
  open: boolean;
  rule: Rule;
  /** File, line and key that say so. */
  source: string;
}

/** Where rules stand: `schema/catalogue/purposes.yaml:24 purposes[1].required`. */
export interface Sources {
  ofPurpose(code: string, key: keyof Purpose): string;
  ofItem(code: string, key: "category" | "openness"): string;
  /** Of a field of the graph, in the SDL of the first of these subgraphs. */
  ofField(coordinate: string, subgraphs: readonly string[]): string;
}

export interface Explaining {
  roots: readonly AskedField[];
  variables: Variables;
  ruling: RequestRuling;
  /** Code of the purpose that was stated. */
  purpose: string;
  scopes: ReadonlySet<string>;
  rules: FieldRules;
  judge: Judge;
  sources: Sources;
}

/** Parents first, as they are asked; below what is closed everything is, for the same reason. */
export function explain(explaining: Explaining): Explained[] {
  const { roots, variables, ruling } = explaining;
  return roots
    .filter((root) => isReached(root, variables))
    .flatMap((root) => explainAt(root, ruling.denied.has(root) ? deniedBecause(root, explaining) : undefined, explaining));
}

function explainAt(asked: AskedField, closedAbove: Because | undefined, explaining: Explaining): Explained[] {
  const { coordinate, path, children } = asked;
  if (asked.field.name === "__typename") return [];
  const because = closedAbove ?? ruledBecause(coordinate, explaining);
  const reached = children.filter((child) => isReached(child, explaining.variables));
  const below = reached.flatMap((child) => explainAt(child, because.open ? undefined : because, explaining));
  return [{ coordinate, path, ...because }, ...below];
}

type Because = Pick<Explained, "open" | "rule" | "source">;

/** The root is refused as a whole, and with it whatever stands below it. */
function deniedBecause(root: AskedField, { ruling, purpose, rules, sources }: Explaining): Because {
  const denial = ruling.detail === undefined ? undefined : DENIALS[ruling.detail as Denial];
  if (denial === undefined) {
    const subgraphs = rules.requirements.get(root.coordinate)?.subgraphs ?? [];
    return { open: false, rule: "SCOPE", source: sources.ofField(root.coordinate, subgraphs) };
  }
  return { open: false, rule: denial.rule, source: sources.ofPurpose(purpose, denial.key) };
}

function ruledBecause(coordinate: string, { ruling, scopes, rules, judge, sources }: Explaining): Because {
  const { decision } = ruling;
  const ruled = judge.rule(coordinate, decision, scopes);
  const { subgraphs = [], scopes: demanded = [], categories = [], resultType = "" } = rules.requirements.get(coordinate) ?? {};
  const [category] = categories;
  const here = sources.ofField(coordinate, subgraphs);
  if (!ruled.open && ruled.reason === "SCOPE") return { open: false, rule: "SCOPE", source: here };
  if (category === undefined || decision === undefined) {
    const rule: Rule = ruled.open ? (demanded.length > 0 ? "SCOPE" : "AUTHENTICATED") : ruled.reason;
    return {
      open: ruled.open,
      rule,
      source: ruled.open || !decision ? here : sources.ofPurpose(decision.purpose.code, "required"),
    };
  }
  const { code } = decision.purpose;
  if (ruled.open) {
    const rule = openingRule(decision, category);
    return { open: true, rule, source: sources.ofPurpose(code, KEY_OF_OPEN[rule]) };
  }
  const item = itemOf(coordinate, resultType, rules.catalogue);
  const source =
    ruled.reason === "OPENNESS" && item !== undefined
      ? sources.ofItem(item, "openness")
      : sources.ofPurpose(code, closingKey(ruled.reason, category, decision.purpose));
  return { open: false, rule: ruled.reason, source };
}

type OpeningRule = "PURPOSE" | "JUSTIFICATION" | "GRANT";

const KEY_OF_OPEN: Record<OpeningRule, keyof Purpose> = {
  PURPOSE: "required",
  JUSTIFICATION: "conditional",
  GRANT: "grantCeiling",
};

/** What opened the category: the authorisation that it took, the reason that was given, or the purpose itself. */
function openingRule({ granted, purpose }: Decision, category: string): OpeningRule {
  if (granted !== undefined) return "GRANT";
  const isNamed = purpose.required.includes(category) || purpose.required.includes("*");
  return isNamed ? "PURPOSE" : "JUSTIFICATION";
}

function closingKey(reason: Reason, category: string, purpose: Purpose): keyof Purpose {
  if (reason === "JUSTIFICATION") return "conditional";
  if (reason === "OPENNESS") return "openness";
  if (reason === "GRANT") return "grantCeiling";
  return purpose.verdictInputs.includes(category) ? "verdictInputs" : "required";
}

function itemOf(coordinate: string, resultType: string, { items }: Catalogue): string | undefined {
  const typeName = coordinate.slice(0, coordinate.indexOf("."));
  return items.find(({ type }) => type === typeName || type === resultType)?.code;
}

/** The most that an authorisation for the purpose may hold: what a dry run supposes of one that it does not read. */
export function fullestTerms(purpose: Purpose | undefined, { requirements, catalogue }: FieldRules): GrantTerms | undefined {
  if (purpose?.grantCeiling === undefined) return undefined;
  const fields: Record<string, string[]> = {};
  for (const { coordinate, categories } of requirements.values()) {
    const [type = "", field = ""] = coordinate.split(".");
    if (categories.length > 0) (fields[type] ??= []).push(field);
  }
  const { categories } = purpose.grantCeiling;
  const items = catalogue.items.map(({ code }) => code);
  return { id: `ceiling of ${purpose.code}`, categories, items, fields, lookBackMonths: purpose.lookBackMonths ?? 1200 };
}
