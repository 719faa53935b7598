/**
 * The HTTP door of every sector, run alone: without a warrant for these very bytes it answers 401 and no word more, and nothing was
 * parsed or read. A user's token is no warrant; a warrant is good once.
 */
import { createHmac } from "node:crypto";
import { generateKeyPair, SignJWT } from "jose";
import { WARRANT_LIFE_S } from "../../schema/contract/warrant";
import { KEY, openStand, person, post, rowOf, SAMPLE, SECTORS, signed, warrantFor, type Stand } from "./stand";

const ANNE = person(1);
const NO_WARRANT = '{"errors":[{"message":"no warrant"}]}';

describe.each(SAMPLE)("the door of %s", (name) => {
  let stand: Stand;
  let body: string;

  beforeAll(async () => {
    stand = await openStand(name);
    await stand.publish(stand.definition.sector.types.map((spec) => rowOf(spec, { personId: ANNE })));
    const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { id ${stand.definition.sector.field} { asOf records { edges { node { id } } } } } } }`;
    body = JSON.stringify({ query, variables: { representations: [{ __typename: "Person", id: ANNE }] } });
  }, 60_000);
  afterAll(() => stand.close());
  beforeEach(() => {
    stand.reads = 0;
    stand.events.length = 0;
  });

  const warrant = () => warrantFor(stand, [ANNE]);

  async function refuses(authorization: string | undefined, text = body): Promise<void> {
    const response = await post(stand, text, authorization);
    expect([response.status, await response.text()]).toEqual([401, NO_WARRANT]);
    expect(stand.reads).toBe(0);
    expect(stand.events.map(({ kind }) => kind)).toEqual(["WARRANT_REFUSED"]);
    stand.events.length = 0;
  }

  it("answers a good warrant, with its records, never to be kept", async () => {
    const response = await post(stand, body, signed(stand, body, warrant()));
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const { data, errors } = (await response.json()) as {
      data: { _entities: Record<string, { records: { edges: unknown[] } }>[] };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    expect(data._entities[0]![stand.definition.sector.field]!.records.edges).toHaveLength(stand.listed.length);
  });

  it("C01 refuses whoever has no warrant, and does not look at what he sent", async () => {
    await refuses(undefined);
    for (const text of ["{", "", "null", '{"query":"{ _service { sdl } }"}', "\u0000"]) await refuses(undefined, text);
    for (const header of ["", "Warrant", "Warrant ", "Basic YTpi", "Warrant a.b.c", "Warrant null", `warrant ${"x".repeat(60)}`])
      await refuses(header);
    const response = await fetch(`${stand.url}/graphql?query={__typename}`);
    expect([response.status, await response.text()]).toEqual([401, NO_WARRANT]);
  });

  it("C01 refuses a warrant that another key signed", async () => {
    await refuses(signed(stand, body, warrant(), { key: Buffer.alloc(32, 6) }));
    await refuses(signed(stand, body, warrant(), { key: Buffer.alloc(0) }));
  });

  it("C02 refuses a user's token, of any algorithm, also under the subgraph's own key", async () => {
    const { privateKey } = await generateKeyPair("EdDSA");
    const claims = { scope: "person:read", org: "licensing", officer: "clerk-01", warrant: warrant(), aud: name, iss: "gateway" };
    const user = await new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt" })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
    const ours = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .setIssuedAt()
      .setExpirationTime("10s")
      .sign(KEY);
    for (const token of [user, ours]) {
      await refuses(`Warrant ${token}`);
      await refuses(`Bearer ${token}`);
    }
    const [, payload] = signed(stand, body, warrant()).split(" ")[1]!.split(".");
    const none = Buffer.from('{"alg":"none","typ":"warrant+jwt"}').toString("base64url");
    await refuses(`Warrant ${none}.${payload}.`);
    await refuses(`Warrant ${none}.${payload}.${createHmac("sha256", KEY).update(`${none}.${payload}`).digest("base64url")}`);
  });

  it("C03 refuses the warrant of another subgraph", async () => {
    await refuses(signed(stand, body, warrant(), { subgraph: SECTORS.find((other) => other !== name)! }));
  });

  it("C03 refuses a warrant that has expired, or comes from the future", async () => {
    await refuses(signed(stand, body, warrant(), { now: Date.now() - (WARRANT_LIFE_S + 1) * 1000 }));
    await refuses(signed(stand, body, warrant(), { now: Date.now() + 3_600_000 }));
  });

  it("C03 refuses a warrant with another body, be it by one space", async () => {
    const authorization = signed(stand, body, warrant());
    await refuses(authorization, `${body} `);
    await refuses(authorization, body.replace(ANNE, person(2)));
    const response = await post(stand, body, authorization);
    expect(response.status).toBe(200);
  });

  it("C03 refuses a warrant that was used, though all else is right, also when both come at once", async () => {
    const authorization = signed(stand, body, warrant());
    const both = await Promise.all([post(stand, body, authorization), post(stand, body, authorization)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    stand.reads = 0;
    stand.events.length = 0;
    await refuses(authorization);
  });

  it("C05 serves neither introspection nor its SDL, and suggests nothing", async () => {
    for (const query of [
      "{ _service { sdl } }",
      "{ a: _service { b: sdl } }",
      "fragment F on Query { _service { sdl } } { ...F }",
      "{ __schema { types { name } } }",
      '{ __type(name: "Person") { name } }',
      "{ _entitie }",
    ]) {
      const text = JSON.stringify({ query });
      const response = await post(stand, text, signed(stand, text, warrant()));
      const answer = await response.text();
      expect([query, response.status]).toEqual([query, 400]);
      expect(answer).not.toMatch(/sdl|Did you mean|_entities|\bat \//);
    }
  });

  it("C06 names at most 200 persons a call", async () => {
    const many = (count: number) => {
      const representations = Array.from({ length: count }, () => ({ __typename: "Person", id: ANNE }));
      return JSON.stringify({ ...(JSON.parse(body) as object), variables: { representations } });
    };
    const ask = (text: string) => post(stand, text, signed(stand, text, warrant()));
    expect((await ask(many(200))).status).toBe(200);
    stand.reads = 0;
    const response = await ask(many(201));
    expect([response.status, stand.reads]).toEqual([400, 0]);
    expect(await response.text()).toContain("at most 200");
  });

  it("has no operations but those it promises, and says of a malformed body nothing but that", async () => {
    for (const path of ["/internal/nothing", "/internal/toString", "/internal/__proto__", "/other", "/"]) {
      const response = await post(stand, body, signed(stand, body, warrant()), path);
      expect([path, response.status >= 400]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/internal operation|Error|\bat \//);
    }
    for (const text of ["{", "[]", "null", "7", '{"query":7}']) {
      const response = await post(stand, text, signed(stand, text, warrant()));
      expect([text, response.status >= 400 && response.status <= 500]).toEqual([text, true]);
      expect(await response.text()).not.toMatch(/JSON|Unexpected|\bat \//);
    }
    expect(stand.reads).toBe(0);
  });

  it("says to anybody whether it lives and is ready, and nothing else", async () => {
    for (const path of ["/health/live", "/health/ready"]) {
      const response = await fetch(`${stand.url}${path}`);
      expect([response.status, await response.text()]).toEqual([200, "{}"]);
    }
  });
});
