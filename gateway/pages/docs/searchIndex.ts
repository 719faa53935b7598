/** What the search of the documentation looks through: one line a type, field, value, purpose and item. */
import { halves } from "./bilingual";
import type { DocsGround } from "./docsPages";
import { documentedTypes } from "./overviewPages";

/** Name, Chinese, English, address. An array each, for the list is sent to the browser whole. */
export type SearchEntry = [name: string, zh: string, en: string, href: string];

export function searchIndex({ schema, catalogue }: DocsGround): SearchEntry[] {
  const entries: SearchEntry[] = [];
  for (const type of documentedTypes(schema.getTypeMap())) {
    add(type.name, type.description, `/docs/types/${type.name}`);
    const parts = "getFields" in type ? Object.values(type.getFields()) : "getValues" in type ? type.getValues() : [];
    for (const { name, description } of parts) add(`${type.name}.${name}`, description, `/docs/types/${type.name}#${name}`);
  }
  for (const { id, code, zh, en } of catalogue.purposes) entries.push([`${id} ${code}`, zh, en, `/docs/purposes/${code}`]);
  for (const { code, zh, en } of catalogue.items) entries.push([code, zh, en, `/docs/items/${code}`]);
  return entries;

  function add(name: string, description: string | null | undefined, href: string): void {
    const { zh, en } = halves(description);
    entries.push([name, zh, en, href]);
  }
}
