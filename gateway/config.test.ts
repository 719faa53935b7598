import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGatewayConfig } from "./config";

const folder = mkdtempSync(join(tmpdir(), "config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (env: Record<string, string>) => readGatewayConfig({ CREDIT_DATA_DIR: folder, ...env });
const PRODUCTION = { CREDIT_MODE: "production", CREDIT_JWKS: "/keys.json" };

it("M05 makes no secret in production: what is missing is named", () => {
  expect(() => read({ CREDIT_MODE: "production" })).toThrow(/^CREDIT_JWKS is required in production/);
  for (const name of ["tax", "courts"])
    expect(() => read(PRODUCTION).warrantKeys(name)).toThrow(
      `CREDIT_WARRANT_KEY_${name.toUpperCase()} is required in production`,
    );
  expect(() => read({ ...PRODUCTION, CREDIT_WARRANT_KEY_TAX: "secret" }).warrantKeys("tax")).toThrow(
    /^CREDIT_WARRANT_KEY_TAX holds keys/,
  );
});

it("M05 believes no development issuer in production, though its key set is named", () => {
  mkdirSync(join(folder, "keys"));
  const jwks = join(folder, "keys", "jwks.json");
  writeFileSync(join(folder, "keys", "issuer.jwk"), "{}");
  expect(() => read({ ...PRODUCTION, CREDIT_JWKS: jwks })).toThrow(/^CREDIT_JWKS names the key set of a development issuer/);
  expect(read({ CREDIT_JWKS: jwks }).jwks).toBe(jwks);
});

it("takes tokens in clear from its own machine alone in production: elsewhere TLS, or the proxy that ends it, is stated", () => {
  for (const HOST of ["0.0.0.0", "::", "10.0.0.7"]) {
    expect(() => read({ ...PRODUCTION, HOST })).toThrow(
      /CREDIT_TLS_CERT and CREDIT_TLS_KEY are required in production.*CREDIT_TRUSTED_PROXY/,
    );
    expect(read({ ...PRODUCTION, HOST, CREDIT_TRUSTED_PROXY: "10.0.0.1, fd00::/64" }).trustedProxy!.check("10.0.0.1")).toBe(true);
    expect(read({ ...PRODUCTION, HOST, CREDIT_TLS_CERT: "c", CREDIT_TLS_KEY: "k" }).tls).toEqual({ cert: "c", key: "k" });
  }
  expect(read(PRODUCTION).tls).toBeUndefined();
  expect(() => read({ CREDIT_TLS_CERT: "c" })).toThrow("CREDIT_TLS_KEY must be set too");
  expect(() => read({ CREDIT_SUBGRAPH_CERT: "c" })).toThrow("CREDIT_SUBGRAPH_KEY and CREDIT_SUBGRAPH_CA must be set too");
});

it.each(["proxy.local", "10.0.0.0/4", "10.0.0.0/33", "10.0.0.1;", "10.0.0.1,", "0.0.0.0/0"])(
  "believes no proxy stated as %s",
  (text) => {
    expect(() => read({ CREDIT_TRUSTED_PROXY: text })).toThrow(/^CREDIT_TRUSTED_PROXY holds/);
  },
);

it.each(["0", "-1", "1.5", "many", "10001"])("admits no such number: %s", (text) => {
  expect(() => read({ CREDIT_RUNNING: text })).toThrow(/^CREDIT_RUNNING is a number/);
});
