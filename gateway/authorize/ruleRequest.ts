/**
 * The ruling on a whole operation: which root fields stand, and under which decision the fields below them are judged.
 * Pure, as everything in this folder.
 */
import type { Agency, Catalogue } from "../../schema/catalogue/catalogue";
import { standingOf } from "../../schema/catalogue/requester";
import type { LegalDay } from "../../schema/contract/legalDay";
import { Refusal } from "../../schema/contract/publicCode";
import type { AskedField } from "../operation/askedFields";
import { asksPersons, type Intent } from "../operation/intent";
import type { Asking, Decision, GrantTerms, Stated } from "./decide";
import { decideOnce } from "./decisionCache";
import type { FieldRules } from "./ruleField";

export interface RequestRuling {
  /** Absent when no person is opened or asked for. */
  decision: Decision | undefined;
  /** Root fields that are refused as a whole: ACCESS_DENIED. */
  denied: ReadonlySet<AskedField>;
  /** Why, for the log alone. */
  detail: string | undefined;
}

/** With whose leave: what the grant stage found. Nothing, where neither an authorisation nor a request for one is named. */
export interface Leave {
  /** The authorisation: this caller's, in force, for this purpose, of whoever is asked about. */
  terms?: GrantTerms;
  /** Root fields that ask about somebody else than whose authorisation it is. */
  others?: ReadonlySet<AskedField>;
  /** The person sees himself as this recipient would. */
  asSeenBy?: Viewer;
  /** Why what was named opens nothing; for the log alone. */
  refused?: string;
}

export interface Viewer {
  agency: Agency;
  scopes: ReadonlySet<string>;
  purpose: string;
  caseNumber: string;
  terms: GrantTerms;
}

export const ACCESS_DENIED = "The purpose, the authorisation or the agency does not open this.";

export interface RulingInput {
  roots: readonly AskedField[];
  intent: Intent;
  scopes: ReadonlySet<string>;
  person: string | undefined;
  agency: Agency | undefined;
  leave: Leave;
  today: LegalDay;
}

/** @throws Refusal BAD_USER_INPUT where `people` is asked for a purpose that needs a grant for each person. */
export function ruleRequest(input: RulingInput, rules: FieldRules): RequestRuling {
  const { roots, scopes, person, leave, today } = input;
  const denied = new Set(roots.filter((root) => !hasScopeFor(root, { scopes, person }, rules)));
  if (!roots.some((root) => asksPersons(root) && !denied.has(root))) return { decision: undefined, denied, detail: undefined };
  refuseManyWithGrant(input, rules.catalogue);
  const { asking, stated } = questionOf(input);
  const ruling = leave.refused === undefined ? decideOnce(asking, stated, rules.catalogue, today) : { denied: leave.refused };
  if ("denied" in ruling) {
    for (const root of roots) if (asksPersons(root)) denied.add(root);
    return { decision: undefined, denied, detail: ruling.denied };
  }
  for (const root of leave.others ?? []) denied.add(root);
  return { decision: ruling.decision, denied, detail: undefined };
}

/** Who asks and why, as the decision is to see it. */
function questionOf({ intent, scopes, person, agency, leave }: RulingInput): { asking: Asking; stated: Stated } {
  const { asSeenBy, terms } = leave;
  if (asSeenBy !== undefined) {
    // What the recipient may see at most: he can give a reason for each category that he was given.
    const justifications = asSeenBy.terms.categories.map((category) => ({ category }));
    const asking = { scopes: asSeenBy.scopes, agency: asSeenBy.agency, person: undefined };
    return { asking, stated: { purpose: asSeenBy.purpose, grant: asSeenBy.terms, justifications } };
  }
  const { purpose, justifications } = intent.access ?? { purpose: "SELF_QUERY", justifications: [] };
  // A citizen's own page is reached by `me` alone, whatever purpose a look-up states.
  return {
    asking: { scopes, agency, person: intent.self ? person : undefined },
    stated: { purpose, grant: terms, justifications },
  };
}

/** `self` is a citizen's: an agency that holds it holds nothing. */
function hasScopeFor(
  root: AskedField,
  { scopes, person }: Pick<RulingInput, "scopes" | "person">,
  { requirements }: FieldRules,
): boolean {
  if (root.field.name === "__typename") return true;
  const held = (scope: string) => scopes.has(scope) && (scope !== "self" || person !== undefined);
  const requirement = requirements.get(root.coordinate);
  return requirement !== undefined && requirement.scopes.every((ways) => ways.some((all) => all.every(held)));
}

function refuseManyWithGrant({ intent, agency }: RulingInput, catalogue: Catalogue): void {
  if (!intent.many) return;
  const purpose = catalogue.purposes.find(({ code }) => code === intent.access?.purpose);
  const needsGrant = purpose?.kind === "WRITTEN" || (agency && purpose && standingOf(agency, purpose) === "WITH_GRANT");
  if (needsGrant || intent.access?.grant !== undefined) {
    throw new Refusal(
      "BAD_USER_INPUT",
      "people serves purposes that need no authorisation of the person; ask for one person at a time.",
    );
  }
}
