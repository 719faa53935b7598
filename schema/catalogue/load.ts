/**
 * The only loader of the city-wide catalogue.
 *
 * Promise: what it returns is whole and true to itself: every file is there, every key is known, every reference leads
 * somewhere, every item rests on law. Refuses the rest with a {@link CatalogueMistake} that names all mistakes at once.
 */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { projectRoot } from "../contract/projectRoot";
import type { Catalogue, CatalogueEntry } from "./catalogue";
import { compiledCatalogue, writeCompiled } from "./compiled";
import { checkDisplayRules } from "./checks/displayRuleChecks";
import { checkGrantNotices } from "./checks/grantNoticeChecks";
import { checkEvidenceRules } from "./checks/evidenceChecks";
import { checkItems } from "./checks/itemChecks";
import { checkOrganisation } from "./checks/organisationChecks";
import { checkPurposes } from "./checks/purposeChecks";
import { checkTerms } from "./checks/termChecks";
import type { ItemSheet, Sheets } from "./checks/sheets";
import { CatalogueMistake, type Mistake, type Report } from "./reading/catalogueMistake";
import { readSheet, type Sheet } from "./reading/sheet";
import { anomalyRuleShape, queryLimitShape } from "./shapes/evidenceShapes";
import { itemShape, itemsHead } from "./shapes/itemShape";
import * as lists from "./shapes/listShapes";
import { purposeShape } from "./shapes/purposeShape";

export { CatalogueMistake } from "./reading/catalogueMistake";

/** Where the catalogue stands in the project; mistakes of the project's own files are named so. */
const HOME = "schema/catalogue";

const loaded = new Map<string, Catalogue>();

/**
 * The catalogue in `directory` (default: the project's own), read once and frozen.
 * @throws {CatalogueMistake} with every mistake in it.
 */
export function loadCatalogue(directory = join(projectRoot(), HOME)): Catalogue {
  const folder = resolve(directory);
  let catalogue = loaded.get(folder);
  if (catalogue === undefined) loaded.set(folder, (catalogue = deepFreeze(compiledCatalogue(folder) ?? read(folder))));
  return catalogue;
}

/** For the build: reads and checks the project's own, and writes down what it found for the processes to come. */
export function compileCatalogue(): void {
  const folder = join(projectRoot(), HOME);
  writeCompiled(folder, undefined);
  writeCompiled(folder, read(folder));
}

function read(folder: string): Catalogue {
  const mistakes: Mistake[] = [];
  const sheets = readSheets(folder, (mistake) => mistakes.push(mistake));
  const checks = [
    checkOrganisation,
    checkPurposes,
    checkGrantNotices,
    checkDisplayRules,
    checkTerms,
    checkItems,
    checkEvidenceRules,
  ];
  for (const check of checks) check(sheets);
  if (mistakes.length > 0) throw new CatalogueMistake(mistakes);
  return toCatalogue(sheets);
}

function readSheets(folder: string, report: Report): Sheets {
  const label = folder === join(projectRoot(), HOME) ? HOME : folder;
  const known = new Set<string>();
  const list = <T>(name: string, key: string, entry: z.ZodType<T>): Sheet<T> | undefined => {
    known.add(`${name}.yaml`);
    return readSheet({ path: join(folder, `${name}.yaml`), label: `${label}/${name}.yaml` }, { key, entry }, report);
  };
  const sheets = {
    departments: list("departments", "departments", lists.departmentShape),
    fields: list("fields", "fields", lists.keyEntryShape),
    populations: list("populations", "populations", lists.keyEntryShape),
    categories: list("categories", "categories", lists.categoryShape),
    purposes: list("purposes", "purposes", purposeShape),
    refusedPurposes: list("refused-purposes", "refusedPurposes", lists.refusedPurposeShape),
    grantNotices: list("grant-notices", "grantNotices", lists.grantNoticeShape),
    agencyKinds: list("agency-kinds", "agencyKinds", lists.agencyKindShape),
    agencies: list("agencies", "agencies", lists.agencyShape),
    displayRules: list("display-rules", "displayRules", lists.displayRuleShape),
    retention: list("retention", "retention", lists.retentionShape),
    workingYears: list("working-days", "workingYears", lists.workingYearShape),
    tasks: list("tasks", "tasks", lists.taskShape),
    indicators: list("indicators", "indicators", lists.indicatorShape),
    campaigns: list("campaigns", "campaigns", lists.campaignShape),
    anomalyRules: list("anomaly-rules", "anomalyRules", anomalyRuleShape),
    queryLimits: list("query-limits", "queryLimits", queryLimitShape),
    items: readItems(join(folder, "items"), `${label}/items`, report),
  };
  refuseStrayFiles(folder, label, known, report);
  return sheets;
}

function readItems(folder: string, label: string, report: Report): ItemSheet[] {
  return yamlFilesIn(folder).flatMap((file) => {
    const sheet = readSheet(
      { path: join(folder, file), label: `${label}/${file}` },
      { key: "items", entry: itemShape, head: itemsHead },
      report,
    );
    return sheet ?? [];
  });
}

/** A file that nobody reads would look as if it were in force. */
function refuseStrayFiles(folder: string, label: string, known: Set<string>, report: Report): void {
  for (const file of yamlFilesIn(folder)) {
    if (known.has(file)) continue;
    report({ file: `${label}/${file}`, line: 1, key: "", expected: "no file of this name", found: "one" });
  }
}

function yamlFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /\.ya?ml$/i.test(file))
    .sort();
}

/** Called when there was no mistake: every sheet is there. */
function toCatalogue({ items, ...sheets }: Sheets): Catalogue {
  const entries = Object.entries(sheets).map(([key, sheet]) => [key, (sheet as Sheet<unknown>).entries]);
  const all = items.flatMap(({ head, entries }) => entries.map((item): CatalogueEntry => ({ ...item, sector: head.sector })));
  return { ...(Object.fromEntries(entries) as Omit<Catalogue, "items">), items: all };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
