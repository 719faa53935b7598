/**
 * What the users of the graph come for, each from his own chair, over separate processes: a front-end developer, a licensing clerk, a
 * civil-service recruiter, a citizen, an integrator, a bank, an investigator. The people are the cast of the synthetic district.
 */
import { buildClientSchema, getIntrospectionQuery, isObjectType, type IntrospectionQuery } from "graphql";
import { recordsOf } from "../../subgraphs/kit/store/recordStore";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { openSeparateProcesses, type SeparateProcesses } from "../support/separateProcesses";

const [TEACHER, DEFAULTER, PHARMACIST, STUDENT, NOTHING] = [0, 1, 3, 4, 10];
const LOOK_UP = "query($lookup: PersonLookup!, $access: Access!)";
const REASON = "办理许可需要核实处罚情况";

let district: District;
let graph: SeparateProcesses;

beforeAll(async () => {
  district = await openDistrict({ people: 40 });
  graph = await openSeparateProcesses(district);
}, 120_000);
afterAll(async () => {
  await graph?.close();
  await district?.close();
});

function look(persona: string, member: number, purpose: string, fields: string, more: object = {}): Promise<Answered> {
  const access = { purpose, caseNumber: "津审〔2026〕12 号", ...more };
  return graph.ask(persona, `${LOOK_UP} { person(lookup: $lookup, access: $access) { ${fields} } }`, {
    lookup: lookupOf(member),
    access,
  });
}

const justified = (...categories: string[]) => ({ justifications: categories.map((category) => ({ category, reason: REASON })) });

describe("a front-end developer", () => {
  it("reads the one schema of all departments, described in both languages", async () => {
    const { status, body } = await graph.ask("licensing-clerk", getIntrospectionQuery());
    expect(status).toBe(200);
    const person = buildClientSchema(body.data as IntrospectionQuery).getType("Person");
    if (!isObjectType(person)) throw new Error("Person is no type");
    const slices = ["identity", "education", "tax", "market", "courts"];
    expect(Object.keys(person.getFields())).toEqual(expect.arrayContaining(["id", "maskedName", "maskedIdNumber", ...slices]));
    for (const field of Object.values(person.getFields())) expect(field.description).toMatch(/\p{Script=Han}.*\/ .*[a-z]/su);
  });

  it("gets a partial answer: what is open with data, what is closed null with a path, a code and the rule", async () => {
    const fields =
      "maskedName mine: name tax { asOf taxArrearsNotices { noticeNo } } courts { judgmentDefaulters { caseNo conduct } }";
    const { status, body, headers } = await look("licensing-clerk", DEFAULTER, "LICENSING_REVIEW", fields);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.data.person).toMatchObject({ maskedName: "刘**", mine: null, tax: { taxArrearsNotices: null } });
    expect(body.data.person.courts.judgmentDefaulters).toHaveLength(1);
    expect(body.errors!.map(({ path, extensions }) => [path!.join("."), extensions.code, extensions.reason])).toEqual([
      ["person.mine", "UNAUTHORIZED_FIELD_OR_TYPE", "SCOPE"],
      ["person.tax.taxArrearsNotices", "UNAUTHORIZED_FIELD_OR_TYPE", "PURPOSE"],
    ]);
  });

  it("is told of a mistake without being given the schema piece by piece", async () => {
    const { status, body } = await graph.ask("licensing-clerk", "{ purpose { id } }");
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    expect(JSON.stringify(body)).not.toMatch(/did you mean|purposes/i);
  });
});

