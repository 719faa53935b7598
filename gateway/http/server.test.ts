/** Over real sockets: odd bytes, odd names, deadlines, errors, and the end of a server. */
import { createServer, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Refusal } from "../../schema/contract/publicCode";
import { checkHead } from "./checkHead";
import { readBody } from "./readBody";
import { receiveBytes } from "./receiveBytes";
import { respondJson } from "./respond";
import { openServer, type OpenServer, type ServerOptions } from "./server";

const opened: OpenServer[] = [];
const seen: string[] = [];
const errors: unknown[][] = [];

async function open(options: Partial<ServerOptions> = {}): Promise<OpenServer> {
  const server = await openServer({
    host: "127.0.0.1",
    port: 0,
    onError: (...heard) => errors.push(heard),
    routes: async (request, response, url) => {
      seen.push(`${request.method} ${url.pathname}`);
      if (request.method === "POST") checkHead(request);
      if (request.method === "POST") readBody(await receiveBytes(request, { maxBytes: 1_000, deadlineMs: 1_000 }));
      respondJson(response, 200, { host: url.host, path: url.pathname });
    },
    ...options,
  });
  opened.push(server);
  return server;
}

beforeEach(() => {
  seen.length = errors.length = 0;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close(0)));
});

/** Sends these bytes, and gives what came back until the server ended the connection. */
function exchange(port: number, bytes: string, patienceMs = 4_000): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on("data", (chunk) => (text += chunk.toString())).on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

const statuses = (text: string): string[] => text.match(/HTTP\/1\.1 \d{3}/g)?.map((line) => line.slice(9)) ?? [];

