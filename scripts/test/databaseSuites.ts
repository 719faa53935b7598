/** Which test files reach the run's database, by what they import: the others need not run again on another one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const FOLDERS = ["gateway", "schema", "scripts", "subgraphs", "test"];
/** Whoever asks for a database of the run comes here. */
const SOURCE = join("test", "support", "databases.ts");
/** Whether the database is the run's: what is asked of pages, or of the test's own server, is the same on both; so are attacks on HTTP, tokens and the schema. */
const SAME_ON_BOTH = /^test\/(pages\/|attacks\/(harness|[bdhm]-))/;
const IMPORTED = /from "(\.[^"]+)"/g;

/** Paths from the root of the project. */
export function databaseSuites(root: string): string[] {
  const known = new Map<string, boolean>();

  /** Through other test files alone: what is not a test's does not open a test's database. */
  function reaches(file: string): boolean {
    if (file === SOURCE) return true;
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
  return suites.filter((file) => !file.includes("node_modules") && !SAME_ON_BOTH.test(file) && reaches(file)).sort();
}

function isTests(file: string): boolean {
  return file.startsWith("test/") || /\.(fixture|test)\.ts$/.test(file) || file.startsWith("bench/");
}
