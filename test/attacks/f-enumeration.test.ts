/**
 * Attacks F: what may not be learnt by asking for many, by guessing ids, or from the size, the shape and the errors of an
 * answer. (F01 and F02, by the clock: e-grants-timing; F08, walking through many: queryLimits and watch.)
 */
import { buildSchema, getNamedType, isObjectType, type GraphQLField } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { personaNamed } from "../../scripts/developmentIssuer";
import { newId } from "../../subgraphs/kit/newId";
import { lookupOf, openDistrict, OPENS_WITHIN_MS, type Answered, type District } from "../support/district";
import { data, granted, requested } from "../support/grants";

const [TEACHER, DEFAULTER, EXPIRED, SEALED, NOTHING] = [0, 1, 5, 6, 10];
const RECORDS = "records(first: 1) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } }";
const LOOKUP = `query ($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  maskedName market { ${RECORDS} marketPenalties { decisionNo } } courts { ${RECORDS} } tax { taxArrearsNotices { noticeNo } } } }`;
const ACCESS = {
  ...{ purpose: "LICENSING_REVIEW", caseNumber: "1" },
  justifications: [{ category: "PENALTY", reason: "许可条件要求核对近三年处罚" }],
};

let district: District;
beforeAll(async () => {
  district = await openDistrict();
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());

const look = (member: number, access: object = ACCESS) =>
  district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(member), access });

/**
 * Everything that a caller can see of an answer, but for the name, the time, and the receipt: its length tells where in the log
 * the look stands, and how many others shared its moment.
 */
function outside({ status, headers, body, receipt }: Answered): unknown {
  const named = JSON.stringify(body).replace(/"maskedName":"[^"]*"/, "");
  const length = Number(headers.get("content-length")) - JSON.stringify(receipt ?? null).length;
  const rest = [...headers].filter(([name]) => name !== "date" && name !== "content-length");
  return { status, named, length, rest };
}

it("F03 no field takes the id of a record or of a person, but at the desk of the department that keeps it", () => {
  const schema = buildSchema(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8"), { assumeValidSDL: true });
  const takesId = ({ args }: GraphQLField<unknown, unknown>) => args.some(({ type }) => getNamedType(type).name === "ID");
  const found = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => name !== "Mutation" && !/Desk(Actions)?$/.test(name))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => (takesId(field) ? [`${type.name}.${field.name}`] : [])),
    );
  expect(found.filter((name) => !/^(Supervision|Member|Inspection)\./.test(name)).sort()).toEqual([
    ...["Query.emergency", "Query.grant", "Query.grantRequest", "Query.me"],
  ]);
});

