/**
 * Receipts are signed together: those whose entries became durable in one transaction share one signature, each with a
 * disclosure of its own (RFC 9901); one alone is signed by itself. A signature costs as much as all the rest of a receipt tenfold.
 *
 * Threat (ATTACKS J11): who holds one receipt learns of the others. So each is salted, and of the others stands a digest.
 */
import { hash } from "node:crypto";
import {
  RECEIPT_CLAIM,
  RECEIPT_TYPE,
  SINGLE_RECEIPT_TYPE,
  type ReceiptClaims,
  type ReceiptIssue,
  type SingleReceipt,
} from "../../../schema/contract/evidence/receipt";
import { newId } from "../../kit/newId";
import type { Signer } from "../../kit/signer";

/** The token of one receipt. */
export type Receipts = (claims: ReceiptClaims) => Promise<string>;

/** More would make tokens long, and hardly cheaper. */
const SIGNED_TOGETHER = 16;

interface Waiting {
  claims: ReceiptClaims;
  resolve(token: string): void;
  reject(error: unknown): void;
}

/** `iss`: origin of the log. */
export function openReceipts(signer: Signer, iss: string): Receipts {
  let waiting: Waiting[] = [];

  function signAll(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += SIGNED_TOGETHER) void signSome(all.slice(from, from + SIGNED_TOGETHER));
  }

  async function signSome(some: readonly Waiting[]): Promise<void> {
    try {
      const tokens = some.length === 1 ? [await signOne(some[0]!.claims)] : await signTogether(some.map(({ claims }) => claims));
      some.forEach(({ resolve }, place) => resolve(tokens[place]!));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  function signOne({ id: jti, issuedAt, ...claims }: ReceiptClaims): Promise<string> {
    const receipt: SingleReceipt = { iss, iat: secondsOf(issuedAt), jti, ...claims };
    return signer.sign(receipt, SINGLE_RECEIPT_TYPE);
  }

  async function signTogether(all: readonly ReceiptClaims[]): Promise<string[]> {
    const disclosures = all.map((claims) =>
      Buffer.from(JSON.stringify([newId(), RECEIPT_CLAIM, claims]), "utf8").toString("base64url"),
    );
    const digests = disclosures.map((disclosure) => hash("sha256", disclosure, "base64url")).sort();
    const issue: ReceiptIssue = { iss, iat: secondsOf(all.at(-1)!.issuedAt), _sd_alg: "sha-256", _sd: digests };
    const signed = await signer.sign(issue, RECEIPT_TYPE);
    return disclosures.map((disclosure) => `${signed}~${disclosure}~`);
  }

  return (claims) =>
    new Promise((resolve, reject) => {
      // After everybody who was told of his place at this moment has asked.
      if (waiting.length === 0) setImmediate(signAll);
      waiting.push({ claims, resolve, reject });
    });
}

function secondsOf(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}
