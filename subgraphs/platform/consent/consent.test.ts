/** The authorisations alone, on the run's database: embedded file, or MariaDB. */
import { decodeProtectedHeader, importJWK, compactVerify, type JWK } from "jose";
import { newId } from "../../kit/newId";
import type { Database } from "../../kit/store/database";
import {
  APPROVE,
  bankWarrant,
  citizenWarrant,
  INPUT,
  NOON,
  openConsentStand,
  refusalOf,
  REQUEST,
  type ConsentStand,
} from "./consent.fixture";

const DAY = 86_400_000;

let stand: ConsentStand;
let database: Database;
beforeAll(async () => {
  stand = await openConsentStand();
  database = stand.running.environment.database!;
});
afterAll(() => stand?.close());
beforeEach(() => {
  stand.clock.now = NOON;
});

/** What is asked of a grant or request of oneself, as `me` does. */
// Tests look into answers of any shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function mine(person: string, fields: string): Promise<any> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${fields} } } }`;
  const { data, errors } = await stand.ask(
    query,
    { r: [{ __typename: "Person", id: person }] },
    citizenWarrant(person, { purpose: "SELF_QUERY" }),
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return (data!["_entities"] as unknown[])[0];
}

const approving = (person: string, request: string, more: object = {}, adults = [person]) =>
  stand.ask(APPROVE, { r: request, c: INPUT.categories, ...more }, citizenWarrant(person, { adults }));
describe("a request", () => {
  it("F01 reads, and leaves behind, the same whether it is about somebody or nobody", async () => {
    const fields =
      "status purpose caseNumber categories items { code } validDays uses lookBackMonths dataLifeDays supersedes recipient { code } notice { version } sensitiveItems { code } sensitiveItemsAgreed { code } grant { id } officer requestedAt answerBy";
    const text = `mutation ($input: GrantRequestInput!) { requestGrant(input: $input) { ${fields} } }`;
    const [somebody, nobody] = await Promise.all(
      [[newId()], []].map((subjects) => stand.ask(text, { input: INPUT }, bankWarrant(subjects))),
    );
    expect(somebody!.errors).toBeUndefined();
    expect(nobody).toEqual(somebody);
    const rows = await database.reader.all("SELECT * FROM grant_request ORDER BY id", []);
    const shapes = rows.map((row) =>
      Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value).length]),
    );
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
    expect(JSON.stringify(rows)).not.toMatch(/120115199001019909|陈静怡/);
  });

  it("about nobody stays unanswered and runs out, as one does that is about somebody", async () => {
    const asked = async (id: string) =>
      (await stand.ask("query ($id: ID!) { grantRequest(id: $id) { status } }", { id }, bankWarrant())).data!["grantRequest"];
    const [somebody, nobody] = [await stand.request(newId()), await stand.request(undefined)];
    for (const [after, status] of [
      [0, "REQUESTED"],
      [30 * DAY - 1, "REQUESTED"],
      [30 * DAY, "EXPIRED"],
    ] as const) {
      stand.clock.now = NOON + after;
      expect([await asked(somebody), await asked(nobody)]).toEqual([{ status }, { status }]);
    }
  });

  it.each([
    ["GRANT_PURPOSE", { purpose: "EMPLOYMENT_CHECK" }],
    ["GRANT_PURPOSE", { purpose: "LICENSING_REVIEW" }],
    ["GRANT_CASE_NUMBER", { caseNumber: "  " }],
    ["GRANT_CASE_NUMBER", { caseNumber: "贷".repeat(201) }],
    ["GRANT_USES", { uses: 51 }],
    ["GRANT_CATEGORIES", { categories: ["STUDENT"] }],
    ["GRANT_SUPERSEDES", { supersedes: "0123456789ABCDEFGHJKMNPQRS" }],
  ])("that the purpose does not allow is refused, naming the argument: %s", async (problem, more) => {
    expect(refusalOf(await stand.ask(REQUEST, { input: { ...INPUT, ...more } }, bankWarrant([newId()])))).toBe(problem);
  });

  it("is an agency's that may ask, whatever the gateway let through", async () => {
    for (const warrant of [
      bankWarrant([], { scopes: ["person:read"] }),
      citizenWarrant(newId()),
      bankWarrant([], { agency: "stranger-1" }),
    ]) {
      expect(refusalOf(await stand.ask(REQUEST, { input: INPUT }, warrant))).toBe("ACCESS_DENIED");
    }
  });

  it("is shown to the agency that asked and to the person whom it is about, and to nobody else", async () => {
    const person = newId();
    const id = await stand.request(person);
    const shown = async (agency: string) =>
      (await stand.ask("query ($id: ID!) { grantRequest(id: $id) { id } }", { id }, bankWarrant([], { agency }))).data![
        "grantRequest"
      ];
    expect([await shown("bank-001"), await shown("employer-001")]).toEqual([{ id }, null]);
    expect((await mine(person, "grantRequests { id status notice { zh } items { zh category } }")).grantRequests).toMatchObject([
      { id, status: "REQUESTED", notice: { zh: expect.stringContaining("银行") } },
    ]);
    expect((await mine(newId(), "grantRequests { id }")).grantRequests).toEqual([]);
    const query =
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { grantRequests { id } grants { id } } } }";
    for (const warrant of [bankWarrant([person]), citizenWarrant(newId(), { purpose: "SELF_QUERY" }), citizenWarrant(person)]) {
      const { data } = await stand.ask(query, { r: [{ __typename: "Person", id: person }] }, warrant);
      expect(data!["_entities"]).toEqual([{ grantRequests: null, grants: null }]);
    }
  });
});

