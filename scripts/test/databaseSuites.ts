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

/** Attacks that have no other form of deployment, and why: the beginning of the file's name, and the reason. */
const IN_ONE_FORM: Readonly<Record<string, string>> = {
  "a-query-shape-compose": "judges schemas and plans, of which nothing runs",
  controls: "is about the list of controls",
  "d-tokens": "tries the authenticator alone under a clock of its own; whole tokens at a whole graph: c-k-whole-graph",
  "e-grants.": "tries authorisations; over separate processes: test/journeys/authorisation and test/faults/grants",
  "e-grants-random": "tries authorisations; over separate processes: test/journeys/authorisation and test/faults/grants",
  "e-grants-uses": "races two hundred for one use, as test/faults/grants and mariadbGrants do among processes that are killed",
  "i-data-layer": "asks one department alone, behind no gateway; its door: test/contract/door",
  "k-truth": "cuts off a publication inside one department",
  "l-display": "reads the schema, which both forms serve",
  "m-supply": "reads the lock file, and starts a process of its own",
};

export function districtAttacks(root: string): string[] {
  return suitesReaching(root, DISTRICT).filter((file) => file.startsWith(ATTACKS) && reasonOf(file) === undefined);
}

/** The other attacks, each with why it is made in one form alone. @throws Error for one that has no reason. */
export function attacksInOneForm(root: string): { file: string; reason: string }[] {
  const others = new Set(districtAttacks(root));
  const suites = testFiles(root).filter((file) => file.startsWith(ATTACKS) && !others.has(file));
  return suites.map((file) => {
    const reason = reasonOf(file);
    if (reason === undefined)
      throw new Error(`${file} opens no district: say in scripts/test/databaseSuites.ts why it has one form`);
    return { file, reason };
  });
}

const ATTACKS = "test/attacks/";

function reasonOf(file: string): string | undefined {
  const name = file.slice(ATTACKS.length);
  return Object.entries(IN_ONE_FORM).find(([beginning]) => name.startsWith(beginning))?.[1];
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

  return testFiles(root).filter(reaches);
}

function testFiles(root: string): string[] {
  return FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("node_modules"))
    .sort();
}

function isTests(file: string): boolean {
  return file.startsWith("test/") || /\.(fixture|test)\.ts$/.test(file) || file.startsWith("bench/");
}
