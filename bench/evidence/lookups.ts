/** What evidence, and an authorisation with it, cost a look-up, against the same gateway that leaves none. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { readGatewayConfig } from "../../gateway/config";
import { openDevelopmentIssuer } from "../../scripts/developmentIssuer";
import { ROOM_FOR_DESKS, tokensOf } from "../desks";
import { askAt, CATEGORIES, grantAll } from "../grants/granting";
import { measure, median, medians, round, type Measured } from "../load";
import { ACCESS, LOOKUP, lookupsOf, lookupUnder } from "../lookup/scene";
import { startDistrict, stopServer, type Server } from "../server";

export interface LookupOptions {
  seconds: number;
  rounds: number;
  people: number;
}

const CONNECTIONS = 50;
const WARM_UP_S = 10;
/** Persons with an authorisation, fifty uses each: enough for a few minutes. */
const GRANTED = 700;

const KINDS = ["by law, no evidence", "by law", "by authorisation"] as const;
type Kind = (typeof KINDS)[number];
type Rounds = Record<Kind, Measured[]>;

/** Fifty at once, and then at half the rate that the gateway without evidence came to; rounds interleaved, medians. */
export async function measureLookups(
  options: LookupOptions,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const { people } = options;
  const dataDir = join(projectRoot(), ".data", `bench-embedded-${people}`);
  mkdirSync(dataDir, { recursive: true });
  // Authorisations and evidence of this run alone.
  for (const name of ["consent", "audit"])
    for (const end of ["", "-wal", "-shm"]) rmSync(join(dataDir, `${name}.sqlite${end}`), { force: true });
  say(`a district of ${people} people …`);
  const with_ = await startTwin(dataDir, people, "on");
  // One log has one writer: the twin has a copy of the district, and a log that stays empty.
  const copy = mkdtempSync(join(tmpdir(), "credit-bench-"));
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !basename(file).startsWith("audit.sqlite") });
  const without = await startTwin(copy, people, "off");
  try {
    const asked = await askedOf(dataDir, people, with_.url, say);
    const measureKind = (kind: Kind, seconds: number, perSecond?: number) => {
      const { url, process: server } = kind === "by law, no evidence" ? without : with_;
      const { tokens, bodies } = asked[kind];
      const load = { seconds, connections: CONNECTIONS, ...(perSecond !== undefined && { perSecond }) };
      return measure(url, server.pid!, tokens, bodies, load);
    };
    const rounds = async (how: string, perSecond?: number) => {
      const all = Object.fromEntries(KINDS.map((kind) => [kind, [] as Measured[]])) as Rounds;
      for (let turn = 1; turn <= options.rounds; turn++) {
        for (const kind of KINDS) all[kind].push(await measureKind(kind, options.seconds, perSecond));
        say(`look-ups, ${how}: round ${turn} of ${options.rounds}`);
      }
      return all;
    };
    for (const kind of KINDS) await measureKind(kind, WARM_UP_S);
    const busy = await rounds(`${CONNECTIONS} at once`);
    reportCost(busy, runs, figures);
    const half = Math.round(median(busy["by law, no evidence"].map(({ perSecond }) => perSecond)) / 2);
    reportWait(await rounds(`${half} a second`, half), half, runs, figures);
  } finally {
    await Promise.all([stopServer(without), stopServer(with_)]);
    rmSync(copy, { recursive: true });
  }
}

function startTwin(folder: string, people: number, evidence: "on" | "off"): Promise<Server> {
  const own = { CREDIT_DATA_DIR: folder, CREDIT_PEOPLE: String(people), CREDIT_LOG_LEVEL: "silent" };
  const env = { ...own, ...ROOM_FOR_DESKS };
  const program = join("dist", "bench", "evidence", "twin.js");
  return startDistrict({ ...env, BENCH_EVIDENCE: evidence }, program);
}

/** The full look-up, by law and by authorisation: each opens what its purpose may open at most. */
async function askedOf(dataDir: string, people: number, url: string, say: (line: string) => void) {
  const config = readGatewayConfig({ CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: String(people) });
  const issuer = await openDevelopmentIssuer(dataDir, config.issuer, config.audience);
  const [clerks, banks] = [await tokensOf(issuer, "licensing-clerk"), await tokensOf(issuer, "bank")];
  say(`${GRANTED} authorisations …`);
  const granted = await grantAll(lookupsOf(dataDir, GRANTED), issuer, askAt(url));
  const body = (query: string, lookup: object, access: object) => JSON.stringify({ query, variables: { lookup, access } });
  const justifications = ["JUDICIAL", "PENALTY"].map((category) => ({ category, reason: "核对近三年的有关记录" }));
  const byLaw = { tokens: clerks, bodies: granted.map(({ lookup }) => body(LOOKUP, lookup, ACCESS)) };
  const ofBank = { purpose: "BANK_CREDIT", caseNumber: "BENCH", justifications };
  const asGranted = lookupUnder(CATEGORIES);
  const byGrant = { tokens: banks, bodies: granted.map(({ lookup, grant }) => body(asGranted, lookup, { ...ofBank, grant })) };
  return { "by law, no evidence": byLaw, "by law": byLaw, "by authorisation": byGrant };
}

/** At fifty at once the machine is full: a 99 of 100 is then the queue before it, and grows with whatever costs CPU. */
function reportCost(all: Rounds, runs: Record<string, unknown>[], figures: Record<string, number>): void {
  runs.push(...KINDS.map((kind) => ({ what: `look-up ${kind}`, ...mediansOf(all[kind]) })));
  const cpu = (one: Measured, off: Measured) => one.cpuMs - off.cpuMs;
  const share = (one: Measured, off: Measured) => one.cpuMs / off.cpuMs - 1;
  const p99 = (one: Measured, off: Measured) => one.p99Ms - off.p99Ms;
  figures["evidenceCpuOverhead"] = over(all, "by law", share);
  figures["evidenceCpuAddedMs"] = over(all, "by law", cpu);
  figures["evidenceP99AddedMs"] = over(all, "by law", p99);
  figures["lookupCpuOverhead"] = over(all, "by authorisation", share);
  figures["grantAndEvidenceCpuAddedMs"] = over(all, "by authorisation", cpu);
  figures["grantAndEvidenceP99AddedMs"] = over(all, "by authorisation", p99);
}

/** Below its limit nobody queues: what is added is what a look itself waits for. */
function reportWait(all: Rounds, rate: number, runs: Record<string, unknown>[], figures: Record<string, number>): void {
  runs.push(...KINDS.map((kind) => ({ what: `look-up ${kind}, at ${rate} a second`, ...mediansOf(all[kind]) })));
  const p99 = (one: Measured, off: Measured) => one.p99Ms - off.p99Ms;
  figures["evidenceP99AddedAtHalfRateMs"] = over(all, "by law", p99);
  figures["grantAndEvidenceP99AddedAtHalfRateMs"] = over(all, "by authorisation", p99);
}

function mediansOf(all: readonly Measured[]): Pick<Measured, "perSecond" | "cpuMs" | "p50Ms" | "p99Ms"> {
  const { perSecond, cpuMs, p50Ms, p99Ms } = medians(all);
  return { perSecond, cpuMs, p50Ms, p99Ms };
}

/** Round by round against the gateway without evidence. */
function over(all: Rounds, kind: Kind, compare: (one: Measured, off: Measured) => number): number {
  return round(median(all[kind].map((one, at) => compare(one, all["by law, no evidence"][at]!))));
}
