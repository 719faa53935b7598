/**
 * What is known of a request, as the stages come to know it: the matter of its evidence. A request that fails half-way
 * leaves what was known until then.
 */
import type { RequestRuling } from "../authorize/ruleRequest";
import type { FilteredOperation } from "../authorize/filterOperation";
import type { Caller } from "../authenticate/caller";
import type { Laps } from "../observe/laps";
import type { AskedField } from "../operation/askedFields";
import type { Intent } from "../operation/intent";
import type { Variables } from "../operation/readVariables";

export interface Trail {
  requestId: string;
  /** How long each stage took. */
  laps: Laps;
  /** Absent until it is known whom the request asks for; before that it concerns nobody. */
  asked?: { caller: Caller; intent: Intent; roots: readonly AskedField[]; variables: Variables; at: number };
  ruled?: { ruling: RequestRuling; filtered: FilteredOperation };
  /** Ids of the look-ups in the order of the intent, null where nobody was found; absent while nobody was looked up. */
  found?: readonly (string | null)[] | undefined;
}
