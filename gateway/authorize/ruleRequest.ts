/**
 * The ruling on a whole operation: which root fields stand, and under which decision the fields below them are judged.
 * Pure, as everything in this folder.
 */
import type { Agency, Catalogue } from "../../schema/catalogue/catalogue";
import type { LegalDay } from "../../schema/contract/legalDay";
import { Refusal } from "../../schema/contract/publicCode";
import type { AskedField } from "../operation/askedFields";
import { asksPersons, type Intent } from "../operation/intent";
import type { Decision } from "./decide";
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

export const ACCESS_DENIED = "The purpose, the authorisation or the agency does not open this.";

export interface RulingInput {
  roots: readonly AskedField[];
  intent: Intent;
  scopes: ReadonlySet<string>;
  person: string | undefined;
  agency: Agency | undefined;
  today: LegalDay;
}

/** @throws Refusal BAD_USER_INPUT where `people` is asked for a purpose that needs a grant for each person. */
export function ruleRequest(input: RulingInput, rules: FieldRules): RequestRuling {
  const { roots, intent, scopes, person, agency, today } = input;
  const denied = new Set(roots.filter((root) => !hasScopeFor(root, { scopes, person }, rules)));
  if (!roots.some((root) => asksPersons(root) && !denied.has(root))) return { decision: undefined, denied, detail: undefined };
  refuseManyWithGrant(intent, rules.catalogue);
  const stated = intent.access ?? { purpose: "SELF_QUERY", justifications: [] };
  // A citizen's own page is reached by `me` alone, whatever purpose a look-up states.
  const asking = { scopes, agency, person: intent.self ? person : undefined };
  const ruling = decideOnce(asking, stated, rules.catalogue, today);
  if ("decision" in ruling) return { decision: ruling.decision, denied, detail: undefined };
  for (const root of roots) if (asksPersons(root)) denied.add(root);
  return { decision: undefined, denied, detail: ruling.denied };
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

function refuseManyWithGrant(intent: Intent, catalogue: Catalogue): void {
  const purpose = catalogue.purposes.find(({ code }) => code === intent.access?.purpose);
  if (intent.many && (purpose?.kind === "WRITTEN" || intent.access?.grant !== undefined)) {
    throw new Refusal(
      "BAD_USER_INPUT",
      "people serves purposes that need no authorisation of the person; ask for one person at a time.",
    );
  }
}