describe("an approval", () => {
  it("makes one signed text that says what was agreed to, and that anybody can verify with the public key", async () => {
    const person = newId();
    const request = await stand.request(person, { lookBackMonths: 12, dataLifeDays: 10 });
    stand.clock.now = NOON + 123;
    const grant = await stand.approve(person, request, { c: ["BASIC", "PENALTY"], i: ["MKT-02"] });
    const [{ artefact }] = (await mine(person, "grants { artefact }")).grants;
    const { keys } = (await stand.running.internal("keys", {}, bankWarrant())) as { keys: JWK[] };
    const { payload } = await compactVerify(artefact, await importJWK(keys[0]!, "EdDSA"));
    expect(decodeProtectedHeader(artefact)).toEqual({ alg: "EdDSA", kid: keys[0]!.kid, typ: "grant+jwt" });
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
      ...{ id: grant, request, person, recipient: { agency: "bank-001" }, purpose: "BANK_CREDIT", caseNumber: "c" },
      notice: { version: "2026-1", zh: expect.any(String), en: expect.any(String) },
      ...{ categories: ["BASIC", "PENALTY"], items: ["MKT-02"], sensitiveItems: [] },
      fields: { Person: expect.arrayContaining(["name"]), MarketSlice: ["marketPenalties"], MarketPenalty: expect.any(Array) },
      ...{ lookBackMonths: 12, uses: 3, dataLifeDays: 10 },
      ...{ validFrom: "2026-11-23T04:00:00.123Z", validUntil: "2026-12-23T04:00:00.123Z" },
    });
  });

  it("is the person's own, of an open request, once, and of no more than was asked", async () => {
    const person = newId();
    const request = await stand.request(person);
    expect(refusalOf(await approving(newId(), request))).toBe("NOT_FOUND");
    expect(refusalOf(await approving(person, newId()))).toBe("NOT_FOUND");
    expect(refusalOf(await approving(person, request, { c: ["STUDENT"] }))).toBe("GRANT_MORE_THAN_ASKED");
    expect(refusalOf(await approving(person, request, { c: [] }))).toBe("GRANT_MORE_THAN_ASKED");
    expect(refusalOf(await stand.ask(APPROVE, { r: request, c: ["BASIC"] }, bankWarrant([person])))).toBe("ACCESS_DENIED");
    await stand.approve(person, request);
    expect(refusalOf(await approving(person, request))).toBe("GRANT_ANSWERED");
    const late = await stand.request(person);
    stand.clock.now = NOON + 30 * DAY;
    expect(refusalOf(await approving(person, late))).toBe("GRANT_ANSWERED");
  });

  it("E16 is nobody's who is under age; he may decline", async () => {
    const person = newId();
    const request = await stand.request(person);
    expect(refusalOf(await approving(person, request, {}, []))).toBe("GRANT_MINOR");
    const silent = citizenWarrant(person);
    delete silent.adults;
    expect(refusalOf(await stand.ask(APPROVE, { r: request, c: ["BASIC"] }, silent))).toBe("GRANT_MINOR");
    const declined = await stand.ask("mutation ($r: ID!) { declineGrant(request: $r) { status } }", { r: request }, silent);
    expect(declined.data).toEqual({ declineGrant: { status: "DECLINED" } });
    expect(refusalOf(await approving(person, request))).toBe("GRANT_ANSWERED");
  });

  it("holds sensitive items only after a step of their own, and the agency is not told of that step", async () => {
    const person = newId();
    const apart = (request: string, items: string[]) =>
      stand.ask(
        "mutation ($r: ID!, $i: [ID!]!) { agreeToSensitiveItems(request: $r, items: $i) { sensitiveItemsAgreed { code } } }",
        { r: request, i: items },
        citizenWarrant(person),
      );
    const request = await stand.request(person, { categories: ["PENALTY"] });
    expect(refusalOf(await apart(request, ["MKT-02"]))).toBe("GRANT_NOT_SENSITIVE");
    expect(refusalOf(await apart(request, []))).toBe("GRANT_NOT_SENSITIVE");
    expect((await apart(request, ["EDU-02"])).data).toEqual({
      agreeToSensitiveItems: { sensitiveItemsAgreed: [{ code: "EDU-02" }] },
    });
    const seen = await stand.ask(
      "query ($id: ID!) { grantRequest(id: $id) { sensitiveItemsAgreed { code } } }",
      { id: request },
      bankWarrant(),
    );
    expect(seen.data).toEqual({ grantRequest: { sensitiveItemsAgreed: [] } });
    const grant = await stand.approve(person, request, { c: ["PENALTY"] });
    expect((await stand.read(grant)).terms.items).toContain("EDU-02");
    const bundled = await stand.approve(person, await stand.request(person, { categories: ["PENALTY"] }), { c: ["PENALTY"] });
    expect((await stand.read(bundled)).terms.items).not.toContain("EDU-02");
  });

  it("given twice at once makes one authorisation", async () => {
    const person = newId();
    const request = await stand.request(person);
    const both = await Promise.all([approving(person, request), approving(person, request), approving(person, request)]);
    expect(both.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect((await mine(person, "grants { id }")).grants).toHaveLength(1);
  });

  it("of a change supersedes the one before, of the same person and agency alone; nothing of it is lost", async () => {
    const { person, grant } = await stand.given();
    const foreign = await stand.given();
    expect(refusalOf(await stand.ask(REQUEST, { input: { ...INPUT, supersedes: foreign.grant } }, bankWarrant([person])))).toBe(
      "GRANT_SUPERSEDES",
    );
    expect(refusalOf(await stand.ask(REQUEST, { input: { ...INPUT, supersedes: grant } }, bankWarrant([])))).toBe(
      "GRANT_SUPERSEDES",
    );
    const newer = await stand.approve(person, await stand.request(person, { supersedes: grant, uses: 5 }));
    const grants = (await mine(person, "grants { id status supersedes supersededBy uses history { status } artefact }")).grants;
    expect(grants.find(({ id }: { id: string }) => id === grant)).toMatchObject({
      ...{ status: "SUPERSEDED", supersededBy: newer, uses: 3, history: [{ status: "ACTIVE" }, { status: "SUPERSEDED" }] },
    });
    expect(grants.find(({ id }: { id: string }) => id === newer)).toMatchObject({ status: "ACTIVE", supersedes: grant, uses: 5 });
    expect([(await stand.read(grant)).status, await stand.spend(grant, person)]).toEqual(["SUPERSEDED", "REFUSED"]);
  });
});

