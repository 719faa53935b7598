/**
 * The authorisation (授权书) as it is signed: who may look at what of whom, why, how far back, how often, until when, on what
 * words. Compact JWS, EdDSA; public keys at /.well-known/credit-graph/keys.
 *
 * Promise: everything that decides about a look-up is read from the signed text and from nowhere else, so that a row
 * edited in the database opens nothing. Times are UTC to the millisecond, by the clock of this subgraph alone.
 */
import { z } from "zod";
import type { Signer } from "../../../kit/signer";
import type { Fields } from "./coordinates";
import type { Terms } from "./terms";

export const ARTEFACT_TYPE = "grant+jwt";

const texts = z.array(z.string());

const shape = z.strictObject({
  id: z.string(),
  request: z.string(),
  /** Whose authorisation it is. */
  person: z.string(),
  recipient: z.strictObject({ agency: z.string(), officer: z.string().optional() }),
  purpose: z.string(),
  caseNumber: z.string(),
  notice: z.strictObject({ version: z.string(), zh: z.string(), en: z.string() }),
  categories: texts,
  items: texts,
  /** Of these, agreed to apart. */
  sensitiveItems: texts,
  fields: z.record(z.string(), texts),
  lookBackMonths: z.int(),
  uses: z.int(),
  validFrom: z.iso.datetime({ precision: 3 }),
  validUntil: z.iso.datetime({ precision: 3 }),
  dataLifeDays: z.int(),
  supersedes: z.string().optional(),
  /** Given by no consent: declared by the officer of `recipient`, and seconded. */
  emergency: z.strictObject({ reason: z.string(), secondedBy: z.string() }).optional(),
});

export type Artefact = z.infer<typeof shape>;

/** The signed text of `artefact`. */
export function signArtefact(artefact: Artefact, signer: Signer): Promise<string> {
  return signer.sign(shape.parse(artefact), ARTEFACT_TYPE);
}

const read = new WeakMap<object, Artefact>();

/** @throws SignatureRefused for a text that was not signed here as it stands. */
export async function readArtefact(jws: string, signer: Signer): Promise<Artefact> {
  const payload = await signer.verify(jws, ARTEFACT_TYPE);
  let artefact = read.get(payload);
  if (artefact === undefined) read.set(payload, (artefact = shape.parse(payload)));
  return artefact;
}

const DAY_MS = 86_400_000;

export interface ArtefactParts {
  id: string;
  request: {
    id: string;
    personId: string;
    agency: string;
    officer: string;
    officerOnly: boolean;
    purpose: string;
    caseNumber: string;
    supersedes: string | null;
  };
  notice: { version: string; zh: string; en: string };
  terms: Terms;
  sensitiveItems: string[];
  fields: Fields;
  /** ms. */
  now: number;
}

/** In force from the moment of the approval for so many times 24 hours. */
export function artefactOf({ id, request, notice, terms, sensitiveItems, fields, now }: ArtefactParts): Artefact {
  const { validDays, ...agreed } = terms;
  return {
    id,
    request: request.id,
    person: request.personId,
    recipient: { agency: request.agency, ...(request.officerOnly && { officer: request.officer }) },
    purpose: request.purpose,
    caseNumber: request.caseNumber,
    notice,
    ...agreed,
    sensitiveItems,
    fields,
    validFrom: new Date(now).toISOString(),
    validUntil: new Date(now + validDays * DAY_MS).toISOString(),
    ...(request.supersedes !== null && { supersedes: request.supersedes }),
  };
}
