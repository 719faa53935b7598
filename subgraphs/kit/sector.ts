/**
 * What a department says about its sector: a name and its record types. Everything else comes from the catalogue
 * (titles, populations) and from the kit (how it is stored, read, guarded, served).
 */
import { loadCatalogue } from "../../schema/catalogue/load";
import { recordSpec, type RecordSpec } from "./record/recordType";

export interface Sector {
  /** Subgraph name, lower case: `publicsecurity`. */
  name: string;
  /** Field on Person, lowerCamelCase: `publicSecurity`. */
  field: string;
  /** Name of the department that runs it. */
  zh: string;
  en: string;
  types: RecordSpec[];
  /** Key populations whose primary owner it is. */
  populations: string[];
}

/**
 * Defines a sector.
 * @throws Error when the catalogue does not know the sector, or has items that no class serves.
 */
export function defineSector(definition: { name: string; field?: string; types: (new () => object)[] }): Sector {
  const { name, field = name } = definition;
  const catalogue = loadCatalogue();
  const department = catalogue.departments.find(({ sectors }) => sectors.includes(name));
  if (department === undefined) throw new Error(`sector ${name}: no department in schema/catalogue/departments.yaml runs it`);
  const types = definition.types.map(recordSpec);
  for (const item of catalogue.items.filter((one) => one.sector === name)) {
    if (!types.some((type) => type.item === item))
      throw new Error(`item ${item.code} (${item.type}): sector ${name} serves no such class`);
  }
  for (const type of types) {
    if (type.item.sector !== name) throw new Error(`record type ${type.name} belongs to sector ${type.item.sector}, not ${name}`);
  }
  const populations = catalogue.populations.filter(({ primary }) => primary === name).map(({ code }) => code);
  return { name, field, zh: department.zh, en: department.en, types, populations };
}
