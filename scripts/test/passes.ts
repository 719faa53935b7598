/** The passes that a run of the tests makes: over which suites, on which database, in which form of deployment. */
import { projectRoot } from "../../schema/contract/projectRoot";
import { attacksInOneForm, databaseSuites, districtAttacks } from "./databaseSuites";

/** What is about MariaDB itself is left to the run on MariaDB, and a disk that fills to the run on files. */
const MARIADB_ONLY = "--testPathIgnorePatterns=/node_modules/|faults/mariadb";
const EMBEDDED_ONLY = "--testPathIgnorePatterns=/node_modules/|faults/diskFull";

/**
 * What is asked of the stock engine as well, over real departments. Attacks A, and C and K in one process, take both engines
 * within their suites (`bothEngines` of useLab, gateway/engine/failures.test.ts).
 */
const STOCK_SUITES: readonly string[] = ["faults/(departments|lying|wire|oneProcess)", "attacks/k-truth"];
const NOT_AGAIN = "Not again: attacks G and F30 end before an engine; to an engine F22 is F20.";

/** As they are asked for. */
export const PASSES: readonly string[] = ["--embedded", "--mariadb", "--processes", "--stock"];

export interface Pass {
  says: string;
  onMariadb: boolean;
  options: string[];
  environment?: Record<string, string>;
}

/** What was asked for by name; otherwise all of them, but of a single test neither the third nor the fourth. */
export function passesOf(asked: readonly string[], options: readonly string[]): Pass[] {
  const orElse = (suites: () => string[]) => (options.length > 0 ? options : suites());
  const separately: Pass = {
    says: [SEPARATELY, ...inOneForm()].join("\n  "),
    onMariadb: !asked.includes("--embedded"),
    options: [...orElse(() => districtAttacks(projectRoot()))],
    environment: { CREDIT_TEST_FORM: "processes" },
  };
  if (asked.includes("--processes")) return [separately];
  const stock: Pass = {
    says: `Failing departments, on the stock engine. ${NOT_AGAIN}`,
    onMariadb: false,
    options: [...orElse(() => [...STOCK_SUITES])],
    environment: { CREDIT_TEST_ENGINE: "apollo" },
  };
  if (asked.includes("--stock")) return [stock];
  const embedded = { says: "On files:", onMariadb: false, options: [...options, MARIADB_ONLY] };
  const onMariadb = (suites: readonly string[]): Pass => {
    return { says: "The suites that reach a database, on MariaDB:", onMariadb: true, options: [...suites, EMBEDDED_ONLY] };
  };
  const reaching = orElse(() => databaseSuites(projectRoot()));
  if (asked.length > 0)
    return [embedded, onMariadb(reaching)].filter((pass) => asked.includes(pass.onMariadb ? "--mariadb" : "--embedded"));
  if (options.length > 0) return [embedded, onMariadb(reaching)];
  // The third pass is on MariaDB: what it makes in separate processes is not made there in one process as well.
  const made = new Set(separately.options);
  return [embedded, onMariadb(reaching.filter((file) => !made.has(file))), separately, stock];
}

const SEPARATELY =
  "The attacks that are made on a district, in separate processes, the gateway with the house's own engine; in one form alone:";
const inOneForm = () => attacksInOneForm(projectRoot()).map(({ file, reason }) => `${file} ${reason}`);
