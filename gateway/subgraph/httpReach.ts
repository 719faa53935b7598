/**
 * A department over HTTP.
 *
 * Threat (ATTACKS C11, C12, C15, C18, G22, K04): a department that hangs, drips, floods, redirects the person ids to
 * another host, or sends headers and extensions of its own. So: one fixed origin, a pool of its own, a deadline over
 * connect, headers and body together, a cap on bytes, no redirect ever followed, and only `data` and `errors` kept.
 */
import { buildConnector, Pool } from "undici";
import type { TlsMaterial } from "../../schema/contract/tls";
import type { WarrantKeys } from "../../schema/contract/warrantKeys";
import { signWarrant, WARRANT_SCHEME, type Warrant } from "../../schema/contract/warrant";
import { exchange, Late, type Headers } from "./exchange";
import { MAX_ANSWER_BYTES, parseAnswer, UnreadableAnswer } from "./readAnswer";
import {
  NotSent,
  sectorUnavailable,
  type Reach,
  type ReachEvent,
  type SubgraphAnswer,
  type SubgraphBody,
  type SubgraphCall,
} from "./reach";

export interface HttpReachOptions {
  subgraph: string;
  /** The one address that is called, e.g. `http://127.0.0.1:4103/graphql`; its neighbours are `/internal/…` and `/health/ready`. */
  url: string;
  /** Keys of this subgraph's warrants; without any nothing is signed, for a foreign subgraph knows no warrants. */
  keys: WarrantKeys | undefined;
  /** Over https: what the gateway shows of itself, and the authority that must vouch for the subgraph by its name. */
  tls?: (() => TlsMaterial) | undefined;
  now?: () => number;
  /** Connections at most; what goes beyond waits. */
  connections?: number;
  /** Calls waiting for a connection at most; what goes beyond is refused at once. */
  waiting?: number;
  onEvent?: (event: ReachEvent) => void;
}

const HEALTH_MS = 1000;
const CONNECT_MS = 1500;
const INTERNAL_NAME = /^[A-Za-z][A-Za-z.]{0,63}$/;

export function httpReach(options: HttpReachOptions): Reach {
  const { subgraph, keys, now = Date.now, connections = 32, waiting = 256, onEvent } = options;
  const { origin, base } = addressOf(options.url, subgraph);
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    connect: connectorFor(subgraph, options.tls),
    // An exchange has a deadline of its own, over all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const graphql = `${base}/graphql`;
  let inFlight = 0;

  function fail(kind: ReachEvent["kind"], detail: string) {
    onEvent?.({ kind, subgraph, detail });
    return sectorUnavailable(subgraph, detail);
  }

  async function post<T>(
    path: string,
    body: string,
    { warrant, deadlineAt }: Pick<SubgraphCall, "warrant" | "deadlineAt">,
    read: (bytes: Buffer) => T,
  ): Promise<T> {
    const withinMs = deadlineAt - now();
    if (withinMs <= 0) throw new NotSent("SECTOR_UNAVAILABLE", subgraph, "no time left");
    if (inFlight >= connections + waiting) throw new NotSent("SECTOR_UNAVAILABLE", subgraph, "too many calls are waiting");
    inFlight++;
    try {
      const headers = headersFor(body, warrant);
      return read(await exchange(pool, { path, method: "POST", headers, body, withinMs, refuseHead }));
    } catch (error) {
      throw error instanceof Late ? fail("DEADLINE", error.message) : asRefusal(error, fail);
    } finally {
      inFlight--;
    }
  }

  function headersFor(body: string, warrant: Warrant): Record<string, string> {
    if (keys === undefined) return PLAIN_HEADERS;
    const jws = signWarrant(warrant, { subgraph, body, key: keys()[0]!, now: now() });
    return { ...PLAIN_HEADERS, authorization: `${WARRANT_SCHEME} ${jws}` };
  }

  function refuseHead(status: number, headers: Headers): Error | undefined {
    const problem = headProblem(status, headers);
    return problem && fail(...problem);
  }

  return {
    subgraph,
    call(call) {
      const { body } = call;
      const anyDepth = body.check !== undefined;
      return post(graphql, body.wire ?? written(body), call, (bytes) => answerOf(parseAnswer(bytes, { anyDepth })));
    },
    async internal(operation, payload, warrant, deadlineAt) {
      if (!INTERNAL_NAME.test(operation)) throw new Error("not the name of an internal operation");
      return post(`${base}/internal/${operation}`, JSON.stringify(payload ?? null), { warrant, deadlineAt }, parseAnswer);
    },
    healthy: () =>
      exchange(pool, {
        path: `${base}/health/ready`,
        method: "GET",
        headers: {},
        withinMs: HEALTH_MS,
        refuseHead: refuseUnwell,
      }).then(
        () => true,
        () => false,
      ),
    close: () => pool.destroy(),
  };
}

