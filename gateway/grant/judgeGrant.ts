/** Does an authorisation open anything to this caller for this purpose? Pure; whose it is, is compared once the look-ups are resolved. */
import type { GrantView } from "./grantView";

export interface GrantAsked {
  agency: string;
  officer: string;
  purpose: string;
}

/** Why not, for the log alone; `undefined` if it does (ATTACKS E02, E03, E05, E07, E08, E20). */
export function grantProblem(grant: GrantView, { agency, officer, purpose }: GrantAsked): string | undefined {
  if (grant.status === "NONE") return "no such authorisation of this agency";
  if (grant.agency !== agency) return "an authorisation of another agency";
  if (grant.officer !== undefined && grant.officer !== officer) return "an authorisation of another officer";
  if (grant.purpose !== purpose) return "an authorisation for another purpose";
  if (grant.status !== "ACTIVE") return `an authorisation that is ${grant.status}`;
  return grant.usesLeft > 0 || grant.paid ? undefined : "an authorisation without a use left";
}
