/**
 * What an emergency (个人信息保护法 arts. 13(4), 18) opens once two officers stand for it: a signed text like that of an
 * authorisation, given by nobody's consent. Pure.
 *
 * Promise: to the officer who declared it alone, about one person, for the hours and looks that the catalogue allows, and
 * never beyond the purpose.
 */
import type { Catalogue, Purpose } from "../../../../schema/catalogue/catalogue";
import type { EmergencyRow } from "../store/emergencyStore";
import type { Artefact } from "./artefact";
import { closedFields, fieldsOf } from "./coordinates";
import { itemsReadable } from "./terms";

/** The purpose under which an emergency is declared. */
export function emergencyPurpose({ purposes }: Catalogue): Purpose & Required<Pick<Purpose, "emergency">> {
  const purpose = purposes.find(({ kind }) => kind === "EMERGENCY");
  if (purpose?.emergency === undefined) throw new Error("the catalogue knows no emergency");
  return { ...purpose, emergency: purpose.emergency };
}

export interface SecondedEmergency {
  id: string;
  emergency: EmergencyRow;
  secondedBy: string;
  /** ms. */
  now: number;
}

const HOUR_MS = 3_600_000;
/** As far back as anything reaches. */
const NO_LOOK_BACK_MONTHS = 1200;

export function emergencyArtefact({ id, emergency, secondedBy, now }: SecondedEmergency, catalogue: Catalogue): Artefact {
  const purpose = emergencyPurpose(catalogue);
  const { validHours, uses } = purpose.emergency;
  const { id: request, personId: person, agency, officer, caseNumber, reason } = emergency;
  const categories = [...purpose.required, ...purpose.conditional];
  const items = itemsReadable(purpose, categories, catalogue).map(({ code }) => code);
  return {
    ...{ id, request, person, recipient: { agency, officer }, purpose: purpose.code, caseNumber },
    notice: { version: "", zh: `${purpose.zh}：${purpose.basis}`, en: purpose.en },
    ...{ categories, items, sensitiveItems: [], fields: fieldsOf({ categories, items }, closedFields(), catalogue) },
    ...{ lookBackMonths: purpose.lookBackMonths ?? NO_LOOK_BACK_MONTHS, uses, dataLifeDays: 1 },
    validFrom: new Date(now).toISOString(),
    validUntil: new Date(now + validHours * HOUR_MS).toISOString(),
    emergency: { reason, secondedBy },
  };
}
