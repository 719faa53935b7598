/**
 * What tells a request that is sent again from a new one: the client's Idempotency-Key and what was sent with it (ATTACKS E12).
 * The same key with the same body is the same use of an authorisation; without a key each request is a use.
 */
import { createHash } from "node:crypto";
import { Refusal } from "../../schema/contract/publicCode";

export interface RequestMark {
  /** Absent where the client sent none. */
  key?: string;
  /** SHA-256 of who sent it and the body as it came. */
  body: string;
}

/** @throws Refusal BAD_REQUEST for a key that is none, or for two. */
export function requestMark(headers: readonly string[], body: string, sender: string): RequestMark {
  const [key, ...more] = headers;
  if (more.length > 0 || (key !== undefined && !/^[\x21-\x7e]{1,128}$/.test(key)))
    throw new Refusal(
      "BAD_REQUEST",
      "Idempotency-Key is one value of 1 to 128 printable ASCII characters, a fresh one a request.",
    );
  let hash: string | undefined;
  return {
    ...(key !== undefined && { key }),
    // Most requests name no authorisation, and nobody asks for it.
    get body() {
      return (hash ??= createHash("sha256").update(`${sender}\n`).update(body).digest("base64url"));
    },
  };
}
