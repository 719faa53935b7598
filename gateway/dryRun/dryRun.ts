/**
 * What a request would be given, and by which rule of which file, without touching a person: no department is asked, nothing is
 * spent. A clerk mends a request here before it counts as refused.
 */
import type { LegalDay } from "../../schema/contract/legalDay";
import type { Caller } from "../authenticate/caller";
import { explain, fullestTerms, type Sources } from "../authorize/explain";
import { ruleRequest, type Leave } from "../authorize/ruleRequest";
import type { FieldRules, Judge } from "../authorize/ruleField";
import type { Answer } from "../completeAnswer";
import type { Agency } from "../../schema/catalogue/catalogue";
import type { Intent } from "../operation/intent";
import type { Operation } from "../operation/readOperation";
import { badInput, type Variables } from "../operation/readVariables";

/** Is a dry run asked for? @throws Refusal for anything but true and false: what means to read nothing must not read. */
export function asksDryRun({ dryRun }: Record<string, unknown>): boolean {
  if (dryRun !== undefined && typeof dryRun !== "boolean") throw badInput("extensions.dryRun is true or false.");
  return dryRun === true;
}

export interface DryRunInput {
  operation: Operation;
  variables: Variables;
  intent: Intent;
  caller: Caller;
  agency: Agency | undefined;
  today: LegalDay;
}

interface Ground {
  rules: FieldRules;
  judge: Judge;
  sources: Sources;
}

export function dryRun({ operation, variables, intent, caller, agency, today }: DryRunInput, ground: Ground): Answer {
  if (intent.asSeenBy !== undefined)
    throw badInput("A dry run reads nothing, so it knows no request: leave asSeenBy out, or send the operation itself.");
  const { roots } = operation;
  const { scopes, person } = caller;
  const ruling = ruleRequest(
    { roots, intent, scopes, person, agency, leave: supposed(intent, ground.rules), today },
    ground.rules,
  );
  const purpose = intent.access?.purpose ?? "SELF_QUERY";
  const explanation = explain({ roots, variables, ruling, purpose, scopes, ...ground });
  return { status: 200, payload: { data: null, extensions: { explanation } } };
}

/** Of an authorisation that is named, the most that one may hold; it is not read. */
function supposed({ access }: Intent, rules: FieldRules): Leave {
  if (access?.grant === undefined) return {};
  const purpose = rules.catalogue.purposes.find(({ code }) => code === access.purpose);
  const terms = fullestTerms(purpose, rules);
  return terms === undefined ? { refused: "the agency needs no authorisation for this purpose" } : { terms };
}
