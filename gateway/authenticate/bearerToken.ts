/**
 * Header values → one signed token, taken apart but not yet believed.
 *
 * Threat (ATTACKS D01, D02, D04–D06, D09, D12–D14): a token that brings its own key or algorithm, is encrypted or
 * packed, says one thing twice, or is as long as a book. Promise: whatever is not exactly one compact JWS of type
 * `at+jwt` and at most 8 kB is refused here, before any key is looked up. Nothing but `alg`, `kid` and `typ` is taken
 * from the header: `jku`, `x5u`, `jwk` and `x5c` are never read.
 */
import { JsonProblem, parseStrictJson } from "../../schema/contract/strictJson";
import { TokenProblem } from "./tokenProblem";

export interface BearerToken {
  /** The compact JWS as it came. */
  compact: string;
  kid: string;
  alg: string;
  payload: Record<string, unknown>;
}

const MAX_TOKEN_LENGTH = 8_192;
const SCHEME = "Bearer ";
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const MAX_KID_LENGTH = 128;
const MAX_CLAIM_DEPTH = 8;

/** The text after `Bearer ` when there is exactly one header, of a bearable length. @throws {TokenProblem} */
export function compactToken(authorizationHeaders: readonly string[]): string {
  const [header, ...more] = authorizationHeaders;
  if (header === undefined) throw new TokenProblem("no Authorization header");
  if (more.length > 0) throw new TokenProblem("more than one Authorization header");
  if (!header.startsWith(SCHEME)) throw new TokenProblem("the scheme is not Bearer followed by one space");
  const compact = header.slice(SCHEME.length);
  if (compact.length > MAX_TOKEN_LENGTH) throw new TokenProblem("the token is longer than 8 kB");
  return compact;
}

/** Reads header and payload of `compact`. @throws {TokenProblem} */
export function readToken(compact: string): BearerToken {
  const parts = compact.split(".");
  if (parts.length !== 3) throw new TokenProblem("not a compact JWS of three parts");
  const [header, payload] = parts.map(decodePart) as [Buffer, Buffer, Buffer];
  return { compact, ...checkHeader(readObject(header, "header")), payload: readObject(payload, "payload") };
}

function decodePart(part: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  // One spelling only: no padding, no foreign characters, no stray bits at the end.
  if (!BASE64URL.test(part) || bytes.toString("base64url") !== part)
    throw new TokenProblem("a part of the token is not base64url");
  return bytes;
}

function readObject(bytes: Buffer, part: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseStrictJson(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), {
      maxDepth: MAX_CLAIM_DEPTH,
    });
  } catch (error) {
    throw new TokenProblem(`${part}: ${error instanceof JsonProblem ? error.message : "not UTF-8"}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TokenProblem(`${part}: not a JSON object`);
  return value as Record<string, unknown>;
}

function checkHeader(header: Record<string, unknown>): { kid: string; alg: string } {
  const { typ, alg, kid } = header;
  if (typ !== "at+jwt") throw new TokenProblem("the type of the token is not at+jwt");
  for (const name of ["crit", "b64", "enc", "zip"]) {
    if (name in header) throw new TokenProblem(`the header holds ${name}, which is not accepted`);
  }
  if (typeof alg !== "string") throw new TokenProblem("the header states no alg");
  if (typeof kid !== "string" || kid === "" || kid.length > MAX_KID_LENGTH)
    throw new TokenProblem("the header states no usable kid");
  return { kid, alg };
}
