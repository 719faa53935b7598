/** Public keys for verifying: from the published key set, or, in a development district, from the data folder. */
import { createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noteVerifier, type NoteVerifier } from "../../schema/contract/evidence/signedNote";

interface KeySet {
  keys: Record<string, string>[];
}

/** The key set in a file or at an address. */
export async function keySetOf(where: string): Promise<KeySet> {
  if (!/^https?:/.test(where)) return JSON.parse(readFileSync(where, "utf8")) as KeySet;
  const answer = await fetch(where, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${where} answered ${answer.status}`);
  return (await answer.json()) as KeySet;
}

/** The private keys of a development district, public part only. @throws Error saying how to name a key instead. */
export function developmentKeySet(dataDir: string): KeySet {
  try {
    const { keys } = JSON.parse(readFileSync(join(dataDir, "keys", "signing-audit.jwks"), "utf8")) as KeySet;
    return { keys: keys.map(({ kty, crv, x }) => ({ kty: kty!, crv: crv!, x: x! })) };
  } catch {
    throw new Error(`there are no keys in ${dataDir}: name the public key of the log with --keys FILE or --key NAME+HASH+KEY`);
  }
}

export function publicKeysOf({ keys }: KeySet): KeyObject[] {
  return keys
    .filter(({ crv }) => crv === "Ed25519")
    .map(({ kty, crv, x }) => createPublicKey({ key: { kty: kty!, crv: crv!, x: x! }, format: "jwk" }));
}

export async function verifiersOf(where: string, origin: string): Promise<NoteVerifier[]> {
  return publicKeysOf(await keySetOf(where)).map((key) => noteVerifier(origin, key));
}

export function developmentVerifiers(dataDir: string, origin: string): NoteVerifier[] {
  return publicKeysOf(developmentKeySet(dataDir)).map((key) => noteVerifier(origin, key));
}
