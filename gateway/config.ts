/**
 * Settings of the gateway, read from the environment here and nowhere else in this folder.
 * Refuses values that are weak or contradict each other, with a sentence that names the variable.
 */
import { isAbsolute, join, resolve } from "node:path";
import { developmentWarrantKey } from "../schema/contract/developmentKey";
import { warrantKeysOf, type WarrantKeys } from "../schema/contract/warrantKeys";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GatewayConfig {
  mode: "development" | "production";
  host: string;
  port: number;
  /** Names it answers under besides its address, e.g. the one that a proxy uses. */
  hosts: string[];
  dataDir: string;
  /** File or https URL of the issuer's key set. */
  jwks: string;
  issuer: string;
  audience: string;
  /** Addresses of subgraphs that are not in this process. */
  subgraphUrls: ReadonlyMap<string, string>;
  /** Keys of the warrants of a subgraph; the first signs. */
  warrantKeys: (subgraph: string) => WarrantKeys;
  /** Requests under way, and waiting, at most. */
  admission: { running: number; waiting: number };
  /** Folder of registered operations, a file an agency. */
  operations: string;
  engine: "compiled" | "apollo";
  /** Where looks are counted for all gateways; absent = in this process. */
  limitsUrl: string | undefined;
  logLevel: string;
}

const NAME = /^[a-z]{2,32}$/;

export function readGatewayConfig(env: Environment): GatewayConfig {
  const mode = env["CREDIT_MODE"] || "development";
  if (mode !== "development" && mode !== "production") throw new Error('CREDIT_MODE is "development" or "production"');
  const dataDir = resolve(env["CREDIT_DATA_DIR"] || ".data");
  if (mode === "production" && !env["CREDIT_JWKS"])
    throw new Error("CREDIT_JWKS is required in production: the issuer's key set");
  const engine = env["CREDIT_ENGINE"] || "compiled";
  if (engine !== "compiled" && engine !== "apollo")
    throw new Error('CREDIT_ENGINE is "compiled", or "apollo" for the reference that it is measured against');
  return {
    mode,
    host: env["HOST"] || "127.0.0.1",
    port: readPort(env["PORT"]),
    hosts: (env["CREDIT_HOSTS"] ?? "").split(",").filter((one) => one !== ""),
    dataDir,
    jwks: readJwks(env["CREDIT_JWKS"], dataDir),
    issuer: env["CREDIT_ISSUER"] || "https://id.credit-graph.local",
    audience: env["CREDIT_AUDIENCE"] || "credit-graph",
    subgraphUrls: readSubgraphUrls(env["CREDIT_SUBGRAPHS"]),
    warrantKeys: (subgraph) => readWarrantKeys(env, subgraph, mode, dataDir),
    admission: { running: readCount(env, "CREDIT_RUNNING", 32), waiting: readCount(env, "CREDIT_WAITING", 64) },
    operations: resolve(env["CREDIT_OPERATIONS"] || join(dataDir, "operations")),
    engine,
    limitsUrl: readLimitsUrl(env["CREDIT_LIMITS_URL"]),
    logLevel: env["CREDIT_LOG_LEVEL"] || "info",
  };
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : 4000;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("PORT is a number from 0 to 65535");
  return port;
}

function readCount(env: Environment, variable: string, otherwise: number): number {
  const count = Number(env[variable] || otherwise);
  if (!Number.isInteger(count) || count < 1 || count > 10_000) throw new Error(`${variable} is a number from 1 to 10000`);
  return count;
}

function readJwks(given: string | undefined, dataDir: string): string {
  if (!given) return join(dataDir, "keys", "jwks.json");
  return /^https?:/.test(given) || isAbsolute(given) ? given : resolve(given);
}

/** `tax=http://127.0.0.1:4103/graphql,…`, or `local`. */
function readSubgraphUrls(text: string | undefined): Map<string, string> {
  const urls = new Map<string, string>();
  for (const part of (text ?? "").split(",").map((one) => one.trim())) {
    if (part === "" || part === "local") continue;
    const [name = "", url = ""] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
    if (!NAME.test(name) || !/^https?:\/\//.test(url)) {
      throw new Error(
        'CREDIT_SUBGRAPHS is "local", or name=url pairs separated by commas, e.g. tax=http://127.0.0.1:4103/graphql',
      );
    }
    if (urls.has(name)) throw new Error(`CREDIT_SUBGRAPHS names ${name} twice`);
    urls.set(name, url);
  }
  return urls;
}

function readWarrantKeys(env: Environment, subgraph: string, mode: string, dataDir: string): WarrantKeys {
  const variable = `CREDIT_WARRANT_KEY_${subgraph.toUpperCase()}`;
  const given = env[variable];
  if (given) return warrantKeysOf(given, variable);
  if (mode === "production") throw new Error(`${variable} is required in production: 32 bytes in hexadecimal`);
  const key = developmentWarrantKey(dataDir, subgraph);
  return () => [key];
}

function readLimitsUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^mysql:\/\/\S+\/\w+$/.test(text))
    throw new Error("CREDIT_LIMITS_URL is mysql://user:pass@host:port/database, or empty for limits in this process");
  return text;
}
