/**
 * Where the issuer's key set is read: a file, or an address.
 *
 * Threat (ATTACKS D05, D17): an address that answers slowly, endlessly, or by sending us elsewhere. Promise: only the
 * configured place is ever read, over https (plain http on this machine alone), without redirects, in 5 s, up to 256 kB.
 */
import { open } from "node:fs/promises";
import { Agent, request } from "undici";
import { KeySetProblem } from "./keySet";

export interface KeySource {
  /** For sentences: the file, or the address without its query. */
  name: string;
  /** Reading costs so little that it need not be done ahead of time. */
  local: boolean;
  read(): Promise<string>;
  close(): Promise<void>;
}

const MAX_BYTES = 256 * 1024;
const TIMEOUT_MS = 5_000;
const OWN_MACHINE = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** @throws {KeySetProblem} when `jwks` is an address that may not be used. */
export function keySource(jwks: string): KeySource {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(jwks.slice(0, 64)) ? addressSource(jwks) : fileSource(jwks);
}

function fileSource(path: string): KeySource {
  const read = async (): Promise<string> => {
    let file;
    try {
      file = await open(path, "r");
      // One byte more than allowed tells "too large" from "just right" without reading it all.
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_BYTES + 1), 0, MAX_BYTES + 1, 0);
      return decode(buffer.subarray(0, bytesRead), path);
    } catch (error) {
      if (error instanceof KeySetProblem) throw error;
      throw new KeySetProblem(`the key set ${path} cannot be read (${codeOf(error)})`);
    } finally {
      await file?.close();
    }
  };
  return { name: path, local: true, read, close: async () => undefined };
}

function addressSource(jwks: string): KeySource {
  if (!URL.canParse(jwks)) throw new KeySetProblem("the address of the key set is no valid URL");
  const url = new URL(jwks);
  if (url.username || url.password) throw new KeySetProblem("the address of the key set must not hold a password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && OWN_MACHINE.has(url.hostname))) {
    throw new KeySetProblem(`the key set ${url.protocol}//${url.host} must be reached over https`);
  }
  const name = url.origin + url.pathname;
  const agent = new Agent({ connections: 1, connect: { timeout: TIMEOUT_MS }, keepAliveTimeout: 1_000 });
  return { name, local: false, read: () => download(url, name, agent), close: () => agent.destroy() };
}

async function download(url: URL, name: string, dispatcher: Agent): Promise<string> {
  try {
    const headers = { accept: "application/json, application/jwk-set+json" };
    // undici's request follows no redirect and unpacks no compressed answer: either is a failure here.
    const { statusCode, body } = await request(url, { dispatcher, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    // Leaving an answer half read raises an error event, which must find a listener.
    body.on("error", () => undefined);
    if (statusCode !== 200) {
      body.destroy();
      throw new KeySetProblem(`the key set ${name} answered with status ${statusCode}`);
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if ((bytes += chunk.length) > MAX_BYTES) break;
    }
    return decode(Buffer.concat(chunks), name);
  } catch (error) {
    if (error instanceof KeySetProblem) throw error;
    throw new KeySetProblem(`the key set ${name} cannot be reached (${codeOf(error)})`);
  }
}

function decode(bytes: Buffer, name: string): string {
  if (bytes.length > MAX_BYTES) throw new KeySetProblem(`the key set ${name} is larger than ${MAX_BYTES} bytes`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new KeySetProblem(`the key set ${name} is not UTF-8`);
  }
}

/** The system's short code alone, for its sentences may hold more than a log should. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : name === "TimeoutError" ? "no answer in time" : "unknown reason";
}
