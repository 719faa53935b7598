import http, { type IncomingMessage, type ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { verifyWarrant, type Warrant } from "../../schema/contract/warrant";
import { httpReach } from "./httpReach";
import type { Reach, ReachEvent } from "./reach";

const key = Buffer.alloc(32, 7);
const warrant: Warrant = {
  requestId: "r1",
  purpose: "LICENSING_REVIEW",
  caseNumber: "c1",
  officer: "o1",
  scopes: ["person:read"],
  subjects: ["p1"],
  open: {},
  today: "2026-01-01",
};
const json = { "content-type": "application/json" };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serving(answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void) {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(request, response, Buffer.concat(chunks));
  });
  return listening(server);
}

async function listening(server: net.Server): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function reaching(url: string, options: Partial<Parameters<typeof httpReach>[0]> = {}) {
  const events: ReachEvent["kind"][] = [];
  const reach = httpReach({ subgraph: "tax", url, keys: () => [key], onEvent: ({ kind }) => events.push(kind), ...options });
  closing.push(() => reach.close());
  const call = (ms = 400) => reach.call({ subgraph: "tax", body: { query: "{a}" }, warrant, deadlineAt: Date.now() + ms });
  return { reach, events, call };
}

/** A call that must fail, and what the log is told. */
async function failing(url: string, expected: ReachEvent["kind"], ms = 400) {
  const { call, events } = reaching(url);
  const started = Date.now();
  const refusal = await call(ms).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: "Refusal", code: "SECTOR_UNAVAILABLE" });
  expect((refusal as Error).message).not.toMatch(/\d|http|tax|port/);
  expect(events).toEqual([expected]);
  return Date.now() - started;
}

describe("an honest department", () => {
  it("C01 C03 gets a warrant that is bound to exactly the bytes it received", async () => {
    let seen: { authorization: string; body: Buffer; url: string } | undefined;
    const url = await serving((request, response, body) => {
      seen = { authorization: request.headers.authorization!, body, url: request.url! };
      response.writeHead(200, { "content-type": "Application/JSON; charset=utf-8" }).end(`{"data":{"a":"王"}}`);
    });
    const { reach } = reaching(url);
    const body = { query: "query Q($n:String){a}", variables: { n: "甲" }, operationName: "Q" };
    const answer = await reach.call({ subgraph: "tax", body, warrant, deadlineAt: Date.now() + 2000 });
    expect(answer).toEqual({ data: { a: "王" } });
    expect(seen!.url).toBe("/graphql");
    expect(JSON.parse(seen!.body.toString("utf8"))).toEqual(body);
    const token = seen!.authorization.replace(/^Warrant /, "");
    expect(verifyWarrant(token, { subgraph: "tax", body: seen!.body, keys: [key], now: Date.now() }).warrant).toEqual(warrant);
    expect(() => verifyWarrant(token, { subgraph: "courts", body: seen!.body, keys: [key], now: Date.now() })).toThrow();
  });

  it("C15 is heard for data and errors only", async () => {
    const url = await serving((_, response) =>
      response
        .writeHead(200, { ...json, "set-cookie": "a=b", "cache-control": "public" })
        .end(`{"data":{"a":1},"errors":[{"message":"m"}],"extensions":{"ftv1":"x"},"__proto__":{"b":1}}`),
    );
    expect(await reaching(url).call()).toEqual({ data: { a: 1 }, errors: [{ message: "m" }] });
  });

  it("answers an internal operation beside the graph, and its health", async () => {
    const url = await serving((request, response, body) => {
      if (request.url === "/health/ready") response.writeHead(200).end("ok");
      else
        response
          .writeHead(200, json)
          .end(JSON.stringify({ url: request.url, got: JSON.parse(body.toString("utf8")) as unknown }));
    });
    const { reach } = reaching(url);
    const answer = await reach.internal("resolve", { lookups: [1] }, warrant, Date.now() + 2000);
    expect(answer).toEqual({ url: "/internal/resolve", got: { lookups: [1] } });
    expect(await reach.healthy()).toBe(true);
    await expect(reach.internal("../graphql", {}, warrant, Date.now() + 2000)).rejects.toThrow(/internal operation/);
  });
});

