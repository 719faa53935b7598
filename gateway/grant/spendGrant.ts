/**
 * A use is spent once a plan exists, and the authorisation is asked about once more before anything leaves: revoked, paused or
 * run out meanwhile means no data (ATTACKS E06–E08, E13). A use that was spent is never given back; the same request under its own
 * key is the same use.
 */
import type { Warrant } from "../../schema/contract/warrant";
import { badInput } from "../operation/readVariables";
import type { Reach } from "../subgraph/reach";
import { holdsAnswer, spendAnswer } from "./grantView";
import type { RequestMark } from "./requestMark";

export interface GrantCall {
  consent: Reach;
  grant: string;
  warrant: Warrant;
  deadlineAt: number;
}

/** Was a use spent? @throws Refusal BAD_USER_INPUT for a key of another request, SECTOR_UNAVAILABLE where nobody can say. */
export async function spendGrant({ consent, grant, warrant, deadlineAt }: GrantCall, mark: RequestMark): Promise<boolean> {
  const { spent } = spendAnswer.parse(await consent.internal("spend", { grant, ...mark }, warrant, deadlineAt));
  if (spent === "KEY_TAKEN")
    throw badInput("The Idempotency-Key stands for another request, or for one of more than five minutes ago: take a fresh one.");
  return spent === "SPENT";
}

/** Does it still hold? */
export async function grantHolds({ consent, grant, warrant, deadlineAt }: GrantCall): Promise<boolean> {
  return holdsAnswer.parse(await consent.internal("holds", { grant }, warrant, deadlineAt)).holds;
}
