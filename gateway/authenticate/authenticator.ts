/**
 * Bearer token → {@link Caller}.
 *
 * Threat (ATTACKS section D): whoever can make this stage believe a name has that name's rights everywhere behind it.
 * Promise: a caller comes out only for a token that the issuer signed with a key in force, for this service alone, now,
 * of an agency and an officer who are in good standing at this moment. Every other token is refused with one and the
 * same text. The order is cheap before dear: form, then claims, then key, then the signature; clocks are judged last, so
 * that an alarm about the issuer's clock is never a stranger's doing.
 */
import { createHash } from "node:crypto";
import { errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { checkStanding, type AgencyRegister } from "./agencyStanding";
import { type BearerToken, compactToken, readToken } from "./bearerToken";
import type { Caller } from "./caller";
import { KeyRing } from "./keyRing";
import type { KeySet, VerificationKey } from "./keySet";
import { keySource } from "./keySource";
import { checkTimes, CLOCK_SKEW_S, isKnownScope, readClaims, type TokenClaims } from "./tokenClaims";
import { TokenProblem, unauthenticated } from "./tokenProblem";

export interface AuthenticatorOptions {
  /** File, or https address (http on this machine), of the issuer's key set. */
  jwks: string;
  issuer: string;
  audience: string;
  /** ms since 1970. */
  now: () => number;
  knownScope?: (scope: string) => boolean;
  /** Without a register no agency's token is accepted: nobody could say that the agency is in good standing. */
  agencies?: AgencyRegister;
  /** What an operator should hear of: KEYS_CHANGED, KEYS_UNAVAILABLE, and of signed tokens CLOCK_SKEW, EXPIRED. */
  onEvent?: (event: { kind: string; detail: string }) => void;
}

interface Verified {
  claims: TokenClaims;
  /** The set that held the key: in another set the key may be gone. */
  keySet: KeySet;
}

const MAX_VERIFIED = 10_000;

export class Authenticator {
  readonly #verified = new LRUCache<string, Verified>({ max: MAX_VERIFIED });
  #keySet: KeySet | undefined;

  constructor(
    private readonly options: AuthenticatorOptions,
    private readonly ring: KeyRing,
  ) {}

  /**
   * The caller of a request that carried these `Authorization` headers (all of them, in order).
   * @throws {Refusal} UNAUTHENTICATED
   */
  async authenticate(authorizationHeaders: readonly string[]): Promise<Caller> {
    try {
      const compact = compactToken(authorizationHeaders);
      const { caller } = await this.#claimsOf(compact);
      checkStanding(caller, this.options.agencies);
      return caller;
    } catch (error) {
      if (error instanceof TokenProblem) throw unauthenticated(error.message);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#verified.clear();
    await this.ring.close();
  }

  async #claimsOf(compact: string): Promise<TokenClaims> {
    const id = createHash("sha256").update(compact).digest("base64url");
    const keySet = this.#follow(await this.ring.current());
    const known = this.#verified.get(id);
    if (known?.keySet === keySet) {
      if (this.options.now() < known.claims.caller.expiresAt) return known.claims;
      this.#verified.delete(id);
    }
    const verified = await this.#verify(readToken(compact));
    this.#verified.set(id, verified);
    return verified.claims;
  }

  async #verify(token: BearerToken): Promise<Verified> {
    const { issuer, audience, knownScope = isKnownScope } = this.options;
    const claims = readClaims(token.payload, { issuer, audience, knownScope });
    const keySet = this.#follow(await this.ring.currentWith(token.kid));
    const key = keySet.keys.get(token.kid);
    if (!key) throw new TokenProblem("no key with this kid");
    if (key.alg !== token.alg) throw new TokenProblem("the alg of the token is not the alg of its key");
    await this.#checkSignature(token, key, claims);
    return { claims, keySet };
  }

  /** jose judges the signature, then the claims once more by its own reading. */
  async #checkSignature(token: BearerToken, key: VerificationKey, claims: TokenClaims): Promise<void> {
    const { issuer, audience, now } = this.options;
    const at = now();
    const clocks = checkTimes(claims, at);
    const options = {
      algorithms: [key.alg],
      issuer,
      audience,
      typ: "at+jwt",
      clockTolerance: CLOCK_SKEW_S,
      currentDate: new Date(at),
    };
    const problem = await jwtVerify(token.compact, key.key, options).then(
      () => undefined,
      (error: unknown) => error,
    );
    const signed =
      problem === undefined || problem instanceof errors.JWTExpired || problem instanceof errors.JWTClaimValidationFailed;
    if (signed && clocks) {
      this.options.onEvent?.(clocks);
      throw new TokenProblem(clocks.detail);
    }
    if (problem !== undefined) throw new TokenProblem(`the signature was not accepted (${codeOf(problem)})`);
  }

  /** Forgets what was verified under another set. */
  #follow(keySet: KeySet | undefined): KeySet {
    if (keySet !== this.#keySet) this.#verified.clear();
    this.#keySet = keySet;
    if (!keySet) throw new TokenProblem("the issuer's keys could not be read for an hour");
    return keySet;
  }
}

/** Rejects with a sentence when the key set cannot be read or holds a key that may not be used. */
export async function openAuthenticator(options: AuthenticatorOptions): Promise<Authenticator> {
  const source = keySource(options.jwks);
  try {
    const ring = await KeyRing.open(source, options.now, (event) => options.onEvent?.(event));
    return new Authenticator(options, ring);
  } catch (error) {
    await source.close();
    throw error;
  }
}

function codeOf(problem: unknown): string {
  return problem instanceof errors.JOSEError ? problem.code : "unknown reason";
}
