/**
 * The rules of access once more, stated from the catalogue's files and the departments' SDLs and from nothing of the
 * gateway's: what an attack is judged by must not share a mistake with what is attacked.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Kind,
  parse,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from "graphql";
import { parse as parseYaml } from "yaml";
import { projectRoot } from "../../../schema/contract/projectRoot";

/** Who asks and why, as a test says it. */
export interface Asker {
  scopes: readonly string[];
  org?: string;
  purpose?: string;
  justified?: readonly string[];
  /** What the person agreed to, where he was asked. */
  grant?: { categories: readonly string[]; items: readonly string[]; fields: Readonly<Record<string, readonly string[]>> };
}

export interface PurposeRow {
  code: string;
  kind: string;
  requesters: string[];
  grantRequesters?: string[];
  grantCeiling?: { uses: number; validDays: number; dataLifeDays: number; categories: string[] };
  required: string[];
  conditional: string[];
  verdictInputs: string[];
  openness: { level: string; category?: string; scope?: string }[];
  ownSectorOnly: boolean;
  lookBackMonths: number | null;
}

export interface ItemRow {
  code: string;
  type: string;
  sector: string;
  category: string;
  mayBe: string[];
  /** An entry of a register is none: it has no day from which it is looked back upon. */
  isCreditRecord: boolean;
}

const catalogue = join(projectRoot(), "schema", "catalogue");

function sheet<T>(file: string, key: string): T[] {
  return (parseYaml(readFileSync(join(catalogue, file), "utf8")) as Record<string, T[]>)[key]!;
}

export const purposeRows = sheet<PurposeRow>("purposes.yaml", "purposes");
export const categoryCodes = sheet<{ code: string }>("categories.yaml", "categories").map(({ code }) => code);
export const agencyRows = sheet<{ code: string; kinds: string[]; sectors: string[] }>("agencies.yaml", "agencies");
export const itemRows: ItemRow[] = readdirSync(join(catalogue, "items")).flatMap((file) => {
  const { sector, items } = parseYaml(readFileSync(join(catalogue, "items", file), "utf8")) as {
    sector: string;
    items: { code: string; type: string; category: string; openness: { mayBe: string[] }; creditRecord?: boolean }[];
  };
  return items.map(({ code, type, category, openness, creditRecord = true }) => ({
    ...{ code, type, sector, category },
    ...{ mayBe: openness.mayBe, isCreditRecord: creditRecord },
  }));
});

const purposeByCode = new Map(purposeRows.map((row) => [row.code, row]));
const itemByType = new Map(itemRows.map((row) => [row.type, row]));
const sectorsOfAgency = new Map(agencyRows.map(({ code, sectors }) => [code, sectors]));

/** What an SDL demands of one field. */
interface Demand {
  sector: string;
  category: string | undefined;
  /** One of them must be held; empty = none is needed. */
  scopes: string[];
  /** Type of the record that the field belongs to or lists. */
  record: string | undefined;
}

/** SDL text of each subgraph, as it is committed. */
export const sdls: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(projectRoot(), "schema", "subgraphs")).map((file) => [
    file.replace(".graphql", ""),
    readFileSync(join(projectRoot(), "schema", "subgraphs", file), "utf8"),
  ]),
);

const demands = new Map<string, Demand>();
for (const [sector, sdl] of Object.entries(sdls)) {
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? [])
      demands.set(`${definition.name.value}.${field.name.value}`, demandOf(sector, definition, field));
  }
}

function demandOf(sector: string, definition: ObjectTypeDefinitionNode, field: FieldDefinitionNode): Demand {
  const type = definition.name.value;
  const category = strings(field, "policy")
    .find((text) => text.startsWith("category:"))
    ?.replace("category:", "");
  const result = resultOf(field.type);
  const record = itemRows.find((item) => item.type === type || item.type === result)?.type;
  const own = strings(field, "requiresScopes");
  const scopes = own.length > 0 ? own : strings(definition, "requiresScopes");
  return { sector, category, scopes, record };
}

function resultOf(node: ASTNode): string {
  let name = "";
  visit(node, { NamedType: (named) => void (name = named.name.value) });
  return name;
}

function strings(field: FieldDefinitionNode | ObjectTypeDefinitionNode, directive: string): string[] {
  const found: string[] = [];
  const one: ConstDirectiveNode | undefined = field.directives?.find(({ name }) => name.value === directive);
  if (one) visit(one, { StringValue: (node) => void found.push(node.value) });
  return found;
}

export function purposeOf({ purpose }: Asker): PurposeRow | undefined {
  return purposeByCode.get(purpose ?? "");
}

