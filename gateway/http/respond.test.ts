import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { respondHtml, respondJson, respondText } from "./respond";

let answer: (response: ServerResponse) => void;
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

it("sends JSON whole, with its length in bytes, stored and sniffed by nobody", async () => {
  answer = (response) => respondJson(response, 403, { name: "王" }, { "retry-after": "3" });
  const response = await fetch(address);
  expect(await response.text()).toBe('{"name":"王"}');
  expect([response.status, response.headers.get("retry-after")]).toEqual([403, "3"]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "content-length": "14",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  answer = (response_) => respondJson(response_, 200, '{"already":"text"}');
  expect(await (await fetch(address)).json()).toEqual({ already: "text" });
});

it.each(["", "ASCII", "café ¾ÿ", "王小明 café", "𠮷😀", "\u0000\u007f"])("sends the text %j as it is", async (text) => {
  answer = (response) => respondJson(response, 200, { text });
  const response = await fetch(address);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes).toEqual(Buffer.from(JSON.stringify({ text }), "utf8"));
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
});

it("B12 lets a page load and reach nothing but this server", async () => {
  for (const respond of [respondHtml, respondText]) {
    answer = (response) => respond(response, 200, "<p>");
    const policy = (await fetch(address)).headers.get("content-security-policy") ?? "";
    const directives = new Map(policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("script-src")).toEqual(["'self'"]);
    expect(directives.get("connect-src")).toEqual(["'self'"]);
    for (const name of ["frame-ancestors", "base-uri", "form-action"]) expect(directives.get(name)).toEqual(["'none'"]);
    expect(policy).not.toMatch(/http|\*|unsafe-eval/);
  }
  answer = (response) => respondText(response, 200, "x 1", { "content-type": "text/plain; version=0.0.4" });
  expect((await fetch(address)).headers.get("content-type")).toBe("text/plain; version=0.0.4");
});

describe("refused before its body was read", () => {
  const BODY = 400_000;

  async function posting(sent: number) {
    answer = (response) => respondJson(response, 401, { refused: true });
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let received = "";
    socket.on("data", (chunk) => (received += chunk)).on("error", () => undefined);
    await once(socket, "connect");
    const ask = (length: number) => socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
    ask(BODY);
    socket.write("x".repeat(sent));
    const answers = async (count: number) => {
      while (received.split("HTTP/1.1 401").length <= count) await once(socket, "data");
      return received;
    };
    return { socket, ask, answers };
  }

  it("G11 a request whose body arrives is answered, and its connection is good for the next", async () => {
    const { socket, ask, answers } = await posting(BODY);
    expect(await answers(1)).not.toMatch(/connection: close/i);
    ask(0);
    expect(await answers(2)).toContain('{"refused":true}');
    socket.destroy();
  });

  it("G15 one whose body does not arrive is answered all the same, and its connection ends", async () => {
    const { socket, answers } = await posting(10);
    const ended = once(socket, "end");
    expect(await answers(1)).toMatch(/connection: close[^]*\{"refused":true\}/i);
    await ended;
  });
});
