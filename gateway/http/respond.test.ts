import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