describe("an authorisation", () => {
  it("is paused, resumed and revoked by the person alone, from one state to the next, and keeps its history", async () => {
    const { person, grant } = await stand.given();
    const statusAfter = async (what: string) =>
      ((await stand.move(person, what, grant)).data![what] as { status: string }).status;
    expect(refusalOf(await stand.move(person, "resumeGrant", grant))).toBe("GRANT_STATE");
    expect(refusalOf(await stand.move(newId(), "revokeGrant", grant))).toBe("NOT_FOUND");
    expect(await statusAfter("pauseGrant")).toBe("PAUSED");
    expect(refusalOf(await stand.move(person, "pauseGrant", grant))).toBe("GRANT_STATE");
    expect(await stand.spend(grant, person)).toBe("REFUSED");
    expect(await statusAfter("resumeGrant")).toBe("ACTIVE");
    expect(await stand.spend(grant, person)).toBe("SPENT");
    expect(await statusAfter("revokeGrant")).toBe("REVOKED");
    expect(await statusAfter("revokeGrant")).toBe("REVOKED");
    expect(refusalOf(await stand.move(person, "resumeGrant", grant))).toBe("GRANT_STATE");
    const [{ history }] = (await mine(person, "grants { history { status } }")).grants;
    expect(history.map(({ status }: { status: string }) => status)).toEqual(["ACTIVE", "PAUSED", "ACTIVE", "REVOKED"]);
  });

  it("E05 E06 revoked, is revoked for the very next read, here and in every other process over the database", async () => {
    const { person, grant } = await stand.given();
    const other = await stand.another();
    const asked = async () => {
      const { grant: view } = (await other.internal("read", { grant, body: "b" }, bankWarrant())) as {
        grant: { status: string };
      };
      const { holds } = (await other.internal("holds", { grant }, bankWarrant([person]))) as { holds: boolean };
      return [view.status, holds];
    };
    expect(await asked()).toEqual(["ACTIVE", true]);
    await stand.move(person, "revokeGrant", grant);
    expect([await asked(), await stand.holds(grant, person)]).toEqual([["REVOKED", false], false]);
  });

  it.each([
    ["a leap day", "2028-02-29T04:00:00.000Z"],
    ["midnight in Shanghai", "2026-12-31T16:00:00.000Z"],
    ["a millisecond before midnight", "2026-12-31T15:59:59.999Z"],
  ])("E07 ends to the millisecond by one clock, from %s on", async (_, from) => {
    stand.clock.now = Date.parse(from);
    const { person, grant } = await stand.given({ validDays: 1 });
    stand.clock.now = Date.parse(from) + DAY - 1;
    expect([(await stand.read(grant)).status, await stand.holds(grant, person), await stand.spend(grant, person)]).toEqual([
      "ACTIVE",
      true,
      "SPENT",
    ]);
    stand.clock.now++;
    expect([(await stand.read(grant)).status, await stand.holds(grant, person), await stand.spend(grant, person)]).toEqual([
      "EXPIRED",
      false,
      "REFUSED",
    ]);
    expect((await mine(person, "grants { status usesLeft }")).grants).toEqual([{ status: "EXPIRED", usesLeft: 2 }]);
  });

  it("of another agency, officer, purpose or person spends nothing, whatever the gateway says", async () => {
    const { person, grant } = await stand.given({ officerOnly: true });
    for (const warrant of [
      { agency: "employer-001" },
      { officer: "teller-2" },
      { purpose: "EMPLOYMENT_CHECK" },
      { subjects: [] },
      { subjects: [person, newId()] },
    ]) {
      expect([warrant, await stand.spend(grant, person, { warrant })]).toEqual([warrant, "REFUSED"]);
    }
    expect(await stand.spend(grant, newId())).toBe("REFUSED");
    expect([await stand.spend(grant, person), (await stand.read(grant)).usesLeft]).toEqual(["SPENT", 2]);
  });
});

