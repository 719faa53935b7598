/** What the authorisations' subgraph tells the gateway, held to its form: an answer of another form is no answer. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { GrantTerms } from "../authorize/decide";

const texts = z.array(z.string());
const grantTerms = z.strictObject({
  categories: texts,
  items: texts,
  fields: z.record(z.string(), texts),
  lookBackMonths: z.int().min(1),
});

const grant = z.strictObject({
  id: z.string(),
  person: z.string().min(1),
  agency: z.string(),
  officer: z.string().optional(),
  purpose: z.string(),
  /** NONE: there is none under this id that this agency could use. */
  status: z.enum(["NONE", "REQUESTED", "DECLINED", "ACTIVE", "PAUSED", "REVOKED", "EXPIRED", "SUPERSEDED"]),
  usesLeft: z.int().min(0),
  /** A use was spent on this very request before. */
  paid: z.boolean(),
  terms: z.unknown(),
});

export type GrantView = z.infer<typeof grant>;

const read = new WeakMap<object, GrantTerms>();

/**
 * The terms of an authorisation, known by what they say: all persons who agreed to the same share one decision, for to rule on every
 * coordinate anew costs a look-up as much as everything else. Read only once they are to open something: a refusal takes no
 * time for them.
 */
export function termsOf(given: unknown): GrantTerms {
  const known = typeof given === "object" && given !== null ? read.get(given) : undefined;
  if (known !== undefined) return known;
  const { categories, items, fields, lookBackMonths } = grantTerms.parse(given);
  const said = JSON.stringify([categories, items, fields, lookBackMonths]);
  const terms = { id: createHash("sha256").update(said).digest("base64url"), categories, items, fields, lookBackMonths };
  read.set(given as object, terms);
  return terms;
}

export const readAnswer = z.strictObject({ grant });
export const spendAnswer = z.strictObject({ spent: z.enum(["SPENT", "REFUSED", "KEY_TAKEN"]) });
export const holdsAnswer = z.strictObject({ holds: z.boolean() });
export const previewAnswer = z.strictObject({
  request: z
    .strictObject({
      id: z.string(),
      agency: z.string(),
      purpose: z.string(),
      caseNumber: z.string(),
      unmasks: z.boolean(),
      terms: grantTerms,
    })
    .nullable(),
});
