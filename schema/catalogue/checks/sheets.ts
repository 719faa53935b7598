/** The files of the catalogue, and the three questions that most checks between files ask. */
import type {
  Agency,
  AnomalyRule,
  AgencyKind,
  CampaignEntry,
  CatalogueEntry,
  CategoryEntry,
  Department,
  DisplayRuleVersion,
  GrantNotice,
  IndicatorEntry,
  KeyEntry,
  Purpose,
  QueryLimit,
  RefusedPurpose,
  RetentionTerm,
  TaskEntry,
  WorkingYear,
} from "../catalogue";
import type { Path } from "../reading/catalogueMistake";
import { oneOf } from "../reading/found";
import type { Sheet } from "../reading/sheet";

export type ItemSheet = Sheet<Omit<CatalogueEntry, "sector">, { sector: string; prefix: string }>;

/** A list that is absent has mistakes of its own, and the checks against it wait until those are mended. */
export interface Sheets {
  departments: Sheet<Department> | undefined;
  fields: Sheet<KeyEntry> | undefined;
  populations: Sheet<KeyEntry> | undefined;
  categories: Sheet<CategoryEntry> | undefined;
  purposes: Sheet<Purpose> | undefined;
  refusedPurposes: Sheet<RefusedPurpose> | undefined;
  grantNotices: Sheet<GrantNotice> | undefined;
  agencyKinds: Sheet<AgencyKind> | undefined;
  agencies: Sheet<Agency> | undefined;
  displayRules: Sheet<DisplayRuleVersion> | undefined;
  retention: Sheet<RetentionTerm> | undefined;
  workingYears: Sheet<WorkingYear> | undefined;
  tasks: Sheet<TaskEntry> | undefined;
  indicators: Sheet<IndicatorEntry> | undefined;
  campaigns: Sheet<CampaignEntry> | undefined;
  anomalyRules: Sheet<AnomalyRule> | undefined;
  queryLimits: Sheet<QueryLimit> | undefined;
  items: ItemSheet[];
}

/** `code` (or another key) stands once in the list. */
export function checkUnique<T>(sheet: Sheet<T> | undefined, key: keyof T & string): void {
  const seen = new Set<unknown>();
  sheet?.entries.forEach((entry, at) => {
    if (seen.has(entry[key])) sheet.mistake([at, key], `a ${key} that no other entry has`);
    seen.add(entry[key]);
  });
}

/** `value` at `path` is among `known`; says nothing while `known` is not known. */
export function checkKnown<T>(
  sheet: Sheet<T>,
  path: Path,
  value: string | null | undefined,
  known: Iterable<string> | undefined,
): void {
  if (known === undefined || value === null || value === undefined) return;
  const all = new Set(known);
  if (!all.has(value)) sheet.mistake(path, oneOf(all));
}

/** The list holds exactly `ids`, in that order. */
export function checkIds<T extends { id: string }>(sheet: Sheet<T> | undefined, ids: readonly string[]): void {
  if (sheet === undefined) return;
  if (sheet.entries.length !== ids.length) return sheet.mistake([], `${ids.length} entries, ${ids[0]} to ${ids.at(-1)}`);
  sheet.entries.forEach(({ id }, at) => {
    if (id !== ids[at]) sheet.mistake([at, "id"], `${ids[at]}, for the list is in order`);
  });
}

export function checkCount<T>(sheet: Sheet<T> | undefined, count: number): void {
  if (sheet !== undefined && sheet.entries.length !== count) sheet.mistake([], `${count} entries`);
}

export function codesOf(sheet: Sheet<{ code: string }> | undefined): string[] | undefined {
  return sheet?.entries.map(({ code }) => code);
}

/** Every sector subgraph that some department runs. */
export function sectorsOf({ departments }: Sheets): string[] | undefined {
  return departments?.entries.flatMap(({ sectors }) => sectors);
}

/** `prefix01` … `prefixNN`. */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1).padStart(2, "0")}`);
}
