/**
 * Items against the lists that they name, and against each other: one file a sector, one prefix a file, one item a type.
 * A field or population may be claimed only by a sector that owns it or contributes to it.
 */
import { basename } from "node:path";
import type { KeyEntry } from "../catalogue";
import type { Path } from "../reading/catalogueMistake";
import { oneOf } from "../reading/found";
import type { Sheet } from "../reading/sheet";
import { checkKnown, codesOf, sectorsOf, type ItemSheet, type Sheets } from "./sheets";

export function checkItems(sheets: Sheets): void {
  const prefixes = new Map<string, string>();
  const codes = new Set<string>();
  const types = new Set<string>();
  for (const sheet of sheets.items) {
    const headIsRight = checkHead(sheet, prefixes, sectorsOf(sheets));
    sheet.entries.forEach((item, at) => {
      if (codes.has(item.code)) sheet.mistake([at, "code"], "a code that no other item has");
      if (types.has(item.type)) sheet.mistake([at, "type"], "a type that no other item of any sector has");
      codes.add(item.code);
      types.add(item.type);
      // Against a wrong head every item would look wrong.
      if (headIsRight) checkItem(sheet, at, sheets);
    });
  }
}

function checkHead(sheet: ItemSheet, prefixes: Map<string, string>, sectors: string[] | undefined): boolean {
  const { sector, prefix } = sheet.head;
  const fileName = basename(sheet.source.file, ".yaml");
  const other = prefixes.get(prefix);
  prefixes.set(prefix, sector);
  if (sector !== fileName) sheet.mistakeInFile(["sector"], `${fileName}, as the file is named`);
  else if (sectors !== undefined && !sectors.includes(sector)) sheet.mistakeInFile(["sector"], oneOf(sectors));
  else if (other !== undefined) sheet.mistakeInFile(["prefix"], `a prefix that is not ${other}'s`);
  else return true;
  return false;
}

function checkItem(sheet: ItemSheet, at: number, { categories, fields, populations }: Sheets): void {
  const item = sheet.entries[at]!;
  const { prefix } = sheet.head;
  if (item.code.split("-")[0] !== prefix) sheet.mistake([at, "code"], `a code that begins with ${prefix}-`);
  checkKnown(sheet, [at, "category"], item.category, codesOf(categories));
  checkOwned(sheet, [at, "population"], item.population, populations);
  checkOwned(sheet, [at, "keyField"], item.keyField, fields);
  item.keyFieldPerRecord?.forEach((field, place) => checkOwned(sheet, [at, "keyFieldPerRecord", place], field, fields));
}

function checkOwned(sheet: ItemSheet, path: Path, code: string | null, list: Sheet<KeyEntry> | undefined): void {
  if (code === null || list === undefined) return;
  const { sector } = sheet.head;
  const entry = list.entries.find((one) => one.code === code);
  if (entry === undefined) return checkKnown(sheet, path, code, codesOf(list));
  if (entry.primary === sector || entry.contributors.includes(sector)) return;
  const own = list.entries.filter((one) => one.primary === sector || one.contributors.includes(sector)).map((one) => one.code);
  sheet.mistake(
    path,
    own.length === 0 ? `null, because ${sector} owns none in ${list.key}.yaml` : `${oneOf(own)}, which ${sector} owns`,
  );
}