/**
 * The name that a certificate must carry is the department's code, whatever the host is called (ATTACKS C18): an address that
 * leads to another department ends in the handshake. A renewed certificate is shown from the next connection on.
 */
function connectorFor(subgraph: string, tls: HttpReachOptions["tls"]): buildConnector.connector {
  if (tls === undefined) return buildConnector({ timeout: CONNECT_MS });
  let [shown, connect] = [tls(), undefined as buildConnector.connector | undefined];
  return (options, callback) => {
    const current = tls();
    if (connect === undefined || current !== shown)
      connect = buildConnector({ timeout: CONNECT_MS, ...(shown = current), servername: subgraph });
    return connect({ ...options, servername: subgraph }, callback);
  };
}

const PLAIN_HEADERS = { "content-type": "application/json", accept: "application/json" };

function written({ query, variables, operationName }: SubgraphBody): string {
  return JSON.stringify({ query, ...(variables && { variables }), ...(operationName !== undefined && { operationName }) });
}

function refuseUnwell(status: number): Error | undefined {
  return status === 200 ? undefined : new Error(`status ${status}`);
}

/** Origin and path prefix of the configured address. */
function addressOf(url: string, subgraph: string): { origin: string; base: string } {
  const { protocol, origin, pathname, username, password, search, hash } = new URL(url);
  const plain = (protocol === "http:" || protocol === "https:") && username + password + search + hash === "";
  if (!plain || !pathname.endsWith("/graphql")) {
    throw new Error(`the address of subgraph ${subgraph} must be http(s)://host:port/graphql without user, query or fragment`);
  }
  return { origin, base: pathname.slice(0, -"/graphql".length) };
}

/** What is wrong before the first byte of the body is read. */
function headProblem(
  status: number,
  headers: Record<string, string | string[] | undefined>,
): [ReachEvent["kind"], string] | undefined {
  if (status === 401 || status === 403) return ["WARRANT_REFUSED", `status ${status}`];
  if (status >= 300 && status < 400) return ["REDIRECT", `status ${status}`];
  if (status !== 200) return ["FAILED", `status ${status}`];
  const [type] = String(headers["content-type"] ?? "").split(";", 1);
  if (type!.trim().toLowerCase() !== "application/json") return ["MALFORMED", "content type is not application/json"];
  if (headers["content-encoding"] !== undefined) return ["MALFORMED", "content encoding was not asked for"];
  return Number(headers["content-length"] ?? 0) > MAX_ANSWER_BYTES ? ["TOO_LARGE", "content length"] : undefined;
}

/** `data` and `errors` of the value, nothing else. @throws {UnreadableAnswer} when it is no answer. */
function answerOf(value: unknown): SubgraphAnswer {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw noAnswer();
  const { data = null, errors } = value as SubgraphAnswer;
  if (typeof data !== "object" || Array.isArray(data)) throw noAnswer();
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) throw noAnswer();
  return { data, ...(errors && { errors }) };
}

function noAnswer(): UnreadableAnswer {
  return new UnreadableAnswer("MALFORMED", "not a GraphQL answer");
}

/** Codes of the wire say enough; their messages name hosts. */
function asRefusal(error: unknown, fail: (kind: ReachEvent["kind"], detail: string) => Error): unknown {
  if (error instanceof UnreadableAnswer) return fail(error.kind, error.message);
  if (error instanceof Error && error.name === "Refusal") return error;
  return fail("FAILED", String((error as { code?: unknown }).code ?? (error as Error).name));
}