/** May this purpose, with these justifications, open the category at all? */
export function isCategoryOpen(asker: Asker, category: string): boolean {
  const row = purposeOf(asker);
  if (row === undefined) return false;
  const has = (list: string[]) => list.includes(category) || list.includes("*");
  const isNamed = has(row.required) || (has(row.conditional) && (asker.justified ?? []).includes(category));
  return isNamed && !isOutsideGrant(asker, category);
}

/** Was somebody asked for an authorisation, and it, or what it may hold at most, lacks the category? */
function isOutsideGrant({ grant, ...asker }: Asker, category: string): boolean {
  if (grant === undefined) return false;
  const row = purposeOf(asker);
  // What two officers stand for reaches as far as its row, and an authorisation as far as its ceiling.
  const most = row?.kind === "EMERGENCY" ? [...row.required, ...row.conditional] : row?.grantCeiling?.categories;
  return !grant.categories.includes(category) || !most?.includes(category);
}

/** Openness levels that the asker may read in a category. */
export function levelsOf(asker: Asker, category: string): string[] {
  const rules = purposeOf(asker)?.openness ?? [];
  const apply = rules.filter(
    (rule) => (rule.category ?? category) === category && (!rule.scope || asker.scopes.includes(rule.scope)),
  );
  return apply.map(({ level }) => level);
}

export function ownsSector(asker: Asker, sector: string): boolean {
  if (!purposeOf(asker)?.ownSectorOnly) return true;
  return sectorsOfAgency.get(asker.org ?? "")?.includes(sector) ?? false;
}

/** Why `coordinate` is closed to the asker; `undefined` where it is open. What no SDL knows is closed. */
export function closedBecause(asker: Asker, coordinate: string): string | undefined {
  // The interface demands nothing: what stands behind it was filtered by the rows.
  if (coordinate.startsWith("CreditRecord.")) return undefined;
  const demand = demands.get(coordinate);
  if (demand === undefined) return "UNKNOWN";
  if (demand.scopes.length > 0 && !demand.scopes.some((scope) => asker.scopes.includes(scope))) return "SCOPE";
  if (demand.category === undefined) return undefined;
  if (!isCategoryOpen(asker, demand.category)) {
    const { required = [], conditional = [] } = purposeOf(asker) ?? {};
    const has = (list: string[]) => list.includes(demand.category!) || list.includes("*");
    if (!has(required) && !has(conditional)) return "PURPOSE";
    return isOutsideGrant(asker, demand.category) ? "GRANT" : "JUSTIFICATION";
  }
  const levels = levelsOf(asker, demand.category);
  const item = itemByType.get(demand.record ?? "");
  const mayBe = item?.mayBe ?? levels;
  const isReadable = levels.includes("SEALED") || mayBe.some((level) => levels.includes(level));
  if (!isReadable || !ownsSector(asker, demand.sector)) return "OPENNESS";
  const [type = "", field = ""] = coordinate.split(".");
  const { grant } = asker;
  const isAgreed = grant === undefined || (grant.fields[type]?.includes(field) && (!item || grant.items.includes(item.code)));
  return isAgreed ? undefined : "GRANT";
}

/** The legal day `months` before `day`. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const total = year * 12 + (month - 1) - months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  const isLeap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0;
  const last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][toMonth - 1]!;
  return [String(toYear), String(toMonth).padStart(2, "0"), String(Math.min(date, last)).padStart(2, "0")].join("-");
}

/** A stored record, as far as the rules look at it. */
export interface StoredRecord {
  type: string;
  category: string;
  openness: string;
  state: string;
  decidedOn: string;
  displayUntil: string | null;
  queryUntil: string | null;
}

/** May any of the record be shown to the asker on `today`? */
export function isRecordOpen(asker: Asker, record: StoredRecord, today: string): boolean {
  const { sector, code, isCreditRecord } = itemByType.get(record.type)!;
  const months = (isCreditRecord && purposeOf(asker)?.lookBackMonths) || undefined;
  const level = record.state === "SEALED" ? "SEALED" : record.openness;
  const ended = [record.displayUntil, record.queryUntil].some((day) => day !== null && today > day);
  return (
    ["ACTIVE", "DISPUTED", "CORRECTED", "SEALED"].includes(record.state) &&
    isCategoryOpen(asker, record.category) &&
    levelsOf(asker, record.category).includes(level) &&
    ownsSector(asker, sector) &&
    (asker.grant === undefined || asker.grant.items.includes(code)) &&
    (months === undefined || record.decidedOn >= monthsBefore(today, months)) &&
    !ended
  );
}
