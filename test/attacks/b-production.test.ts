/**
 * Attacks on what the schema gives away, in production (catalogue B01, B02, B12): there it is a document, and neither an
 * introspection nor a page.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOfText, writeOperationsFile } from "../../gateway/operation/registry/operationsFile";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { ask, lookupOf, openDistrict, OPENS_WITHIN_MS, type Answered, type District } from "../support/district";
import { answerIsKnown } from "./support/oracles";

const INTROSPECTIONS = [
  "{ __schema { types { name } } }",
  "query IntrospectionQuery { __schema { queryType { name } } }",
  '{ a: __type(name: "Person") { fields { name } } }',
  "{ ...F } fragment F on Query { ... on Query { __schema { types { name } } } }",
  '{ ... @include(if: true) { x: __type(name: "TaxSlice") { fields { name } } } }',
  "{ __typename }",
];
const MIXED = '{ purposes { code } __type(name: "Person") { name } }';
const MISSPELT = "{ purpose { cod } }";
const LOOK = "query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName } }";

let district: District;
const folder = mkdtempSync(join(tmpdir(), "production-"));
beforeAll(async () => {
  // As if somebody had written them into the file by hand: registered or not, they show nothing.
  const texts = [...INTROSPECTIONS, MIXED, MISSPELT, LOOK];
  const operations = texts.map((text) => ({ name: "Q", text, sha256: hashOfText(text) }));
  writeOperationsFile(folder, { agency: "all", operations });
  district = await openDistrict({ people: 14, environment: { CREDIT_MODE: "production", CREDIT_OPERATIONS: folder } });
}, OPENS_WITHIN_MS);
afterAll(async () => {
  await district.close();
  rmSync(folder, { recursive: true });
});

const refusal = ({ status, body }: Answered) => [status, body.errors?.[0]?.extensions.code, body.data];

it("B01 shows the schema to nobody, whatever his scopes", async () => {
  for (const persona of ["integrator", "licensing-clerk", "citizen"]) {
    for (const query of INTROSPECTIONS) {
      const answer = await district.ask(persona, query);
      expect([query, ...refusal(answer)]).toEqual([query, 400, "GRAPHQL_VALIDATION_FAILED", null]);
      answerIsKnown(answer);
    }
  }
});

it("B02 shows no type by GET either", async () => {
  const query = encodeURIComponent('{ __type(name: "Person") { fields { name } } }');
  for (const path of [`/graphql?query=${query}`, "/graphql"]) {
    const response = await fetch(`${district.url}${path}`, {
      headers: { authorization: `Bearer ${await district.token("integrator")}` },
    });
    expect(response.status).toBe(405);
    expect(await response.text()).not.toContain("maskedName");
  }
});

it("B03 refuses the whole operation that mixes the schema with data", async () => {
  const answer = await district.ask("integrator", MIXED);
  expect(refusal(answer)).toEqual([400, "GRAPHQL_VALIDATION_FAILED", null]);
  expect(district.seen).toEqual([]);
});

it("B04 suggests no name", async () => {
  const answer = await district.ask("integrator", MISSPELT);
  expect(refusal(answer)).toEqual([400, "GRAPHQL_VALIDATION_FAILED", null]);
  answerIsKnown(answer);
  expect(answer.text).not.toContain("purposes");
});

it("B12 serves no page but the front page, and that without a word on how to get a token", async () => {
  for (const path of [
    "/playground",
    "/playground/",
    "/playground/index.html",
    "/playground/personas",
    "/playground/cast",
    "/graphiql",
    "/altair",
    "/dist",
    "/schema/supergraph.graphql",
  ]) {
    const response = await fetch(`${district.url}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).not.toMatch(/<script|Bearer/);
  }
  const front = await (await fetch(district.url)).text();
  expect(front).not.toMatch(/<script|npm run token|playground/i);
});

it("B12 sends whatever a browser may render under its policy, to be stored and guessed by nobody", async () => {
  for (const path of ["/", "/health/live", "/health/ready", "/metrics"]) {
    const { headers } = await fetch(`${district.url}${path}`);
    expect([path, headers.get("content-security-policy")]).toEqual([path, expect.stringMatching(/default-src 'none'/)]);
    const others = ["x-content-type-options", "x-frame-options", "referrer-policy", "cache-control"].map((name) =>
      headers.get(name),
    );
    expect([path, ...others]).toEqual([path, "nosniff", "DENY", "no-referrer", "no-store"]);
    expect(headers.get("x-powered-by") ?? headers.get("server")).toBeNull();
  }
});

it("B12 answers under its own name only", async () => {
  const { hostname, port } = new URL(district.url);
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path: "/", headers: { host: "attacker.example" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(421);
});

it("B15 shows no stack and no path in production either", async () => {
  for (const body of ["{", '{"query":"{ purposes { code "}', '{"query":"{ purposes { code } }","x":1}']) {
    answerIsKnown(await ask(district.url, body, { authorization: `Bearer ${await district.token("integrator")}` }));
  }
});

it("M05 signs with no key of its own making: the file is named, or nothing that signs starts", () => {
  const warrantKey = { CREDIT_WARRANT_KEY_CONSENT: "ab".repeat(32) };
  const keysOf = (env: Record<string, string>) =>
    readSubgraphConfig({ CREDIT_MODE: "production", ...warrantKey, ...env }, "consent", 0).signingKeys();
  expect(() => keysOf({})).toThrow("CREDIT_SIGNING_KEY_CONSENT is required in production");
  expect(() => keysOf({ CREDIT_SIGNING_KEY_CONSENT: "/nowhere/keys.jwks" })).toThrow(
    /^CREDIT_SIGNING_KEY_CONSENT names a file that cannot be read \(ENOENT\)$/,
  );
});

it("still answers what it is there for", async () => {
  const { body } = await district.ask("licensing-clerk", LOOK, {
    l: lookupOf(1),
    a: { purpose: "LICENSING_REVIEW", caseNumber: "c" },
  });
  expect(body).toMatchObject({ data: { person: { maskedName: "刘**" } } });
});

it("G01 answers no operation that was not registered, and parses none: a hostile text costs its hash", async () => {
  for (const query of ["{ purposes { code } }", "{a".repeat(5_000), "{", " "]) {
    const { status, body } = await district.ask("licensing-clerk", query);
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, query === " " ? "BAD_REQUEST" : "OPERATION_UNKNOWN"]);
  }
});
