import { createHmac } from "node:crypto";
import fc from "fast-check";
import { signWarrant, verifyWarrant, WARRANT_LIFE_S, type Warrant, WarrantRefused } from "./warrant";

const KEY = Buffer.alloc(32, 7);
const NOW = Date.parse("2026-11-23T02:00:00Z");
const BODY = JSON.stringify({ query: "{ me { id } }", variables: { a: "甲" } });
const WARRANT: Warrant = {
  requestId: "r-1",
  purpose: "LICENSING_REVIEW",
  caseNumber: "案-1",
  agency: "licensing",
  officer: "clerk-01",
  scopes: ["person:read"],
  subjects: ["P0000000000000000000000001"],
  open: { BASIC: ["PUBLIC", "GOV_SHARED"] },
  today: "2026-11-23",
};
const sign = (warrant = WARRANT) => signWarrant(warrant, { subgraph: "tax", body: BODY, key: KEY, now: NOW });
const verify = (token: string, more: Partial<Parameters<typeof verifyWarrant>[1]> = {}) =>
  verifyWarrant(token, { subgraph: "tax", body: BODY, keys: [KEY], now: NOW, ...more });

/** A token with the given header and payload, rightly signed with the subgraph's own key. */
function forge(header: object, payload: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", KEY).update(signed).digest("base64url")}`;
}

describe("a warrant", () => {
  it("is read back as it was given", () => {
    const { warrant, jti, exp } = verify(sign());
    expect(warrant).toEqual(WARRANT);
    expect(jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(exp * 1000 - NOW).toBe(WARRANT_LIFE_S * 1000);
  });

  it("is another one each time, so that it can be good once", () => {
    expect(verify(sign()).jti).not.toBe(verify(sign()).jti);
  });

  it("C03 is good for its seconds and not one more", () => {
    const token = sign();
    expect(verify(token, { now: NOW + WARRANT_LIFE_S * 1000 - 1 }).warrant).toEqual(WARRANT);
    expect(() => verify(token, { now: NOW + WARRANT_LIFE_S * 1000 })).toThrow("expired");
    expect(() => verify(token, { now: NOW - (WARRANT_LIFE_S + 1) * 1000 })).toThrow("future");
  });

  it("C03 is good for one subgraph", () => {
    expect(() => verify(sign(), { subgraph: "courts" })).toThrow("another subgraph");
  });

  it("C03 is good under its key, also while that key is being replaced", () => {
    const fresh = Buffer.alloc(32, 8);
    expect(verify(sign(), { keys: [fresh, KEY] }).warrant).toEqual(WARRANT);
    expect(() => verify(sign(), { keys: [fresh] })).toThrow("signature");
    expect(() => verify(sign(), { keys: [] })).toThrow("signature");
  });

  it("C03 is refused when any one byte of the body is another", () => {
    const bytes = Buffer.from(BODY);
    const token = sign();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const other = Buffer.from(bytes);
        other[place]! ^= change;
        expect(() => verify(token, { body: other })).toThrow("another body");
      }),
    );
    expect(() => verify(token, { body: `${BODY} ` })).toThrow("another body");
  });

  it("C03 is refused when any one byte of the token is another, or missing, or added", () => {
    const token = sign();
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."ABab09-_. "), (place, other) => {
        fc.pre(token[place] !== other);
        expect(() => verify(token.slice(0, place) + other + token.slice(place + 1))).toThrow(WarrantRefused);
        expect(() => verify(token.slice(0, place) + token.slice(place + 1))).toThrow(WarrantRefused);
        expect(() => verify(token.slice(0, place) + other + token.slice(place))).toThrow(WarrantRefused);
      }),
    );
  });

  it("C02 has a header of its own: another algorithm or type is no warrant, though the key is right", () => {
    const [, payload] = sign().split(".");
    const envelope = JSON.parse(Buffer.from(payload!, "base64url").toString()) as object;
    expect(verify(forge({ alg: "HS256", typ: "warrant+jwt" }, envelope)).warrant).toEqual(WARRANT);
    for (const header of [
      { alg: "none", typ: "warrant+jwt" },
      { alg: "HS256", typ: "at+jwt" },
      { alg: "HS512", typ: "warrant+jwt" },
    ]) {
      expect(() => verify(forge(header, envelope))).toThrow("not a warrant");
    }
  });

  it("C03 that claims a longer life than a warrant has is refused, though the key is right", () => {
    const [, payload] = sign().split(".");
    const envelope = JSON.parse(Buffer.from(payload!, "base64url").toString()) as { exp: number };
    const longer = forge({ alg: "HS256", typ: "warrant+jwt" }, { ...envelope, exp: envelope.exp + 1 });
    expect(() => verify(longer)).toThrow("expired");
  });

  it("is refused without an exception of another kind, whatever text comes", () => {
    for (const text of ["", ".", "..", "a.b.c", "x".repeat(70_000), sign().split(".").slice(0, 2).join(".")]) {
      expect(() => verify(text)).toThrow(WarrantRefused);
    }
  });
});
