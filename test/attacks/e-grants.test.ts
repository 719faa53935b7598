/**
 * Attacks E: authorisations at the gateway. Every refusal of one is the same code, text, status and shape, and asks the same of
 * the departments behind it; why, is for the log alone.
 */
import { newId } from "../../subgraphs/kit/newId";
import { personaNamed } from "../../scripts/developmentIssuer";
import { ask, lookupOf, type District, OPENS_WITHIN_MS } from "../support/district";
import { change, data, granted, look } from "../support/grants";
import { openGrantScene, type GrantScene } from "./support/grantScene";
import { LOOKUP } from "./support/oracles";

const [TEACHER, DEFAULTER, STUDENT] = [0, 1, 4];
const DAY = 86_400_000;
const RECORDS = `records(first: 200) { edges { node { category item { code } decidedOn } } }`;
const EVERYTHING = `id maskedName identity { ${RECORDS} } education { ${RECORDS} } tax { ${RECORDS} } market { ${RECORDS} } courts { ${RECORDS} }`;

let scene: GrantScene;
let district: District;
beforeAll(async () => {
  scene = await openGrantScene();
  district = scene.district;
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());
beforeEach(() => scene.reset());

it("the refusal names no reason, no authorisation and no person", () => {
  const error = {
    message: "The purpose, the authorisation or the agency does not open this.",
    path: ["person"],
    extensions: { code: "ACCESS_DENIED" },
  };
  expect([scene.refusal.status, scene.refusal.body]).toEqual([403, { errors: [error], data: null }]);
});

it("E01 an authorisation of another person, and of nobody who exists, opens nobody", async () => {
  const grant = await granted(district, TEACHER);
  district.internals.length = 0;
  district.seen.length = 0;
  scene.expectRefusedAtOnce(await look(district, DEFAULTER, grant));
  const access = { purpose: "BANK_CREDIT", caseNumber: "c", grant };
  for (const lookup of [
    { ...lookupOf(TEACHER), name: "陈静仪" },
    { idNumber: "120115199001010007", name: "某某" },
  ]) {
    const text =
      "query ($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { id maskedName } }";
    scene.expectRefusedAtOnce(await district.ask("bank", text, { lookup, access }));
  }
  expect(await scene.usesLeft(grant)).toBe(10);
  data(await look(district, TEACHER, grant));
  expect(await scene.usesLeft(grant)).toBe(9);
});

it("E02 of another agency opens nobody, and one for an officer alone opens nobody to another officer", async () => {
  const grant = await granted(district, DEFAULTER);
  const employers = await granted(
    district,
    DEFAULTER,
    { purpose: "EMPLOYMENT_CHECK", categories: ["BASIC"], uses: 3 },
    "employer",
  );
  district.internals.length = district.seen.length = 0;
  scene.expectRefusedAtOnce(await look(district, DEFAULTER, employers));
  scene.expectRefusedAtOnce(await look(district, DEFAULTER, grant, { persona: "employer", purpose: "EMPLOYMENT_CHECK" }));
  const own = await granted(district, DEFAULTER, { officerOnly: true });
  data(await look(district, DEFAULTER, own));
  const colleague = await district.issuer.token({ ...personaNamed("bank")!, name: "bank-two" });
  const body = {
    query: `${LOOKUP} { person(lookup: $l, access: $a) { id maskedName } }`,
    variables: { l: lookupOf(DEFAULTER), a: { purpose: "BANK_CREDIT", caseNumber: "c", grant: own } },
  };
  scene.expectRefused(await ask(district.url, body, { authorization: `Bearer ${colleague}` }));
  expect(await scene.usesLeft(own)).toBe(9);
});

it("E03 E20 for another purpose opens nobody; a purpose that is none is refused by its form", async () => {
  const grant = await granted(district, STUDENT, { purpose: "STUDENT_DECISION", categories: ["BASIC"], uses: 2 }, "employer");
  district.internals.length = district.seen.length = 0;
  scene.expectRefusedAtOnce(await look(district, STUDENT, grant, { persona: "employer", purpose: "EMPLOYMENT_CHECK" }));
  data(await look(district, STUDENT, grant, { persona: "employer", purpose: "STUDENT_DECISION", justified: [] }));
  for (const purpose of ["bank_credit", "ＢＡＮＫ_CREDIT", "BANK_CREDIT ", ""]) {
    const { status, body } = await look(district, DEFAULTER, grant, { purpose });
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  }
  // What stands in a header or beside the variables is nobody's purpose.
  const header = { "x-purpose": "INVESTIGATION", purpose: "INVESTIGATION" };
  const text = `${LOOKUP} { person(lookup: $l, access: $a) { id maskedName } }`;
  const access = { purpose: "BANK_CREDIT", caseNumber: "c", grant };
  const smuggled = { l: lookupOf(STUDENT), a: access, purpose: "STUDENT_DECISION" };
  scene.expectRefused(await district.ask("bank", text, smuggled, { extensions: { purpose: "STUDENT_DECISION" } }, header));
});

it("E04 opens exactly the categories, items and days that were agreed to; the rest is closed with the reason GRANT", async () => {
  const grant = await granted(district, DEFAULTER, {
    agreed: ["BASIC", "SEVERE_LIST", "PENALTY"],
    agreedItems: ["CRT-01", "IDENTITY-01"],
  });
  const fields = `name realNameLevel ${EVERYTHING} c: courts { judgmentDefaulters { caseNo } enforcementCases { caseNo } } m: market { marketPenalties { decisionNo } }`;
  const { status, body } = await look(district, DEFAULTER, grant, { fields, persona: "bank" });
  expect(status).toBe(200);
  const { courts, market, tax, c, m } = body.data.person;
  const itemsOf = (slice: typeof courts) =>
    slice.records.edges.map(({ node }: { node: { item: { code: string } } }) => node.item.code);
  expect([itemsOf(courts), market.records, tax.records]).toEqual([["CRT-01"], null, null]);
  expect([c.judgmentDefaulters.length, c.enforcementCases, m.marketPenalties]).toEqual([1, null, null]);
  const reasons = Object.fromEntries(body.errors!.map(({ path, extensions }) => [path!.join("."), extensions.reason]));
  expect(reasons).toMatchObject({
    ...{ "person.name": "SCOPE", "person.c.enforcementCases": "GRANT", "person.m.marketPenalties": "GRANT" },
    ...{ "person.market.records": "GRANT", "person.tax.records": "GRANT" },
  });
  // The second lock is told of the items as well.
  const warrants = district.seen.filter(({ subgraph }) => subgraph === "courts").map(({ warrant }) => warrant);
  expect(warrants.map(({ items, purpose, subjects }) => [items, purpose, subjects.length])).toEqual([
    [["CRT-01"], "BANK_CREDIT", 1],
  ]);
  const short = await granted(district, DEFAULTER, { lookBackMonths: 1 });
  await look(district, DEFAULTER, short, { fields: EVERYTHING });
  expect(district.seen.at(-1)!.warrant.lookBackFrom).toBe(monthBefore(district.seen.at(-1)!.warrant.today));
});

function monthBefore(today: string): string {
  const [year, month, day] = today.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 2, Math.min(day, last))).toISOString().slice(0, 10);
}