it("F03 an id of another's reads as one that is not: of a request, an authorisation, an emergency, a record at a desk, a cursor", async () => {
  const [request, grant] = [await requested(district, TEACHER), await granted(district, TEACHER)];
  const seen = async (persona: string, text: string, id: string) => outside(await district.ask(persona, text, { id }));
  for (const [text, id] of [
    ["query ($id: ID!) { grantRequest(id: $id) { id status } }", request],
    ["query ($id: ID!) { grant(id: $id) { id status artefact } }", grant],
  ] as const)
    expect(await seen("employer", text, id)).toEqual(await seen("employer", text, newId()));
  const elsewhere = async (id: string) => {
    const persona = { ...personaNamed("duty-officer")!, org: "courts", officer: "judge-7" };
    return outside(await district.askWith(persona, "query ($id: ID!) { emergency(id: $id) { id reason } }", { id }));
  };
  const input = { person: lookupOf(DEFAULTER), caseNumber: "警情2026-77", reason: "有人落水昏迷，须立即联系家属" };
  const declare = "mutation ($input: EmergencyInput!) { declareEmergency(input: $input) { id } }";
  const { id } = data(await district.ask("duty-officer", declare, { input })).declareEmergency as { id: string };
  expect(await elsewhere(id)).toEqual(await elsewhere(newId()));
  const own = data(await district.ask(`citizen:${DEFAULTER}`, `{ me { market { ${RECORDS} } } }`)).me.market.records;
  const desk = "query ($id: ID!) { taxDesk { record(id: $id) { id } } }";
  expect(await seen("tax-steward", desk, own.edges[0].node.id)).toEqual(await seen("tax-steward", desk, newId()));
  const after = `query ($id: String) { me { market { records(first: 1, after: $id) { edges { node { id } } } } } }`;
  const foreign = await district.ask(`citizen:${TEACHER}`, after, { id: own.edges[0].cursor });
  expect(outside(foreign)).toEqual(outside(await district.ask(`citizen:${TEACHER}`, after, { id: "bm9uZQ" })));
  expect(foreign.body.errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
});

it("F04 what is closed is one error a field, whether a person has many records, one or none", async () => {
  const access = { ...ACCESS, justifications: [] };
  const [many, none] = await Promise.all([look(DEFAULTER, access), look(NOTHING, access)]);
  expect(many.body.errors).toEqual(none.body.errors);
  expect(many.body.errors!.map(({ path }) => path)).toEqual([
    ["person", "market", "marketPenalties"],
    ["person", "tax", "taxArrearsNotices"],
  ]);
  const text = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { courts { records(first: 20) {
    edges { node { id ... on JudgmentDefaulter { caseNo } } } } } tax { taxArrearsNotices { noticeNo period: id } } } }`;
  const errors = async (member: number) =>
    (await district.ask("licensing-clerk", text, { l: lookupOf(member), a: ACCESS })).body.errors;
  expect(await errors(DEFAULTER)).toEqual(await errors(NOTHING));
});

it("F05 F06 records that are sealed, or whose display has ended, leave the very bytes of a person who has none", async () => {
  const [nothing, sealed, expired] = await Promise.all([NOTHING, SEALED, EXPIRED].map((member) => look(member)));
  expect(nothing!.body.data.person.market.records).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  for (const hidden of [sealed!, expired!]) {
    expect(outside(hidden)).toEqual(outside(nothing!));
    expect(hidden.headers.get("content-length")).not.toBeNull();
  }
  const [some] = await Promise.all([look(DEFAULTER)]);
  expect(outside(some!)).not.toEqual(outside(nothing!));
});

it("F05 a page is counted after what may be seen, not before: one that is the last says so", async () => {
  const pages: { edges: object[]; pageInfo: { hasNextPage: boolean } }[] = [];
  for (const member of [SEALED, EXPIRED, NOTHING]) {
    const { body } = await look(member);
    pages.push(...["market", "courts"].map((slice) => body.data.person[slice].records));
  }
  for (const { edges, pageInfo } of pages) expect([edges.length, pageInfo.hasNextPage]).toEqual([0, false]);
});

it("F06 no answer is compressed, whatever the client takes", async () => {
  for (const encoding of ["gzip", "br", "gzip, deflate, br, zstd", "*"]) {
    const { headers } = await district.ask(
      "licensing-clerk",
      LOOKUP,
      { lookup: lookupOf(DEFAULTER), access: ACCESS },
      {},
      { "accept-encoding": encoding },
    );
    expect([encoding, headers.get("content-encoding"), headers.get("vary")]).toEqual([encoding, null, null]);
  }
});

it("F07 nothing is served by GET: a foreign page has nothing to time", async () => {
  const token = await district.token("licensing-clerk");
  const variables = (member: number) => encodeURIComponent(JSON.stringify({ lookup: lookupOf(member), access: ACCESS }));
  const texts: string[] = [];
  district.seen.length = district.internals.length = 0;
  for (const query of [
    ...[DEFAULTER, NOTHING].map((member) => `?query=${encodeURIComponent(LOOKUP)}&variables=${variables(member)}`),
    ...["", "?query={__typename}", "?query={purposes{code}}"],
  ]) {
    const response = await fetch(`${district.url}/graphql${query}`, {
      headers: { authorization: `Bearer ${token}`, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    });
    texts.push(`${response.status} ${response.headers.get("cache-control")} ${await response.text()}`);
  }
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toMatch(/^405 no-store /);
  expect([district.seen, district.internals]).toEqual([[], []]);
});
