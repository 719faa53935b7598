/**
 * The issuer's key server is down for hours and its keys change meanwhile (FAULTS F31; ATTACKS D17), at the door of a whole graph:
 * the last keys serve for an hour, then nobody is believed, and it heals alone.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDevelopmentIssuer, personaNamed } from "../../scripts/developmentIssuer";
import { openFurtherGateway } from "../support/behindDoor";
import { ask, openDistrict, type District } from "../support/district";
import { until } from "../support/until";

const HOUR_MS = 3_600_000;

let district: District;
const folder = mkdtempSync(join(tmpdir(), "issuer-"));
beforeAll(async () => {
  district = await openDistrict({ people: 14 });
}, 240_000);
afterAll(async () => {
  await district?.close();
  rmSync(folder, { recursive: true });
});

/** Serves the set that `keys` holds at the time. */
async function serve(keys: () => string, port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer((_, response) => response.end(keys()));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

it("F31 with the key server down and the keys changed, the last keys serve an hour, then nobody is believed, and it heals alone", async () => {
  let keys = readFileSync(join(district.databases.folder, "keys", "jwks.json"), "utf8");
  const first = await serve(() => keys);
  let ahead = 0;
  const gateway = await openFurtherGateway(
    district,
    { CREDIT_JWKS: `http://127.0.0.1:${first.port}/jwks.json` },
    { now: () => Date.now() + ahead },
  );
  const statusOf = async (token: string) =>
    (await ask(gateway.url, { query: "{ purposes { code } }" }, { authorization: `Bearer ${token}` })).status;
  const clerk = personaNamed("licensing-clerk")!;
  const older = await district.issuer.token(clerk);
  const another = await openDevelopmentIssuer(folder, "https://id.credit-graph.local", "credit-graph");
  const newer = await another.token(clerk);
  try {
    await until(async () => (await statusOf(older)) === 200);
    expect(await statusOf(newer)).toBe(401);
    await end(first.server);
    ahead = 0.98 * HOUR_MS;
    expect([await statusOf(older), await statusOf(newer)]).toEqual([200, 401]);
    expect(gateway.lines.join("")).toContain('"kind":"KEYS_UNAVAILABLE"');
    ahead = 2 * HOUR_MS;
    expect([await statusOf(older), await statusOf(newer)]).toEqual([401, 401]);
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    keys = readFileSync(join(folder, "keys", "jwks.json"), "utf8");
    const second = await serve(() => keys, first.port);
    ahead += 11_000;
    await until(async () => (await statusOf(newer)) === 200);
    expect(await statusOf(older)).toBe(401);
    await end(second.server);
  } finally {
    await gateway.close();
  }
}, 120_000);
