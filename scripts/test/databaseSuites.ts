/**
 * Which test files another pass of the suite is for, by what they import: on another database those that reach the run's
 * database; in another form of deployment the attacks that are made on a district.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const FOLDERS = ["gateway", "schema", "scripts", "subgraphs", "test"];
/** Whoever asks for a database of the run comes here. */
const DATABASES = join("test", "support", "databases.ts");
const DISTRICT = join("test", "support", "district.ts");
/** A page is made of the answers of the graph, and never sees where they came from. */
const SAME_ON_BOTH = /^test\/pages\//;
const IMPORTED = /from "(\.[^"]+)"/g;

/** Paths from the root of the project, as all of these. */
export function databaseSuites(root: string): string[] {
  return suitesReaching(root, DATABASES).filter((file) => !SAME_ON_BOTH.test(file));
}

export function districtAttacks(root: string): string[] {
  return suitesReaching(root, DISTRICT).filter((file) => file.startsWith("test/attacks/"));
}

function suitesReaching(root: string, source: string): string[] {
  const known = new Map<string, boolean>();

  /** Through other test files alone: what is not a test's does not open a test's database. */
  function reaches(file: string): boolean {
    if (file === source) return true;
    const before = known.get(file);
    if (before !== undefined) return before;
    known.set(file, false);
    const found = importsOf(file).filter(isTests).some(reaches);
    known.set(file, found);
    return found;
  }

  function importsOf(file: string): string[] {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(IMPORTED)]
      .map(([, path]) => join(dirname(file), `${path}.ts`))
      .filter((one) => existsSync(join(root, one)));
  }

  const suites = FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return suites.filter((file) => !file.includes("node_modules") && reaches(file)).sort();
}

function isTests(file: string): boolean {
  return file.startsWith("test/") || /\.(fixture|test)\.ts$/.test(file) || file.startsWith("bench/");
}
