/**
 * Attacks on tokens (catalogue section D) against the real authenticator and real keys: what a token says.
 * The door (D14, D19) and the keys (D03, D16, D17) have files of their own. D20, certificates of agencies, is another issue.
 */
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompactEncrypt } from "jose";
import type { Authenticator } from "../../gateway/authenticate/authenticator";
import {
  type Alg,
  AUDIENCE,
  clerk,
  encode,
  expectRefused,
  ISSUER,
  jwks,
  KEYS,
  newKey,
  serveKeys,
  signTexts,
  START,
  token,
  withClock,
} from "./d-tokens-issuer";

const folder = mkdtempSync(join(tmpdir(), "d-tokens-"));
const file = join(folder, "jwks.json");
writeFileSync(file, jwks(KEYS.EdDSA, KEYS.ES256, KEYS.RS256));

let authenticator: Authenticator;
let clock: { now: number };
let events: { kind: string; detail: string }[];
const refuses = (compact: string | string[], reason: RegExp): Promise<void> => expectRefused(authenticator, compact, reason);
const accepts = async (compact: string): Promise<void> => {
  await expect(authenticator.authenticate([`Bearer ${compact}`])).resolves.toMatchObject({
    agency: "licensing",
    officer: "clerk-1",
  });
};

beforeEach(async () => {
  ({ authenticator, clock, events } = await withClock({ jwks: file }));
});
afterEach(() => authenticator.close());
afterAll(() => rmSync(folder, { recursive: true }));

describe("D01 to D06: the header decides nothing", () => {
  it.each(["EdDSA", "ES256", "RS256"] as Alg[])(
    "D01 refuses a token without a signature in place of a key of %s",
    async (alg) => {
      const key = KEYS[alg];
      await accepts(token({}, { key }));
      for (const none of ["none", "None", "nOnE", "NONE", ""]) {
        const [header, payload] = token({}, { key, header: { alg: none } }).split(".");
        await refuses(`${header}.${payload}.`, /base64url/);
        await refuses(`${header}.${payload}.AAAA`, /not the alg of its key/);
      }
      await refuses(token({}, { key, header: { alg: undefined } }), /states no alg/);
      const [header, payload, signature] = token({}, { key }).split(".");
      await refuses(`${header}.${payload}`, /three parts/);
      await refuses(`${header}.${payload}.${encode("0".repeat(64))}`, /signature/);
      // Another spelling of the same bytes is another token: the spare bits at the end must be zero.
      const respelt = signature!.slice(0, -1) + { A: "B", Q: "R", g: "h", w: "x" }[signature!.at(-1)!]!;
      expect(Buffer.from(respelt, "base64url")).toEqual(Buffer.from(signature!, "base64url"));
      await refuses(`${header}.${payload}.${respelt}`, /base64url/);
      await refuses(`${header}.${encode(JSON.stringify({ ...clerk(), org: "courts" }))}.${signature}`, /signature/);
    },
  );

  it("D02 refuses a token whose HMAC was made with a public key of ours", async () => {
    const pem = KEYS.RS256.publicKey.export({ format: "pem", type: "spki" }) as string;
    for (const secret of [pem, ` ${pem}`, `\n${pem}`, pem.trim(), JSON.stringify(KEYS.RS256.jwk)]) {
      for (const alg of ["HS256", "HS512"]) {
        const input = `${encode(JSON.stringify({ alg, kid: "rsa-1", typ: "at+jwt" }))}.${encode(JSON.stringify(clerk()))}`;
        const mac = createHmac(alg === "HS256" ? "sha256" : "sha512", secret).update(input);
        await refuses(`${input}.${mac.digest("base64url")}`, /not the alg of its key/);
      }
    }
  });

  it("D02 takes the algorithm from the key, whatever other allowed algorithm the token names", async () => {
    for (const key of Object.values(KEYS)) {
      for (const other of Object.values(KEYS).filter(({ alg }) => alg !== key.alg)) {
        await refuses(token({}, { key: other, header: { kid: key.kid } }), /not the alg of its key/);
        await refuses(token({}, { key, header: { alg: other.alg } }), /not the alg of its key/);
      }
      await refuses(token({}, { key: newKey(key.alg, key.kid) }), /signature/);
    }
  });

  it("D04 looks a kid up in a table and asks the issuer at most once in ten seconds", async () => {
    const server = await serveKeys(jwks(KEYS.EdDSA));
    const { authenticator: remote, clock: time } = await withClock({ jwks: server.url });
    const kids = ["../../etc/passwd", server.url, "' OR 1=1 --", "__proto__", "constructor", "ed-1\u0000", "ED-1", "unknown"];
    for (const kid of kids) await expectRefused(remote, token({}, { header: { kid } }), /no key with this kid/);
    expect(server.reads).toBe(2);
    time.now += 10_000;
    for (const kid of kids) await expectRefused(remote, token({}, { header: { kid } }), /no key with this kid/);
    expect(server.reads).toBe(3);
    await expectRefused(remote, token({}, { header: { kid: "k".repeat(10_000) } }), /longer than 8 kB/);
    for (const kid of [undefined, null, 1, "", ["ed-1"], "k".repeat(129)]) {
      await expectRefused(remote, token({}, { header: { kid } }), /no usable kid/);
    }
    await remote.close();
    await server.close();
  });

  it("D05 ignores a key that the token brings along, and fetches nothing that it names", async () => {
    const foreign = newKey("EdDSA", "foreign");
    const server = await serveKeys(jwks(foreign));
    const brought = {
      jku: server.url,
      x5u: server.url,
      jwk: foreign.jwk,
      x5c: [foreign.publicKey.export({ format: "der", type: "spki" }).toString("base64")],
    };
    await refuses(token({}, { key: foreign, header: brought }), /no key with this kid/);
    await refuses(token({}, { key: foreign, header: { ...brought, kid: "ed-1" } }), /signature/);
    await accepts(token({}, { header: brought }));
    expect(server.reads).toBe(0);
    await server.close();
  });

  it("D06 refuses whatever a token declares critical, and an unencoded payload", async () => {
    await refuses(token({}, { header: { crit: ["exp2"], exp2: 1 } }), /crit/);
    await refuses(token({}, { header: { crit: [] } }), /crit/);
    await refuses(token({}, { header: { crit: ["b64"], b64: false } }), /crit/);
    await refuses(token({}, { header: { b64: false } }), /b64/);
  });
});

