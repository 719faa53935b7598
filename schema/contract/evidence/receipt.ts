/**
 * The receipt of an answer: proof for the case file that the look is on record, verifiable offline.
 *
 * It is the last member of `extensions` and is put into the bytes of the answer after they were hashed; cut out again,
 * what remains are the bytes that the log holds the hash of.
 */
import { createHash, hash } from "node:crypto";

export interface Receipt {
  /** Id of the entry; of the first, where the answer is about several persons. */
  id: string;
  /** Position of the entry in the log. */
  logIndex: number;
  /** RFC 3339 UTC. */
  issuedAt: string;
  /**
   * A compact JWS (EdDSA) over {@link SingleReceipt}; where several answers share a moment, an SD-JWT (RFC 9901) with one
   * disclosure: {@link ReceiptIssue} for all of them, signed once, and {@link ReceiptClaims} of this one.
   */
  token: string;
}

export const SINGLE_RECEIPT_TYPE = "evidence-receipt+jwt";
export const RECEIPT_TYPE = "evidence-receipt+sd-jwt";
/** Name of the claim that is disclosed. */
export const RECEIPT_CLAIM = "receipt";

/** What the receipt of an answer says that had its moment for itself. */
export interface SingleReceipt extends Omit<ReceiptClaims, "id" | "issuedAt"> {
  /** Origin of the log. */
  iss: string;
  /** Seconds since 1970. */
  iat: number;
  /** Id of the first entry. */
  jti: string;
}

/** What is signed: by whom, when, and the digests of so many receipts, each of which says nothing to who holds another. */
export interface ReceiptIssue {
  /** Origin of the log. */
  iss: string;
  /** Seconds since 1970. */
  iat: number;
  _sd_alg: "sha-256";
  /** SHA-256 of each disclosure, in the order of their texts. */
  _sd: string[];
}

/** What the receipt of one answer says: `[salt, "receipt", claims]`, whose digest is signed. */
export interface ReceiptClaims extends Omit<Receipt, "token"> {
  /** Number of entries, one a person; they follow each other in the log. */
  count: number;
  /** Hash of the answer's bytes without the receipt. */
  answer: string;
  /** Hash of the leaf; with several entries, of their leaf hashes one after the other. */
  leaf: string;
}

/** `sha256:…` of the bytes of an answer. */
export function hashOfAnswer(text: string): string {
  return `sha256:${hash("sha256", text, "base64url")}`;
}

/** `sha256:…` of a leaf, or over several. */
export function hashOfLeaves(leaves: readonly Buffer[]): string {
  const hash = leaves.length === 1 ? leaves[0]! : createHash("sha256").update(Buffer.concat(leaves)).digest();
  return `sha256:${hash.toString("base64url")}`;
}

const RECEIPT = /,?"receipt":\{"id":"[^"]*","logIndex":\d+,"issuedAt":"[^"]*","token":"([^"]*)"\}\}\}$/;

/** The bytes of an answer with its receipt; `text` is a JSON object whose last member is the object `extensions`. */
export function spliceReceipt(text: string, { id, logIndex, issuedAt, token }: Receipt): string {
  if (!text.endsWith("}}")) throw new Error("an answer ends with its extensions");
  const comma = text.endsWith("{}}") ? "" : ",";
  return `${text.slice(0, -2)}${comma}"receipt":${JSON.stringify({ id, logIndex, issuedAt, token })}}}`;
}

/** The bytes that were hashed, and the token; `undefined` where there is no receipt. */
export function cutReceipt(text: string): { text: string; token: string } | undefined {
  const found = RECEIPT.exec(text);
  return found === null ? undefined : { text: `${text.slice(0, found.index)}}}`, token: found[1]! };
}
