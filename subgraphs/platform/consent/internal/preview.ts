/**
 * The internal operation behind `me(asSeenBy:)`: what an open request, approved in full, would let its recipient see. For the
 * person whom it is about and for nobody else; whatever else is asked gets the one answer null.
 */
import { z } from "zod";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { Warrant } from "../../../../schema/contract/warrant";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { closedFields, fieldsOf, type Fields } from "../artefact/coordinates";
import { termsAgreed } from "../artefact/terms";
import { citizenOf, consentOf } from "../context";
import { requestStatus } from "../standing";
import { requestById } from "../store/requestStore";

const Payload = z.strictObject({ request: z.string() });

export interface RequestView {
  id: string;
  agency: string;
  purpose: string;
  caseNumber: string;
  /** The token of whoever asked could unmask a person. */
  unmasks: boolean;
  terms: { categories: string[]; items: string[]; fields: Fields; lookBackMonths: number };
}

export async function preview(
  environment: SubgraphEnvironment,
  payload: unknown,
  warrant: Warrant,
): Promise<{ request: RequestView | null }> {
  const { request: id } = Payload.parse(payload);
  const person = citizenOf(warrant);
  const { database, now } = consentOf(environment);
  const request = await requestById(database, id);
  if (request?.personId !== person || requestStatus(request, now()) !== "REQUESTED") return { request: null };
  const catalogue = loadCatalogue();
  const agreed = termsAgreed(request.terms, { categories: request.terms.categories, apart: request.sensitiveAgreed }, catalogue);
  if (typeof agreed === "string") return { request: null };
  const { categories, items, lookBackMonths } = agreed;
  const fields = fieldsOf({ categories, items }, closedFields(), catalogue);
  const { agency, purpose, caseNumber, unmasks } = request;
  return { request: { id, agency, purpose, caseNumber, unmasks, terms: { categories, items, fields, lookBackMonths } } };
}
