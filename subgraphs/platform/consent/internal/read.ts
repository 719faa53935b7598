/**
 * The internal operation by which the gateway learns what an authorisation opens, before anybody is looked up.
 *
 * Threat (ATTACKS E01–E10, F01): whoever holds an id and measures learns whether an authorisation exists, or whose it is. So
 * the answer always has one form and costs the same: of an id that is unknown, of another agency's, or whose signed text was
 * edited, it is that of an authorisation that nobody gave, with the status NONE.
 */
import { z } from "zod";
import type { Purpose } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { Warrant } from "../../../../schema/contract/warrant";
import { newId } from "../../../kit/newId";
import { SignatureRefused } from "../../../kit/signer";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { readArtefact, type Artefact } from "../artefact/artefact";
import { closedFields, fieldsOf, type Fields } from "../artefact/coordinates";
import { itemsReadable } from "../artefact/terms";
import { consentOf, type Consent } from "../context";
import { grantStatus, type GrantStatus } from "../standing";
import { artefactTextById, grantStateById, type GrantRow, type GrantState } from "../store/grantStore";
import { useOnRecord } from "../store/spend";
import { again } from "../store/spendWithin";

const Payload = z.strictObject({
  grant: z.string(),
  /** The client's Idempotency-Key and what it was sent with. */
  key: z.string().max(200).optional(),
  body: z.string().max(100),
});

/** What an authorisation opens. `paid`: a use was spent on this very request before. */
export interface GrantView {
  id: string;
  person: string;
  agency: string;
  officer?: string;
  purpose: string;
  status: GrantStatus | "NONE";
  usesLeft: number;
  paid: boolean;
  terms: { categories: string[]; items: string[]; fields: Fields; lookBackMonths: number };
}

export async function read(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<{ grant: GrantView }> {
  const asked = Payload.parse(payload);
  const consent = consentOf(environment);
  const now = consent.now();
  const found = await grantStateById(consent.database, asked.grant);
  const own = found?.agency === warrant.agency ? found : undefined;
  const artefact = own && (await signedOf(own, consent));
  const use =
    asked.key === undefined ? undefined : await useOnRecord(consent.database, asked.grant, consent.keyedHash(asked.key));
  const given = { body: consent.keyedHash(asked.body), now: new Date(now).toISOString() };
  const paid = use !== undefined && again(given, use) === "SPENT";
  if (own === undefined || artefact === undefined) {
    return { grant: viewOf(nobodys(), { status: "NONE", usesLeft: 0, paid: false }) };
  }
  const status = grantStatus(own, artefact, now);
  return { grant: viewOf(artefact, { status, usesLeft: Math.max(0, artefact.uses - own.used), paid }) };
}

/** One object an artefact: who reads it in this process reads it once. */
const termsOf = new WeakMap<Artefact, GrantView["terms"]>();

function viewOf(artefact: Artefact, standing: Pick<GrantView, "status" | "usesLeft" | "paid">): GrantView {
  const { id, person, recipient, purpose } = artefact;
  const { agency, officer } = recipient;
  let terms = termsOf.get(artefact);
  if (terms === undefined) {
    const { categories, items, fields, lookBackMonths } = artefact;
    termsOf.set(artefact, (terms = { categories, items, fields, lookBackMonths }));
  }
  return { id, person, agency, ...(officer !== undefined && { officer }), purpose, ...standing, terms };
}

/** What was signed; nothing, if the text is not what was signed, or is another row's. */
export async function artefactOf(row: GrantRow, { signer }: Pick<Consent, "signer">): Promise<Artefact | undefined> {
  try {
    const artefact = await readArtefact(row.artefact, signer);
    return isOfRow(artefact, row) ? artefact : undefined;
  } catch (error) {
    if (error instanceof SignatureRefused) return undefined;
    throw error;
  }
}

/** The same of a grant whose text need not be read again: what was verified once is what was signed. */
export async function signedOf(state: GrantState, consent: Consent): Promise<Artefact | undefined> {
  const known = consent.artefacts.get(state.id);
  if (known !== undefined) return isOfRow(known, state) ? known : undefined;
  const text = await artefactTextById(consent.database, state.id);
  const artefact = text === undefined ? undefined : await artefactOf({ ...state, artefact: text }, consent);
  if (artefact !== undefined) consent.artefacts.set(state.id, artefact);
  return artefact;
}

function isOfRow({ id, person, recipient }: Artefact, row: GrantState): boolean {
  return id === row.id && person === row.personId && recipient.agency === row.agency;
}

let nobodysArtefact: Artefact | undefined;

/** An authorisation that nobody gave, of the size of a large one. */
function nobodys(): Artefact {
  return (nobodysArtefact ??= makeNobodys());
}

function makeNobodys(): Artefact {
  const catalogue = loadCatalogue();
  const itemsOf = (purpose: Purpose) =>
    itemsReadable(purpose, purpose.grantCeiling!.categories, catalogue).map(({ code }) => code);
  const [purpose] = catalogue.purposes
    .filter(({ grantCeiling }) => grantCeiling !== undefined)
    .sort((one, other) => itemsOf(other).length - itemsOf(one).length) as [Purpose];
  const { categories, uses, dataLifeDays } = purpose.grantCeiling!;
  const items = itemsOf(purpose);
  return {
    ...{ id: newId(), request: newId(), person: newId(), recipient: { agency: "" }, purpose: purpose.code, caseNumber: "" },
    ...{ notice: { version: "", zh: "", en: "" }, categories, items, sensitiveItems: [] },
    fields: fieldsOf({ categories, items }, closedFields(), catalogue),
    ...{ lookBackMonths: purpose.lookBackMonths ?? 1, uses, dataLifeDays },
    ...{ validFrom: "2000-01-01T00:00:00.000Z", validUntil: "2000-01-01T00:00:00.000Z" },
  };
}