describe("D07 to D13: every claim has one form", () => {
  it("D07 compares the issuer as one exact string", async () => {
    const wrong = [
      [ISSUER],
      [ISSUER, "https://other"],
      `${ISSUER}/`,
      ISSUER.toUpperCase(),
      ` ${ISSUER}`,
      "",
      null,
      undefined,
      { 0: ISSUER },
    ];
    for (const iss of wrong) await refuses(token({ iss }), /iss/);
    await accepts(token({ iss: ISSUER }));
  });

  it("D08 refuses a token that is for another service too", async () => {
    const wrong = [
      [AUDIENCE, "other"],
      ["other", AUDIENCE],
      [AUDIENCE, AUDIENCE],
      [[AUDIENCE]],
      [],
      "other",
      `${AUDIENCE} `,
      undefined,
      null,
    ];
    for (const aud of wrong) await refuses(token({ aud }), /aud/);
    await accepts(token({ aud: [AUDIENCE] }));
  });

  it("D09 refuses an ID token, a refresh token and a warrant in place of an access token", async () => {
    for (const typ of ["JWT", "jwt", "rt+jwt", "warrant+jwt", "at+JWT", "application/at+jwt", undefined, ["at+jwt"]]) {
      await refuses(token({}, { header: { typ } }), /at\+jwt/);
    }
  });

  it("D10 refuses a token that is over, has not begun, or does not say when it ends", async () => {
    const now = START / 1000;
    await refuses(token({ iat: now - 7200, exp: now - 3600 }), /ended 3600 s ago/);
    await refuses(token({ nbf: now + 3600 }), /begins 3600 s in the future/);
    await accepts(token({ nbf: now - 1 }));
    const wrong = [undefined, null, String(now + 60), now + 60.5, 1e308, -1, [now + 60], true, START + 60_000];
    for (const exp of wrong) await refuses(token({ exp }), /exp is missing/);
    for (const iat of [undefined, null, String(now), now + 0.5, -1]) await refuses(token({ iat }), /iat is missing/);
    for (const nbf of [null, String(now), now + 0.5]) await refuses(token({ nbf }), /nbf is missing/);
    for (const exp of [now, now - 1, now + 86_401]) await refuses(token({ exp }), /between 1 s and 24 h/);
    await accepts(token({ exp: now + 86_400 }));
    for (const jti of [undefined, "", 7, "j".repeat(129), "a\nb"]) await refuses(token({ jti }), /jti/);
    for (const sub of [undefined, "", 7, "a\u001b[31m"]) await refuses(token({ sub }), /sub/);
  });

  it("D10 refuses a token that ends while it is in the cache", async () => {
    const compact = token({ exp: START / 1000 + 60 });
    await accepts(compact);
    clock.now += 89_000;
    await accepts(compact);
    clock.now += 1_000;
    await refuses(compact, /ended 30 s ago/);
  });

  it("D11 bears a clock that is 30 s off and alarms at five minutes, for signed tokens only", async () => {
    const issuedAt = (offset: number, life: number): object => ({
      iat: START / 1000 + offset,
      nbf: START / 1000 + offset,
      exp: START / 1000 + offset + life,
    });
    await accepts(token(issuedAt(30, 300)));
    await accepts(token(issuedAt(-30, 1)));
    expect(events).toEqual([]);
    await refuses(token(issuedAt(300, 300)), /300 s in the future/);
    await refuses(token(issuedAt(-300, 60)), /ended 240 s ago/);
    expect(events.map(({ kind }) => kind)).toEqual(["CLOCK_SKEW", "EXPIRED"]);
    await refuses(token(issuedAt(300, 300), { key: newKey("EdDSA", "ed-1") }), /signature/);
    expect(events).toHaveLength(2);
  });

  it("D12 refuses a token that is too long, too deep, too powerful or says one thing twice", async () => {
    await refuses(token({ scope: "person:read ".repeat(90_000).trim() }), /longer than 8 kB/);
    await refuses(token({ padding: "x".repeat(6_500) }), /longer than 8 kB/);
    await accepts(token({ padding: "x".repeat(5_000) }));
    await refuses(token({ scope: "a:b ".repeat(1_000).trim() }), /more than 64 scopes/);
    await accepts(token({ scope: Array.from({ length: 64 }, (_, at) => `review:x${"a".repeat(1 + (at % 30))}`).join(" ") }));
    for (const scope of [
      "admin",
      "person:read admin",
      "person:*",
      "steward:",
      "steward:Tax",
      "steward:tax1",
      "person:read  self",
      " self",
      "PERSON:READ",
    ]) {
      await refuses(token({ scope }), /unknown scope/);
    }
    for (const scope of [["person:read"], { a: 1 }, 1, null]) await refuses(token({ scope }), /scope is not a string/);
    await refuses(token({ deep: JSON.parse("[".repeat(60) + "]".repeat(60)) as object }), /nested/);
    const header = JSON.stringify({ alg: "EdDSA", kid: "ed-1", typ: "at+jwt" });
    const payload = JSON.stringify(clerk());
    await accepts(signTexts(header, payload, KEYS.EdDSA));
    for (const [name, value] of [
      ["org", "courts"],
      ["scope", "self"],
      ["exp", START],
    ] as const) {
      const twice = payload.replace("{", `{${JSON.stringify(name)}:${JSON.stringify(value)},`);
      await refuses(signTexts(header, twice, KEYS.EdDSA), /payload: .*same key twice/);
    }
    await refuses(signTexts(header.replace("{", '{"\\u0061lg":"none",'), payload, KEYS.EdDSA), /header: .*same key twice/);
    await refuses(signTexts(header, payload.replace("{", '{"__proto__":{},'), KEYS.EdDSA), /__proto__/);
  });

  it("D13 accepts no encrypted token, packed or not", async () => {
    const plain = new TextEncoder().encode(token());
    const header = { alg: "RSA-OAEP-256", enc: "A256GCM", typ: "at+jwt", kid: "rsa-1" };
    await refuses(await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(KEYS.RS256.publicKey), /three parts/);
    await refuses(token({}, { header: { enc: "A256GCM" } }), /enc/);
    await refuses(token({}, { header: { zip: "DEF" } }), /zip/);
  });
});

