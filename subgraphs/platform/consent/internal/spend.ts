/**
 * The internal operations by which the gateway spends a use once a plan exists, and asks whether the authorisation still holds
 * before anything leaves (ATTACKS E06, E08, E12). Neither trusts what was read before.
 */
import { z } from "zod";
import type { Warrant } from "../../../../schema/contract/warrant";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { consentOf, type Consent } from "../context";
import { grantStatus } from "../standing";
import { grantStateById } from "../store/grantStore";
import type { Spent } from "../store/spend";
import { signedOf } from "./read";

const ToSpend = z.strictObject({ grant: z.string(), key: z.string().max(200).optional(), body: z.string().max(100) });
const ToHold = z.strictObject({ grant: z.string() });

/** One use, for the agency of the warrant and the persons that it names. */
export async function spend(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<{ spent: Spent }> {
  const { grant, key, body } = ToSpend.parse(payload);
  const consent = consentOf(environment);
  const uses = await usesInForce(consent, grant, warrant);
  if (uses === undefined) return { spent: "REFUSED" };
  return {
    spent: await consent.spend({
      grantId: grant,
      uses,
      key: key === undefined ? undefined : consent.keyedHash(key),
      body: consent.keyedHash(body),
      now: new Date(consent.now()).toISOString(),
    }),
  };
}

/** Is it still in force, for the agency of the warrant and the persons that it names? */
export async function holds(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<{ holds: boolean }> {
  const { grant } = ToHold.parse(payload);
  return { holds: (await usesInForce(consentOf(environment), grant, warrant)) !== undefined };
}

async function usesInForce(
  consent: Consent,
  id: string,
  { agency, officer, purpose, subjects }: Warrant,
): Promise<number | undefined> {
  const state = await grantStateById(consent.database, id);
  const artefact = state && (await signedOf(state, consent));
  if (artefact === undefined || grantStatus(state!, artefact, consent.now()) !== "ACTIVE") return undefined;
  const { recipient, person, uses } = artefact;
  const isForThem =
    recipient.agency === agency &&
    (recipient.officer === undefined || recipient.officer === officer) &&
    artefact.purpose === purpose &&
    subjects.length > 0 &&
    subjects.every((subject) => subject === person);
  return isForThem ? uses : undefined;
}
