/**
 * THE decision: who asks (caller), why (purpose, case), with whose leave (grant), how far back. One pure function over
 * the catalogue's data; time is an argument. What is not decided here is denied.
 *
 * Threat (ATTACKS A35–A37, E03, E04, E15, E19, E20): rights that inherit, add up or default to something. Here a purpose
 * opens what its row of the matrix says and nothing else; an authorisation opens no more than that, than its ceiling and than
 * what it names; scopes are a flat set and only the first line.
 */
import type { Agency, Catalogue, Purpose } from "../../schema/catalogue/catalogue";
import { standingOf } from "../../schema/catalogue/requester";
import { addMonths, type LegalDay } from "../../schema/contract/legalDay";
import type { Reason } from "../../schema/contract/publicCode";
import type { Openness } from "../../schema/contract/vocabulary";

/** Who asks, as far as a decision needs it. */
export interface Asking {
  scopes: ReadonlySet<string>;
  /** Absent for a citizen. */
  agency: Agency | undefined;
  /** Person id of a citizen's token. */
  person: string | undefined;
}

/** What a person agreed to, as the signed text says. It covers what it names: what came into the graph later is not in it. */
export interface GrantTerms {
  /** Tells these terms from all that say something else. */
  id: string;
  categories: readonly string[];
  /** Codes of the catalogue's items. */
  items: readonly string[];
  /** Fields that a category closes, by the type they stand on. */
  fields: Readonly<Record<string, readonly string[]>>;
  lookBackMonths: number;
}

/** Why and with whose leave. */
export interface Stated {
  purpose: string;
  /** Of the person who is asked about, to this caller, in force. */
  grant?: GrantTerms | undefined;
  justifications: readonly { category: string }[];
}

/** A category is open, or closed by a rule that may be told. */
export type CategoryRuling = { open: true } | { open: false; reason: Reason };

export interface Decision {
  purpose: Purpose;
  scopes: ReadonlySet<string>;
  categories: ReadonlyMap<string, CategoryRuling>;
  /** Sectors whose records may be read; undefined = all. */
  sectors: readonly string[] | undefined;
  /** Records decided before this day are out of reach. */
  lookBackFrom: LegalDay | undefined;
  /** What an authorisation confines the decision to; absent where the purpose needs none. */
  granted: { items: ReadonlySet<string>; fields: ReadonlyMap<string, ReadonlySet<string>> } | undefined;
}

/** Why nothing of any person is opened, with the rule and the key of the purpose that say so. */
export const DENIALS = {
  "unknown purpose": { rule: "PURPOSE", key: "code" },
  "not the person": { rule: "SCOPE", key: "requesters" },
  "no scope person:read": { rule: "SCOPE", key: "requesters" },
  "no agency": { rule: "SCOPE", key: "requesters" },
  "the agency may not state this purpose": { rule: "PURPOSE", key: "requesters" },
  "this purpose opens no person": { rule: "PURPOSE", key: "kind" },
  "no second person": { rule: "PURPOSE", key: "kind" },
  "no authorisation": { rule: "GRANT", key: "grantCeiling" },
  "the agency needs no authorisation for this purpose": { rule: "GRANT", key: "requesters" },
} as const satisfies Record<string, { rule: Reason; key: keyof Purpose }>;

export type Denial = keyof typeof DENIALS;

/** `denied` is for the log, and for who asks for an explanation: a caller who is refused is not told which rule it was. */
export type Ruling = { decision: Decision } | { denied: Denial };

export function decide(asking: Asking, stated: Stated, catalogue: Catalogue, today: LegalDay): Ruling {
  const purpose = catalogue.purposes.find(({ code }) => code === stated.purpose);
  if (purpose === undefined) return { denied: "unknown purpose" };
  const refusal = refusedPerson(asking, stated, purpose);
  if (refusal !== undefined) return { denied: refusal };
  const justified = new Set(stated.justifications.map(({ category }) => category));
  const categories = new Map<string, CategoryRuling>();
  for (const { code } of catalogue.categories) categories.set(code, ruleCategory(purpose, code, justified, stated.grant));
  return {
    decision: {
      purpose,
      scopes: asking.scopes,
      categories,
      sectors: purpose.ownSectorOnly ? (asking.agency?.sectors ?? []) : undefined,
      lookBackFrom: lookBackFrom(purpose, stated.grant, today),
      granted: stated.grant && {
        items: new Set(stated.grant.items),
        fields: new Map(Object.entries(stated.grant.fields).map(([type, names]) => [type, new Set(names)])),
      },
    },
  };
}

/** As far back as the purpose or the authorisation, whichever is nearer. */
function lookBackFrom({ lookBackMonths }: Purpose, grant: GrantTerms | undefined, today: LegalDay): LegalDay | undefined {
  const months = [lookBackMonths, grant?.lookBackMonths].filter((one): one is number => one != null);
  return months.length === 0 ? undefined : addMonths(today, -Math.min(...months));
}

/** Why this caller may open nobody for this purpose; `undefined` if he may. */
function refusedPerson(asking: Asking, stated: Stated, purpose: Purpose): Denial | undefined {
  if (purpose.kind === "SELF") {
    return asking.person !== undefined && asking.scopes.has("self") && stated.grant === undefined ? undefined : "not the person";
  }
  if (!asking.scopes.has("person:read")) return "no scope person:read";
  if (asking.agency === undefined) return "no agency";
  const standing = standingOf(asking.agency, purpose);
  if (standing === "NONE") return "the agency may not state this purpose";
  if (purpose.kind === "AGGREGATE") return "this purpose opens no person";
  // What is presented was declared by one officer and seconded by another (ATTACKS E17).
  if (purpose.kind === "EMERGENCY") return stated.grant === undefined ? "no second person" : undefined;
  if (standing === "WITH_GRANT" && stated.grant === undefined) return "no authorisation";
  if (standing === "BY_LAW" && stated.grant !== undefined) return "the agency needs no authorisation for this purpose";
  return undefined;
}

/** matrix ∩ ceiling ∩ authorisation; and what the case must need (○) needs its justification all the same. */
function ruleCategory(
  { kind, required, conditional, grantCeiling }: Purpose,
  category: string,
  justified: ReadonlySet<string>,
  grant: GrantTerms | undefined,
): CategoryRuling {
  const names = (list: readonly string[]) => list.includes("*") || list.includes(category);
  if (!names(required) && !names(conditional)) return { open: false, reason: "PURPOSE" };
  const isBelow = kind === "EMERGENCY" || grantCeiling?.categories.includes(category);
  const isGranted = grant === undefined || (grant.categories.includes(category) && isBelow);
  if (!isGranted) return { open: false, reason: "GRANT" };
  return names(required) || justified.has(category) ? { open: true } : { open: false, reason: "JUSTIFICATION" };
}

/** Openness levels that may be read in a category. */
export function openLevels(decision: Decision, category: string): Openness[] {
  return decision.purpose.openness
    .filter((rule) => rule.category === undefined || rule.category === category)
    .filter((rule) => rule.scope === undefined || decision.scopes.has(rule.scope))
    .map(({ level }) => level);
}

/** What the warrant of one sector says: the open categories with their levels. */
export function openIn(decision: Decision, sector: string): Record<string, Openness[]> {
  const open: Record<string, Openness[]> = {};
  if (decision.sectors !== undefined && !decision.sectors.includes(sector)) return open;
  for (const [category, ruling] of decision.categories) {
    const levels = ruling.open ? openLevels(decision, category) : [];
    if (levels.length > 0) open[category] = levels;
  }
  return open;
}
