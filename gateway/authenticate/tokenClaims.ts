/**
 * Claims → {@link Caller}, and the times between which it holds. Pure.
 *
 * Threat (ATTACKS D07, D08, D10–D12): a claim of another type that a lenient comparison takes for the right one; a
 * token meant for another service; one that never ends; a scope nobody has defined. Promise: every claim that is used
 * has the one type and form it may have; a token is either an agency's or a citizen's, never both, never neither.
 */
import { SCOPES } from "../../schema/contract/vocabulary";
import type { Caller } from "./caller";
import { TokenProblem } from "./tokenProblem";

export interface TokenClaims {
  caller: Caller;
  /** Seconds since 1970. */
  exp: number;
  iat: number;
  nbf: number | undefined;
}

export interface Expected {
  issuer: string;
  audience: string;
  knownScope: (scope: string) => boolean;
}

/** How far the issuer's clock and ours may differ, seconds. */
export const CLOCK_SKEW_S = 30;
const MAX_LIFE_S = 24 * 3600;
const MAX_SCOPES = 64;
const AGENCY = /^[a-z0-9-]{1,64}$/;
const PERSON = /^[\x21-\x7E]{1,128}$/;
const DESK_SCOPE = /^(?:steward|review):[a-z]{2,32}$/;
/** Control, invisible and unassigned characters, which would write into a log what nobody said. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

type Payload = Record<string, unknown>;

/** The scopes of the contract: the closed list, and a desk of any one sector. */
export function isKnownScope(scope: string): boolean {
  return (SCOPES as readonly string[]).includes(scope) || DESK_SCOPE.test(scope);
}

/** Reads `payload`, whatever the time. @throws {TokenProblem} */
export function readClaims(payload: Payload, expected: Expected): TokenClaims {
  if (payload["iss"] !== expected.issuer) throw new TokenProblem("iss is not the one issuer");
  if (!isAudience(payload["aud"], expected.audience)) throw new TokenProblem("aud is not this service alone");
  const exp = seconds(payload, "exp");
  const iat = seconds(payload, "iat");
  const nbf = payload["nbf"] === undefined ? undefined : seconds(payload, "nbf");
  if (exp <= iat || exp - iat > MAX_LIFE_S) throw new TokenProblem("the life of the token is not between 1 s and 24 h");
  const subject = shortText(payload, "sub");
  const scopes = readScopes(payload["scope"], expected.knownScope);
  const caller: Caller = {
    ...readParty(payload, scopes),
    officer: payload["officer"] === undefined ? subject : shortText(payload, "officer"),
    scopes,
    subject,
    tokenId: shortText(payload, "jti"),
    expiresAt: exp * 1000,
  };
  return { caller: Object.freeze(caller), exp, iat, nbf };
}

/** How the clocks disagree with a token at `now` (ms), or `undefined` if it is in force. */
export function checkTimes(
  { exp, iat, nbf }: TokenClaims,
  now: number,
): { kind: "EXPIRED" | "CLOCK_SKEW"; detail: string } | undefined {
  const second = now / 1000;
  const begin = Math.max(iat, nbf ?? iat);
  if (begin > second + CLOCK_SKEW_S) {
    const ahead = Math.round(begin - second);
    return { kind: "CLOCK_SKEW", detail: `the token begins ${ahead} s in the future; compare the issuer's clock with this one` };
  }
  if (exp > second - CLOCK_SKEW_S) return undefined;
  return { kind: "EXPIRED", detail: `the token ended ${Math.round(second - exp)} s ago, after a life of ${exp - iat} s` };
}

function isAudience(aud: unknown, audience: string): boolean {
  return aud === audience || (Array.isArray(aud) && aud.length === 1 && aud[0] === audience);
}

function seconds(payload: Payload, claim: string): number {
  const value = payload[claim];
  // Up to the year 9999: what is larger is milliseconds by mistake, or an attempt never to end.
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 253_402_300_799) {
    throw new TokenProblem(`${claim} is missing or no whole number of seconds`);
  }
  return value as number;
}

function shortText(payload: Payload, claim: string): string {
  const value = payload[claim];
  if (typeof value !== "string" || value === "" || value.length > 128 || UNPRINTABLE.test(value)) {
    throw new TokenProblem(`${claim} is missing or no text of 1 to 128 printable characters`);
  }
  return value;
}

/** No scope at all is a valid, powerless token. */
function readScopes(scope: unknown, knownScope: (scope: string) => boolean): ReadonlySet<string> {
  if (scope === undefined || scope === "") return new Set();
  if (typeof scope !== "string") throw new TokenProblem("scope is not a string");
  const scopes = scope.split(" ", MAX_SCOPES + 1);
  if (scopes.length > MAX_SCOPES) throw new TokenProblem(`more than ${MAX_SCOPES} scopes`);
  if (!scopes.every(knownScope)) throw new TokenProblem("an unknown scope");
  return new Set(scopes);
}

function readParty(payload: Payload, scopes: ReadonlySet<string>): { agency: string } | { person: string } {
  const { org, person } = payload;
  if ((org === undefined) === (person === undefined)) throw new TokenProblem("the token names not exactly one of org and person");
  if (org !== undefined) {
    if (typeof org !== "string" || !AGENCY.test(org)) throw new TokenProblem("org is no agency code");
    return { agency: org };
  }
  if (typeof person !== "string" || !PERSON.test(person)) throw new TokenProblem("person is no person id");
  if (scopes.size !== 1 || !scopes.has("self")) throw new TokenProblem("a citizen's token has the scope self and no other");
  return { person };
}
