/** A stored request and a stored authorisation in the graph's form. What an authorisation says is read from its signed text. */
import { noticeOfVersion } from "../../../../schema/catalogue/grantNotice";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { agencyOf } from "../../../kit/graph/agency";
import { catalogueItemOf, type CatalogueItem } from "../../../kit/record/creditRecord";
import { itemOf } from "../artefact/terms";
import type { Consent } from "../context";
import { artefactOf } from "../internal/read";
import { grantStatus, requestStatus } from "../standing";
import { grantById, type GrantRow } from "../store/grantStore";
import type { RequestRow } from "../store/requestStore";
import { Grant, GrantNotice, GrantRequest } from "./types";

/** To the agency, what the person did short of answering is not shown. */
export async function shownRequest(row: RequestRow, to: "PERSON" | "AGENCY", consent: Consent): Promise<GrantRequest> {
  const { id, agency, officer, officerOnly, purpose, caseNumber, noticeVersion, terms, supersedes } = row;
  const catalogue = loadCatalogue();
  const sensitive = terms.items.filter((code) => itemOf(code, catalogue)?.sensitive !== undefined);
  return Object.assign(new GrantRequest(), {
    ...{ id, purpose, caseNumber, requestedAt: row.requestedAt, answerBy: row.answerBy },
    ...terms,
    status: await statusOf(row, consent),
    recipient: agencyOf(agency),
    ...(officerOnly && { officer }),
    notice: shownNotice(noticeOfVersion(noticeVersion, purpose, catalogue)),
    items: itemsOf(terms.items),
    sensitiveItems: itemsOf(sensitive),
    sensitiveItemsAgreed: itemsOf(to === "PERSON" ? row.sensitiveAgreed : []),
    ...(supersedes !== null && { supersedes }),
  });
}

async function statusOf(row: RequestRow, consent: Consent): Promise<string> {
  const status = requestStatus(row, consent.now());
  if (status !== "APPROVED") return status;
  return (await shownGrant((await grantById(consent.database, row.grantId!))!, consent)).status;
}

/** @throws Error where the signed text is not what was signed: it is shown to nobody. */
export async function shownGrant(row: GrantRow, consent: Consent): Promise<Grant> {
  const artefact = await artefactOf(row, consent);
  if (artefact === undefined) throw new Error("a signed authorisation was changed");
  const { id, purpose, caseNumber, notice, categories, uses, lookBackMonths, dataLifeDays, validFrom, validUntil } = artefact;
  const { supersedes, recipient } = artefact;
  return Object.assign(new Grant(), {
    ...{ id, purpose, caseNumber, categories, uses, lookBackMonths, dataLifeDays, validFrom, validUntil },
    status: grantStatus(row, artefact, consent.now()),
    recipient: agencyOf(recipient.agency),
    ...(recipient.officer !== undefined && { officer: recipient.officer }),
    notice: shownNotice(notice),
    items: itemsOf(artefact.items),
    usesLeft: Math.max(0, uses - row.used),
    ...(row.lastUsedAt !== null && { lastUsedAt: row.lastUsedAt }),
    ...(supersedes !== undefined && { supersedes }),
    ...(artefact.emergency !== undefined && { emergencyReason: artefact.emergency.reason }),
    ...(row.supersededBy !== null && { supersededBy: row.supersededBy }),
    artefact: row.artefact,
  });
}

function shownNotice({ version, zh, en }: GrantNotice): GrantNotice {
  return Object.assign(new GrantNotice(), { version, zh, en });
}

/** An item that left the catalogue is shown no more; the signed text still names it. */
function itemsOf(codes: readonly string[]): CatalogueItem[] {
  const catalogue = loadCatalogue();
  return codes.flatMap((code) => itemOf(code, catalogue) ?? []).map(catalogueItemOf);
}
