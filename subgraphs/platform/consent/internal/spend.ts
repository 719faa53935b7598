/**
 * The internal operations by which the gateway spends a use once a plan exists, and asks whether the authorisation still holds
 * before anything leaves (ATTACKS E06, E08, E12). Neither trusts what was read before.
 */
import { z } from "zod";
import type { Warrant } from "../../../../schema/contract/warrant";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { consentOf, type Consent } from "../context";
import { grantStatus } from "../standing";
import type { Artefact } from "../artefact/artefact";
import { grantStateById } from "../store/grantStore";
import type { Spent } from "../store/spendWithin";
import { signedOf } from "./read";

const ToSpend = z.strictObject({ grant: z.string(), key: z.string().max(200).optional(), body: z.string().max(100) });
const ToHold = z.strictObject({ grant: z.string() });

/** One use, for the agency of the warrant and the persons that it names. Where it stands is asked by the very statement that spends. */
export async function spend(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<{ spent: Spent }> {
  const { grant, key, body } = ToSpend.parse(payload);
  const consent = consentOf(environment);
  const artefact = await signedFor(grant, warrant, consent);
  if (artefact === undefined) return { spent: "REFUSED" };
  return {
    spent: await consent.spend({
      grantId: grant,
      uses: artefact.uses,
      key: key === undefined ? undefined : consent.keyedHash(key),
      body: consent.keyedHash(body),
      now: new Date(consent.now()).toISOString(),
      of: { personId: artefact.person, agency: artefact.recipient.agency, purpose: artefact.purpose, look: warrant.requestId },
    }),
  };
}

/** Is it still in force, for the agency of the warrant and the persons that it names? */
export async function holds(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<{ holds: boolean }> {
  const { grant } = ToHold.parse(payload);
  const consent = consentOf(environment);
  const artefact = await signedFor(grant, warrant, consent);
  return { holds: artefact !== undefined && (await grantStateById(consent.database, grant))?.status === "ACTIVE" };
}

/** What was signed, if it is for the agency, officer, purpose and persons of the warrant, and its time is not over. */
async function signedFor(id: string, warrant: Warrant, consent: Consent): Promise<Artefact | undefined> {
  const artefact = consent.artefacts.get(id) ?? (await loaded(id, consent));
  if (artefact === undefined || grantStatus({ status: "ACTIVE" }, artefact, consent.now()) !== "ACTIVE") return undefined;
  const { recipient, person, purpose } = artefact;
  const isForThem =
    recipient.agency === warrant.agency &&
    (recipient.officer === undefined || recipient.officer === warrant.officer) &&
    purpose === warrant.purpose &&
    warrant.subjects.length > 0 &&
    warrant.subjects.every((subject) => subject === person);
  return isForThem ? artefact : undefined;
}

async function loaded(id: string, consent: Consent): Promise<Artefact | undefined> {
  const state = await grantStateById(consent.database, id);
  return state && signedOf(state, consent);
}
