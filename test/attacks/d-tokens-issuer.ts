/**
 * An issuer for the attacks on tokens: real keys of the three algorithms, and a pen that signs whatever it is given,
 * however malformed, so that a refusal is never owed to a signature that would not have held anyway.
 */
import { generateKeyPairSync, type KeyObject, sign as signBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Authenticator, type AuthenticatorOptions, openAuthenticator } from "../../gateway/authenticate/authenticator";
import { ONE_TEXT } from "../../gateway/authenticate/tokenProblem";

export const ISSUER = "https://id.credit-graph.local";
export const AUDIENCE = "credit-graph";
/** The first second of the tests' own clock. */
export const START = Date.UTC(2026, 0, 5, 1);

export type Alg = "EdDSA" | "ES256" | "RS256";
export interface IssuerKey {
  kid: string;
  alg: Alg;
  privateKey: KeyObject;
  publicKey: KeyObject;
  jwk: Record<string, unknown>;
}

/** A new key pair whose public half names its algorithm. */
export function newKey(alg: Alg, kid: string): IssuerKey {
  const { privateKey, publicKey } =
    alg === "EdDSA"
      ? generateKeyPairSync("ed25519")
      : alg === "ES256"
        ? generateKeyPairSync("ec", { namedCurve: "P-256" })
        : generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, alg, privateKey, publicKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg, use: "sig" } };
}

export const KEYS: Record<Alg, IssuerKey> = {
  EdDSA: newKey("EdDSA", "ed-1"),
  ES256: newKey("ES256", "ec-1"),
  RS256: newKey("RS256", "rsa-1"),
};

export function jwks(...keys: { jwk: object }[]): string {
  return JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
}

/** The claims of a clerk's token, issued at `now`. */
export function clerk(now = START): Record<string, unknown> {
  const iat = now / 1000;
  const times = { iat, exp: iat + 8 * 3600, jti: `token-${iat}` };
  return { iss: ISSUER, aud: AUDIENCE, sub: "clerk-1", ...times, org: "licensing", scope: "person:read" };
}

/** A token of these claims; `undefined` takes a claim or a header parameter out. */
export function token(claims: object = {}, options: { key?: IssuerKey; header?: object; now?: number } = {}): string {
  const key = options.key ?? KEYS.EdDSA;
  const header = { alg: key.alg, kid: key.kid, typ: "at+jwt", ...options.header };
  return signTexts(JSON.stringify(header), JSON.stringify({ ...clerk(options.now), ...claims }), key);
}

/** Signs exactly these texts. */
export function signTexts(header: string, payload: string, key: IssuerKey): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signature(input, key)}`;
}

export function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function signature(input: string, { alg, privateKey }: IssuerKey): string {
  const bytes = Buffer.from(input);
  const signed =
    alg === "EdDSA"
      ? signBytes(null, bytes, privateKey)
      : signBytes("sha256", bytes, { key: privateKey, dsaEncoding: "ieee-p1363" });
  return signed.toString("base64url");
}

/** A key set behind HTTP, which counts how often it is read and can be changed or taken down. */
export async function serveKeys(text: string) {
  const state = { text, status: 200, reads: 0, url: "", close: async () => undefined as void };
  const server = createServer((_request, response) => {
    state.reads++;
    response.writeHead(state.status, state.status === 307 ? { location: "/elsewhere" } : {}).end(state.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  state.close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return state;
}

/** Everybody's agency in good standing. */
export const REGISTER = { agency: () => ({ status: "ACTIVE" as const, officersLeft: [] as string[] }) };

/** An authenticator with the tests' own clock, and what it told its operator. */
export async function withClock(options: Partial<AuthenticatorOptions> & { jwks: string }) {
  const clock = { now: START };
  const events: { kind: string; detail: string }[] = [];
  const authenticator = await openAuthenticator({
    issuer: ISSUER,
    audience: AUDIENCE,
    agencies: REGISTER,
    now: () => clock.now,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { authenticator, clock, events };
}

/** Expects the one public refusal, for the private reason that is meant. */
export async function expectRefused(authenticator: Authenticator, compact: string | string[], reason: RegExp): Promise<void> {
  const headers = typeof compact === "string" ? [`Bearer ${compact}`] : compact;
  const outcome: unknown = await authenticator.authenticate(headers).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ name: "Refusal", code: "UNAUTHENTICATED", status: 401, message: ONE_TEXT });
  expect((outcome as { detail: string }).detail).toMatch(reason);
}
