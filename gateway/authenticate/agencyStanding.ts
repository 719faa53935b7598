/**
 * Is the agency, and who sits at its desk, in good standing at this moment?
 *
 * Threat (ATTACKS D15): a token outlives the right it was issued for by up to a day. Promise: the register is asked at
 * every request, also for a token that was verified before; an agency it does not know, or no register, is refused.
 */
import type { Caller } from "./caller";
import { TokenProblem } from "./tokenProblem";

export interface AgencyRegister {
  agency(code: string): { status: "ACTIVE" | "SUSPENDED"; officersLeft: string[] } | undefined;
}

/** @throws {TokenProblem} */
export function checkStanding(caller: Caller, register: AgencyRegister | undefined): void {
  if (caller.agency === undefined) return;
  if (!register) throw new TokenProblem("there is no register of agencies");
  const agency = register.agency(caller.agency);
  if (!agency) throw new TokenProblem("the agency is not in the register");
  if (agency.status !== "ACTIVE") throw new TokenProblem("the agency is suspended");
  if (agency.officersLeft.includes(caller.officer)) throw new TokenProblem("the officer has left the agency");
}
