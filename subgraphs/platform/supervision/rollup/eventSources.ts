/** Whose events are counted: every sector that has items in the catalogue, the authorisations, and the log of looks. None is ever left out. */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { AUDIT, CONSENT } from "./counter";

export function eventSources(): string[] {
  return [...new Set(loadCatalogue().items.map(({ sector }) => sector)), CONSENT, AUDIT];
}