describe("D15: the register is asked at every request", () => {
  it("D15 refuses a suspended agency and an officer who left, from the next request on", async () => {
    const standing = { status: "ACTIVE" as "ACTIVE" | "SUSPENDED", officersLeft: [] as string[] };
    const agencies = { agency: (code: string) => (code === "licensing" ? standing : undefined) };
    const { authenticator: strict } = await withClock({ jwks: file, agencies });
    const compact = token({ officer: "officer-7" });
    await expect(strict.authenticate([`Bearer ${compact}`])).resolves.toMatchObject({ officer: "officer-7", subject: "clerk-1" });
    standing.status = "SUSPENDED";
    await expectRefused(strict, compact, /suspended/);
    standing.status = "ACTIVE";
    await expect(strict.authenticate([`Bearer ${compact}`])).resolves.toMatchObject({ agency: "licensing" });
    standing.officersLeft.push("officer-7", "clerk-9");
    await expectRefused(strict, compact, /has left/);
    await expectRefused(strict, token({ sub: "clerk-9" }), /has left/);
    await expectRefused(strict, token({ org: "unknown-1" }), /not in the register/);
    await strict.close();
  });

  it("D15 refuses a token that is neither an agency's nor a citizen's, or both", async () => {
    const citizen = { org: undefined, person: "p-1", scope: "self" };
    await expect(authenticator.authenticate([`Bearer ${token(citizen)}`])).resolves.toMatchObject({
      person: "p-1",
      officer: "clerk-1",
    });
    await refuses(token({ person: "p-1" }), /not exactly one/);
    await refuses(token({ org: undefined }), /not exactly one/);
    for (const scope of ["", "person:read", "self person:read"]) await refuses(token({ ...citizen, scope }), /citizen's token/);
    for (const org of ["Licensing", "", "a b", "../x", 1, null, ["licensing"], "x".repeat(65)])
      await refuses(token({ org }), /org is no agency/);
    for (const person of ["", 1, null, "p 1", "p".repeat(129)])
      await refuses(token({ ...citizen, person }), /person is no person/);
  });
});
