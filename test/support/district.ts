/**
 * A small district for tests: real databases, files taken in by `collect`'s own code, a real gateway on a port of its
 * own, and a spy on every subgraph. One process; `separateProcesses.ts` has the other form.
 */
import { randomBytes } from "node:crypto";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGatewayConfig } from "../../gateway/config";
import type { LogDestination } from "../../gateway/observe/log";
import type { SubgraphBody } from "../../gateway/subgraph/reach";
import type { Warrant } from "../../schema/contract/warrant";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { freshSigningKeys } from "../../subgraphs/kit/signer";
import { openSubgraph, type RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { personByNumber } from "../../subgraphs/kit/store/personRegister";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { IDENTITY, registerFor } from "../../scripts/collect/resolvePersons";
import { eventsFor } from "../../scripts/follow/readEvents";
import { openDevelopmentIssuer, personaNamed, type DevelopmentIssuer, type Persona } from "../../scripts/developmentIssuer";
import { pagesOf } from "../../scripts/start/developmentPages";
import type { LocalOne } from "../../scripts/start";
import { populate } from "../../scripts/start/populate";
import { cast } from "../../scripts/synthesise/cast";
import { ask, type Answered, type GraphQLAnswer } from "./ask";
import { inProcesses } from "./config";
import { gatewaysHere, gatewaysInProcesses } from "./districtGateways";
import { testDatabases, type TestDatabases } from "./databases";

export { ask, type Answered, type GraphQLAnswer };

export interface Seen {
  subgraph: string;
  body: SubgraphBody;
  warrant: Warrant;
}

export interface District {
  url: string;
  databases: TestDatabases;
  local: LocalOne[];
  /** Every call that a subgraph saw since `seen` was last emptied. */
  seen: Seen[];
  /** Every internal operation that was asked of a subgraph, likewise: `consent.read`. */
  internals: string[];
  /** Where each department listens, in the form in which they do. */
  doors: ReadonlyMap<string, string>;
  /** A further gateway over the same subgraphs, set otherwise by `environment`; it ends with the district. */
  another(environment?: Record<string, string>): Promise<Pick<District, "url" | "ask">>;
  /** A token of a persona; `citizen:N` is member N (from 0) of the cast, or who has the number. */
  token(persona: string): Promise<string>;
  /** Sends an operation as a persona; `more` goes into the body. */
  ask(persona: string, query: string, variables?: object, more?: object, headers?: Record<string, string>): Promise<Answered>;
  /** Sends an operation as somebody who is no persona. */
  askWith(persona: Persona, query: string, variables?: object): Promise<Answered>;
  issuer: DevelopmentIssuer;
  close(): Promise<void>;
}

export interface DistrictOptions {
  people?: number;
  environment?: Record<string, string>;
  /** Puts the database of one subgraph on another MariaDB than the run's. */
  serverOf?: (name: string) => string | undefined;
  /** Changes a subgraph before the gateway sees it. */
  wrap?: (one: LocalOne) => LocalOne;
  /** The clock of the subgraphs, ms. */
  now?: () => number;
  /** Where the gateways write their log; stderr unless told. */
  logTo?: LogDestination;
}

/** How long one may take to open, in separate processes and on a busy machine. */
export const OPENS_WITHIN_MS = 480_000;

/** The deadline that operators have, for what is said of it; every other test lets a busy machine take its time. */
export const PROMPT = { CREDIT_SECTOR_DEADLINE_MS: "2000" };

export async function openDistrict({
  people = 40,
  environment = {},
  serverOf,
  wrap = (one) => one,
  now = Date.now,
  logTo,
}: DistrictOptions = {}): Promise<District> {
  const databases = await testDatabases(serverOf);
  const secrets = environment["CREDIT_MODE"] === "production" ? productionSecrets(databases.folder) : {};
  const env = {
    ...{
      CREDIT_DATA_DIR: databases.folder,
      PORT: "0",
      CREDIT_LOG_LEVEL: "silent",
      CREDIT_PATIENCE_MS: "10000",
      CREDIT_SECTOR_DEADLINE_MS: "8000",
    },
    ...secrets,
    ...environment,
  };
  const config = readGatewayConfig(env);
  const issuer = await openDevelopmentIssuer(config.dataDir, config.issuer, config.audience);
  const opened = new Map<string, RunningSubgraph>();
  const local = await Promise.all(subgraphNames.map((name) => openLocal(name, databases, env, now, opened)));
  await populate(local, { people, folder: `${databases.folder}/district`, say: () => undefined });
  const seen: Seen[] = [];
  const internals: string[] = [];
  const token = async (persona: string) => tokenOf(persona, issuer, local);
  const options = { environment: env, wrap: (one: LocalOne) => spyOn(wrap(one), seen, internals), logTo };
  const gateways = inProcesses()
    ? await gatewaysInProcesses({ databases, local, token }, { ...options, clockIsHere: now !== Date.now })
    : gatewaysHere(local, { ...options, development: pagesOf(once((persona) => token(persona.name))) });
  async function another(more: Record<string, string> = {}): Promise<Pick<District, "url" | "ask">> {
    const url = await gateways.open(more);
    return {
      url,
      ask: async (persona, query, variables = {}, rest = {}, headers = {}) =>
        ask(url, { query, variables, ...rest }, { ...headers, authorization: `Bearer ${await token(persona)}` }),
    };
  }
  const first = await another();
  return {
    ...first,
    another,
    internals,
    doors: gateways.doors,
    databases,
    local,
    seen,
    issuer,
    token,
    askWith: async (persona, query, variables = {}) =>
      ask(first.url, { query, variables }, { authorization: `Bearer ${await issuer.token(persona)}` }),
    async close() {
      await gateways.close();
      for (const { running } of local) await running.close();
      await databases.drop();
    },
  };
}

/** What production will not start without: the issuer's key set, a warrant key a subgraph, keys to sign with. */
function productionSecrets(folder: string): Record<string, string> {
  const signing = join(folder, "signing.jwks");
  writeFileSync(signing, freshSigningKeys());
  const keys = subgraphNames.map((name) => [`CREDIT_WARRANT_KEY_${name.toUpperCase()}`, randomBytes(32).toString("hex")]);
  const evidence = { CREDIT_SIGNING_KEY_AUDIT: signing, CREDIT_EVIDENCE_NAME_KEY: randomBytes(32).toString("hex") };
  // The development issuer stands for the city's, at an address of its own; production does not believe it where it lies.
  const jwks = join(folder, "issuer.jwks");
  symlinkSync(join(folder, "keys", "jwks.json"), jwks);
  const issuer = { CREDIT_JWKS: jwks };
  return { ...issuer, CREDIT_SIGNING_KEY_CONSENT: signing, ...evidence, ...Object.fromEntries(keys) };
}

async function openLocal(
  name: string,
  databases: TestDatabases,
  env: Record<string, string>,
  now: () => number,
  opened: Map<string, RunningSubgraph>,
): Promise<LocalOne> {
  const definition = subgraphNamed(name);
  const { cursorKey, signingKeys } = readSubgraphConfig(env, name, 0);
  const location = await databases.location(name);
  const resolvePersons = registerFor(name, { url: undefined, here: () => opened.get(IDENTITY), env });
  const readEvents = eventsFor(name, env, { here: (other) => opened.get(other) });
  const options = { location, cursorKey, signingKeys, settings: env, now, resolvePersons, readEvents };
  const running = await openSubgraph(definition, options);
  opened.set(name, running);
  return { definition, running };
}

function spyOn(one: LocalOne, seen: Seen[], internals: string[]): LocalOne {
  const { running } = one;
  const execute: typeof running.execute = (body, warrant) => {
    seen.push({ subgraph: running.name, body, warrant });
    return running.execute(body, warrant);
  };
  const internal: typeof running.internal = (operation, payload, warrant) => {
    internals.push(`${running.name}.${operation}`);
    return running.internal(operation, payload, warrant);
  };
  return { ...one, running: { ...running, execute, internal } };
}

/** One token a persona, so that a test may compare what was sent with what was offered. */
function once(tokenFor: (persona: Persona) => Promise<string>): (persona: Persona) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  return (persona) => {
    const known = tokens.get(persona.name) ?? tokenFor(persona);
    tokens.set(persona.name, known);
    return known;
  };
}

async function tokenOf(name: string, issuer: DevelopmentIssuer, local: readonly LocalOne[]): Promise<string> {
  const [base = "", member] = name.split(":");
  const persona = personaNamed(base);
  if (persona === undefined) throw new Error(`no persona ${base}`);
  if (persona.org !== undefined) return issuer.token(persona);
  const idNumber = cast[Number(member ?? 0)]?.idNumber ?? member!;
  const database = local.find(({ definition }) => definition.name === "identity")!.running.environment.database!;
  const person = await personByNumber(database, idNumber);
  return issuer.token(persona, person!.personId);
}

/** Member `n` (from 0) of the cast, as a look-up. */
export function lookupOf(n: number): { idNumber: string; name: string } {
  const { idNumber, name } = cast[n]!;
  return { idNumber, name };
}
