/** The door with TLS of its own, and behind a proxy that ends it. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { BlockList } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { tlsMaterial } from "../../schema/contract/tls";
import { hasOpenssl, openAuthority } from "../../test/support/certificates";
import { respondJson } from "./respond";
import { openServer, type OpenServer, type ServerOptions } from "./server";

const folder = mkdtempSync(join(tmpdir(), "secure-"));
const opened: OpenServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close(0)));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function open(options: Partial<ServerOptions>): Promise<number> {
  const routes: ServerOptions["routes"] = async (_, response) => respondJson(response, 200, {});
  const server = await openServer({ host: "127.0.0.1", port: 0, routes, onError: () => undefined, ...options });
  opened.push(server);
  return server.port;
}

interface Got {
  status: number;
  hsts: string | undefined;
  serial: string | undefined;
}

function get(port: number, ca?: string): Promise<Got | string> {
  const options = { host: "127.0.0.1", port, path: "/", agent: false as const };
  return new Promise((resolve) => {
    const outgoing = ca === undefined ? plain(options) : secure({ ...options, ca: readFileSync(ca) });
    outgoing.on("error", (error: NodeJS.ErrnoException) => resolve(error.code!));
    outgoing.on("response", (response) => {
      const socket = response.socket as TLSSocket;
      const serial = ca === undefined ? undefined : socket.getPeerCertificate().serialNumber;
      response
        .resume()
        .on("end", () => resolve({ status: response.statusCode!, hsts: response.headers["strict-transport-security"], serial }));
    });
    outgoing.end();
  });
}

const withOpenssl = hasOpenssl() ? it : it.skip;
if (!hasOpenssl()) process.stderr.write("openssl is not on this machine: certificates are not tried\n");

withOpenssl("speaks TLS with HSTS, and a renewed certificate is used without a restart; a broken one never", async () => {
  const authority = openAuthority(folder);
  const [cert, key] = [join(folder, "in-use.pem"), join(folder, "in-use.key")];
  const errors: string[] = [];
  const use = (one: { cert: string; key: string }) => (copyFileSync(one.cert, cert), copyFileSync(one.key, key));
  use(authority.issue("localhost"));
  const port = await open({ tls: tlsMaterial({ cert, key }, ({ message }) => errors.push(message)) });
  const first = (await get(port, authority.ca)) as Got;
  expect(first).toMatchObject({ status: 200, hsts: "max-age=31536000" });
  expect(await get(port)).toBe("ECONNRESET");
  use(authority.issue("localhost"));
  await new Promise((resolve) => setTimeout(resolve, 1_010));
  const second = (await get(port, authority.ca)) as Got;
  expect([second.status, second.serial === first.serial]).toEqual([200, false]);
  writeFileSync(key, readFileSync(authority.issue("other").key));
  await new Promise((resolve) => setTimeout(resolve, 1_010));
  expect(await get(port, authority.ca)).toMatchObject({ status: 200, serial: second.serial });
  expect(errors).toEqual([expect.stringContaining("cannot be used together")]);
});

it("behind a proxy speaks to the proxy alone, and sends HSTS through it", async () => {
  const proxies = new BlockList();
  proxies.addSubnet("127.0.0.0", 8, "ipv4");
  const others = new BlockList();
  others.addAddress("10.1.2.3");
  expect(await get(await open({ peers: proxies }))).toMatchObject({ status: 200, hsts: "max-age=31536000" });
  expect(await get(await open({ peers: others }))).toBe("ECONNRESET");
  expect(await get(await open({}))).toMatchObject({ status: 200, hsts: undefined });
});
