/**
 * How much of the gateway's own time a sender may waste on requests that are refused for what they say.
 *
 * Threat (ATTACKS G03–G18): each hostile request is refused in a few milliseconds, and two hundred a second are a whole
 * core all the same. Promise: what reading refused requests cost is charged to who sent them; who has used up his purse
 * is refused with RATE_LIMITED before a byte of his body is read, until a fiftieth of the time that passes has paid it
 * back. Who sends what can be answered is never charged.
 */
import { LRUCache } from "lru-cache";
import { type PublicCode, Refusal } from "../../schema/contract/publicCode";

export const PURSE_MS = 500;
/** Of the time that passes, what comes back. */
const PAID_BACK = 0.02;
const MAX_SENDERS = 10_000;

/** Refused for what the request says, by reading it. */
const WASTEFUL: ReadonlySet<PublicCode> = new Set<PublicCode>([
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
  "OPERATION_TOO_COSTLY",
  "OPERATION_UNKNOWN",
]);

export class Patience {
  readonly #debts = new LRUCache<string, { ms: number; at: number }>({ max: MAX_SENDERS });

  /** `now`: ms, from any beginning. */
  constructor(
    private readonly purseMs = PURSE_MS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws Refusal RATE_LIMITED */
  check(sender: string): void {
    const over = this.#debt(sender) - this.purseMs;
    if (over <= 0) return;
    throw new Refusal(
      "RATE_LIMITED",
      "Too many requests of this sender were refused for their form: mend them, then ask again when Retry-After says.",
      {
        detail: "patience",
        headers: { "retry-after": String(Math.ceil(over / PAID_BACK / 1_000)) },
      },
    );
  }

  /** Charges what was spent, where it was wasted. */
  charge(sender: string, error: unknown, ms: number): void {
    if (!(error instanceof Refusal) || !WASTEFUL.has(error.code)) return;
    this.#debts.set(sender, { ms: this.#debt(sender) + ms, at: this.now() });
  }

  #debt(sender: string): number {
    const debt = this.#debts.get(sender);
    return debt === undefined ? 0 : Math.max(0, debt.ms - (this.now() - debt.at) * PAID_BACK);
  }
}
