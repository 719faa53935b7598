/**
 * The door of a subgraph that runs alone: GraphQL, internal operations and health, over HTTP/1.1.
 *
 * Threat (ATTACKS C01–C06): whoever reaches the port asks for everybody. So nothing is parsed before a warrant for
 * these very bytes was verified; a warrant is good once; introspection and `_service` are not served; an `_entities`
 * call names at most 200 persons. Without all that the answer is 401 and no word more.
 */
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidationRule,
} from "graphql";
import { LRUCache } from "lru-cache";
import { kindOfError } from "../../../schema/contract/kindOfError";
import { verifyWarrant, WARRANT_SCHEME, WarrantRefused, type Warrant } from "../../../schema/contract/warrant";
import { createRenewingServer, type TlsMaterial } from "../../../schema/contract/tls";
import type { WarrantKeys } from "../../../schema/contract/warrantKeys";
import type { GraphQLBody, RunningSubgraph } from "../subgraph";
import { publicErrors } from "./publicErrors";
import { ReplayGuard } from "./replayGuard";

const MAX_BODY_BYTES = 4_500_000;
const MAX_ENTITIES = 200;
/** What is being answered when the door closes has this long. */
const DRAIN_MS = 8_000;

export interface DoorOptions {
  host: string;
  port: number;
  warrantKeys: WarrantKeys;
  /** Keys of warrants for `/internal/events` alone. */
  eventsKeys?: WarrantKeys;
  /** With it the door speaks TLS, to who shows a certificate of its authority. */
  tls?: (() => TlsMaterial) | undefined;
  /** Names of the certificates that may connect; left out = whoever the authority vouches for. */
  callers?: readonly string[] | undefined;
  now?: () => number;
  onEvent?: (event: { kind: string; detail: string }) => void;
}

export interface Door {
  port: number;
  close(): Promise<void>;
}

interface Context {
  own: object;
}

/** Listens. Rejects with a sentence when the port cannot be had. */
export async function openDoor(
  subgraph: RunningSubgraph,
  contextOf: (warrant: Warrant) => object,
  options: DoorOptions,
): Promise<Door> {
  const onEvent = options.onEvent ?? (() => undefined);
  const apollo = new ApolloServer<Context["own"] & object>({
    schema: subgraph.built().schema,
    introspection: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    validationRules: [withoutService],
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
    formatError: (formatted, error) => publicForm(formatted, error, onEvent),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await apollo.start();
  const replays = new ReplayGuard();
  const now = options.now ?? Date.now;
  const server = createDoor(options, (request, response) => {
    // A door that is closing keeps no connection open for a further call.
    if (!server.listening) response.shouldKeepAlive = false;
    response.once("close", () => !server.listening && setImmediate(() => server.closeIdleConnections()));
    void answer(request, response).catch((error: unknown) => {
      onEvent({ kind: "FAILED", detail: kindOfError(error) });
      if (!response.headersSent) send(response, 500, { errors: [{ message: "the department could not answer" }] });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0]!;
    if (request.method === "GET" && path === "/health/live") return send(response, 200, {});
    if (request.method === "GET" && path === "/health/ready") return send(response, (await subgraph.healthy()) ? 200 : 503, {});
    const bytes = request.method === "POST" ? await receive(request) : undefined;
    const warrant = bytes && admitted(request, bytes, path);
    if (!bytes || !warrant) return send(response, 401, { errors: [{ message: "no warrant" }] });
    const body = JSON.parse(bytes.toString("utf8")) as unknown;
    if (path === "/graphql") return graphql(body as GraphQLBody, warrant, response);
    if (path.startsWith("/internal/"))
      return send(response, 200, (await subgraph.internal(path.slice("/internal/".length), body, warrant)) as object);
    send(response, 404, { errors: [{ message: "no such operation" }] });
  }

  /** The warrant of this call, if it is one, for these bytes, and used for the first time. */
  function admitted(request: IncomingMessage, bytes: Buffer, path: string): Warrant | undefined {
    const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
    try {
      if (scheme !== WARRANT_SCHEME) throw new WarrantRefused("no warrant");
      const keys = [...options.warrantKeys(), ...(path === "/internal/events" ? (options.eventsKeys?.() ?? []) : [])];
      const call = { subgraph: subgraph.name, body: bytes, keys, now: now() };
      const { warrant, jti, exp } = verifyWarrant(token, call);
      if (!replays.first(jti, exp * 1000, now())) throw new WarrantRefused("used before");
      return warrant;
    } catch (error) {
      onEvent({ kind: "WARRANT_REFUSED", detail: error instanceof Error ? error.message : "malformed" });
      return undefined;
    }
  }

  async function graphql(body: GraphQLBody, warrant: Warrant, response: ServerResponse): Promise<void> {
    const representations = body.variables?.["representations"];
    if (Array.isArray(representations) && representations.length > MAX_ENTITIES) {
      return send(response, 400, { errors: [{ message: `at most ${MAX_ENTITIES} entities a call` }] });
    }
    const data = isValid(body) ? await subgraph.read(body, warrant) : undefined;
    if (data !== undefined) return send(response, 200, { data });
    const headers = new HeaderMap([["content-type", "application/json"]]);
    const answered = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body },
      context: async () => contextOf(warrant),
    });
    const text = answered.body.kind === "complete" ? answered.body.string : "{}";
    send(response, answered.status ?? 200, text);
  }

  const valid = new LRUCache<string, boolean>({ max: 500 });

  /** May a compiled read answer it? Whatever is wrong with it is told by the server. */
  function isValid({ query, variables, operationName }: GraphQLBody): boolean {
    if (typeof query !== "string" || operationName != null || typeof (variables ?? {}) !== "object") return false;
    let known = valid.get(query);
    if (known === undefined) valid.set(query, (known = validates(query, subgraph.built().schema)));
    return known;
  }

  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
      clearTimeout(late);
      await apollo.stop();
    },
  };
}

