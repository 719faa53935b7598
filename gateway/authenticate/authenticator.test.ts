import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuthenticator } from "./authenticator";
import { isKnownScope } from "./tokenClaims";

const folder = mkdtempSync(join(tmpdir(), "authenticator-"));
const file = join(folder, "jwks.json");
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
writeFileSync(file, JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "EdDSA" }] }));
afterAll(() => rmSync(folder, { recursive: true }));

const START = 1_767_574_800;
const claims = {
  iss: "i",
  aud: "a",
  sub: "s",
  iat: START,
  exp: START + 600,
  jti: "j",
  org: "licensing",
  officer: "o",
  scope: "person:read",
};

function tokenOf(payload: object): string {
  const input = [{ alg: "EdDSA", kid: "k", typ: "at+jwt" }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString("base64url")}`;
}

const clock = { now: START * 1000 };
const options = { jwks: file, issuer: "i", audience: "a", now: () => clock.now };
const agencies = { agency: () => ({ status: "ACTIVE" as const, officersLeft: [] }) };
const bearer = (payload: object): string[] => [`Bearer ${tokenOf(payload)}`];

beforeEach(() => {
  clock.now = START * 1000;
});
afterEach(() => jest.restoreAllMocks());

it("gives the caller that the claims describe, unchangeable", async () => {
  const authenticator = await openAuthenticator({ ...options, agencies });
  const caller = await authenticator.authenticate(bearer(claims));
  const expected = { agency: "licensing", officer: "o", subject: "s", tokenId: "j", expiresAt: claims.exp * 1000 };
  expect(caller).toEqual({ ...expected, scopes: new Set(["person:read"]) });
  expect(Object.isFrozen(caller)).toBe(true);
  const { scope: _scope, officer: _officer, ...powerless } = claims;
  expect(await authenticator.authenticate(bearer(powerless))).toMatchObject({ officer: "s", scopes: new Set() });
  await authenticator.close();
});

it("verifies the signature of a repeated token once, until the token ends", async () => {
  const verify = jest.spyOn(globalThis.crypto.subtle, "verify");
  const authenticator = await openAuthenticator({ ...options, agencies });
  for (let time = 0; time < 5; time++) await authenticator.authenticate(bearer(claims));
  expect(verify).toHaveBeenCalledTimes(1);
  // Within the skew after its end a token is still good, but each time anew.
  clock.now = claims.exp * 1000;
  await authenticator.authenticate(bearer(claims));
  expect(verify).toHaveBeenCalledTimes(2);
  await authenticator.close();
});

it("D16 does not remember a token whose key was removed while its signature was being verified", async () => {
  const authenticator = await openAuthenticator({ ...options, agencies });
  const genuine = globalThis.crypto.subtle.verify.bind(globalThis.crypto.subtle);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  jest.spyOn(globalThis.crypto.subtle, "verify").mockImplementation(async (...args) => {
    await held;
    return genuine(...(args as Parameters<typeof genuine>));
  });
  const slow = authenticator.authenticate(bearer(claims));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const before = readFileSync(file);
  writeFileSync(file, JSON.stringify({ keys: [{ ...other, kid: "other", alg: "EdDSA" }] }));
  clock.now += 31_000;
  await expect(authenticator.authenticate(bearer({ ...claims, jti: "k" }))).rejects.toMatchObject({
    detail: "no key with this kid",
  });
  release();
  await slow;
  await expect(authenticator.authenticate(bearer(claims))).rejects.toMatchObject({ detail: "no key with this kid" });
  writeFileSync(file, before);
  await authenticator.close();
});

it("does not verify the signature of a token whose claims are wrong anyway", async () => {
  const verify = jest.spyOn(globalThis.crypto.subtle, "verify");
  const authenticator = await openAuthenticator({ ...options, agencies });
  for (const wrong of [{ iss: "x" }, { aud: "x" }, { scope: "admin" }, { org: 1 }, { exp: 1 }]) {
    await expect(authenticator.authenticate(bearer({ ...claims, ...wrong }))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  }
  expect(verify).not.toHaveBeenCalled();
  await authenticator.close();
});

it("believes no agency without a register, and no agency that the register does not know", async () => {
  const without = await openAuthenticator(options);
  await expect(without.authenticate(bearer(claims))).rejects.toMatchObject({ detail: "there is no register of agencies" });
  const { org: _org, ...rest } = claims;
  await expect(without.authenticate(bearer({ ...rest, person: "p-1", scope: "self" }))).resolves.toMatchObject({ person: "p-1" });
  await without.close();
});

it("passes on a fault of its own surroundings as it is, not as a bad token", async () => {
  const broken = {
    agency: (): never => {
      throw new Error("the register broke");
    },
  };
  const authenticator = await openAuthenticator({ ...options, agencies: broken });
  await expect(authenticator.authenticate(bearer(claims))).rejects.toThrow("the register broke");
  await authenticator.close();
});

it("knows the scopes of the contract and a desk of any sector, and takes another list when it is given one", async () => {
  for (const scope of ["self", "person:read", "audit:read", "steward:tax", "review:publicsecurity"])
    expect(isKnownScope(scope)).toBe(true);
  for (const scope of ["", "Self", "steward", "steward:x", "review:tax:all", `review:${"a".repeat(33)}`, "steward:tax\n"]) {
    expect(isKnownScope(scope)).toBe(false);
  }
  const authenticator = await openAuthenticator({ ...options, agencies, knownScope: (scope) => scope === "odd" });
  await expect(authenticator.authenticate(bearer({ ...claims, scope: "odd" }))).resolves.toMatchObject({
    scopes: new Set(["odd"]),
  });
  await expect(authenticator.authenticate(bearer(claims))).rejects.toMatchObject({ detail: "an unknown scope" });
  await authenticator.close();
});
