/**
 * The public keys of what the platform signs, for whoever verifies an authorisation elsewhere: each subgraph that signs is
 * asked for its own, at most every ten seconds, for this address needs no token.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { legalDayOf } from "../schema/contract/legalDay";
import { Refusal } from "../schema/contract/publicCode";
import type { Warrant } from "../schema/contract/warrant";
import type { Reach } from "./subgraph/reach";

/** Subgraphs that sign. */
const SIGNING = ["consent", "audit"];
const KEPT_MS = 10_000;
const WITHIN_MS = 2_000;

const answer = z.strictObject({ keys: z.array(z.record(z.string(), z.union([z.string(), z.array(z.string())]))) });

export type PublicKeys = () => Promise<{ keys: object[] }>;

/** Nothing private leaves, whatever a subgraph says. */
const PUBLIC_MEMBERS = new Set(["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use", "key_ops"]);

/** @throws Refusal SECTOR_UNAVAILABLE where one of them does not answer: half a key set would make true signatures look false. */
export function openPublicKeys({ reach, now }: { reach(subgraph: string): Reach; now: () => number }): PublicKeys {
  let kept: { at: number; keys: Promise<object[]> } | undefined;

  async function ask(): Promise<object[]> {
    const warrant = nobodysWarrant(now());
    const found = await Promise.all(
      SIGNING.map(async (name) => answer.parse(await reach(name).internal("keys", {}, warrant, now() + WITHIN_MS)).keys),
    );
    return found.flat().map((key) => Object.fromEntries(Object.entries(key).filter(([member]) => PUBLIC_MEMBERS.has(member))));
  }

  return async () => {
    if (kept === undefined || now() - kept.at >= KEPT_MS || now() < kept.at) kept = { at: now(), keys: ask() };
    const asked = kept;
    try {
      return { keys: await asked.keys };
    } catch (error) {
      if (kept === asked) kept = undefined;
      throw error instanceof Refusal
        ? new Refusal(error.code, "The keys cannot be read at present; ask again.", { status: 503 })
        : error;
    }
  };
}

/** It opens nothing and names nobody. */
function nobodysWarrant(now: number): Warrant {
  const about = { purpose: "NONE", caseNumber: "", officer: "gateway", scopes: [], subjects: [], open: {} };
  return { requestId: randomUUID(), ...about, today: legalDayOf(new Date(now)) };
}