it("E05 revoked, paused or superseded it opens nobody from the very next look-up on, at every gateway", async () => {
  const other = await district.another();
  for (const [what, back] of [
    ["pauseGrant", "resumeGrant"],
    ["revokeGrant", undefined],
  ] as const) {
    const grant = await granted(district, DEFAULTER);
    data(await look(district, DEFAULTER, grant));
    data(await look(other, DEFAULTER, grant));
    data(await change(other, DEFAULTER, what, grant));
    scene.expectRefused(await look(district, DEFAULTER, grant));
    scene.expectRefused(await look(other, DEFAULTER, grant));
    if (back) data(await change(district, DEFAULTER, back, grant));
    if (back) data(await look(other, DEFAULTER, grant));
  }
  const old = await granted(district, DEFAULTER);
  const newer = await granted(district, DEFAULTER, { supersedes: old });
  scene.expectRefused(await look(district, DEFAULTER, old));
  data(await look(district, DEFAULTER, newer));
});

it("E06 revoked while the departments answer, there is no data and the refusal is the one", async () => {
  const grant = await granted(district, DEFAULTER);
  const fields = "id maskedName market { marketPenalties { decisionNo } }";
  scene.meanwhile = () => change(district, DEFAULTER, "revokeGrant", grant);
  const answered = await look(district, DEFAULTER, grant, { fields });
  expect(district.seen.map(({ subgraph }) => subgraph)).toContain("market");
  scene.expectRefused(answered);
  expect(await scene.usesLeft(grant)).toBe(9);
});

