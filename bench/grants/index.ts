/**
 * `npm run bench -- grants`: what an authorisation costs a look-up (read, spend, asked once more) against the same look-up by law,
 * and how soon a revocation is felt. Embedded and on MariaDB, interleaved rounds, medians; fifty at once.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer, personaNamed, type DevelopmentIssuer } from "../../scripts/developmentIssuer";
import type { Bench, BenchResult } from "../../scripts/bench";
import { subgraphNames } from "../../subgraphs/register";
import { testSchemas } from "../../test/support/databases";
import type { TestMariadb } from "../../test/support/mariadb";
import { onBothDatabases, type DatabaseKind } from "../onBothDatabases";
import { numberOf, optionOf } from "../options";
import { measure, median, medians, round, type Measured } from "../load";
import { ACCESS, LOOKUP, lookupsOf, lookupUnder } from "../lookup/scene";
import { startDistrict, stopServer, type Server } from "../server";
import { ROOM_FOR_DESKS, tokensOf } from "../desks";
import { askAt, CATEGORIES, grantAll, type Ask, type Granted } from "./granting";

const HELP = "npm run bench -- grants [--json] [--people 10000] [--seconds 4] [--rounds 5] [--only embedded|mariadb]";
/** Persons with an authorisation; fifty uses each. */
const GRANTED = 700;
const CONNECTIONS = 50;
const REVOCATIONS = 100;
const WARM_UP_S = 10;

interface Options {
  people: number;
  seconds: number;
  rounds: number;
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const options = {
    people: numberOf(argv, "people", 10_000),
    seconds: numberOf(argv, "seconds", 4),
    rounds: numberOf(argv, "rounds", 5),
  };
  const runs: Record<string, unknown>[] = [];
  const figures: Record<string, number> = {};
  const measure = (kind: DatabaseKind, mariadb?: TestMariadb) => measureKind(kind, mariadb, options, say, runs, figures);
  await onBothDatabases(optionOf(argv, "only"), say, measure);
  return { runs, figures };
}

async function measureKind(
  kind: DatabaseKind,
  mariadb: TestMariadb | undefined,
  options: Options,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const { people } = options;
  const dataDir = join(projectRoot(), ".data", `bench-${kind}-${people}`);
  mkdirSync(dataDir, { recursive: true });
  // Authorisations of this run alone; and a MariaDB of this run is empty, whatever an earlier run left here.
  for (const end of ["", "-wal", "-shm"]) rmSync(join(dataDir, `consent.sqlite${end}`), { force: true });
  if (mariadb) rmSync(join(dataDir, "district.json"), { force: true });
  const own = { CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: String(people), CREDIT_LOG_LEVEL: "silent" };
  const env: Record<string, string> = { ...own, ...ROOM_FOR_DESKS };
  if (mariadb) env["CREDIT_DATABASE_URL"] = (await testSchemas(mariadb.url, "bench", subgraphNames)).url;
  say(`${kind}: a district of ${people} people, ${GRANTED} authorisations …`);
  const gateway = await startDistrict(env);
  try {
    const config = readGatewayConfig(env);
    const issuer = await openDevelopmentIssuer(dataDir, config.issuer, config.audience);
    const ask = askAt(gateway.url);
    const granted = await grantAll(lookupsOf(dataDir, GRANTED), issuer, ask);
    const rounds = await measureLookups(gateway, granted, issuer, options, (line) => say(`${kind}: ${line}`));
    for (const name of ["byLaw", "granted"] as const) runs.push({ database: kind, lookup: name, ...medians(rounds[name]) });
    figures[`${kind}CpuOverhead`] = round(median(rounds.granted.map(({ cpuMs }, at) => cpuMs / rounds.byLaw[at]!.cpuMs)) - 1);
    figures[`${kind}P99AddedMs`] = round(median(rounds.granted.map(({ p99Ms }, at) => p99Ms - rounds.byLaw[at]!.p99Ms)));
    figures[`${kind}RevokedP99Ms`] = await measureRevocations(granted.slice(0, REVOCATIONS), issuer, ask);
  } finally {
    await stopServer(gateway);
  }
}

const justified = (...categories: string[]) => categories.map((category) => ({ category, reason: "核对近三年的有关记录" }));

/** The full look-up by law, and by authorisation: each opens what its purpose may open at most. */
async function measureLookups(
  { url, process: { pid } }: Server,
  granted: readonly Granted[],
  issuer: DevelopmentIssuer,
  { seconds, rounds }: Options,
  say: (line: string) => void,
): Promise<Record<"byLaw" | "granted", Measured[]>> {
  const body = (query: string, lookup: object, access: object) => JSON.stringify({ query, variables: { lookup, access } });
  const justifications = justified("JUDICIAL", "PENALTY");
  const byLaw = granted.map(({ lookup }) => body(LOOKUP, lookup, ACCESS));
  const asGranted = lookupUnder(CATEGORIES);
  const byGrant = granted.map(({ lookup, grant }) =>
    body(asGranted, lookup, { purpose: "BANK_CREDIT", caseNumber: "BENCH", grant, justifications }),
  );
  const [clerks, banks] = [await tokensOf(issuer, "licensing-clerk"), await tokensOf(issuer, "bank")];
  const measured = { byLaw: [] as Measured[], granted: [] as Measured[] };
  await measure(url, pid!, clerks, byLaw, { seconds: WARM_UP_S, connections: CONNECTIONS });
  await measure(url, pid!, banks, byGrant, { seconds: 2, connections: CONNECTIONS });
  for (let number = 1; number <= rounds; number++) {
    measured.byLaw.push(await measure(url, pid!, clerks, byLaw, { seconds, connections: CONNECTIONS }));
    measured.granted.push(await measure(url, pid!, banks, byGrant, { seconds, connections: CONNECTIONS }));
    say(`round ${number} of ${rounds}`);
  }
  return measured;
}

/** From the sending of a revocation to the first refused look-up, 99 of 100. */
async function measureRevocations(granted: readonly Granted[], issuer: DevelopmentIssuer, ask: Ask): Promise<number> {
  const bank = await issuer.token(personaNamed("bank")!);
  const look = "query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName } }";
  const took: number[] = [];
  for (const { lookup, grant, citizen } of granted) {
    const began = performance.now();
    await ask(citizen, "mutation ($g: ID!) { revokeGrant(grant: $g) { status } }", { g: grant });
    const access = { purpose: "BANK_CREDIT", caseNumber: "BENCH", grant };
    while ((await ask(bank, look, { l: lookup, a: access })).status !== 403);
    took.push(performance.now() - began);
  }
  return round(took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)]!);
}

export const bench: Bench = { help: HELP, run };
