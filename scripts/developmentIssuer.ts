/**
 * The identity provider of a development district: one EdDSA key in the data folder, and tokens for the personas of the
 * README. Production has an issuer of its own, and nothing of this.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from "jose";
import { developmentKey } from "../schema/contract/developmentKey";
import type { Bilingual } from "../schema/catalogue/catalogue";

export interface Persona extends Bilingual {
  name: string;
  org?: string;
  /** Who sits at the desk; by default the first of the persona's name. */
  officer?: string;
  scopes: string[];
}

/** Who can be tried out. A steward, a reviewer and a reporter exist for every sector. */
export const PERSONAS: readonly Persona[] = [
  { name: "citizen", zh: "市民本人（演员表第一人）", en: "a citizen about himself", scopes: ["self"] },
  {
    name: "licensing-clerk",
    zh: "审批局窗口人员",
    en: "clerk of the licensing bureau",
    org: "licensing",
    scopes: ["person:read"],
  },
  {
    name: "civil-service-recruiter",
    zh: "公务员录用工作人员",
    en: "civil-service recruiter",
    org: "civilservice",
    scopes: ["person:read", "person:unmask"],
  },
  { name: "judge", zh: "法官", en: "judge", org: "courts", scopes: ["person:read", "person:unmask"] },
  {
    name: "investigator",
    zh: "办案民警",
    en: "investigator",
    org: "publicsecurity",
    scopes: ["person:read", "person:unmask", "person:sealed"],
  },
  {
    name: "duty-officer",
    zh: "值班民警",
    en: "officer on duty, who declares an emergency",
    org: "publicsecurity",
    scopes: ["person:read", "person:unmask", "emergency:declare"],
  },
  {
    name: "duty-superior",
    zh: "值班领导",
    en: "superior on duty, who seconds one",
    org: "publicsecurity",
    scopes: ["person:read", "person:unmask", "emergency:second"],
  },
  { name: "school", zh: "学校工作人员", en: "school", org: "education", scopes: ["person:read"] },
  { name: "bank", zh: "银行信贷员", en: "bank", org: "bank-001", scopes: ["person:read", "grants:request"] },
  { name: "employer", zh: "用人单位", en: "employer", org: "employer-001", scopes: ["person:read", "grants:request"] },
  {
    name: "supervisor",
    zh: "联席会议办公室",
    en: "joint-meeting office",
    org: "joint-meeting-office",
    scopes: ["supervision:read"],
  },
  {
    name: "office",
    zh: "联席会议办公室经办人",
    en: "clerk of the joint-meeting office",
    org: "joint-meeting-office",
    scopes: ["supervision:read", "supervision:write"],
  },
  { name: "auditor", zh: "审计员", en: "auditor", org: "audit", scopes: ["audit:read", "audit:write"] },
  { name: "integrator", zh: "接入开发者", en: "integrator", org: "integrator-001", scopes: ["schema:read"] },
  { name: "nobody", zh: "无权限者", en: "nobody in particular", org: "nobody-001", scopes: [] },
];

const LIFE_S = 8 * 3600;

const DESKS: Record<string, { zh: string; scopes: (sector: string) => string[] }> = {
  steward: { zh: "数据专员", scopes: (sector) => [`steward:${sector}`] },
  reviewer: { zh: "审核员", scopes: (sector) => [`review:${sector}`] },
  reporter: { zh: "任务联络员", scopes: () => ["supervision:read", "supervision:report"] },
};

/** `tax-steward`, `publicsecurity-reviewer`, `courts-reporter`, a colleague of theirs (`tax-reviewer-2`), or one of the list. */
export function personaNamed(name: string): Persona | undefined {
  const [, sector = "", role = "", colleague = "1"] = /^([a-z]{2,32})-([a-z]+?)(?:-([2-9]))?$/.exec(name) ?? [];
  const desk = Object.hasOwn(DESKS, role) ? DESKS[role] : undefined;
  if (desk === undefined) return PERSONAS.find((persona) => persona.name === name);
  const officer = `${sector}-${role}-0${colleague}`;
  return { name, zh: `${sector} ${desk.zh}`, en: `${sector} ${role}`, org: sector, officer, scopes: desk.scopes(sector) };
}

export interface DevelopmentIssuer {
  /** One access token, valid for 8 hours. `person` is the person id of a citizen. */
  token(persona: Persona, person?: string): Promise<string>;
}

/** The issuer of `dataDir`; its public key set is written beside its key. */
export async function openDevelopmentIssuer(
  dataDir: string,
  issuer: string,
  audience: string,
  now = Date.now,
): Promise<DevelopmentIssuer> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const fresh = JSON.stringify(await exportJWK(privateKey));
  const jwk = JSON.parse(developmentKey(dataDir, "issuer.jwk", () => fresh)) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  const { d: _private, ...publicPart } = jwk;
  mkdirSync(join(dataDir, "keys"), { recursive: true });
  const keySet = JSON.stringify({ keys: [{ ...publicPart, alg: "EdDSA", use: "sig", kid }] });
  writeFileSync(join(dataDir, "keys", "jwks.json"), keySet, { mode: 0o600 });
  const key = await importJWK(jwk, "EdDSA");
  return {
    token: (persona, person) =>
      new SignJWT(claimsOf(persona, person))
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(person ?? `${persona.name}@${persona.org}`)
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(Math.floor(now() / 1000) + LIFE_S)
        .setJti(randomUUID())
        .sign(key),
  };
}

function claimsOf(persona: Persona, person: string | undefined): Record<string, unknown> {
  const scope = persona.scopes.join(" ");
  return persona.org === undefined
    ? { scope, person }
    : { scope, org: persona.org, officer: persona.officer ?? `${persona.name}-01` };
}