it("E07 expired, also while the departments answer, it opens nobody; its own clock decides, not the gateway's", async () => {
  const grant = await granted(district, DEFAULTER, { validDays: 1 });
  scene.meanwhile = async () => (scene.ahead = DAY);
  scene.expectRefused(
    await look(district, DEFAULTER, grant, { fields: "id maskedName market { marketPenalties { decisionNo } }" }),
  );
  district.internals.length = district.seen.length = 0;
  scene.expectRefusedAtOnce(await look(district, DEFAULTER, grant));
  scene.ahead = 0;
  data(await look(district, DEFAULTER, grant));
});

it("E10 an id that is forged opens nobody; one that is no id is refused by its form, and spends nothing", async () => {
  for (const grant of ["", " ", "*", "%", "null", "0", "__proto__", "' OR 1=1 --", "../".repeat(50)]) {
    district.internals.length = district.seen.length = 0;
    scene.expectRefusedAtOnce(await look(district, DEFAULTER, grant));
  }
  scene.expectRefused(await look(district, DEFAULTER, null));
  scene.expectRefused(await look(district, DEFAULTER, undefined));
  for (const grant of [[], {}, true, ["a"]]) {
    const { status, body } = await look(district, DEFAULTER, grant as unknown as string);
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  }
});

it("E11 is one person's: of two under one authorisation the other is denied, at his place", async () => {
  const grant = await granted(district, DEFAULTER);
  const text =
    "query ($x: PersonLookup!, $y: PersonLookup!, $a: Access!) { x: person(lookup: $x, access: $a) { maskedName } y: person(lookup: $y, access: $a) { maskedName } }";
  const access = { purpose: "BANK_CREDIT", caseNumber: "c", grant };
  const both = await district.ask("bank", text, { x: lookupOf(TEACHER), y: lookupOf(DEFAULTER), a: access });
  expect([both.status, both.body.data]).toEqual([200, { x: null, y: { maskedName: "刘**" } }]);
  expect(both.body.errors).toMatchObject([{ path: ["x"], extensions: { code: "ACCESS_DENIED" } }]);
  expect(district.seen.every(({ warrant }) => warrant.subjects.length === 1)).toBe(true);
  expect(await scene.usesLeft(grant)).toBe(9);
  const neither = await district.ask("bank", text, { x: lookupOf(TEACHER), y: lookupOf(STUDENT), a: access });
  expect([neither.status, neither.body.data]).toEqual([403, null]);
  const many = "query ($l: [PersonLookup!]!, $a: Access!) { people(lookups: $l, access: $a) { id } }";
  const people = await district.ask("bank", many, { l: [lookupOf(DEFAULTER)], a: access });
  expect([people.status, people.body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
});

it("E17 an emergency opens nobody while nobody can second it", async () => {
  for (const grant of [undefined, newId()]) {
    const answered = await look(district, DEFAULTER, grant, { persona: "investigator", purpose: "EMERGENCY", justified: [] });
    scene.expectRefused(answered);
  }
});

it("E19 a supervisor and an auditor reach no person by authorisation", async () => {
  const grant = await granted(district, DEFAULTER);
  for (const persona of ["supervisor", "auditor", "integrator", "nobody", `citizen:${DEFAULTER}`]) {
    scene.expectRefused(await look(district, DEFAULTER, grant, { persona }));
  }
  expect(await scene.usesLeft(grant)).toBe(10);
});
