/**
 * Settings of a subgraph's process, read from the environment here and nowhere else.
 * Refuses values that are weak or contradict each other, with a sentence that names the variable.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { developmentKey } from "../../schema/contract/developmentKey";
import { tlsFiles, type TlsFiles } from "../../schema/contract/tls";
import { readWarrantKeys, warrantKeysOf, type WarrantKeys } from "../../schema/contract/warrantKeys";
import { freshSigningKeys, type SigningKeys } from "./signer";
import type { DatabaseLocation } from "./store/database";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SubgraphConfig {
  name: string;
  host: string;
  port: number;
  location: DatabaseLocation;
  /** Keys that a warrant may be signed with; two while one is being replaced. */
  warrantKeys: WarrantKeys;
  /** Keys that open its events to whoever counts them, and nothing else. */
  eventsKeys: WarrantKeys;
  /** Certificate and key of the door, and the authority that must vouch for the gateway. */
  tls: TlsFiles | undefined;
  /** The subgraph's own secret for cursors. */
  cursorKey: Buffer;
  /** What a subgraph that signs signs with; read only where it does. */
  signingKeys: () => SigningKeys;
}

/** Ports of subgraphs that run alone, in the order of the register, unless PORT says another. */
export const FIRST_SUBGRAPH_PORT = 4101;

export function readSubgraphConfig(env: Environment, name: string, position: number): SubgraphConfig {
  const dataDir = env["CREDIT_DATA_DIR"] || ".data";
  const warrantKeys = readWarrantKeys(env, name, dataDir);
  return {
    name,
    host: env["HOST"] || "127.0.0.1",
    port: readPort(env["PORT"], FIRST_SUBGRAPH_PORT + position),
    location: readLocation(env, name, dataDir),
    warrantKeys,
    eventsKeys: readEventsKeys(env, name, dataDir),
    tls: tlsFiles(env, { cert: "CREDIT_TLS_CERT", key: "CREDIT_TLS_KEY", ca: "CREDIT_TLS_CLIENT_CA" }),
    cursorKey: createHash("sha256").update("cursor").update(warrantKeys()[0]!).digest(),
    signingKeys: () => readSigningKeys(env, name, dataDir),
  };
}

/** The file that CREDIT_SIGNING_KEY_<NAME> names: a private JWK set, newest key first. In development, one of the data folder. */
function readSigningKeys(env: Environment, name: string, dataDir: string): SigningKeys {
  const variable = `CREDIT_SIGNING_KEY_${name.toUpperCase()}`;
  const file = env[variable];
  if (!file) {
    if (env["CREDIT_MODE"] === "production")
      throw new Error(`${variable} is required in production: the file of a private JWK set (Ed25519)`);
    return developmentKey(dataDir, `signing-${name}.jwks`, freshSigningKeys);
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${variable} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

/** Where the database of `name` is: CREDIT_DATABASE_URL_<NAME>, CREDIT_DATABASE_URL with {subgraph}, or an embedded file. */
export function readLocation(env: Environment, name: string, dataDir: string): DatabaseLocation {
  const url = env[`CREDIT_DATABASE_URL_${name.toUpperCase()}`] || env["CREDIT_DATABASE_URL"];
  if (!url) return { kind: "embedded", file: join(dataDir, `${name}.sqlite`) };
  const filled = url.replaceAll("{subgraph}", name);
  if (!filled.startsWith("mysql://")) throw new Error("CREDIT_DATABASE_URL must begin with mysql:// (empty = embedded SQLite)");
  if (filled === url && !env[`CREDIT_DATABASE_URL_${name.toUpperCase()}`]) {
    throw new Error("CREDIT_DATABASE_URL must hold {subgraph}: each subgraph has a database of its own");
  }
  return { kind: "mysql", url: filled };
}

/**
 * Keys of warrants that open nothing but the events of `name` (CREDIT_EVENTS_KEY_<NAME>), so that whoever counts cannot ask
 * for a person. In production there are none unless they are given: then nobody elsewhere reads the events.
 */
export function readEventsKeys(env: Environment, name: string, dataDir: string): WarrantKeys {
  const variable = `CREDIT_EVENTS_KEY_${name.toUpperCase()}`;
  const given = env[variable];
  if (given) return warrantKeysOf(given, variable);
  const keys = env["CREDIT_MODE"] === "production" ? [] : [Buffer.from(developmentKey(dataDir, `events-${name}.key`), "hex")];
  return () => keys;
}

export function readPort(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("PORT is a number from 0 to 65535");
  return port;
}
