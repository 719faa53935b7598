/**
 * `npm run new-sector -- <name>`: writes a sector that composes, with one example record type.
 *
 * Promise: touches the sector's own folder, its catalogue file and one line of the register, nothing else; and writes
 * nothing at all where it refuses. Refuses: a name that is malformed, taken, or run by no department of the catalogue.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Catalogue, Department } from "../schema/catalogue/catalogue";
import { loadCatalogue } from "../schema/catalogue/load";
import { projectRoot } from "../schema/contract/projectRoot";
import { exampleType, registerLine, sectorFiles, type NewSector } from "./newSector/sectorFiles";

const HELP = `npm run new-sector -- <name> [--field lowerCamel] [--zh 名称]

<name>    name of the subgraph, lower-case letters: agriculture, medicalsecurity
--field   field on Person, where the name is of several words: medicalSecurity
--zh      what the sector is called in Chinese (default: the department's name)
--root    folder of the project (default: this one)`;

const REGISTER = "subgraphs/register.ts";
const MARK = "  // new-sector adds its line above\n";
/** A constant of the module bears the sector's name. */
const RESERVED = new Set(
  "catch class const default delete enum export function import interface new package private public static switch this void".split(
    " ",
  ),
);

/** @returns 0 when the sector was written, 1 when it was refused (the reason is on stderr). */
export async function main(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { field: { type: "string" }, zh: { type: "string" }, root: { type: "string" }, help: { type: "boolean" } },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const root = values.root ?? projectRoot();
    const sector = newSector(root, positionals, values);
    for (const file of write(root, sector)) console.log(file);
    console.log(`Now rewrite the example: ${sector.name}/records.ts and items/${sector.name}.yaml. Then: npm run compose`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** What is asked for, checked. */
function newSector(root: string, names: string[], { field, zh }: { field?: string; zh?: string }): NewSector {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) throw new Error(`say one name\n\n${HELP}`);
  if (!/^[a-z]{2,30}$/.test(name) || RESERVED.has(name)) {
    throw new Error("the name of a sector has 2 to 30 lower-case letters, and is no word of TypeScript");
  }
  refuseTaken(root, name);
  const catalogue = loadCatalogue(join(root, "schema", "catalogue"));
  const department = departmentOf(name, root, catalogue);
  const sector = { name, field: fieldOf(name, field), zh: zh ?? department.zh, en: department.en };
  if (!/^[\p{L}\p{N}（）、·]{1,40}$/u.test(sector.zh)) throw new Error("--zh has 1 to 40 letters, without spaces");
  const type = exampleType(sector);
  if (catalogue.items.some((item) => item.type === type))
    throw new Error(`an item of the catalogue has the type ${type} already`);
  return sector;
}

function refuseTaken(root: string, name: string): void {
  const taken = [`subgraphs/sectors/${name}`, `subgraphs/platform/${name}`, `schema/catalogue/items/${name}.yaml`];
  const found = taken.find((path) => existsSync(join(root, path)));
  if (found !== undefined) throw new Error(`there is a subgraph "${name}" already: ${found}`);
  if (registerOf(root).includes(`\n  ${name}: `)) throw new Error(`there is a subgraph "${name}" already: ${REGISTER}`);
}

function departmentOf(name: string, root: string, { departments }: Catalogue): Department {
  const department = departments.find(({ sectors }) => sectors.includes(name));
  if (department !== undefined) return department;
  const free = departments
    .flatMap(({ sectors }) => sectors)
    .filter((one) => !existsSync(join(root, "subgraphs", "sectors", one)));
  throw new Error(
    `no department runs a sector "${name}". Add the name to the \`sectors\` of its department in schema/catalogue/departments.yaml, ` +
      `or take one that is known and not yet made: ${free.join(", ") || "(none)"}`,
  );
}

/** The field on Person is the sector's name, its words set apart by capitals. */
function fieldOf(name: string, field = name): string {
  if (/^[a-z][A-Za-z]*$/.test(field) && field.toLowerCase() === name) return field;
  throw new Error(`--field is the name in lowerCamelCase: the same letters as "${name}", a capital where a word begins`);
}

function registerOf(root: string): string {
  return readFileSync(join(root, REGISTER), "utf8");
}

/** Writes the files and the line; everything that could be refused was refused before. */
function write(root: string, sector: NewSector): string[] {
  const register = registerOf(root);
  if (!register.includes(MARK)) throw new Error(`${REGISTER} has lost its line "${MARK.trim()}"; put it back below the sectors`);
  const files = sectorFiles(sector);
  for (const [path, text] of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  }
  writeFileSync(
    join(root, REGISTER),
    register.replace(MARK, () => registerLine(sector) + MARK),
  );
  return [...files.keys(), REGISTER];
}
