/** Attacks on tokens at the door (catalogue section D: D14, D19): raw sockets, the real server, the real authenticator. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Authenticator } from "../../gateway/authenticate/authenticator";
import { respondJson } from "../../gateway/http/respond";
import { openServer, type OpenServer } from "../../gateway/http/server";
import { jwks, KEYS, token, withClock } from "./d-tokens-issuer";

const folder = mkdtempSync(join(tmpdir(), "d-tokens-door-"));
const file = join(folder, "jwks.json");
writeFileSync(file, jwks(KEYS.EdDSA));
afterAll(() => rmSync(folder, { recursive: true }));

let authenticator: Authenticator;
let server: OpenServer;
let seen: Record<string, unknown> = {};
beforeEach(async () => {
  ({ authenticator } = await withClock({ jwks: file }));
  server = await openServer({
    host: "127.0.0.1",
    port: 0,
    onError: (error) => {
      throw error;
    },
    routes: async (request, response) => {
      seen = { ...request.headers, raw: request.rawHeaders.join("|") };
      const caller = await authenticator.authenticate(request.headersDistinct.authorization ?? []);
      respondJson(response, 200, { ...caller, scopes: [...caller.scopes] });
    },
  });
});
afterEach(async () => {
  await server.close(0);
  await authenticator.close();
});

/** Sends header lines as they stand. */
const send = (lines: string[], path = "/"): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write(
        [`GET ${path} HTTP/1.1`, `Host: localhost:${server.port}`, ...lines, "Connection: close", "", ""].join("\r\n"),
      );
    });
    socket.on("data", (chunk) => (text += chunk.toString())).on("error", reject);
    socket.on("close", () => resolve({ status: Number(text.slice(9, 12)), body: text.slice(text.indexOf("\r\n\r\n") + 4) }));
  });

it("D14 takes a token from one Authorization header and from nowhere else", async () => {
  const good = token();
  expect(await send([`Authorization: Bearer ${good}`])).toMatchObject({ status: 200 });
  const bad: [string[], string?][] = [
    [[`Authorization: Bearer ${good}`, `Authorization: Bearer ${good}`]],
    [[`Authorization: Bearer ${good}`, "authorization: Basic eDp5"]],
    [[`Authorization: Bearer Bearer ${good}`]],
    [[`Authorization: Bearer ${good}, Bearer ${good}`]],
    [[`Authorization: bearer\t${good}`]],
    [[`Authorization: Bearer\t${good}`]],
    [[`Authorization: bearer ${good}`]],
    [[`Authorization: Bearer  ${good}`]],
    [[`Authorization: ${good}`]],
    [["Authorization: Bearer"]],
    [[`Cookie: access_token=${good}; Authorization=Bearer ${good}`]],
    [[`X-Authorization: Bearer ${good}`, `Proxy-Authorization: Bearer ${good}`]],
    [[], `/?access_token=${good}`],
    [[]],
  ];
  const answers = await Promise.all(bad.map(([lines, path]) => send(lines, path)));
  expect(answers.map(({ status }) => status)).toEqual(bad.map(() => 401));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
});

it("D19 gives identity headers from outside to nobody", async () => {
  const authorization = `Authorization: Bearer ${token()}`;
  const plain = await send([authorization]);
  const names = [
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Subject",
    "X-Agency",
    "X-Scope",
    "X-Person",
    "X-Real-IP",
    "Forwarded",
    "Cookie",
  ];
  const spoofed = await send([authorization, ...names.map((name) => `${name}: courts`)]);
  expect(spoofed).toEqual(plain);
  expect(JSON.parse(spoofed.body)).toMatchObject({ agency: "licensing", scopes: ["person:read"] });
  expect(seen).toHaveProperty("authorization");
  expect(JSON.stringify(seen)).not.toContain("courts");
  expect(await send(names.map((name) => `${name}: courts`))).toMatchObject({ status: 401 });
});
