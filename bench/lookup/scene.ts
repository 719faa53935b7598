/** What the look-up benchmark asks, the same of the gateway and of the floor: a licensing clerk, one person, every sector. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const RECORDS = `records(first: 50) { edges { node { id item { code zh } category polarity gravity determiningOrgan
  basisDocNo decidedOn displayUntil state version asOf } } pageInfo { hasNextPage } }`;

export const SECTORS = ["identity", "education", "tax", "market", "courts"] as const;

const PERSON = `id maskedName maskedIdNumber realNameLevel ${SECTORS.map((sector) => `${sector} { asOf ${RECORDS} }`).join("\n")}`;

export const LOOKUP = `query FullLookup($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { ${PERSON} } }`;
export const PEOPLE = `query Many($lookups: [PersonLookup!]!, $access: Access!) { people(lookups: $lookups, access: $access) { ${PERSON} } }`;

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
