/**
 * Attacks E: authorisations at the gateway. Every refusal of one is the same code, text, status and shape, and asks the same of
 * the departments behind it; why, is for the log alone.
 */
import { newId } from "../../subgraphs/kit/newId";
import { personaNamed } from "../../scripts/developmentIssuer";
import { ask, lookupOf, OPENS_WITHIN_MS, type Answered, type District } from "../support/district";
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

describe("E17 an emergency", () => {
  const EMERGENCY = { persona: "duty-officer", purpose: "EMERGENCY", justified: [] };
  const REASON = "老人走失，须立即核对身份以便搜救";
  const SHOWN = "id declaredBy secondedBy grant";

  function declared(persona = "duty-officer", reason = REASON, person: object = lookupOf(DEFAULTER)): Promise<Answered> {
    const input = { person, caseNumber: "警情2026-77", reason };
    return district.ask(persona, `mutation ($i: EmergencyInput!) { declareEmergency(input: $i) { ${SHOWN} } }`, { i: input });
  }
  function seconded(emergency: string, persona = "duty-superior"): Promise<Answered> {
    const text = `mutation ($e: ID!) { secondEmergency(emergency: $e) { ${SHOWN} } }`;
    return district.ask(persona, text, { e: emergency });
  }
  const declaredId = async () => data(await declared()).declareEmergency.id as string;
  const codesOf = ({ body }: Answered) => body.errors?.map(({ extensions }) => extensions.code);

  it("opens nobody to one officer alone, whatever he names as its leave", async () => {
    const emergency = await declaredId();
    for (const grant of [undefined, newId(), emergency]) scene.expectRefused(await look(district, DEFAULTER, grant, EMERGENCY));
    const consented = await granted(district, DEFAULTER);
    scene.expectRefused(await look(district, DEFAULTER, consented, EMERGENCY));
  });

  it("is seconded by another officer of the same agency with a scope for it, once, within the hour", async () => {
    const emergency = await declaredId();
    const both = { ...personaNamed("duty-officer")!, scopes: ["emergency:declare", "emergency:second"] };
    const alone = `mutation ($e: ID!) { secondEmergency(emergency: $e) { id } }`;
    for (const officer of ["duty-officer-01", "ＤＵＴＹ-officer-01 "]) {
      const own = await district.askWith({ ...both, officer }, alone, { e: emergency });
      expect([own.body.data, codesOf(own)]).toEqual([null, ["BAD_USER_INPUT"]]);
    }
    const elsewhere = await district.askWith({ ...both, org: "courts", officer: "judge-7" }, alone, { e: emergency });
    expect(codesOf(elsewhere)).toEqual(["BAD_USER_INPUT"]);
    for (const persona of ["duty-officer", "investigator", "bank", "citizen:0"])
      expect(codesOf(await seconded(emergency, persona))).toEqual(["ACCESS_DENIED"]);
    const late = await declaredId();
    scene.ahead = 3_600_000;
    expect(codesOf(await seconded(late))).toEqual(["BAD_USER_INPUT"]);
    scene.ahead = 0;
    expect(data(await seconded(emergency)).secondEmergency.secondedBy).toBe("duty-superior-01");
    expect(codesOf(await seconded(emergency))).toEqual(["BAD_USER_INPUT"]);
  });

  it("is declared with a reason, by who has a scope for it; whether the person exists is not told", async () => {
    expect(codesOf(await declared("duty-officer", "急"))).toEqual(["BAD_USER_INPUT"]);
    for (const persona of ["investigator", "duty-superior", "bank", "citizen:0"])
      expect(codesOf(await declared(persona))).toEqual(["ACCESS_DENIED"]);
    const nobody = await declared("duty-officer", REASON, { idNumber: "120115199001010007", name: "某某" });
    expect(Object.keys(data(nobody).declareEmergency)).toEqual(Object.keys(data(await declared()).declareEmergency));
  });

  it("opens its person to the officer who declared it, for a day, and the person sees who looked and, afterwards, why", async () => {
    const { grant } = data(await seconded(await declaredId())).secondEmergency as { grant: string };
    const seen = data(await look(district, DEFAULTER, grant, { ...EMERGENCY, fields: `id maskedName identity { ${RECORDS} }` }));
    expect(seen.person.maskedName).toBe("刘**");
    scene.expectRefused(await look(district, TEACHER, grant, EMERGENCY));
    scene.expectRefused(await look(district, DEFAULTER, grant, { ...EMERGENCY, persona: "duty-superior" }));
    scene.expectRefused(await look(district, DEFAULTER, grant, { ...EMERGENCY, persona: "investigator" }));
    scene.expectRefused(
      await look(district, DEFAULTER, grant, { ...EMERGENCY, persona: "duty-officer", purpose: "INVESTIGATION" }),
    );
    const own = "{ me { grants { id emergencyReason status } accessLog(first: 1) { edges { node { purpose } } } } }";
    const during = data(await district.ask(`citizen:${DEFAULTER}`, own)).me;
    expect(during.grants.map(({ id }: { id: string }) => id)).not.toContain(grant);
    expect(during.accessLog.edges[0].node.purpose).toBe("EMERGENCY");
    const revoked = await change(district, DEFAULTER, "revokeGrant", grant);
    expect(codesOf(revoked)).toEqual(["BAD_USER_INPUT"]);
    scene.ahead = DAY;
    scene.expectRefused(await look(district, DEFAULTER, grant, EMERGENCY));
    const after = data(await district.ask(`citizen:${DEFAULTER}`, "{ me { grants { id emergencyReason status } } }")).me;
    expect(after.grants).toContainEqual({ id: grant, emergencyReason: REASON, status: "EXPIRED" });
  });
});

it("E19 a supervisor and an auditor reach no person by authorisation", async () => {
  const grant = await granted(district, DEFAULTER);
  for (const persona of ["supervisor", "auditor", "integrator", "nobody", `citizen:${DEFAULTER}`]) {
    scene.expectRefused(await look(district, DEFAULTER, grant, { persona }));
  }
  expect(await scene.usesLeft(grant)).toBe(10);
});
