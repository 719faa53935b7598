/**
 * What the look-up benchmark asks, the same of the gateway and of the floor: a licensing clerk, one person, every sector of
 * the register, and of each what the clerk's purpose opens.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";

const RECORDS = `records(first: 50) { edges { node { id item { code zh } category polarity gravity determiningOrgan
  basisDocNo decidedOn displayUntil state version asOf } } pageInfo { hasNextPage } }`;

export interface SceneSector {
  name: string;
  /** On Person. */
  field: string;
  /** Of none of its categories, the time of its data alone is asked for. */
  isOpen: boolean;
}

/** All sectors, as they stand to a purpose that opens these categories. */
export function sectorsUnder(open: readonly string[]): SceneSector[] {
  const sectors = subgraphNames.map(subgraphNamed).filter(isSector);
  return sectors.map(({ name, sector: { field, types } }) => ({
    ...{ name, field },
    isOpen: types.some(({ item }) => item.creditRecord && open.includes(item.category)),
  }));
}

function personUnder(open: readonly string[]): string {
  const slices = sectorsUnder(open).map(({ field, isOpen }) => `${field} { asOf ${isOpen ? RECORDS : ""} }`);
  return `id maskedName maskedIdNumber realNameLevel ${slices.join("\n")}`;
}

/** The full look-up for a purpose that opens these categories: it asks for nothing that is closed. */
export function lookupUnder(open: readonly string[]): string {
  return `query FullLookup($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { ${personUnder(open)} } }`;
}

/** Opens what a licensing review may open at most. */
export const ACCESS = {
  purpose: "LICENSING_REVIEW",
  caseNumber: "BENCH-1",
  justifications: [
    { category: "PENALTY", reason: "许可条件要求核对近三年处罚" },
    { category: "OCCUPATION", reason: "许可条件要求核对从业资格" },
  ],
};

export const OPEN_CATEGORIES = ["BASIC", "LICENCE", "SEVERE_LIST", "COMMITMENT", "PENALTY", "OCCUPATION"];

export const LOOKUP = lookupUnder(OPEN_CATEGORIES);
export const PEOPLE = `query Many($lookups: [PersonLookup!]!, $access: Access!) { people(lookups: $lookups, access: $access) { ${personUnder(OPEN_CATEGORIES)} } }`;

/** Look-ups of people of the district, evenly spread over the register's file. */
export function lookupsOf(dataDir: string, count: number): { idNumber: string; name: string }[] {
  const file = join(dataDir, "district", "identity", "PersonIdentity.csv");
  const rows = parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[];
  const step = Math.max(1, Math.floor(rows.length / count));
  return rows
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((row) => ({ idNumber: row["公民身份号码"]!, name: row["姓名"]! }));
}
