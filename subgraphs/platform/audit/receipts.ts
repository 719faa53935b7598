/**
 * Receipts are signed together: those whose entries became durable in one transaction share one signature, each with a
 * disclosure of its own (RFC 9901). A signature costs as much as all the rest of a receipt tenfold.
 *
 * Threat (ATTACKS J11): who holds one receipt learns of the others. So each is salted, and of the others stands a digest.
 */
import { hash } from "node:crypto";
import { RECEIPT_CLAIM, RECEIPT_TYPE, type ReceiptClaims, type ReceiptIssue } from "../../../schema/contract/evidence/receipt";
import { newId } from "../../kit/newId";
import type { Signer } from "../../kit/signer";

/** The token of one receipt. */
export type Receipts = (claims: ReceiptClaims) => Promise<string>;

/** More would make tokens long, and hardly cheaper. */
const SIGNED_TOGETHER = 16;

interface Waiting {
  disclosure: string;
  /** RFC 3339. */
  at: string;
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
    const issue: ReceiptIssue = {
      iss,
      iat: Math.floor(Date.parse(some.at(-1)!.at) / 1000),
      _sd_alg: "sha-256",
      _sd: some.map(({ disclosure }) => hash("sha256", disclosure, "base64url")).sort(),
    };
    try {
      const signed = await signer.sign(issue, RECEIPT_TYPE);
      for (const { disclosure, resolve } of some) resolve(`${signed}~${disclosure}~`);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  return (claims) =>
    new Promise((resolve, reject) => {
      // After everybody who was told of his place at this moment has asked.
      if (waiting.length === 0) setImmediate(signAll);
      const salt = newId();
      const disclosure = Buffer.from(JSON.stringify([salt, RECEIPT_CLAIM, claims]), "utf8").toString("base64url");
      waiting.push({ disclosure, at: claims.issuedAt, resolve, reject });
    });
}
