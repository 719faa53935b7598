/** Attacks on tokens by way of the issuer's keys (catalogue section D: D03, D16, D17), over files and a real HTTP server. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuthenticator } from "../../gateway/authenticate/authenticator";
import { KeySetProblem } from "../../gateway/authenticate/keySet";
import {
  AUDIENCE,
  expectRefused,
  ISSUER,
  jwks,
  KEYS,
  newKey,
  REGISTER,
  serveKeys,
  START,
  token,
  withClock,
} from "./d-tokens-issuer";

const folder = mkdtempSync(join(tmpdir(), "d-tokens-keys-"));
const file = join(folder, "jwks.json");
afterAll(() => rmSync(folder, { recursive: true }));

const MINUTE = 60_000;
const bearer = (compact: string): string[] => [`Bearer ${compact}`];

it("D03 refuses to start with a key set in which one key is unsafe, and says which without showing it", async () => {
  const { alg: _alg, ...withoutAlg } = KEYS.RS256.jwk;
  const { kid: _kid, ...withoutKid } = KEYS.ES256.jwk;
  const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA";
  const unsafe: [object, RegExp][] = [
    [withoutAlg, /has no alg/],
    [withoutKid, /has no kid/],
    [{ kty: "oct", k: secret, kid: "h", alg: "HS256" }, /symmetric/],
    [{ ...KEYS.RS256.jwk, kid: "x", k: secret }, /private parts/],
    [{ ...KEYS.EdDSA.privateKey.export({ format: "jwk" }), kid: "x", alg: "EdDSA" }, /private parts/],
    [{ ...KEYS.RS256.jwk, kid: "x", alg: "HS256" }, /other than EdDSA/],
    [{ ...KEYS.RS256.jwk, kid: "x", alg: "none" }, /other than EdDSA/],
    [{ ...KEYS.RS256.jwk, kid: "x", alg: "ES256" }, /does not fit/],
    [{ ...KEYS.ES256.jwk, kid: "x", alg: "EdDSA" }, /does not fit/],
    [{ ...KEYS.RS256.jwk, kid: "x", use: "enc" }, /not for signatures/],
    [{ ...KEYS.RS256.jwk, kid: "ed-1" }, /same kid/],
  ];
  for (const [jwk, reason] of unsafe) {
    writeFileSync(file, jwks(KEYS.EdDSA, { jwk }));
    const opening = openAuthenticator({ jwks: file, issuer: ISSUER, audience: AUDIENCE, now: () => START, agencies: REGISTER });
    const outcome: unknown = await opening.catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(KeySetProblem);
    const { message } = outcome as KeySetProblem;
    expect(message).toMatch(reason);
    expect(message).toContain(`key 2 of the key set ${file}`);
    expect(message).not.toContain(secret);
    expect(message).not.toContain(String(KEYS.RS256.jwk["n"]).slice(0, 20));
  }
});

it("D03 keeps the keys it has when a set with an unsafe key is published", async () => {
  writeFileSync(file, jwks(KEYS.EdDSA));
  const { authenticator, clock, events } = await withClock({ jwks: file });
  const { alg: _alg, ...withoutAlg } = KEYS.RS256.jwk;
  writeFileSync(file, jwks(KEYS.EdDSA, { jwk: withoutAlg }));
  clock.now += MINUTE;
  await expect(authenticator.authenticate(bearer(token()))).resolves.toMatchObject({ agency: "licensing" });
  await expectRefused(authenticator, token({}, { key: KEYS.RS256 }), /no key with this kid/);
  expect(events[0]).toMatchObject({ kind: "KEYS_UNAVAILABLE", detail: expect.stringContaining("has no alg") as string });
  await authenticator.close();
});

describe.each(["file", "address"])("D16 rotation of a key set in a(n) %s", (kind) => {
  const older = newKey("ES256", "older");
  const newer = newKey("EdDSA", "newer");

  const openWith = async (text: string) => {
    if (kind === "file") {
      writeFileSync(file, text);
      return {
        ...(await withClock({ jwks: file })),
        publish: (next: string) => writeFileSync(file, next),
        stop: async () => undefined,
      };
    }
    const server = await serveKeys(text);
    return {
      ...(await withClock({ jwks: server.url })),
      publish: (next: string) => void (server.text = next),
      stop: server.close,
    };
  };

  it("D16 believes both keys while they overlap, and within a minute only the new one", async () => {
    const { authenticator, clock, publish, stop } = await openWith(jwks(older));
    const before = token({ jti: "before" }, { key: older });
    await expect(authenticator.authenticate(bearer(before))).resolves.toMatchObject({ tokenId: "before" });

    clock.now += MINUTE;
    publish(jwks(older, newer));
    const after = token({ jti: "after" }, { key: newer });
    await expect(authenticator.authenticate(bearer(after))).resolves.toMatchObject({ tokenId: "after" });
    await expect(authenticator.authenticate(bearer(before))).resolves.toMatchObject({ tokenId: "before" });

    // The busiest case: a request each second, so that the old token is always in the cache and reads run ahead.
    publish(jwks(newer));
    const removedAt = clock.now;
    let lastAccepted = removedAt;
    for (let second = 0; second <= 70; second++) {
      clock.now = removedAt + second * 1_000;
      await authenticator.authenticate(bearer(before)).then(
        () => (lastAccepted = clock.now),
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(lastAccepted).toBeGreaterThanOrEqual(removedAt);
    expect(lastAccepted - removedAt).toBeLessThanOrEqual(MINUTE);
    await expectRefused(authenticator, before, /no key with this kid/);
    await expect(authenticator.authenticate(bearer(after))).resolves.toMatchObject({ tokenId: "after" });
    await authenticator.close();
    await stop();
  });

  it("D16 refuses a removed key at the first request after a quiet time", async () => {
    const { authenticator, clock, publish, stop } = await openWith(jwks(older));
    const compact = token({}, { key: older });
    await expect(authenticator.authenticate(bearer(compact))).resolves.toMatchObject({ agency: "licensing" });
    publish(jwks(newer));
    clock.now += 50 * MINUTE;
    await expectRefused(authenticator, compact, /no key with this kid/);
    await authenticator.close();
    await stop();
  });
});

it("D17 F31 serves the last keys for an hour while the issuer is down, then refuses everybody, then recovers by itself", async () => {
  const server = await serveKeys(jwks(KEYS.EdDSA));
  const { authenticator, clock, events } = await withClock({ jwks: server.url });
  const known = token({ jti: "known" });
  await expect(authenticator.authenticate(bearer(known))).resolves.toMatchObject({ tokenId: "known" });

  server.status = 503;
  for (let minutes = 5; minutes <= 60; minutes += 5) {
    clock.now = START + minutes * MINUTE;
    await expect(authenticator.authenticate(bearer(known))).resolves.toMatchObject({ tokenId: "known" });
    await expect(authenticator.authenticate(bearer(token({ jti: `new-${minutes}` })))).resolves.toMatchObject({
      agency: "licensing",
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(events.map(({ kind }) => kind)).toContain("KEYS_UNAVAILABLE");
  const forged = token({}, { key: newKey("EdDSA", "ed-1") });
  await expectRefused(authenticator, forged, /signature/);

  clock.now = START + 60 * MINUTE + 1_000;
  await expectRefused(authenticator, known, /could not be read for an hour/);
  await expectRefused(authenticator, forged, /could not be read for an hour/);

  server.status = 200;
  clock.now += 11_000;
  await expect(authenticator.authenticate(bearer(known))).resolves.toMatchObject({ tokenId: "known" });
  await authenticator.close();
  await server.close();
});

it("D17 follows no redirect, reads no endless answer, and does not start without keys", async () => {
  const server = await serveKeys(jwks(KEYS.EdDSA));
  const opening = (): Promise<unknown> => withClock({ jwks: server.url });
  server.status = 307;
  await expect(opening()).rejects.toThrow(`the key set ${server.url} answered with status 307`);
  expect(server.reads).toBe(1);
  server.status = 200;
  server.text = " ".repeat(300_000);
  await expect(opening()).rejects.toThrow("larger than 262144 bytes");
  await server.close();
  await expect(opening()).rejects.toThrow(`the key set ${server.url} cannot be reached (ECONNREFUSED)`);
});
