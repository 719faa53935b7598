/**
 * THE decision: who asks (caller), why (purpose, case), with whose leave (grant), how far back. One pure function over
 * the catalogue's data; time is an argument. What is not decided here is denied.
 *
 * Threat (ATTACKS A35–A37, E03, E19, E20): rights that inherit, add up or default to something. Here a purpose opens
 * what its row of the matrix says and nothing else; scopes are a flat set and only the first line.
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

/** Why and with whose leave. */
export interface Stated {
  purpose: string;
  grant?: string;
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
}

/** `denied`: nothing of any person is opened. The detail is for the log alone: a caller is not told which rule it was. */
export type Ruling = { decision: Decision } | { denied: string };

export function decide(asking: Asking, stated: Stated, catalogue: Catalogue, today: LegalDay): Ruling {
  const purpose = catalogue.purposes.find(({ code }) => code === stated.purpose);
  if (purpose === undefined) return { denied: "unknown purpose" };
  const refusal = refusedPerson(asking, stated, purpose);
  if (refusal !== undefined) return { denied: refusal };
  const justified = new Set(stated.justifications.map(({ category }) => category));
  const categories = new Map<string, CategoryRuling>();
  for (const { code } of catalogue.categories) categories.set(code, ruleCategory(purpose, code, justified));
  return {
    decision: {
      purpose,
      scopes: asking.scopes,
      categories,
      sectors: purpose.ownSectorOnly ? (asking.agency?.sectors ?? []) : undefined,
      lookBackFrom: purpose.lookBackMonths === null ? undefined : addMonths(today, -purpose.lookBackMonths),
    },
  };
}

/** Why this caller may open nobody for this purpose; `undefined` if he may. */
function refusedPerson(asking: Asking, stated: Stated, purpose: Purpose): string | undefined {
  if (purpose.kind === "SELF") {
    return asking.person !== undefined && asking.scopes.has("self") && stated.grant === undefined ? undefined : "not the person";
  }
  if (!asking.scopes.has("person:read")) return "no scope person:read";
  if (asking.agency === undefined) return "no agency";
  if (standingOf(asking.agency, purpose) === "NONE") return "the agency may not state this purpose";
  if (purpose.kind === "AGGREGATE") return "this purpose opens no person";
  // Authorisations and the two-person rule are not built yet: what needs them is closed, whatever is presented.
  if (standingOf(asking.agency, purpose) === "WITH_GRANT" || stated.grant !== undefined) return "no grant";
  if (purpose.kind === "EMERGENCY") return "no second person";
  return undefined;
}

function ruleCategory(purpose: Purpose, category: string, justified: ReadonlySet<string>): CategoryRuling {
  const names = (list: readonly string[]) => list.includes("*") || list.includes(category);
  if (names(purpose.required)) return { open: true };
  if (!names(purpose.conditional)) return { open: false, reason: "PURPOSE" };
  return justified.has(category) ? { open: true } : { open: false, reason: "JUSTIFICATION" };
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
