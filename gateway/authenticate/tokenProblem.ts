/**
 * Why a token is not good, for the log alone. The client is told one text for every reason, for a reason tells a forger
 * how far he got. The message never holds a piece of the token.
 */
import { Refusal } from "../../schema/contract/publicCode";

export class TokenProblem extends Error {
  override readonly name = "TokenProblem";
}

export const ONE_TEXT = "A valid access token is needed, sent once as the header Authorization: Bearer <token>.";

/** The one refusal of this stage. */
export function unauthenticated(detail: string): Refusal {
  return new Refusal("UNAUTHENTICATED", ONE_TEXT, { detail, headers: { "www-authenticate": "Bearer" } });
}