describe("a licensing clerk", () => {
  const RECORDS =
    "market { records { edges { node { category } } } marketPenalties { decisionNo penaltyTypes } } education { teacherQualifications { certNo } }";

  it("sees closed categories as closed, each with its reason, and that the answer is not complete", async () => {
    const { body } = await look("licensing-clerk", DEFAULTER, "LICENSING_REVIEW", RECORDS);
    expect(body.data.person.market.marketPenalties).toBeNull();
    expect(body.data.person.market.records.edges).toEqual([]);
    expect(body.errors!.map(({ extensions }) => extensions.reason)).toEqual(["JUSTIFICATION", "JUSTIFICATION"]);
    const { complete, unavailable, withheld } = body.extensions.completeness;
    expect([complete, unavailable]).toEqual([false, []]);
    expect(withheld).toEqual(
      expect.arrayContaining([
        { category: "PENALTY", reason: "JUSTIFICATION" },
        { category: "OCCUPATION", reason: "JUSTIFICATION" },
      ]),
    );
  });

  it("opens penalties and occupations with a justification, those and no others", async () => {
    const { body } = await look("licensing-clerk", DEFAULTER, "LICENSING_REVIEW", RECORDS, justified("PENALTY", "OCCUPATION"));
    expect(body.errors).toBeUndefined();
    expect(body.data.person.market.marketPenalties).toEqual([
      { decisionNo: expect.any(String), penaltyTypes: expect.any(Array) },
    ]);
    expect(body.data.person.market.records.edges).toEqual([{ node: { category: "PENALTY" } }]);
    expect(body.extensions.completeness.withheld).toEqual([]);
    const courts = await look(
      "licensing-clerk",
      DEFAULTER,
      "LICENSING_REVIEW",
      "id courts { enforcementCases { caseNo } }",
      justified("PENALTY", "JUDICIAL"),
    );
    expect(courts.body.data.person.courts?.enforcementCases ?? null).toBeNull();
    expect(courts.body.errors).toMatchObject([{ extensions: { reason: "PURPOSE" } }]);
  });

  it("sees the licence to practise of a pharmacist once it is justified", async () => {
    const fields = "market { licensedPharmacists { certNo status } }";
    const { body } = await look("licensing-clerk", PHARMACIST, "LICENSING_REVIEW", fields, justified("OCCUPATION"));
    expect(body.data.person.market.licensedPharmacists).toEqual([{ certNo: expect.any(String), status: "REGISTERED" }]);
  });

  it("finds nobody under a number with another's name, and is not told whose number it is", async () => {
    const lookup = { ...lookupOf(DEFAULTER), name: lookupOf(TEACHER).name };
    const access = { purpose: "LICENSING_REVIEW", caseNumber: "1" };
    const { status, body } = await graph.ask(
      "licensing-clerk",
      `${LOOK_UP} { person(lookup: $lookup, access: $access) { id maskedName } }`,
      { lookup, access },
    );
    expect([status, body.data, body.errors]).toEqual([200, { person: null }, undefined]);
  });

  it("may not state the purpose of another agency, nor look without a case", async () => {
    const foreign = await look("licensing-clerk", DEFAULTER, "INVESTIGATION", "id");
    expect([foreign.status, foreign.body.data, foreign.body.errors![0]!.extensions.code]).toEqual([403, null, "ACCESS_DENIED"]);
    const without = await look("licensing-clerk", DEFAULTER, "LICENSING_REVIEW", "id", { caseNumber: "" });
    expect([without.status, without.body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

describe("a civil-service recruiter", () => {
  it("looks several candidates up at once, in his order, with full name and number", async () => {
    const nobody = { idNumber: "120115199001010007", name: "某某" };
    const lookups = [lookupOf(PHARMACIST), nobody, lookupOf(DEFAULTER), lookupOf(PHARMACIST)];
    const query = `query($lookups: [PersonLookup!]!, $access: Access!) {
      people(lookups: $lookups, access: $access) { name idNumber courts { judgmentDefaulters { caseNo } consumptionRestrictions { caseNo } } }
    }`;
    const access = { purpose: "CIVIL_SERVICE_RECRUITMENT", caseNumber: "2026-录用-3" };
    const { body } = await graph.ask("civil-service-recruiter", query, { lookups, access });
    expect(body.errors).toBeUndefined();
    const [first, unknown, defaulter, again] = body.data.people;
    expect([first.name, first.idNumber]).toEqual([lookupOf(PHARMACIST).name, lookupOf(PHARMACIST).idNumber]);
    expect(first.courts).toEqual({ judgmentDefaulters: [], consumptionRestrictions: [] });
    expect(unknown).toBeNull();
    expect([defaulter.name, defaulter.courts.judgmentDefaulters.length]).toEqual([lookupOf(DEFAULTER).name, 1]);
    expect(again).toEqual(first);
  });
});

describe("a citizen", () => {
  const SLICE = "records(first: 200) { edges { node { id __typename } } }";
  const MINE = `{ me { id name idNumber identity { ${SLICE} } education { ${SLICE} } tax { ${SLICE} } market { ${SLICE} } courts { ${SLICE} } } }`;
  const FIELDS = subgraphNames.map(subgraphNamed).flatMap((one) => (isSector(one) ? [one.sector.field] : []));
  const EVERY_SECTOR = `{ me { id ${FIELDS.map((field) => `${field} { ${SLICE} }`).join(" ")} } }`;

  it("sees all records of his own, in full name, without giving a reason", async () => {
    const { body } = await graph.ask(`citizen:${DEFAULTER}`, MINE);
    expect(body.errors).toBeUndefined();
    const { name, idNumber, tax, market, courts } = body.data.me;
    expect({ name, idNumber }).toEqual(lookupOf(DEFAULTER));
    const types = (slice: { records: { edges: { node: { __typename: string } }[] } }) =>
      slice.records.edges.map(({ node }) => node.__typename).sort();
    expect(types(courts)).toEqual(["ConsumptionRestriction", "EnforcementCase", "JudgmentDefaulter"]);
    expect(types(tax)).toEqual(["TaxArrearsNotice"]);
    expect(types(market)).toEqual(["MarketPenalty"]);
    expect(body.extensions.completeness).toMatchObject({ complete: true, withheld: [] });
  });

  it("sees nobody else's, to the last record", async () => {
    for (let member = 0; member < 12; member++) {
      const { body } = await graph.ask(`citizen:${member}`, EVERY_SECTOR);
      const { id, ...slices } = body.data.me;
      for (const { definition, running } of district.local) {
        if (!isSector(definition)) continue;
        const [rows] = await recordsOf(running.environment.database!, [id]);
        const shown = slices[definition.sector.field].records.edges.map(
          ({ node }: { node: { id: string } }) => node.id,
        ) as string[];
        expect(rows!.map((row) => row.id)).toEqual(expect.arrayContaining(shown));
      }
    }
  });

  it("may not look anybody up, not even himself by number", async () => {
    for (const member of [DEFAULTER, TEACHER]) {
      const { status, body } = await look(`citizen:${TEACHER}`, member, "SELF_QUERY", "id");
      expect([status, body.data, body.errors![0]!.extensions.code]).toEqual([403, null, "ACCESS_DENIED"]);
    }
  });
});

describe("an adult student's file", () => {
  it("is open to a school for a decision on the student, and to no licensing bureau", async () => {
    const fields = "id education { studentIntegrityRecords { conduct } }";
    const school = await look("school", STUDENT, "STUDENT_DECISION", fields);
    expect(school.body.data.person.education.studentIntegrityRecords).toHaveLength(2);
    const bureau = await look("licensing-clerk", STUDENT, "LICENSING_REVIEW", fields, justified("STUDENT"));
    expect(bureau.body.data.person.education?.studentIntegrityRecords ?? null).toBeNull();
    expect(bureau.body.errors).toMatchObject([{ extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", reason: "PURPOSE" } }]);
  });
});

describe("an integrator", () => {
  it("reads every purpose and every item of the catalogue, page by page, and no person", async () => {
    const { body } = await graph.ask("integrator", "{ purposes { id code required conditional } }");
    expect(body.data.purposes).toHaveLength(27);
    const items: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const query =
        "query($after: String) { catalogueItems(first: 5, after: $after) { edges { node { code } } pageInfo { hasNextPage endCursor } } }";
      const page: Answered = await graph.ask("integrator", query, { after });
      const { edges, pageInfo } = page.body.data.catalogueItems;
      items.push(...edges.map(({ node }: { node: { code: string } }) => node.code));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(items).toHaveLength(93);
    expect(new Set(items).size).toBe(93);
    const person = await look("integrator", TEACHER, "PUBLIC_LICENCE_CHECK", "id");
    expect([person.status, person.body.data]).toEqual([403, null]);
  });
});

describe("a bank", () => {
  it("is denied without the person's authorisation, in the same words whether the person exists or not", async () => {
    const known = await look("bank", TEACHER, "BANK_CREDIT", "id maskedName");
    const access = { purpose: "BANK_CREDIT", caseNumber: "津审〔2026〕12 号" };
    const lookup = { idNumber: "120115199001010007", name: "某某" };
    const unknown = await graph.ask("bank", `${LOOK_UP} { person(lookup: $lookup, access: $access) { id maskedName } }`, {
      lookup,
      access,
    });
    expect([known.status, known.body.data, known.body.errors![0]!.extensions.code]).toEqual([403, null, "ACCESS_DENIED"]);
    expect(unknown.text).toBe(known.text);
    expect(unknown.status).toBe(known.status);
  });
});

it("who has nothing on file reads as nothing, with every category of the departments open", async () => {
  const { body } = await graph.ask(
    `citizen:${NOTHING}`,
    "{ me { tax { records { edges { cursor } } } courts { judgmentDefaulters { caseNo } } } }",
  );
  expect(body.data.me).toEqual({ tax: { records: { edges: [] } }, courts: { judgmentDefaulters: [] } });
  expect(body.extensions.completeness.complete).toBe(true);
});
