/**
 * TLS material from files, read again when they change: a certificate is renewed under a server that runs.
 *
 * Threat (ATTACKS C18, M05, FAULTS F27): a certificate that ran out because renewing it meant a restart; a key that does not
 * belong to its certificate. Promise: what is given out was accepted by the TLS library; a broken renewal leaves the last good
 * one in use and is told.
 */
import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerOptions } from "node:https";
import { createSecureContext } from "node:tls";
import { markOf, reread } from "./reread";

export interface TlsFiles {
  /** PEM: the certificate, followed by those between it and the authority. */
  cert: string;
  key: string;
  /** PEM: authorities that the other side must be vouched for by. */
  ca?: string;
}

export interface TlsMaterial {
  cert: string;
  key: string;
  ca?: string;
}

/** @throws Error that names the file which cannot be read, or says that certificate and key do not fit. */
export function tlsMaterial(files: TlsFiles, onError?: (error: Error) => void): () => TlsMaterial {
  const paths = [files.cert, files.key, ...(files.ca === undefined ? [] : [files.ca])];
  return reread(
    () => markOf(...paths),
    () => read(files),
    { onError },
  );
}

function read({ cert, key, ca }: TlsFiles): TlsMaterial {
  const material = { cert: textOf(cert), key: textOf(key), ...(ca !== undefined && { ca: textOf(ca) }) };
  try {
    createSecureContext(material);
  } catch (error) {
    throw new Error(`the certificate ${cert} and the key ${key} cannot be used together`, { cause: error });
  }
  return material;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

/** An https server that shows a renewed certificate from the next connection on. */
export function createRenewingServer(tls: () => TlsMaterial, options: ServerOptions): Server {
  let used = tls();
  const server = createServer({ ...options, ...used, minVersion: "TLSv1.2" });
  server.prependListener("connection", () => {
    const current = tls();
    if (current !== used) server.setSecureContext((used = current));
  });
  return server;
}

/**
 * Files that variables name; `undefined` where none does.
 * @throws Error where one is named without the others.
 */
export function tlsFiles(
  env: Readonly<Record<string, string | undefined>>,
  variables: { cert: string; key: string; ca?: string },
): TlsFiles | undefined {
  const { cert, key, ca } = variables;
  const named = [cert, key, ...(ca === undefined ? [] : [ca])];
  const missing = named.filter((variable) => !env[variable]);
  if (missing.length === named.length) return undefined;
  if (missing.length > 0)
    throw new Error(`${missing.join(" and ")} must be set too: ${named.join(", ")} name files that belong together`);
  return { cert: env[cert]!, key: env[key]!, ...(ca !== undefined && { ca: env[ca]! }) };
}