describe("a department that is ill", () => {
  it("K04 hangs before the first byte: the deadline holds", async () => {
    const url = await serving(() => undefined);
    expect(await failing(url, "DEADLINE", 200)).toBeLessThan(1000);
    expect(await reaching(url).reach.healthy()).toBe(false);
  });

  it("K04 accepts the connection and never reads: the deadline holds", async () => {
    const server = net.createServer({ pauseOnConnect: true }, () => undefined);
    const url = await listening(server);
    expect(await failing(url, "DEADLINE", 200)).toBeLessThan(1000);
  });

  it("K04 sends headers and then nothing: the deadline holds", async () => {
    const url = await serving((_, response) => void response.writeHead(200, json).flushHeaders());
    expect(await failing(url, "DEADLINE", 200)).toBeLessThan(1000);
  });

  it("F24 drips a byte at a time: the deadline holds, and the connection is cut", async () => {
    let cut = false;
    const url = await serving((_, response) => {
      response.writeHead(200, json).write("{");
      const drip = setInterval(() => response.write(" "), 50);
      response.on("close", () => {
        cut = true;
        clearInterval(drip);
      });
    });
    expect(await failing(url, "DEADLINE", 300)).toBeLessThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(cut).toBe(true);
  });

  it("C12 F24 sends 500 MB: cut at 4 MB", async () => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    let socket: net.Socket | undefined;
    const url = await serving((request, response) => {
      socket = request.socket;
      response.writeHead(200, json);
      let left = (500 * 1024 * 1024) / chunk.length;
      const more = (): void => {
        while (left-- > 0 && !response.destroyed) if (!response.write(chunk)) return void response.once("drain", more);
        response.end();
      };
      more();
    });
    await failing(url, "TOO_LARGE", 5000);
    expect(socket!.bytesWritten).toBeLessThan(24 * 1024 * 1024); // the cap and what the kernel had buffered
  });

  it("C12 announces more than 4 MB: refused before the body", async () => {
    const url = await serving(
      (_, response) => void response.writeHead(200, { ...json, "content-length": 5_000_000 }).flushHeaders(),
    );
    await failing(url, "TOO_LARGE");
  });

  it.each([301, 302, 303, 307, 308])(
    "C11 F25 redirects with %i: not followed, the other host receives 0 bytes",
    async (status) => {
      let connections = 0;
      const other = http.createServer((_, response) => response.end());
      other.on("connection", () => connections++);
      const location = await listening(other);
      const url = await serving((_, response) => response.writeHead(status, { ...json, location }).end(`{"data":{"a":1}}`));
      await failing(url, "REDIRECT");
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(connections).toBe(0);
    },
  );

  it.each<[string, ReachEvent["kind"], number, http.OutgoingHttpHeaders, string]>([
    ["refuses the warrant", "WARRANT_REFUSED", 401, json, `{"errors":[{"message":"no"}]}`],
    ["answers 500 with JSON errors", "FAILED", 500, json, `{"errors":[{"message":"ER"}]}`],
    ["answers 204", "FAILED", 204, {}, ""],
    ["answers HTML", "MALFORMED", 200, { "content-type": "text/html" }, `{"data":{"a":1}}`],
    ["answers without content type", "MALFORMED", 200, {}, `{"data":{"a":1}}`],
    ["answers compressed", "MALFORMED", 200, { ...json, "content-encoding": "gzip" }, `{"data":{"a":1}}`],
    ["answers half a document", "MALFORMED", 200, json, `{"data":{"a":`],
    ["answers a list", "MALFORMED", 200, json, `[{"data":{"a":1}}]`],
    ["answers a text for data", "MALFORMED", 200, json, `{"data":"a"}`],
    ["answers a list for data", "MALFORMED", 200, json, `{"data":[]}`],
    ["answers an object for errors", "MALFORMED", 200, json, `{"data":{},"errors":{}}`],
    ["answers null", "MALFORMED", 200, json, "null"],
  ])("%s: unavailable", async (_, kind, status, headers, body) => {
    const url = await serving((__, response) => response.writeHead(status, headers).end(body));
    await failing(url, kind);
  });

  it("answers bytes that are no UTF-8: unavailable, never another text", async () => {
    const url = await serving((_, response) => response.writeHead(200, json).end(Buffer.from([0x22, 0xff, 0x22])));
    await failing(url, "MALFORMED");
  });

  it.each([
    ["before the headers", ""],
    ["after the headers", "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n"],
    ["in mid-JSON", `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"data":{}}`],
    ["in mid-chunk", `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"data":{}}`],
    ["with a head that is no HTTP", `{"data":{"a":1}}\r\n\r\n`],
  ])("F23 resets the connection %s: unavailable, not parsed as a partial answer", async (_, head) => {
    const server = net.createServer((socket) => {
      socket.once("data", () => socket.write(head, () => setTimeout(() => socket.resetAndDestroy(), 20)));
    });
    await failing(await listening(server), "FAILED", 1000);
  });

  it("F20 is not there at all: unavailable at once", async () => {
    const server = net.createServer();
    const url = await listening(server);
    await closing.pop()!();
    expect(await failing(url, "FAILED", 2000)).toBeLessThan(500);
  });
});

it("G22 a department that hangs takes its own connections and a bounded queue, nothing more", async () => {
  let open = 0;
  const url = await serving(() => open++);
  const { call, reach } = reaching(url, { connections: 2, waiting: 3 });
  const calls = Array.from({ length: 8 }, () => call(500).catch((error: { detail: string }) => error.detail));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(open).toBe(2);
  expect((await Promise.all(calls)).filter((detail) => String(detail).includes("too many calls"))).toHaveLength(3);
  // What waited in vain is not sent when a connection is free again.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(open).toBe(2);
  await expect(
    reach.call({ subgraph: "tax", body: { query: "{a}" }, warrant, deadlineAt: Date.now() - 1 }),
  ).rejects.toMatchObject({
    detail: "tax: not sent, no time left",
  });
});

it("recovers on the same pool once the department answers again", async () => {
  let ill = true;
  const url = await serving((_, response) => (ill ? response.destroy() : response.writeHead(200, json).end(`{"data":{"a":1}}`)));
  const { call } = reaching(url);
  await expect(call()).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE" });
  ill = false;
  await expect(call()).resolves.toEqual({ data: { a: 1 } });
});

it.each([
  "ftp://h/graphql",
  "http://user:pass@h/graphql",
  "http://h/graphql?to=x",
  "http://h/graphql#x",
  "http://h/other",
  "not an address",
])("C18 does not open with an address that is not one plain place: %s", (url) => {
  let reach: Reach | undefined;
  expect(() => (reach = httpReach({ subgraph: "tax", url, keys: () => [key] }))).toThrow();
  expect(reach).toBeUndefined();
});
