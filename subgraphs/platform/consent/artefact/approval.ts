/**
 * A request becomes an authorisation: held once more against the ceiling of this day, signed, and put on record in one step with
 * the answer to the request. Whatever the person agreed to, nothing is signed that the purpose does not allow.
 */
import { noticeOfVersion } from "../../../../schema/catalogue/grantNotice";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import { newId } from "../../../kit/newId";
import type { Consent } from "../context";
import { approve } from "../store/grantStore";
import type { RequestRow } from "../store/requestStore";
import { artefactOf, signArtefact } from "./artefact";
import { closedFields, fieldsOf } from "./coordinates";
import { termsAgreed, termsAsked } from "./terms";

/** What the person agreed to of a request. */
export interface Agreed {
  categories: string[];
  items: string[] | null;
}

/** The id of the new authorisation. @throws BAD_USER_INPUT that names the argument. */
export async function approveRequest(request: RequestRow, agreed: Agreed, consent: Consent): Promise<string> {
  const catalogue = loadCatalogue();
  const purpose = catalogue.purposes.find(({ code }) => code === request.purpose);
  const terms = termsAgreed(request.terms, { ...agreed, apart: request.sensitiveAgreed }, catalogue);
  if (typeof terms === "string") throw refused(terms);
  const beyond = purpose === undefined ? "GRANT_PURPOSE" : termsAsked(terms, purpose, catalogue);
  if (typeof beyond === "string") throw refused(beyond);
  const { version, zh, en } = noticeOfVersion(request.noticeVersion, request.purpose, catalogue);
  const now = consent.now();
  const grantId = newId();
  const artefact = artefactOf({
    ...{ id: grantId, request, terms, now },
    notice: { version, zh, en },
    sensitiveItems: terms.items.filter((code) => request.sensitiveAgreed.includes(code)),
    fields: fieldsOf(terms, closedFields(), catalogue),
  });
  const signed = await signArtefact(artefact, consent.signer);
  const at = { request, now: new Date(now).toISOString() };
  if (!(await approve(consent.database, { ...at, grantId, artefact: signed, validUntil: artefact.validUntil })))
    throw refused("GRANT_ANSWERED");
  return grantId;
}
