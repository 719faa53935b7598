/**
 * Settings of the gateway, read from the environment here and nowhere else in this folder.
 * Refuses values that are weak or contradict each other, with a sentence that names the variable.
 */
import { existsSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { developmentWarrantKey } from "../schema/contract/developmentKey";
import { tlsFiles, type TlsFiles } from "../schema/contract/tls";
import { warrantKeysOf, type WarrantKeys } from "../schema/contract/warrantKeys";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface GatewayConfig {
  mode: "development" | "production";
  host: string;
  port: number;
  /** Names it answers under besides its address, e.g. the one that a proxy uses. */
  hosts: string[];
  /** Certificate and key of the door itself. */
  tls: TlsFiles | undefined;
  /** The proxies that end TLS, where the door does not. */
  trustedProxy: BlockList | undefined;
  /** What the gateway shows of itself to subgraphs behind https, and whom it believes about them. */
  subgraphTls: TlsFiles | undefined;
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
  /** How long a department has for its part of an answer, ms. */
  sectorDeadlineMs: number;
  /** Folder of registered operations, a file an agency. */
  operations: string;
  engine: "compiled" | "apollo";
  /** Where looks are counted for all gateways; absent = in this process. */
  limitsUrl: string | undefined;
  logLevel: string;
  /** Where traces are sent; absent = none are kept. */
  traces: { url: string; share: number } | undefined;
}

/** What is connected to from this machine alone needs no TLS. */
const OWN_MACHINE = new Set(["127.0.0.1", "localhost", "::1"]);

const NAME = /^[a-z]{2,32}$/;
const DEVELOPMENT_ISSUER = "issuer.jwk";

export function readGatewayConfig(env: Environment): GatewayConfig {
  const mode = env["CREDIT_MODE"] || "development";
  if (mode !== "development" && mode !== "production") throw new Error('CREDIT_MODE is "development" or "production"');
  const dataDir = resolve(env["CREDIT_DATA_DIR"] || ".data");
  if (mode === "production" && !env["CREDIT_JWKS"])
    throw new Error("CREDIT_JWKS is required in production: the issuer's key set");
  const engine = env["CREDIT_ENGINE"] || "compiled";
  if (engine !== "compiled" && engine !== "apollo")
    throw new Error('CREDIT_ENGINE is "compiled", or "apollo" for the reference that it is measured against');
  const host = env["HOST"] || "127.0.0.1";
  const tls = tlsFiles(env, { cert: "CREDIT_TLS_CERT", key: "CREDIT_TLS_KEY" });
  const trustedProxy = readProxies(env["CREDIT_TRUSTED_PROXY"]);
  if (mode === "production" && !OWN_MACHINE.has(host) && !tls && !trustedProxy) {
    throw new Error(
      `CREDIT_TLS_CERT and CREDIT_TLS_KEY are required in production on ${host}, or CREDIT_TRUSTED_PROXY: the addresses of the proxy that ends TLS`,
    );
  }
  return {
    mode,
    host,
    port: readPort(env["PORT"]),
    hosts: (env["CREDIT_HOSTS"] ?? "").split(",").filter((one) => one !== ""),
    tls,
    trustedProxy,
    subgraphTls: tlsFiles(env, { cert: "CREDIT_SUBGRAPH_CERT", key: "CREDIT_SUBGRAPH_KEY", ca: "CREDIT_SUBGRAPH_CA" }),
    dataDir,
    jwks: readJwks(env["CREDIT_JWKS"], dataDir, mode),
    issuer: env["CREDIT_ISSUER"] || "https://id.credit-graph.local",
    audience: env["CREDIT_AUDIENCE"] || "credit-graph",
    subgraphUrls: readSubgraphUrls(env["CREDIT_SUBGRAPHS"]),
    warrantKeys: (subgraph) => readWarrantKeys(env, subgraph, mode, dataDir),
    admission: { running: readCount(env, "CREDIT_RUNNING", 32), waiting: readCount(env, "CREDIT_WAITING", 64) },
    sectorDeadlineMs: readCount(env, "CREDIT_SECTOR_DEADLINE_MS", 2_000),
    operations: resolve(env["CREDIT_OPERATIONS"] || join(dataDir, "operations")),
    engine,
    limitsUrl: readLimitsUrl(env["CREDIT_LIMITS_URL"]),
    logLevel: env["CREDIT_LOG_LEVEL"] || "info",
    traces: readTraces(env),
  };
}

/** Addresses, or ranges such as 10.0.0.0/24, separated by commas. */
function readProxies(text: string | undefined): BlockList | undefined {
  if (!text) return undefined;
  const proxies = new BlockList();
  for (const part of text.split(",").map((one) => one.trim())) {
    const [address = "", bits] = part.split("/");
    const family = isIP(address);
    const widest = family === 6 ? 128 : 32;
    const width = bits === undefined ? widest : Number(bits);
    if (family === 0 || !Number.isInteger(width) || width < 8 || width > widest)
      throw new Error("CREDIT_TRUSTED_PROXY holds addresses, or ranges such as 10.0.0.0/24, separated by commas");
    proxies.addSubnet(address, width, family === 6 ? "ipv6" : "ipv4");
  }
  return proxies;
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

function readJwks(given: string | undefined, dataDir: string, mode: string): string {
  if (!given) return join(dataDir, "keys", "jwks.json");
  if (/^https?:/.test(given)) return given;
  const file = isAbsolute(given) ? given : resolve(given);
  // Whoever can read that folder can sign for anybody.
  if (mode === "production" && existsSync(join(dirname(file), DEVELOPMENT_ISSUER)))
    throw new Error(
      "CREDIT_JWKS names the key set of a development issuer, whose private key lies beside it: name the issuer's own",
    );
  return file;
}

/** `tax=http://127.0.0.1:4103/graphql,…`, or `local`. */
export function readSubgraphUrls(text: string | undefined): Map<string, string> {
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

function readTraces(env: Environment): GatewayConfig["traces"] {
  const url = env["CREDIT_TRACES_URL"];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new Error("CREDIT_TRACES_URL is the address of an OTLP collector, e.g. http://127.0.0.1:4318/v1/traces");
  const share = Number(env["CREDIT_TRACES_SHARE"] || "0.1");
  if (!(share >= 0 && share <= 1)) throw new Error("CREDIT_TRACES_SHARE is a number from 0 to 1");
  return { url, share };
}

function readLimitsUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^mysql:\/\/\S+\/\w+$/.test(text))
    throw new Error("CREDIT_LIMITS_URL is mysql://user:pass@host:port/database, or empty for limits in this process");
  return text;
}
