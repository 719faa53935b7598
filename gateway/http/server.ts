/**
 * The door itself: `node:http`, its deadlines, and what is said when something goes wrong.
 *
 * Threat (ATTACKS G15, H11–H13, B13–B15): tokens that cross a network in clear, connections that are opened and never used, two readings of where a request
 * ends, an error that tells of the inside. Promise: everything that reaches `routes` is one well-formed request to this
 * host; whatever it throws leaves as a code of the closed list; an unforeseen error leaves as a reference number alone.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, BlockList, Socket } from "node:net";
import { createRenewingServer, type TlsMaterial } from "../../schema/contract/tls";
import { publicError, Refusal, unforeseen } from "../../schema/contract/publicCode";
import { admit, hostList } from "./admit";
import { respondJson } from "./respond";

export interface ServerOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  /** `Host` values besides `host:port`, `localhost:port` and `127.0.0.1:port`, e.g. the name that a proxy uses. */
  allowedHosts?: string[];
  /** Answers one request; what it throws is answered for it. */
  routes: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  /** Whatever is no {@link Refusal}. `reference` is what the client was told, where one was told anything. */
  onError: (error: unknown, reference?: string) => void;
  /** Certificate and key, as they are now; without them the wire is in clear. */
  tls?: (() => TlsMaterial) | undefined;
  /** The only peers that are spoken to: the proxies that end TLS. */
  peers?: BlockList | undefined;
  headersTimeoutMs?: number;
  requestTimeoutMs?: number;
  maxConnections?: number;
}

export interface OpenServer {
  port: number;
  /** Stops accepting, waits for the running requests at most `graceMs`, then ends what is left. */
  close(graceMs: number): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;
const MAX_CONNECTIONS = 2_048;
const MAX_HEADER_BYTES = 16_384;

/** Listens on `host:port`. Rejects with a sentence when it cannot. */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const headersTimeout = options.headersTimeoutMs ?? 5_000;
  const limits = {
    headersTimeout,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    connectionsCheckingInterval: Math.min(500, headersTimeout),
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
  };
  const server: Server = options.tls === undefined ? createServer(limits) : createRenewingServer(options.tls, limits);
  // Ends a connection on which nothing moves in either direction, e.g. a client that never reads its answer.
  server.setTimeout(KEEP_ALIVE_MS);
  // Node reads 2,000 headers and drops the rest unsaid, a second token among them; their bytes are limited already (ATTACKS D14, H12).
  server.maxHeadersCount = 0;
  server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  server.on("error", (error) => options.onError(error));
  server.on("connection", (socket: Socket) => isPeer(socket, options.peers) || socket.destroy());
  answerRequests(server, options, hostList(options.host, port, options.allowedHosts));
  return { port, close: (graceMs) => close(server, graceMs) };
}

function isPeer({ remoteAddress = "" }: Socket, peers: BlockList | undefined): boolean {
  if (peers === undefined) return true;
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/, "");
  return address !== "" && peers.check(address, address.includes(":") ? "ipv6" : "ipv4");
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNotListening(error, host, port), { cause: error })),
    );
    server.listen({ host, port }, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is already in use: stop the program that uses it, or set PORT to a free port`;
    case "EACCES":
      return `port ${port} on ${host} may not be opened by this user: set PORT to a port above 1023`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1 (port ${port})`;
    default:
      return `cannot listen on port ${port} of ${host} (${error.code ?? "unknown reason"}): set PORT and HOST to others`;
  }
}

function answerRequests(server: Server, options: ServerOptions, hosts: ReadonlySet<string>): void {
  const answering = new WeakMap<object, ServerResponse>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answering.set(request.socket, response);
    // Browsers heed it over TLS alone, ours or the proxy's.
    if (options.tls ?? options.peers) response.setHeader("strict-transport-security", "max-age=31536000");
    // A server that is closing keeps no connection open for a further request.
    if (!server.listening) response.shouldKeepAlive = false;
    response.once("close", () => !server.listening && setImmediate(() => server.closeIdleConnections()));
    response.on("error", () => undefined);
    void answer(request, response, options, hosts);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const response = answering.get(socket);
    const midAnswer = response !== undefined && response.headersSent && !response.writableFinished;
    if (midAnswer || !socket.writable || error.code === "ECONNRESET") socket.destroy();
    else socket.end(rawRefusal(error.code));
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  hosts: ReadonlySet<string>,
): Promise<void> {
  try {
    await options.routes(request, response, admit(request, hosts));
  } catch (error) {
    try {
      refuse(response, error, options.onError);
    } catch (second) {
      options.onError(second);
      response.destroy();
    }
  }
}

function refuse(response: ServerResponse, error: unknown, onError: ServerOptions["onError"]): void {
  if (response.headersSent) {
    // Too late for a code: a cut connection is honest, a completed half answer is not.
    onError(error);
    response.destroy();
  } else if (error instanceof Refusal) {
    respondJson(response, error.status, { errors: [publicError(error)] }, error.headers);
  } else {
    const reference = randomBytes(9).toString("base64url");
    onError(error, reference);
    respondJson(response, 500, { errors: [publicError(unforeseen(reference))] });
  }
}

/** For bytes that never became a request, so that there is no response object to answer with. */
function rawRefusal(code: string | undefined): string {
  const late = code === "ERR_HTTP_REQUEST_TIMEOUT";
  const [status, sentence] = late
    ? ["408 Request Timeout", "the request was not complete in time; send it at once"]
    : ["400 Bad Request", "the bytes are not one well-formed HTTP/1.1 request"];
  const body = JSON.stringify({ errors: [publicError(new Refusal("BAD_REQUEST", sentence))] });
  return [
    `HTTP/1.1 ${status}`,
    "Connection: close",
    "Content-Type: application/json; charset=utf-8",
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