function validates(query: string, schema: GraphQLSchema): boolean {
  try {
    return validate(schema, parse(query, { noLocation: true }), [...specifiedRules, withoutService]).length === 0;
  } catch {
    return false;
  }
}

const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 60_000 };

/** A certificate that the authority issued to somebody else opens nothing (ATTACKS C01, C18). */
function createDoor({ tls, callers }: DoorOptions, answer: RequestListener): Server {
  if (tls === undefined) return createServer(TIMEOUTS, answer);
  const server = createRenewingServer(tls, { ...TIMEOUTS, requestCert: true, rejectUnauthorized: true });
  server.on("request", answer);
  server.on("secureConnection", (socket) => {
    const { CN } = socket.getPeerCertificate().subject ?? {};
    if (callers !== undefined && !callers.includes(String(CN))) socket.destroy();
  });
  return server;
}

/** `_service { sdl }` is for composition, which reads files. */
const withoutService: ValidationRule = (context) => ({
  Field(node) {
    if (node.kind === Kind.FIELD && node.name.value === "_service") context.reportError(new GraphQLError("not served"));
  },
});

function publicForm(formatted: GraphQLFormattedError, error: unknown, onEvent: DoorOptions["onEvent"]): GraphQLFormattedError {
  const inner =
    error instanceof GraphQLError ? error : new GraphQLError(formatted.message, { extensions: formatted.extensions ?? {} });
  const [shown] = publicErrors([inner], (cause) =>
    onEvent?.({ kind: "FAILED", detail: cause instanceof Error ? cause.name : "error" }),
  );
  return { message: shown!.message, ...(formatted.path && { path: formatted.path }), extensions: shown!.extensions };
}

async function receive(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, payload: object | string): void {
  const body = Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload), "utf8");
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
  });
  response.end(body);
}

function listen(server: Server, { host, port }: DoorOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentence =
        error.code === "EADDRINUSE"
          ? `port ${port} is in use: stop what uses it, or set PORT to a free one`
          : `cannot listen on ${host}:${port} (${error.code})`;
      reject(new Error(sentence));
    });
    server.listen(port, host, () => resolve());
  });
}
