/**
 * Judges the receipt of one answer, offline: that the log's key signed it, for these very bytes; and, with the tiles of the
 * log, that the entry stands where the receipt says, under a signed checkpoint.
 */
import { createHash } from "node:crypto";
import { createLocalJWKSet, compactVerify, type JSONWebKeySet } from "jose";
import { readCheckpoint } from "../../schema/contract/evidence/checkpoint";
import { isIncluded } from "../../schema/contract/evidence/merkleProof";
import {
  cutReceipt,
  hashOfAnswer,
  hashOfLeaves,
  RECEIPT_CLAIM,
  RECEIPT_TYPE,
  SINGLE_RECEIPT_TYPE,
  type ReceiptClaims,
  type ReceiptIssue,
  type SingleReceipt,
} from "../../schema/contract/evidence/receipt";
import { openNote, type NoteVerifier } from "../../schema/contract/evidence/signedNote";
import { proofFromTiles, type TileReader } from "./tileProof";

export interface PublicLog {
  checkpoint(): Promise<string>;
  tile: TileReader;
}

/** With the origin of the log that signed. */
export type SignedClaims = ReceiptClaims & { iss: string };

export type ReceiptVerdict = { good: true; claims: SignedClaims; checkpointSize?: number } | { good: false; why: string };

/** `answer` is the body as it came, to the byte. Without `log` the entry itself is not looked for. */
export async function judgeReceipt(
  answer: string,
  keys: JSONWebKeySet,
  log?: { source: PublicLog; verifiers: readonly NoteVerifier[] },
): Promise<ReceiptVerdict> {
  const cut = cutReceipt(answer.trimEnd());
  if (cut === undefined) return { good: false, why: "the answer has no receipt as its last member" };
  const claims = await disclosed(cut.token, keys);
  if (typeof claims === "string") return { good: false, why: claims };
  if (hashOfAnswer(cut.text) !== claims.answer)
    return { good: false, why: "the receipt is of another answer, or the answer was changed" };
  return log === undefined ? { good: true, claims } : inLog(claims, log);
}

/** What the token says, or why it says nothing: a JWS, or an SD-JWT (RFC 9901) of which one claim is disclosed. */
async function disclosed(token: string, keys: JSONWebKeySet): Promise<SignedClaims | string> {
  const [jws = "", ...disclosures] = token.split("~");
  const isSingle = disclosures.length === 0;
  let payload: unknown;
  try {
    const verified = await compactVerify(jws, createLocalJWKSet(keys), { algorithms: ["EdDSA"] });
    if (verified.protectedHeader.typ !== (isSingle ? SINGLE_RECEIPT_TYPE : RECEIPT_TYPE)) return "the token is no receipt";
    payload = JSON.parse(Buffer.from(verified.payload).toString("utf8"));
  } catch {
    return "no key of the log signed this receipt";
  }
  return isSingle ? single(payload as SingleReceipt) : oneOf(payload as ReceiptIssue, disclosures);
}

function single({ jti, iat, ...claims }: SingleReceipt): SignedClaims {
  return { ...claims, id: jti, issuedAt: new Date(iat * 1000).toISOString() };
}

function oneOf(issue: ReceiptIssue, [disclosure = "", end, ...more]: readonly string[]): SignedClaims | string {
  if (end !== "" || more.length > 0) return "the token is no receipt";
  const digest = createHash("sha256").update(disclosure, "ascii").digest("base64url");
  if (issue._sd_alg !== "sha-256" || !issue._sd.includes(digest)) return "what the receipt says is not what was signed";
  const [, name, claims] = JSON.parse(Buffer.from(disclosure, "base64url").toString("utf8")) as [string, string, ReceiptClaims];
  return name === RECEIPT_CLAIM ? { ...claims, iss: issue.iss } : "the token is no receipt";
}

async function inLog(
  claims: SignedClaims,
  { source, verifiers }: { source: PublicLog; verifiers: readonly NoteVerifier[] },
): Promise<ReceiptVerdict> {
  const text = openNote(await source.checkpoint(), verifiers);
  if (text === undefined) return { good: false, why: "the checkpoint was not signed with a key of the log" };
  const { origin, size, root } = readCheckpoint(text);
  if (origin !== claims.iss) return { good: false, why: "the checkpoint is of another log" };
  if (claims.logIndex + claims.count > size)
    return { good: false, why: "no checkpoint covers the entry yet: ask again in a few seconds" };
  const leaves: Buffer[] = [];
  for (let at = claims.logIndex; at < claims.logIndex + claims.count; at++) {
    const { leaf, hashes } = await proofFromTiles(at, size, source.tile);
    if (!isIncluded({ index: at, size, leaf, root, hashes }))
      return { good: false, why: `entry ${at} is not in the log that was signed` };
    leaves.push(leaf);
  }
  if (hashOfLeaves(leaves) !== claims.leaf) return { good: false, why: "the log holds another entry where the receipt says" };
  return { good: true, claims, checkpointSize: size };
}

/** A log behind the address of a gateway. */
export function publicLogAt(gateway: string): PublicLog {
  const base = `${gateway.replace(/\/$/, "")}/.well-known/credit-graph/evidence`;
  const get = async (path: string) => {
    const answer = await fetch(`${base}/${path}`, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${base}/${path} answered ${answer.status}`);
    return answer;
  };
  return {
    checkpoint: async () => (await get("checkpoint")).text(),
    async tile(level, index, width) {
      const bytes = Buffer.from(
        await (await get(`tile/${level}/${tilePath(index)}${width < 256 ? `.p/${width}` : ""}`)).arrayBuffer(),
      );
      if (bytes.length !== width * 32) throw new Error("a tile of the wrong size");
      return Array.from({ length: width }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32));
    },
  };
}

/** 1234067 → x001/x234/067 */
function tilePath(index: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = digits.match(/.{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}
