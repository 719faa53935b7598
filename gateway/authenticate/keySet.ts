/**
 * JWKS text → keys, each with the one algorithm it may verify.
 *
 * Threat (ATTACKS D02, D03, D04): a key that leaves the choice of algorithm to the token can be used as an HMAC secret;
 * a `kid` that is looked up anywhere but in a table becomes a path or a query. Promise: every key of the set is public,
 * asymmetric, names its algorithm and fits it; one that does not refuses the whole set, so that a mistake of the issuer
 * is seen and not stepped over. No sentence holds key material.
 */
import { createHash } from "node:crypto";
import { type CryptoKey, importJWK, type JWK } from "jose";
import { JsonProblem, parseStrictJson } from "../../schema/contract/strictJson";

export interface VerificationKey {
  alg: string;
  key: CryptoKey;
}

export interface KeySet {
  /** By `kid`. */
  keys: ReadonlyMap<string, VerificationKey>;
  /** Of the text: equal texts are the same set. */
  fingerprint: string;
}

/** What is wrong with a key set, in a sentence for the operator. */
export class KeySetProblem extends Error {
  override readonly name = "KeySetProblem";
}

const MAX_KEYS = 100;
const MAX_KID_LENGTH = 128;
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
const FITTING: Record<string, { kty: string; crv?: string }> = {
  EdDSA: { kty: "OKP", crv: "Ed25519" },
  ES256: { kty: "EC", crv: "P-256" },
  RS256: { kty: "RSA" },
};
const FEWEST_RSA_BYTES = 256;
const MOST_RSA_BYTES = 512;

export function fingerprintOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** The keys that `text` holds. `source` names the file or address in a sentence. @throws {KeySetProblem} */
export async function readKeySet(text: string, source: string): Promise<KeySet> {
  const keys = new Map<string, VerificationKey>();
  for (const [index, jwk] of entriesOf(text, source).entries()) {
    const at = `key ${index + 1} of the key set ${source}`;
    const problem = problemOf(jwk);
    if (problem) throw new KeySetProblem(`${at} ${problem}`);
    const { kid, alg } = jwk as { kid: string; alg: string };
    if (keys.has(kid)) throw new KeySetProblem(`${at} has the same kid as an earlier one`);
    keys.set(kid, { alg, key: await importKey(jwk, at) });
  }
  return { keys, fingerprint: fingerprintOf(text) };
}

function entriesOf(text: string, source: string): JWK[] {
  let set: unknown;
  try {
    set = parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) throw new KeySetProblem(`the key set ${source} cannot be read: ${error.message}`);
    throw error;
  }
  const list = isObject(set) ? set["keys"] : undefined;
  if (!Array.isArray(list) || !list.every(isObject))
    throw new KeySetProblem(`${source} is no key set: a JSON object with a list "keys"`);
  if (list.length === 0 || list.length > MAX_KEYS)
    throw new KeySetProblem(`the key set ${source} holds not 1 to ${MAX_KEYS} keys`);
  return list;
}

/** What is wrong with one key, in the second half of a sentence. */
function problemOf(jwk: JWK): string | undefined {
  if (jwk.kty === "oct") return "is symmetric; only public keys belong here";
  if (PRIVATE_MEMBERS.some((member) => member in jwk))
    return "holds private parts; publish the public key alone, and replace this one";
  if (typeof jwk.kid !== "string" || jwk.kid === "" || jwk.kid.length > MAX_KID_LENGTH)
    return "has no kid of 1 to 128 characters";
  if (typeof jwk.alg !== "string") return "has no alg; state EdDSA, ES256 or RS256";
  const fitting = Object.hasOwn(FITTING, jwk.alg) ? FITTING[jwk.alg] : undefined;
  if (!fitting) return "has an alg other than EdDSA, ES256 and RS256";
  if (jwk.kty !== fitting.kty || (fitting.crv && jwk.crv !== fitting.crv)) return `does not fit its alg ${jwk.alg} (kty or crv)`;
  if (jwk.use !== undefined && jwk.use !== "sig") return "is not for signatures (use)";
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes("verify")))
    return "is not for verifying (key_ops)";
  return jwk.kty === "RSA" ? rsaProblem(jwk) : undefined;
}

function rsaProblem({ n, e }: JWK): string | undefined {
  const bytes = Buffer.from(typeof n === "string" ? n : "", "base64url").length;
  if (bytes < FEWEST_RSA_BYTES || bytes > MOST_RSA_BYTES) return "has a modulus of other than 2048 to 4096 bits";
  return e === "AQAB" ? undefined : "has an exponent other than 65537";
}

async function importKey(jwk: JWK, at: string): Promise<CryptoKey> {
  try {
    return (await importJWK(jwk, jwk.alg!)) as CryptoKey;
  } catch {
    throw new KeySetProblem(`${at} is no valid public key`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
