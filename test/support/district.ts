/**
 * A small district for tests: real databases, files taken in by `collect`'s own code, a real gateway on a port of its
 * own, and a spy on every subgraph. One process; `separateProcesses.ts` has the other form.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readGatewayConfig } from "../../gateway/config";
import { startGateway, type RunningGateway } from "../../gateway/main";
import type { SubgraphBody } from "../../gateway/subgraph/reach";
import type { Warrant } from "../../schema/contract/warrant";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { personByNumber } from "../../subgraphs/kit/store/personRegister";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { openDevelopmentIssuer, personaNamed, type DevelopmentIssuer, type Persona } from "../../scripts/developmentIssuer";
import { pagesOf } from "../../scripts/start/developmentPages";
import type { LocalOne } from "../../scripts/start";
import { populate } from "../../scripts/start/populate";
import { cast } from "../../scripts/synthesise/cast";
import { testDatabases, type TestDatabases } from "./databases";

export interface Seen {
  subgraph: string;
  body: SubgraphBody;
  warrant: Warrant;
}

export interface Answered {
  status: number;
  headers: Headers;
  /** Parsed body. */
  body: GraphQLAnswer;
  text: string;
}

export interface GraphQLAnswer {
  // Tests look into answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; reason?: string } }[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  extensions?: any;
}

export interface District {
  url: string;
  databases: TestDatabases;
  local: LocalOne[];
  /** Every call that a subgraph saw since `seen` was last emptied. */
  seen: Seen[];
  /** A token of a persona; `citizen:N` is member N (from 0) of the cast, or who has the number. */
  token(persona: string): Promise<string>;
  /** Sends an operation as a persona. */
  ask(persona: string, query: string, variables?: object, more?: object): Promise<Answered>;
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
}

export async function openDistrict({
  people = 40,
  environment = {},
  serverOf,
  wrap = (one) => one,
}: DistrictOptions = {}): Promise<District> {
  const databases = await testDatabases(serverOf);
  const secrets = environment["CREDIT_MODE"] === "production" ? productionSecrets(databases.folder) : {};
  const env = { CREDIT_DATA_DIR: databases.folder, PORT: "0", CREDIT_LOG_LEVEL: "silent", ...secrets, ...environment };
  const config = readGatewayConfig(env);
  const issuer = await openDevelopmentIssuer(config.dataDir, config.issuer, config.audience);
  const local = await Promise.all(subgraphNames.map((name) => openLocal(name, databases, env)));
  await populate(local, { people, folder: `${databases.folder}/district`, say: () => undefined });
  const seen: Seen[] = [];
  const spied = local.map((one) => spyOn(wrap(one), seen));
  const token = async (persona: string) => tokenOf(persona, issuer, local);
  const gateway: RunningGateway = await startGateway(config, {
    local: spied.map(({ running }) => running),
    development: pagesOf(once((persona) => token(persona.name))),
  });
  return {
    url: gateway.url,
    databases,
    local,
    seen,
    issuer,
    token,
    ask: async (persona, query, variables = {}, more = {}) =>
      ask(gateway.url, { query, variables, ...more }, { authorization: `Bearer ${await token(persona)}` }),
    async close() {
      await gateway.close();
      for (const { running } of local) await running.close();
      await databases.drop();
    },
  };
}

/** What production will not start without: the issuer's key set, a warrant key a subgraph. */
function productionSecrets(folder: string): Record<string, string> {
  const keys = subgraphNames.map((name) => [`CREDIT_WARRANT_KEY_${name.toUpperCase()}`, randomBytes(32).toString("hex")]);
  return { CREDIT_JWKS: join(folder, "keys", "jwks.json"), ...Object.fromEntries(keys) };
}

async function openLocal(name: string, databases: TestDatabases, env: Record<string, string>): Promise<LocalOne> {
  const definition = subgraphNamed(name);
  const { cursorKey, signingKeys } = readSubgraphConfig(env, name, 0);
  const location = await databases.location(name);
  return { definition, running: await openSubgraph(definition, { location, cursorKey, signingKeys }) };
}

function spyOn(one: LocalOne, seen: Seen[]): LocalOne {
  const { running } = one;
  const execute: typeof running.execute = (body, warrant) => {
    seen.push({ subgraph: running.name, body, warrant });
    return running.execute(body, warrant);
  };
  return { ...one, running: { ...running, execute } };
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

/** POSTs `payload` (an object, or the very bytes) to /graphql. */
export async function ask(
  url: string,
  payload: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof payload === "string" || payload instanceof Uint8Array ? payload : JSON.stringify(payload),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as GraphQLAnswer };
}

/** Member `n` (from 0) of the cast, as a look-up. */
export function lookupOf(n: number): { idNumber: string; name: string } {
  const { idNumber, name } = cast[n]!;
  return { idNumber, name };
}
