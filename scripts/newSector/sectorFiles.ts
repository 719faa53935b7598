/**
 * The files of a new sector, as texts: one example record type that composes as it stands and is meant to be rewritten.
 * Nothing can be taken in under the example: its legal basis comes into force on the last day a catalogue may name.
 */

/** What the texts are filled with. */
export interface NewSector {
  /** `medicalsecurity`. */
  name: string;
  /** `medicalSecurity`. */
  field: string;
  /** What the sector is called in Chinese, and the English name of its department. */
  zh: string;
  en: string;
}

/** Path in the project → content. */
export function sectorFiles(sector: NewSector): Map<string, string> {
  const folder = `subgraphs/sectors/${sector.name}`;
  return new Map([
    [`${folder}/index.ts`, indexText(sector)],
    [`${folder}/records.ts`, recordsText(sector)],
    [`${folder}/lists.ts`, listsText(sector)],
    [`${folder}/README.md`, readmeText(sector)],
    [`schema/catalogue/items/${sector.name}.yaml`, itemsText(sector)],
  ]);
}

/** The sector's line in the register. */
export function registerLine({ name }: NewSector): string {
  return `  ${name}: (): SectorSubgraph => require("./sectors/${name}").${name},\n`;
}

/** Name of the example's class and GraphQL type. */
export function exampleType({ field }: NewSector): string {
  return `${field[0]!.toUpperCase()}${field.slice(1)}Example`;
}

function indexText(sector: NewSector): string {
  const { name, field, zh } = sector;
  const fieldText = field === name ? "" : `\n    field: "${field}",`;
  return `/** ${zh} as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { ${exampleType(sector)} } from "./records";

export const ${name} = sectorSubgraph(
  defineSector({
    name: "${name}",${fieldText}
    types: [${exampleType(sector)}],
  }),
);
`;
}

function recordsText(sector: NewSector): string {
  const type = exampleType(sector);
  return `/** What ${sector.zh} records. Each class has its item in schema/catalogue/items/${sector.name}.yaml. */
import { CreditRecord } from "../../kit/record/creditRecord";
import { notBeforeDecision } from "../../kit/record/intakeRule";
import { LegalDate, oneOf, Text } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { ${type}Status } from "./lists";

@RecordType({ key: ["certNo"], rules: [notBeforeDecision("validUntil", "有效期至")] })
export class ${type} extends CreditRecord {
  @Detail(Text, "证书编号", "number of the certificate") certNo!: string;
  @Detail(oneOf(${type}Status), "证书状态", "state of the certificate")
  status!: CodeOf<typeof ${type}Status>;
  @Detail(LegalDate, "有效期至", "last day of validity", { optional: true }) validUntil?: string;
}
`;
}

function listsText(sector: NewSector): string {
  const list = `${exampleType(sector)}Status`;
  return `/** Code lists that only ${sector.zh} uses; those that other sectors share are in the kit's commonLists.ts. */
import { vocabulary } from "../../kit/record/vocabulary";

export const ${list} = vocabulary("${list}", "证书状态", "state of a certificate", {
  VALID: ["有效", "valid"],
  CANCELLED: ["注销", "cancelled"],
});
`;
}

function readmeText(sector: NewSector): string {
  const { name, zh, en } = sector;
  return `# ${zh} (\`${name}\`)

The records of: ${en}. Made by \`npm run new-sector\` with one example; three places are to be rewritten:

1. \`records.ts\`: one class a record type. The example is \`${exampleType(sector)}\`.
2. \`lists.ts\`: the code lists of these types.
3. \`schema/catalogue/items/${name}.yaml\`: one item a class, with its category, openness, display and **legal basis**.

Then \`npm run compose\`. How classes and items are written: [../README.md](../README.md).
`;
}

function itemsText(sector: NewSector): string {
  const { name, zh, en } = sector;
  const prefix = name.toUpperCase().slice(0, 12);
  return `# ${zh}：示例事项，请改写。
# ${en}: one example item, to be rewritten.
# What each key means stands in ../README.md.
sector: ${name}
prefix: ${prefix}
items:
  - code: ${prefix}-01
    type: ${exampleType(sector)}
    zh: ${zh}示例记录
    en: Example record (${name})
    creditRecord: true
    category: LICENCE
    keyField: null
    population: null
    openness: { default: GOV_SHARED, mayBe: [GOV_SHARED] }
    polarities: [NEUTRAL]
    gravities: []
    display: { by: untilField, untilField: validUntil, note: 证书有效期间 / while the certificate is valid }
    queryMonths: null
    legalBases:
      # No law, and in force on no day that matters: nothing may be recorded until the real basis stands here.
      - { law: 待填：法律、法规或规章名称, article: 待填, inForceFrom: 2099-12-31 }
    source: "待填 / to be filled in"
`;
}