it("an id in any script is unknown like every other, to whatever acts on it", async () => {
  const id = "授权书编号";
  const person = newId();
  const act = (text: string, variables: object = {}) => stand.ask(text, { id, ...variables }, citizenWarrant(person));
  const acts = [
    ...["pauseGrant", "resumeGrant", "revokeGrant"].map((name) => act(`mutation ($id: ID!) { ${name}(grant: $id) { id } }`)),
    act("mutation ($id: ID!) { declineGrant(request: $id) { id } }"),
    act("mutation ($id: ID!) { agreeToSensitiveItems(request: $id, items: [$id]) { id } }"),
    act(APPROVE, { r: id, c: ["BASIC"] }),
    act(APPROVE, { r: await stand.request(person), c: ["BASIC"], i: [id] }),
    stand.ask(REQUEST, { input: { ...INPUT, supersedes: id } }, bankWarrant([person])),
  ];
  for (const one of await Promise.all(acts)) expect(refusalOf(one)).not.toBe("INTERNAL_SERVER_ERROR");
});

it("nothing of the authorisations is ever deleted, and a signed text is written once", async () => {
  const { readdirSync, readFileSync } = await import("node:fs");
  const folder = `${__dirname}/store`;
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    expect([file, /DELETE\s|TRUNCATE|UPDATE grant_(artefact|event|use)/i.test(text)]).toEqual([file, false]);
  }
});
