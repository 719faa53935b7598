/**
 * What a platform subgraph signs with: Ed25519, compact JWS, keys from a private JWK set. The first key signs; all of them
 * verify, so that what was signed before a key was replaced stays good.
 *
 * Promise: a text comes back only if one of these keys signed it, for this type of document; each text is verified once in
 * a process, and what is remembered is the text itself, so nothing edited passes for it.
 */
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { calculateJwkThumbprint, compactVerify, importJWK, type CryptoKey, type JWK } from "jose";
import { LRUCache } from "lru-cache";

/** A JWK set with private keys, as text. */
export type SigningKeys = string;

export interface Signer {
  sign(payload: object, type: string): Promise<string>;
  /** The payload of `jws`. @throws SignatureRefused */
  verify(jws: string, type: string): Promise<object>;
  /** For whoever verifies elsewhere, newest first. */
  publicKeys: JWK[];
}

/** The text was not signed by us, or not as this type of document. */
export class SignatureRefused extends Error {
  override readonly name = "SignatureRefused";
}

const REMEMBERED_CHARS = 16_000_000;

/** @throws Error with a sentence when the text is no set of Ed25519 keys. */
export async function openSigner(keys: SigningKeys): Promise<Signer> {
  const own = await Promise.all(privateKeysOf(keys).map(withKid));
  const [current] = own as [Awaited<ReturnType<typeof withKid>>];
  const byKid = new Map(own.map((one) => [one.kid, one]));
  const verified = new LRUCache<string, object>({ maxSize: REMEMBERED_CHARS, sizeCalculation: (_, jws) => 2 * jws.length });
  return {
    // RFC 7515, by hand: the library's way leads through another thread and costs twice the signature itself.
    async sign(payload, type) {
      const header = { alg: "EdDSA", kid: current.kid, typ: type };
      const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part), "utf8").toString("base64url")).join(".");
      return `${text}.${sign(null, Buffer.from(text, "ascii"), current.privateKey).toString("base64url")}`;
    },
    async verify(jws, type) {
      const known = verified.get(`${type} ${jws}`);
      if (known !== undefined) return known;
      const payload = await payloadOf(jws, type, (kid) => byKid.get(kid)?.publicKey);
      verified.set(`${type} ${jws}`, payload);
      return payload;
    },
    publicKeys: own.map(({ publicJwk }) => publicJwk),
  };
}

async function payloadOf(jws: string, type: string, keyOf: (kid: string) => CryptoKey | undefined): Promise<object> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      ({ kid }) => {
        const key = keyOf(kid ?? "");
        if (key === undefined) throw new SignatureRefused("no such key");
        return key;
      },
      { algorithms: ["EdDSA"] },
    );
    if (protectedHeader.typ !== type) throw new SignatureRefused("a document of another type");
    return JSON.parse(Buffer.from(payload).toString("utf8")) as object;
  } catch (error) {
    if (error instanceof SignatureRefused) throw error;
    throw new SignatureRefused(error instanceof Error ? error.name : "malformed");
  }
}

interface Ed25519Jwk extends JWK {
  d: string;
  x: string;
}

function privateKeysOf(text: string): [Ed25519Jwk, ...Ed25519Jwk[]] {
  let found: unknown;
  try {
    found = (JSON.parse(text) as { keys?: unknown }).keys;
  } catch {
    found = undefined;
  }
  const isKey = (key: unknown): key is Ed25519Jwk => {
    const { kty, crv, d, x } = (key ?? {}) as Partial<Ed25519Jwk>;
    return kty === "OKP" && crv === "Ed25519" && typeof d === "string" && typeof x === "string";
  };
  if (!Array.isArray(found) || found.length === 0 || !found.every(isKey))
    throw new Error('signing keys are a JWK set of private Ed25519 keys: {"keys":[{"kty":"OKP","crv":"Ed25519","d":…,"x":…}]}');
  return found as [Ed25519Jwk, ...Ed25519Jwk[]];
}

async function withKid({ d, x }: Ed25519Jwk) {
  const bare = { kty: "OKP", crv: "Ed25519", x };
  const kid = await calculateJwkThumbprint(bare);
  const privateKey = createPrivateKey({ key: { ...bare, d }, format: "jwk" });
  const publicKey = await importJWK(bare, "EdDSA");
  const publicJwk: JWK = { ...bare, kid, alg: "EdDSA", use: "sig" };
  return { kid, privateKey, publicKey: publicKey as CryptoKey, publicJwk };
}

/** A fresh set of one key, for a development district. */
export function freshSigningKeys(): SigningKeys {
  const { privateKey } = generateKeyPairSync("ed25519");
  return JSON.stringify({ keys: [privateKey.export({ format: "jwk" })] });
}
