/**
 * The warrant: the gateway's word to one subgraph about one call. Who asks, why, about whom, what is open.
 *
 * Threat (ATTACKS C01–C04): a subgraph that answers whoever reaches its port is a second door. So each call carries a
 * compact JWS (HS256, one key a subgraph) bound to the bytes of the body, valid for seconds, addressed to that subgraph
 * alone. A user's token is no warrant: another algorithm, another key, another type.
 *
 * In one process the claims themselves are handed over and nothing is signed: there is no wire to guard.
 */
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Openness, PurposeCode, RecordCategory } from "./vocabulary";
import type { LegalDay } from "./legalDay";

/** What the gateway opened to this caller, as far as it concerns one subgraph. */
export interface Warrant {
  /** One id for all calls of one request; it joins the logs of gateway and subgraphs. */
  requestId: string;
  purpose: PurposeCode;
  caseNumber: string;
  /** Agency code; absent when a citizen asks about himself. */
  agency?: string;
  /** Who sits at the desk. */
  officer: string;
  scopes: string[];
  /** Person ids that this call may touch; a read of any other is refused. */
  subjects: string[];
  /**
   * Subject → ids of the register's other entries that are the same person: what is kept under them is his as well.
   * Absent where nobody has any.
   */
  merged?: Record<string, string[]>;
  /** The open categories, and in each the openness levels that may be read. A category that is not here is closed. */
  open: Record<RecordCategory, Openness[]>;
  /** Records decided before this day are out of reach; absent = no limit. */
  lookBackFrom?: LegalDay;
  /** The legal day of the request: both locks judge by the same day. */
  today: LegalDay;
}

/** What stands in the JWS besides the warrant itself. */
interface WarrantEnvelope {
  iss: "gateway";
  aud: string;
  iat: number;
  exp: number;
  jti: string;
  /** SHA-256 of the body, base64url. */
  body: string;
  warrant: Warrant;
}

export const WARRANT_TYPE = "warrant+jwt";
/** Longest life of a warrant, seconds. */
export const WARRANT_LIFE_S = 30;
/** The HTTP header that carries it, as `Authorization: Warrant <jws>`. */
export const WARRANT_SCHEME = "Warrant";

const HEADER = encode(JSON.stringify({ alg: "HS256", typ: WARRANT_TYPE }));

/** Signs `warrant` for one call to `subgraph` with exactly this `body`. `now` in ms. */
export function signWarrant(
  warrant: Warrant,
  call: { subgraph: string; body: string | Buffer; key: Buffer; now: number },
): string {
  const iat = Math.floor(call.now / 1000);
  const envelope: WarrantEnvelope = {
    iss: "gateway",
    aud: call.subgraph,
    iat,
    exp: iat + WARRANT_LIFE_S,
    jti: randomUUID(),
    body: digest(call.body),
    warrant,
  };
  const signed = `${HEADER}.${encode(JSON.stringify(envelope))}`;
  return `${signed}.${mac(signed, call.key)}`;
}

/**
 * The warrant in `token`, if it was signed with one of `keys` for `subgraph` and this `body`, and is in force at `now` (ms).
 * @throws {WarrantRefused} with a reason for the log; the caller is told nothing but 401.
 */
export function verifyWarrant(
  token: string,
  call: { subgraph: string; body: string | Buffer; keys: readonly Buffer[]; now: number },
): { warrant: Warrant; jti: string; exp: number } {
  const parts = token.length <= 64_000 ? token.split(".") : [];
  if (parts.length !== 3 || parts[0] !== HEADER) throw new WarrantRefused("not a warrant");
  const signed = `${parts[0]}.${parts[1]}`;
  if (!call.keys.some((key) => sameText(mac(signed, key), parts[2]!))) throw new WarrantRefused("signature");
  const envelope = JSON.parse(Buffer.from(parts[1]!, "base64url").toString("utf8")) as WarrantEnvelope;
  const now = call.now / 1000;
  if (envelope.iss !== "gateway" || envelope.aud !== call.subgraph) throw new WarrantRefused("addressed to another subgraph");
  if (!(envelope.exp > now) || envelope.exp - envelope.iat > WARRANT_LIFE_S) throw new WarrantRefused("expired");
  if (envelope.iat > now + WARRANT_LIFE_S) throw new WarrantRefused("issued in the future");
  if (envelope.body !== digest(call.body)) throw new WarrantRefused("bound to another body");
  return { warrant: envelope.warrant, jti: envelope.jti, exp: envelope.exp };
}

/** Why a warrant was refused; for the log only. */
export class WarrantRefused extends Error {
  override readonly name = "WarrantRefused";
}

function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function digest(body: string | Buffer): string {
  return createHash("sha256").update(body).digest("base64url");
}

function mac(text: string, key: Buffer): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
