/**
 * `npm run operations`: which operations may be sent in production. Each was looked at by somebody and holds against the
 * graph: valid, within the limits, no introspection. The folder is that of CREDIT_OPERATIONS; a gateway that runs sees a
 * change within a second.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readGatewayConfig } from "../gateway/config";
import { loadGraph } from "../gateway/graph";
import { openOperationReader } from "../gateway/operation/readOperation";
import {
  agenciesIn,
  ALL,
  CITIZEN,
  hashOfText,
  readOperationsFile,
  writeOperationsFile,
  type RegisteredOperation,
} from "../gateway/operation/registry/operationsFile";
import { loadCatalogue } from "../schema/catalogue/load";
import { projectRoot } from "../schema/contract/projectRoot";
import { environment } from "./config";

const HELP = `npm run operations -- <command> [--json]   registered operations of production; folder: CREDIT_OPERATIONS
  register AGENCY FILE.graphql   one named operation a file; AGENCY is a code, "${CITIZEN}" or "${ALL}"
  remove AGENCY SHA256           it is refused from then on
  list [AGENCY]                  what is registered
  check                          does everything registered hold against the graph of today? exit code 1 if not`;

interface Row {
  agency: string;
  name: string;
  sha256: string;
  /** Why it does not hold. */
  problem?: string;
}

type Say = (rows: readonly Row[], sentence: string) => void;

export async function main(argv: string[]): Promise<number> {
  const [command, ...rest] = argv.filter((one) => one !== "--json");
  const say: Say = (rows, sentence) => {
    if (argv.includes("--json")) console.log(JSON.stringify(rows));
    else console.log([...rows.map(inWords), sentence].join("\n"));
  };
  const { operations: folder } = readGatewayConfig({ ...environment(), CREDIT_MODE: "development" });
  switch (command) {
    case "register":
      return register(folder, rest, say);
    case "remove":
      return remove(folder, rest, say);
    case "list":
      return list(folder, rest, say);
    case "check":
      return check(folder, say);
    default:
      console.error(HELP);
      return argv.includes("--help") ? 0 : 2;
  }
}

function register(folder: string, [agency, path]: string[], say: Say): number {
  if (agency === undefined || path === undefined) throw new Error("register takes an agency and a file: --help says how");
  refuseUnknownAgency(agency);
  const operation = readOperation(readFileSync(path, "utf8"));
  const file = readOperationsFile(folder, agency);
  const others = file.operations.filter(({ sha256 }) => sha256 !== operation.sha256);
  writeOperationsFile(folder, { agency, operations: [...others, operation] });
  say([rowOf(agency, operation)], `registered for ${agency} in ${folder}`);
  return 0;
}

function remove(folder: string, [agency, sha256]: string[], say: Say): number {
  if (agency === undefined || sha256 === undefined) throw new Error("remove takes an agency and a hash: list shows them");
  const file = readOperationsFile(folder, agency);
  const found = file.operations.find((one) => one.sha256 === sha256);
  if (found === undefined) throw new Error(`nothing is registered for ${agency} under this hash: list shows what is`);
  writeOperationsFile(folder, { agency, operations: file.operations.filter((one) => one !== found) });
  say([rowOf(agency, found)], `removed from what ${agency} may send`);
  return 0;
}

function list(folder: string, [agency]: string[], say: Say): number {
  const rows = all(folder).flatMap(({ agency: of, operation }) =>
    agency === undefined || of === agency ? [rowOf(of, operation)] : [],
  );
  say(rows, `${rows.length} registered in ${folder}`);
  return 0;
}

function check(folder: string, say: Say): number {
  const rows = all(folder).map(({ agency, operation }) => {
    const problem = problemOf(() => (refuseUnknownAgency(agency), readOperation(operation.text)));
    return { ...rowOf(agency, operation), ...(problem !== undefined && { problem }) };
  });
  const broken = rows.filter(({ problem }) => problem !== undefined).length;
  say(rows, broken === 0 ? `all ${rows.length} hold` : `${broken} of ${rows.length} do not hold: register them anew`);
  return broken === 0 ? 0 : 1;
}

function all(folder: string): { agency: string; operation: RegisteredOperation }[] {
  return agenciesIn(folder).flatMap((agency) =>
    readOperationsFile(folder, agency).operations.map((operation) => ({ agency, operation })),
  );
}

let reader: ReturnType<typeof openOperationReader> | undefined;

/** @throws Error that says what is wrong with the text. */
function readOperation(text: string): RegisteredOperation {
  reader ??= openOperationReader(loadGraph(join(projectRoot(), "schema")).apiSchema);
  const { name, isIntrospection, document } = reader(text, undefined);
  if (isIntrospection) throw new Error("introspection is not registered: the schema is published as a document");
  if (name === undefined) throw new Error("the operation has no name: give it one, for logs and lists");
  if (document.definitions.filter(({ kind }) => kind === "OperationDefinition").length > 1)
    throw new Error("one operation a file");
  return { name, sha256: hashOfText(text), text };
}

function refuseUnknownAgency(agency: string): void {
  if (agency === ALL || agency === CITIZEN) return;
  if (!loadCatalogue().agencies.some(({ code }) => code === agency))
    throw new Error(`there is no agency "${agency}": schema/catalogue/agencies.yaml lists them`);
}

function problemOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

function rowOf(agency: string, { name, sha256 }: RegisteredOperation): Row {
  return { agency, name, sha256 };
}

function inWords({ agency, name, sha256, problem }: Row): string {
  return [agency.padEnd(16), name.padEnd(28), sha256, ...(problem === undefined ? [] : [`  ${problem}`])].join(" ");
}
