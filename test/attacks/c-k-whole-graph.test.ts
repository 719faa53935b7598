/**
 * Sections C, D, G and K through a whole graph, in whichever form it is deployed and judged by every oracle: the departments'
 * doors, lying and failing departments, tokens and hostile sizes. Each control alone has its test beside its file.
 */
import { createHmac, createPrivateKey, createPublicKey, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { signWarrant } from "../../schema/contract/warrant";
import type { LocalOne } from "../../scripts/start";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import type { SubgraphResult } from "../../subgraphs/kit/subgraph";
import { ask, lookupOf, type Answered, type District } from "../support/district";
import { AUDIENCE, clerk, encode, ISSUER, newKey, signTexts, type IssuerKey } from "./d-tokens-issuer";
import { LOOKUP, told, variablesOf } from "./support/oracles";
import { useLab } from "./support/useLab";

type Lie = (answer: SubgraphResult) => SubgraphResult;
/** What departments do to their answers in this case. */
const lies = new Map<string, Lie>();

function lying(one: LocalOne): LocalOne {
  const { running } = one;
  const execute: typeof running.execute = async (body, warrant) => {
    const answer = await running.execute(body, warrant);
    return lies.get(running.name)?.(answer) ?? answer;
  };
  const internal: typeof running.internal = async (operation, payload, warrant) => {
    if (operation === "resolve") lies.get(running.name)?.({});
    return running.internal(operation, payload, warrant);
  };
  return { ...one, running: { ...running, execute, internal } };
}

const lab = useLab({ wrap: lying });
const { attack } = lab;
afterEach(() => lies.clear());

const throws: Lie = () => {
  throw new Error("SELECT detail FROM record WHERE person = '120115197802029913'");
};
const onEntities =
  (change: (entities: unknown[]) => unknown): Lie =>
  (answer) => ({ ...answer, data: { ...answer.data, _entities: change(answer.data!["_entities"] as unknown[]) } });

const PURPOSE = { as: "", query: "", purpose: "LICENSING_REVIEW" };
const look = (selection: string) =>
  lab.district.ask(
    "licensing-clerk",
    `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
    variablesOf(PURPOSE) as object,
  );
const lookTwo = (selection: string) => {
  const query = `query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { ${selection} } }`;
  const { a } = variablesOf(PURPOSE);
  return lab.district.ask("licensing-clerk", query, { a, ls: [lookupOf(1), lookupOf(0)] });
};

/** Past the gateway, at a department's own door. */
async function knock(url: string, authorization: string, body: string): Promise<[number, string]> {
  const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
  const { statusCode, body: came } = await request(url, { method: "POST", headers, body });
  return [statusCode, await came.text()];
}
const NO_WARRANT = [401, '{"errors":[{"message":"no warrant"}]}'];

attack("C01 C02 C05", "a department answers nobody who comes past the gateway, whatever token he has", async ({ district }) => {
  const token = await district.token("investigator");
  const bodies = ["{ _service { sdl } }", '{ _entities(representations: [{ __typename: "Person", id: "p" }]) { __typename } }'];
  for (const url of district.doors.values())
    for (const authorization of ["", `Bearer ${token}`, `Warrant ${token}`])
      for (const query of bodies) expect(await knock(url, authorization, JSON.stringify({ query }))).toEqual(NO_WARRANT);
});

attack("C03", "a warrant is good for its department, its bytes and one call", async ({ district }) => {
  await look("courts { asOf }");
  const { body, warrant } = district.seen.find(({ subgraph }) => subgraph === "courts")!;
  const [courts, tax] = [district.doors.get("courts"), district.doors.get("tax")];
  // In one process nothing is signed, for nothing is sent.
  if (courts === undefined || tax === undefined) return expect(district.doors.size).toBe(0);
  const bytes = JSON.stringify({ query: body.query, variables: body.variables });
  const key = readSubgraphConfig(district.databases.environment(), "courts", 0).warrantKeys()[0]!;
  const signed = `Warrant ${signWarrant(warrant, { subgraph: "courts", body: bytes, key, now: Date.now() })}`;
  expect(await knock(tax, signed, bytes)).toEqual(NO_WARRANT);
  expect(await knock(courts, signed, `${bytes} `)).toEqual(NO_WARRANT);
  expect((await knock(courts, signed, bytes))[0]).toBe(200);
  expect(await knock(courts, signed, bytes)).toEqual(NO_WARRANT);
});

attack("C08 C10", "a department that answers for others, or for too few, loses its slice and no other", async () => {
  lies.set(
    "market",
    onEntities((entities) => [...entities].reverse()),
  );
  lies.set(
    "labour",
    onEntities((entities) => entities.slice(1)),
  );
  lies.set(
    "health",
    onEntities(() => ({ length: 2 })),
  );
  const { body } = await lookTwo("maskedName market { asOf } labour { asOf } health { asOf } courts { asOf }");
  const whole = { maskedName: expect.any(String), courts: { asOf: expect.any(String) } };
  expect(body.data.people).toEqual([0, 1].map(() => ({ ...whole, market: null, labour: null, health: null })));
  for (const sector of ["market", "labour", "health"])
    expect(body.errors!.some(({ path, extensions }) => path!.includes(sector) && /^SECTOR_/.test(extensions.code))).toBe(true);
  expect(body.extensions.completeness.complete).toBe(false);
});

attack("C13 C15", "whatever a department says beside data and errors reaches nobody", async () => {
  lies.set("justice", (answer) => ({
    ...answer,
    ...({ extensions: { polluted: "polluted" }, headers: { "set-cookie": "polluted" } } as object),
    data: { ...answer.data, ...(JSON.parse('{"constructor":{"prototype":{"polluted":"polluted"}}}') as object) },
  }));
  const answer = await look("maskedName justice { asOf }");
  expect(answer.text).not.toContain("polluted");
  expect(answer.headers.get("set-cookie")).toBeNull();
});

attack(
  "K01 K06",
  "a department that fails, or has nothing to answer with, is missing by name, and the others are whole",
  async () => {
    lies.set("tax", throws);
    lies.set("education", () => ({ data: null }));
    const answer = await look("maskedName tax { asOf } education { asOf } courts { asOf }");
    expect(answer.body.data.person).toMatchObject({ tax: null, education: null, courts: { asOf: expect.any(String) } });
    expect(told(answer)).toEqual(["person.education SECTOR_UNAVAILABLE", "person.tax SECTOR_UNAVAILABLE"]);
    const missing = (answer.body.extensions.completeness.unavailable as { sector: string }[]).map(({ sector }) => sector);
    expect(missing.sort()).toEqual(["education", "tax"]);
  },
);

attack("K02 K03", "without the register of persons, or any department, there is no answer, never “no such person”", async () => {
  for (const down of [["identity"], lab.district.local.map(({ running }) => running.name)]) {
    for (const name of down) lies.set(name, throws);
    const { status, body } = await look("maskedName courts { asOf }");
    expect([status, body.data, body.errors![0]!.extensions.code]).toEqual([503, null, "SECTOR_UNAVAILABLE"]);
    lies.clear();
  }
});

/** The pen of the district's own issuer. */
function pen({ databases }: District): IssuerKey {
  const read = (file: string) => JSON.parse(readFileSync(join(databases.folder, "keys", file), "utf8")) as object;
  const privateKey = createPrivateKey({ key: read("issuer.jwk") as JsonWebKey, format: "jwk" });
  const [jwk] = (read("jwks.json") as { keys: Record<string, unknown>[] }).keys;
  return { kid: String(jwk!["kid"]), alg: "EdDSA", privateKey, publicKey: createPublicKey(privateKey), jwk: jwk! };
}

function tokensOf(key: IssuerKey): { good: string; bad: Map<string, string> } {
  const claims = clerk(Math.floor(Date.now() / 1e3) * 1e3);
  const header = { alg: key.alg, kid: key.kid, typ: "at+jwt" };
  const sign = (more: object, other: object = {}, by = key) =>
    signTexts(JSON.stringify({ ...header, ...other }), JSON.stringify({ ...claims, ...more }), by);
  const good = sign({});
  const foreign = newKey("EdDSA", key.kid);
  const unsigned = (alg: string) => `${encode(JSON.stringify({ ...header, alg }))}.${good.split(".")[1]}.`;
  const input = unsigned("HS256").slice(0, -1);
  const pem = key.publicKey.export({ format: "pem", type: "spki" });
  const twice = JSON.stringify(claims).replace("{", '{"org":"courts",');
  const bad = new Map([
    ["D01 no signature", unsigned("none")],
    ["D01 a cut one", good.slice(0, -8)],
    ["D02 the public key as a secret", `${input}.${createHmac("sha256", pem).update(input).digest("base64url")}`],
    ["D04 a path as kid", sign({}, { kid: "../../etc/passwd" })],
    ["D05 a key of its own", sign({}, { jwk: foreign.jwk }, foreign)],
    ["D06 something critical", sign({}, { crit: ["x"], x: 1 })],
    ["D07 issuers", sign({ iss: [ISSUER] })],
    ["D08 two audiences", sign({ aud: [AUDIENCE, "other"] })],
    ["D09 an ID token", sign({}, { typ: "JWT" })],
    ["D10 over", sign({ iat: 1_700_000_000, exp: 1_700_003_600 })],
    ["D10 no end", sign({ exp: undefined })],
    ["D11 of tomorrow", sign({ iat: Math.floor(Date.now() / 1e3) + 3_600 })],
    ["D12 too long", sign({ padding: "x".repeat(9_000) })],
    ["D12 a claim twice", signTexts(JSON.stringify(header), twice, key)],
    ["D13 packed", sign({}, { zip: "DEF" })],
    ["D15 of nobody's agency", sign({ org: "unknown-1" })],
  ]);
  return { good, bad };
}

attack(
  "D01 D02 D04 D05 D06 D07 D08 D09 D10 D11 D12 D13 D15",
  "a token that is not one opens nothing, and all of them alike",
  async ({ district }) => {
    const { good, bad } = tokensOf(pen(district));
    const payload = { query: `${LOOKUP} { person(lookup: $l, access: $a) { maskedName } }`, variables: variablesOf(PURPOSE) };
    const by = (token: string) => ask(district.url, payload, { authorization: `Bearer ${token}` });
    expect((await by(good)).body.data.person.maskedName).toBe("刘**");
    district.seen.length = district.internals.length = 0;
    const texts = new Map<string, string>();
    for (const [name, token] of bad) {
      const { status, text } = await by(token);
      expect([name, status]).toEqual([name, 401]);
      texts.set(name, text);
    }
    expect(new Set(texts.values()).size).toBe(1);
    expect([district.seen, district.internals]).toEqual([[], []]);
  },
);

attack("D14 D19", "who asks is read in one header and nowhere else", async ({ district, raw }) => {
  const [token, other] = [await district.token("licensing-clerk"), await district.token("judge")];
  const query = JSON.stringify({ query: "{ purposes { code } }" });
  const send = async (headers: string[], path = "/graphql") => {
    const lines = [`POST ${path} HTTP/1.1`, `Host: ${new URL(district.url).host}`, "Content-Type: application/json"];
    const came = await raw(
      [...lines, ...headers, `Content-Length: ${query.length}`, "Connection: close", "", query].join("\r\n"),
    );
    return Number(came.slice(9, 12));
  };
  const bearer = `Authorization: Bearer ${token}`;
  expect(await send([bearer, "X-Subject: judge", "X-Agency: courts", "X-Scope: person:sealed"])).toBe(200);
  for (const headers of [
    [bearer, `Authorization: Bearer ${other}`],
    [`Cookie: access_token=${token}`],
    [`X-Authorization: Bearer ${token}`],
  ])
    expect(await send(headers)).toBe(401);
  expect(await send([], `/graphql?access_token=${token}`)).toBe(401);
});

const HOSTILE: [string, string | object, string?][] = [
  ["G02 depth", { query: "{ me ".repeat(5_000) + "}".repeat(5_000) }],
  ["G03 aliases", { query: `{ ${Array.from({ length: 500 }, (_, at) => `a${at}: purposes { code }`).join(" ")} }` }],
  ["G04 roots", { query: `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: purposes { code }`).join(" ")} }` }],
  ["G05 repetition", { query: `{ purposes { ${"code ".repeat(10_000)} } }` }],
  ["G06 overlap", { query: `{ purposes { ${"... { x: code ".repeat(200)}${"} ".repeat(200)} } }` }],
  [
    "G07 doubling",
    {
      query: `{ purposes { ...F0 } } ${Array.from({ length: 14 }, (_, at) => `fragment F${at} on Purpose { ...F${at + 1} ...F${at + 1} }`).join(" ")} fragment F14 on Purpose { code zh }`,
    },
  ],
  ["G09 circle", { query: "{ purposes { ...A } } fragment A on Purpose { ...B } fragment B on Purpose { ...A }" }],
  ["G10 directives", { query: `{ purposes { code ${"@include(if: true) ".repeat(10_000)} } }` }],
  [
    "G11 a list",
    {
      query: `query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { id } }`,
      variables: { ls: Array(5_000).fill(1) },
    },
  ],
  ["G11 a text", { query: "{ purposes { code } }", variables: { x: "x".repeat(10_000_000) } }],
  ["G12 nesting", `{"query":"{ purposes { code } }","variables":{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`],
  ["G13 a batch", JSON.stringify(Array(1_000).fill({ query: "{ purposes { code } }" }))],
  ["G14 packed", { query: "{ purposes { code } }" }, "content-encoding: gzip"],
  [
    "G18 a number",
    {
      query: `${LOOKUP} { person(lookup: $l, access: $a) { courts { records(first: 2147483648) { edges { cursor } } } } }`,
      variables: variablesOf(PURPOSE),
    },
  ],
  ["G21 a charset", { query: "{ purposes { code } }" }, "content-type: application/json; charset=utf-7"],
];
for (const [name, payload, header] of HOSTILE)
  attack(
    name.slice(0, 3),
    `${name.slice(4)}: refused before anybody is asked, and the gateway lives on`,
    async ({ district }) => {
      const [key, value] = header?.split(": ") ?? [];
      const authorization = `Bearer ${await district.token("licensing-clerk")}`;
      const answer: Answered = await ask(district.url, payload, { authorization, ...(key && { [key]: value! }) });
      expect([400, 413, 415]).toContain(answer.status);
      expect([answer.body.data ?? null, district.seen]).toEqual([null, []]);
    },
  );
