/**
 * The keys of a subgraph's warrants, from the setting that gateway and subgraph read alike: the gateway signs with the
 * first, the subgraph takes any of them.
 *
 * Threat (ATTACKS C03, M05): a weak key, or one that cannot be replaced while the city looks. So a key has at least 32 bytes,
 * and `file:PATH` names a file of keys, one a line, newest first, that is read again within a second of a change: put the
 * new key second on both sides, then first, then take the old one away; nobody restarts.
 */
import { readFileSync } from "node:fs";
import { developmentWarrantKey } from "./developmentKey";
import { markOf, reread } from "./reread";

export type WarrantKeys = () => readonly Buffer[];

/** CREDIT_WARRANT_KEY_<SUBGRAPH>; in development, where it is not set, one of the data folder. @throws Error that names the variable. */
export function readWarrantKeys(
  env: Readonly<Record<string, string | undefined>>,
  subgraph: string,
  dataDir: string,
): WarrantKeys {
  const variable = `CREDIT_WARRANT_KEY_${subgraph.toUpperCase()}`;
  const given = env[variable];
  if (given) return warrantKeysOf(given, variable);
  if (env["CREDIT_MODE"] === "production") throw new Error(`${variable} is required in production: 32 bytes in hexadecimal`);
  const key = developmentWarrantKey(dataDir, subgraph);
  return () => [key];
}

/** @throws Error that names the variable. */
export function warrantKeysOf(text: string, variable: string, onError?: (error: Error) => void): WarrantKeys {
  if (!text.startsWith("file:")) {
    const keys = keysIn(text.split(","), variable);
    return () => keys;
  }
  const file = text.slice("file:".length);
  const read = () => keysIn(linesOf(file, variable), `${variable}, in the file that it names,`);
  return reread(() => markOf(file), read, { onError });
}

function linesOf(file: string, variable: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  } catch (error) {
    throw new Error(`${variable} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

function keysIn(texts: readonly string[], variable: string): Buffer[] {
  if (texts.length === 0) throw new Error(`${variable} holds no key`);
  return texts.map((text) => {
    if (!/^[0-9a-f]{64,}$/i.test(text)) throw new Error(`${variable} holds keys of at least 32 bytes in hexadecimal`);
    return Buffer.from(text, "hex");
  });
}