it("H11 refuses two readings of where a request ends, and closes", async () => {
  const { port } = await open();
  const json = `Host: localhost:${port}\r\nContent-Type: application/json\r\n`;
  const smuggled = `GET /smuggled HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  const attacks = {
    "CL and TE": `POST / HTTP/1.1\r\n${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    "TE and CL": `POST / HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
    "two CL": `POST / HTTP/1.1\r\n${json}Content-Length: 0\r\nContent-Length: 40\r\n\r\n${smuggled}`,
    "two equal CL": `POST / HTTP/1.1\r\n${json}Content-Length: 0\r\nContent-Length: 0\r\n\r\n${smuggled}`,
    "CL list": `POST / HTTP/1.1\r\n${json}Content-Length: 0, 0\r\n\r\n${smuggled}`,
    "CL sign": `POST / HTTP/1.1\r\n${json}Content-Length: +0\r\n\r\n${smuggled}`,
    "space before colon": `POST / HTTP/1.1\r\n${json}Content-Length : 0\r\n\r\n${smuggled}`,
    "folded header": `POST / HTTP/1.1\r\n${json}X-A: a\r\n Content-Length: 40\r\n\r\n${smuggled}`,
    "folded TE": `POST / HTTP/1.1\r\n${json}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    "bare LF in the head": `POST / HTTP/1.1\n${json.replaceAll("\r", "")}Content-Length: 0\n\n${smuggled}`,
    "one bare LF": `POST / HTTP/1.1\r\n${json}X-A: b\nContent-Length: 0\r\n\r\n${smuggled}`,
    "bare CR": `POST / HTTP/1.1\r\n${json}X-A: b\rContent-Length: 0\r\n\r\n${smuggled}`,
    "other TE": `POST / HTTP/1.1\r\n${json}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
    "bare LF in chunks": `POST / HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n${smuggled}`,
    "NUL in a header": `POST / HTTP/1.1\r\n${json}X-A: \0\r\nContent-Length: 0\r\n\r\n${smuggled}`,
    "no HTTP at all": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  };
  for (const [name, bytes] of Object.entries(attacks)) {
    const text = await exchange(port, bytes);
    expect([name, statuses(text)]).toEqual([name, ["400"]]);
    expect(text).toMatch(/^Connection: close\r$/im);
    expect(JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4))).toMatchObject({
      errors: [{ extensions: { code: "BAD_REQUEST" } }],
    });
  }
  expect(seen).not.toContain("GET /smuggled");
});

it("H11 does not take the unread rest of a refused body for a request", async () => {
  const { port } = await open();
  const rest = `GET /smuggled HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  const head = `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n`;
  expect(statuses(await exchange(port, head + rest))).toEqual(["415"]);
  expect(seen).toEqual(["POST /"]);
});

it("H13 answers under its own names only, whatever a proxy's header says", async () => {
  const { port } = await open({ allowedHosts: ["Credit.Example.cn"] });
  const ask = async (lines: string, target = "/a"): Promise<string> =>
    exchange(port, `GET ${target} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `LOCALHOST:${port}`, "credit.example.cn"]) {
    expect(statuses(await ask(`Host: ${host}\r\n`))).toEqual(["200"]);
  }
  const foreign = [
    "evil.example",
    "localhost",
    `localhost:${port + 1}`,
    `localhost:${port}.evil.example`,
    `a@localhost:${port}`,
    "",
    `localhost:${port}, evil`,
  ];
  for (const host of foreign) {
    const text = await ask(`Host: ${host}\r\nX-Forwarded-Host: localhost:${port}\r\nForwarded: host=localhost:${port}\r\n`);
    expect([host, statuses(text)]).toEqual([host, ["421"]]);
    expect(text).toContain('"BAD_REQUEST"');
    expect(text).not.toContain("evil");
  }
  expect(statuses(await ask(`Host: localhost:${port}\r\nHost: evil.example\r\n`))).toEqual(["421"]);
  expect(statuses(await ask(""))).toEqual(["400"]);
  expect(await ask(`Host: localhost:${port}\r\nX-Forwarded-Host: evil.example\r\n`)).not.toContain("evil");
});

it("H13 takes a path as the target, and no address of another host", async () => {
  const { port } = await open({ allowedHosts: ["credit.example.cn"] });
  const ask = (target: string): Promise<string> =>
    exchange(port, `GET ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  expect(statuses(await ask("http://evil.example/a"))).toEqual(["400"]);
  expect(statuses(await ask("*"))).toEqual(["400"]);
  const named = (target: string): Promise<string> =>
    exchange(port, `GET ${target} HTTP/1.1\r\nHost: credit.example.cn\r\nConnection: close\r\n\r\n`);
  expect(statuses(await named("http://evil.example/a"))).toEqual(["400"]);
  expect(await ask("//evil.example/a")).toContain(JSON.stringify({ host: `localhost:${port}`, path: "//evil.example/a" }));
});

it("G15 ends connections that send nothing, or their head or body too slowly", async () => {
  const { port } = await open({ headersTimeoutMs: 300, requestTimeoutMs: 600 });
  const started = Date.now();
  const slow = [
    "",
    "GET / HT",
    `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-A:`,
    `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  ];
  const answers = await Promise.all(slow.map((bytes) => exchange(port, bytes)));
  expect(answers.map(statuses)).toEqual([["408"], ["408"], ["408"], ["408"]]);
  expect(Date.now() - started).toBeLessThan(3_000);
  expect(errors).toEqual([]);
});

it("G15 turns away connections beyond its number", async () => {
  const { port } = await open({ maxConnections: 2 });
  const holding = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
  await Promise.all(holding.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await exchange(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`, 1_000)).toBe("");
  holding.forEach((socket) => socket.destroy());
});

it("answers a refusal with its code, status and headers, and keeps its detail", async () => {
  const { port } = await open({
    routes: () =>
      Promise.reject(new Refusal("RATE_LIMITED", "too many", { detail: "who and why", headers: { "retry-after": "7" } })),
  });
  const text = await exchange(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  expect(statuses(text)).toEqual(["429"]);
  expect(text).toMatch(/^retry-after: 7\r$/im);
  expect(text).toContain('{"errors":[{"message":"too many","extensions":{"code":"RATE_LIMITED"}}]}');
  expect(text).not.toContain("who and why");
  expect(errors).toEqual([]);
});

it("B14 B15 answers an unforeseen error with a reference number that the log has too, and with nothing else", async () => {
  const error = new Error("SELECT name FROM person WHERE host = 'db-1'");
  const { port } = await open({ routes: () => Promise.reject(error) });
  const text = await exchange(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  expect(statuses(text)).toEqual(["500"]);
  expect(text).not.toMatch(/SELECT|db-1|\.ts/);
  const { errors: answered } = JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4)) as {
    errors: [{ extensions: { code: string; reference: string } }];
  };
  expect(answered[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(answered[0].extensions.reference).toMatch(/^[\w-]{12}$/);
  expect(errors).toEqual([[error, answered[0].extensions.reference]]);
});

it("cuts the connection when an answer breaks off half way", async () => {
  const { port } = await open({
    routes: async (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("half");
      throw new Error("broke");
    },
  });
  const text = await exchange(port, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  expect(text).not.toContain("INTERNAL_SERVER_ERROR");
  expect(errors).toEqual([[expect.objectContaining({ message: "broke" })]]);
});

it("says which port is in use and what to do", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(open({ port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is already in use: stop the program that uses it, or set PORT`,
  );
  await expect(open({ host: "192.0.2.1" })).rejects.toThrow("192.0.2.1 is no address of this machine");
  await new Promise((resolve) => other.close(resolve));
});

/** A route that answers when told to. */
function heldRoute(): { routes: ServerOptions["routes"]; begun: Promise<void>; release: () => void } {
  let release = (): void => undefined;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const held = new Promise<void>((resolve) => (release = resolve));
  const routes: ServerOptions["routes"] = async (_request, response) => {
    begin();
    await held;
    respondJson(response, 200, { done: true });
  };
  return { routes, begun, release };
}

const get = (port: number): Promise<number | string> =>
  new Promise((resolve) => {
    const outgoing = send({ host: "127.0.0.1", port, agent: false, headers: { connection: "keep-alive" } }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode!));
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => resolve(error.code!)).end();
  });

it("lets a running request finish when it closes, takes no new one, and keeps no connection", async () => {
  const { routes, begun, release } = heldRoute();
  const server = await open({ routes });
  const running = exchange(server.port, `GET / HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
  await begun;
  const started = Date.now();
  const closing = server.close(5_000);
  expect(await get(server.port)).toBe("ECONNREFUSED");
  release();
  expect(await running).toMatch(/^HTTP\/1\.1 200 .*"done":true/s);
  await closing;
  expect(Date.now() - started).toBeLessThan(2_000);
});

it("ends a request that does not finish within the grace", async () => {
  const { routes, begun, release } = heldRoute();
  const server = await open({ routes });
  const running = get(server.port);
  await begun;
  await server.close(100);
  expect(await running).toBe("ECONNRESET");
  release();
});
