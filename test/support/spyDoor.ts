/**
 * What stands between a gateway and a department that are two processes: a door before the department's own. Whoever is
 * wrapped around the department sees each call there, and may change what it answers. A call that nobody changes goes on
 * byte for byte, with the warrant that it came with.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent } from "undici";
import { verifyWarrant, type Warrant } from "../../schema/contract/warrant";
import type { WarrantKeys } from "../../schema/contract/warrantKeys";
import type { LocalOne } from "../../scripts/start";

export interface SpyDoor {
  url: string;
  close(): Promise<void>;
}

/** A call as it came. */
interface Came {
  method: string;
  path: string;
  authorization: string;
  bytes: Buffer;
}

/** What the department answered, where that is no answer of its graph. */
class Turned extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super("turned away");
  }
}

/** `to` is the origin of the department's own door; `keys` are those of its warrants. */
export async function openSpyDoor(
  one: LocalOne,
  { to, keys, wrap }: { to: string; keys: WarrantKeys; wrap: (one: LocalOne) => LocalOne },
): Promise<SpyDoor> {
  const agent = new Agent({ keepAliveTimeout: 5_000 });
  const calls = new AsyncLocalStorage<Came>();

  async function send({ method, path, authorization, bytes }: Came): Promise<{ status: number; text: string }> {
    const headers = { authorization, "content-type": "application/json" };
    const body = method === "POST" ? bytes : null;
    const response = await agent.request({ origin: to, path, method: method as "GET" | "POST", headers, body });
    return { status: response.statusCode, text: await response.body.text() };
  }

  /** The call that is under way, sent on. */
  async function forward(): Promise<never> {
    const { status, text } = await send(calls.getStore()!);
    if (status !== 200) throw new Turned(status, text);
    return JSON.parse(text) as never;
  }

  const far: LocalOne = { ...one, running: { ...one.running, execute: forward, internal: forward } };
  const { running } = wrap(far);

  async function answer(came: Came): Promise<{ status: number; text: string }> {
    const warrant = came.method === "POST" ? warrantOf(came) : undefined;
    if (warrant === undefined) return send(came);
    const body = JSON.parse(came.bytes.toString("utf8")) as never;
    const operation = came.path.startsWith("/internal/") ? came.path.slice("/internal/".length) : undefined;
    try {
      const answered = await (operation === undefined
        ? running.execute(body, warrant)
        : running.internal(operation, body, warrant));
      return { status: 200, text: JSON.stringify(answered) };
    } catch (error) {
      // A department that fails tells whatever it knows.
      return error instanceof Turned ? error : { status: 500, text: JSON.stringify({ errors: [{ ...told(error) }] }) };
    }
  }

  function warrantOf({ authorization, bytes }: Came): Warrant | undefined {
    const token = authorization.replace(/^Warrant /, "");
    try {
      return verifyWarrant(token, { subgraph: one.running.name, body: bytes, keys: keys(), now: Date.now() }).warrant;
    } catch {
      return undefined;
    }
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void receive(request)
      .then((came) => calls.run(came, () => answer(came)))
      .then(({ status, text }) => respond(response, status, text))
      // Whoever stands behind it is gone: so is this connection.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await agent.destroy();
    },
  };
}

const told = (error: unknown) => (error instanceof Error ? { ...error, message: error.message, stack: error.stack } : {});

async function receive(request: IncomingMessage): Promise<Came> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { method = "", url: path = "", headers } = request;
  return { method, path, authorization: headers.authorization ?? "", bytes: Buffer.concat(chunks) };
}

function respond(response: ServerResponse, status: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  const headers = { "content-type": "application/json; charset=utf-8", "content-length": bytes.length };
  response.writeHead(status, headers).end(bytes);
}
