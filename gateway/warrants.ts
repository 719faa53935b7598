/**
 * The warrants of one request: what each department is told of who asks, why, about whom, and what is open. A person who sees
 * himself as a recipient would is told of as that recipient's purpose and scopes, and as nobody's agency.
 */
import type { LegalDay } from "../schema/contract/legalDay";
import type { Warrant } from "../schema/contract/warrant";
import type { Caller } from "./authenticate/caller";
import type { Decision } from "./authorize/decide";
import type { Judge, Opening } from "./authorize/ruleField";
import type { Viewer } from "./authorize/ruleRequest";
import type { Intent } from "./operation/intent";
import type { Subjects } from "./subjects";

export interface WarrantGround {
  caller: Caller;
  intent: Intent;
  asSeenBy?: Viewer | undefined;
  /** Absent where no person is opened. */
  decision?: Decision | undefined;
  judge: Judge;
  requestId: string;
  today: LegalDay;
}

/** The warrant for one department, of a request about these persons. */
export type Warrants = (department: string, subjects: Subjects) => Warrant;

export function warrantsOf(ground: WarrantGround): Warrants {
  const { decision, judge, requestId, today } = ground;
  const { purpose, caseNumber, agency, officer, scopes } = bearerOf(ground);
  // Written out and not spread: it is made for every department of every request.
  return (department, { ids, adults, merged }) => {
    const { open, items } = decision === undefined ? NOTHING_OPEN : judge.open(department, decision);
    const warrant: Warrant = { requestId, purpose, caseNumber, officer, scopes, subjects: ids, open, today };
    if (agency !== undefined) warrant.agency = agency;
    if (adults !== undefined) warrant.adults = adults;
    if (merged !== undefined) warrant.merged = merged;
    if (items !== undefined) warrant.items = items;
    if (decision?.lookBackFrom !== undefined) warrant.lookBackFrom = decision.lookBackFrom;
    return warrant;
  };
}

const NOTHING_OPEN: Opening = { open: {} };

type Bearer = Pick<Warrant, "purpose" | "caseNumber" | "agency" | "officer" | "scopes">;

function bearerOf({ caller, intent, asSeenBy }: WarrantGround): Bearer {
  const { agency, officer } = caller;
  if (asSeenBy !== undefined) {
    const { purpose, caseNumber, scopes } = asSeenBy;
    return { purpose, caseNumber, officer, scopes: [...scopes] };
  }
  return {
    purpose: intent.access?.purpose ?? (intent.self ? "SELF_QUERY" : "NONE"),
    caseNumber: intent.access?.caseNumber ?? "",
    ...(agency !== undefined && { agency }),
    officer,
    scopes: [...caller.scopes],
  };
}
