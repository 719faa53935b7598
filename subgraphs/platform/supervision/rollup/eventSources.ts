/** Whose events are counted: every sector that has items in the catalogue, and the log of looks. None is ever left out. */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { AUDIT } from "./counter";

export function eventSources(): string[] {
  return [...new Set(loadCatalogue().items.map(({ sector }) => sector)), AUDIT];
}
