/**
 * Attacks on what the schema and errors give away (catalogue B03–B11, B13–B15), on a development district, where most is
 * shown; production is in `b-production.test.ts`. One department fails in ways that would tell a stranger everything.
 */
import { ask, lookupOf, type Answered } from "../support/district";
import type { LocalOne } from "../../scripts/start";
import { answerIsKnown, deniedIsNullWithError, judge, LOOKUP, told, variablesOf, type Attack } from "./support/oracles";
import { useLab } from "./support/useLab";

/** What the failing department would let out. */
const SECRET_NUMBER = "120115199001019909";
const SECRETS = [
  SECRET_NUMBER,
  "SELECT detail FROM record",
  "10.3.7.9:3306",
  "/srv/credit/tax/reader.js",
  "person_id",
  "tax.sqlite",
];
const TEXT = `SELECT detail FROM record WHERE person_id = '${SECRET_NUMBER}' at /srv/credit/tax/reader.js:12:3 (10.3.7.9:3306 tax.sqlite)`;

let failure: "none" | "throws" | "resolver" | "rude" = "none";

function failing(one: LocalOne): LocalOne {
  if (one.definition.name !== "tax") return one;
  const execute: LocalOne["running"]["execute"] = async (body, warrant) => {
    if (failure === "throws") throw Object.assign(new Error(TEXT), { code: "ER_PARSE_ERROR", sql: TEXT, stack: TEXT });
    const answer = await one.running.execute(body, warrant);
    if (failure === "none") return answer;
    const entity = (answer.data?.["_entities"] as { tax: object | null }[])[0]!;
    entity.tax = null;
    const extensions = {
      code: failure === "rude" ? TEXT : "INTERNAL_SERVER_ERROR",
      stacktrace: [TEXT],
      sql: TEXT,
      exception: { stack: TEXT },
    };
    return {
      ...answer,
      extensions: { sql: TEXT },
      errors: [{ message: TEXT, path: ["_entities", 0, "tax", TEXT], locations: [{ line: 1, column: 1 }], extensions }],
    };
  };
  return { ...one, running: { ...one.running, execute } };
}

const lab = useLab({ wrap: failing });
const { attack } = lab;
beforeEach(() => {
  failure = "none";
});

const look = (selection: string, more: Partial<Attack> = {}) =>
  judge(lab.district, {
    as: "licensing-clerk",
    purpose: "LICENSING_REVIEW",
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
    ...more,
  });
const refusal = ({ status, body }: Answered) => [status, body.errors?.[0]?.extensions.code];
const INVALID = [400, "GRAPHQL_VALIDATION_FAILED"];

attack("B01 B02", "shows the schema in development to a caller with a token, and to nobody else", async () => {
  const query = `{ __schema { types { name } } t: __type(name: "Person") { fields { name } } }`;
  const { body } = await lab.district.ask("nobody", query);
  expect(body.data.t.fields).toContainEqual({ name: "maskedName" });
  expect(refusal(await ask(lab.district.url, { query }))).toEqual([401, "UNAUTHENTICATED"]);
});

attack("B03", "refuses the whole operation that mixes the schema with data", async () => {
  for (const query of [
    `${LOOKUP} { __schema { types { name } } person(lookup: $l, access: $a) { maskedName } }`,
    `${LOOKUP} { ...S person(lookup: $l, access: $a) { maskedName } } fragment S on Query { ... { x: __type(name: "Person") { name } } }`,
    `{ purposes { code } __schema @skip(if: true) { types { name } } }`,
  ]) {
    const answer = await look("", { query });
    expect([...refusal(answer), answer.body.data]).toEqual([...INVALID, null]);
  }
  expect(lab.district.seen).toEqual([]);
});

attack("B04 B07", "says of a field it does not have that it does not have it, and suggests none", async () => {
  const texts = [];
  for (const field of ["maskedNam", "idNumbr", "taxes { asOf }", "defence { asOf }", "xyz", "_secret"]) {
    const answer = await look(`${field} maskedName`);
    expect(refusal(answer)).toEqual(INVALID);
    texts.push(answer.body.errors![0]!.message.replace(field.split(" ")[0]!, "…"));
  }
  expect(new Set(texts).size).toBe(1);
});

attack("B05", "names neither values nor alternatives for a wrong argument, value or type", async () => {
  const wrong = [
    `${LOOKUP} { person(lookup: $l, access: $a, purpos: 1) { maskedName } }`,
    `${LOOKUP} { person(lookup: $l, acces: $a) { maskedName } }`,
    `query ($l: PersonLookup!) { person(lookup: $l, access: { purpose: LICENSING_REVEW, caseNumber: "1" }) { maskedName } }`,
    `query ($l: PersonLookup!) { person(lookup: $l, access: { purpos: LICENSING_REVIEW, caseNumber: "1" }) { maskedName } }`,
    `query ($l: PersonLookp!, $a: Access!) { person(lookup: $l, access: $a) { maskedName } }`,
    `${LOOKUP} { person(lookup: $l, access: $a) { tax { records { edges { node { ... on TaxAdvisor { id } } } } } } }`,
    `${LOOKUP} { person(lookup: $l, access: $a) { tax { records(first: "12011519900101990") { edges { cursor } } } } }`,
    `${LOOKUP} { person(lookup: $l, access: $a) { tax } }`,
    `query ($l: String, $a: Access!) { person(lookup: $l, access: $a) { maskedName } }`,
  ];
  const others = ["LICENSING_REVIEW", "PersonLookup", "TaxAdviser", "GREEN_CHANNEL", "idNumber", "12011519900101990"];
  for (const query of wrong) {
    const answer = await look("", { query });
    expect(refusal(answer)).toEqual(INVALID);
    const unasked = others.filter((name) => !query.includes(name));
    expect(unasked.filter((name) => answer.text.includes(name))).toEqual([]);
    expect(answer.text).not.toContain("12011519900101990");
  }
});

attack("B05", "repeats no value of a variable and lists no values that would do", async () => {
  const variables = variablesOf({ as: "", query: "", purpose: "LICENSING_REVIEW" }) as { l: object; a: object };
  const wrong: [object, string][] = [
    [{ l: { ...lookupOf(1), idNumber: "120115197802029914" } }, "120115197802029914"],
    [{ l: { ...lookupOf(1), name: "刘\u200b建国" } }, "建国"],
    [{ l: { ...lookupOf(1), surname: "欧阳先生" } }, "欧阳先生"],
    [{ l: { idNumber: 120115197802029900, name: "刘建国" } }, "1201151978"],
    [{ a: { ...variables.a, purpose: "LICENCING_SECRET" } }, "LICENCING_SECRET"],
    [{ a: { ...variables.a, justifications: [{ category: "HIDDEN_VALUE", reason: "0123456789" }] } }, "HIDDEN_VALUE"],
  ];
  for (const [given, value] of wrong) {
    const answer = await look("maskedName", { variables: given as Record<string, unknown> });
    expect(refusal(answer)).toEqual([400, "BAD_USER_INPUT"]);
    expect(answer.text).not.toContain(value);
    expect(answer.text).not.toMatch(/LICENSING_REVIEW|PENALTY|expected one of/i);
  }
});

attack("B06", "refuses an introspection that goes round in circles, before it is run", async () => {
  const circle = "fields { type { ".repeat(8) + "name" + " } }".repeat(8);
  const began = performance.now();
  const answer = await look("", { query: `{ __schema { types { ${circle} } } }` });
  expect(answer.status).toBe(400);
  expect(performance.now() - began).toBeLessThan(1000);
  const fragments = `{ __schema { types { ...T } } } fragment T on __Type { fields { type { fields { type { fields { type { name } } } } } } }`;
  expect(refusal(await look("", { query: fragments }))).toEqual(INVALID);
});

attack("B08 B09", "knows no _service and no _entities", async () => {
  for (const query of [
    "{ _service { sdl } }",
    `{ x: _service { sdl } purposes { code } }`,
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }`,
    `{ _entities(representations: [{ __typename: "Person", id: "1" }]) { __typename } }`,
  ]) {
    expect(refusal(await look("", { query, variables: { r: [{ __typename: "Person", id: "1" }] } }))).toEqual(INVALID);
  }
  expect(lab.district.seen).toEqual([]);
});

attack("B10", "takes no variable for the gateway's own", async () => {
  const query = `query ($representations: PersonLookup!, $a: Access!) { person(lookup: $representations, access: $a) { maskedName tax { asOf } } }`;
  expect(refusal(await look("", { query, variables: { representations: lookupOf(1) } }))).toEqual(INVALID);
  const stranger = [{ __typename: "Person", id: "someone-else" }];
  const answer = await look("maskedName tax { asOf }", { variables: { representations: stranger } });
  expect(answer.body.errors).toBeUndefined();
  expect(JSON.stringify(lab.district.seen)).not.toContain("someone-else");
});

attack("B11", "ignores headers and extensions that ask for a plan, a trace or timings", async () => {
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { maskedName tax { asOf } } }`;
  const payload = { query, variables: variablesOf({ as: "", query, purpose: "LICENSING_REVIEW" }) };
  const authorization = `Bearer ${await lab.district.token("licensing-clerk")}`;
  const headers = {
    "apollo-query-plan-experimental": "1",
    "apollo-federation-include-trace": "ftv1",
    "x-apollo-tracing": "1",
    "apollo-expose-query-plan": "true",
  };
  const plain = await ask(lab.district.url, payload, { authorization });
  const traced = await ask(
    lab.district.url,
    { ...payload, extensions: { tracing: true, queryPlan: true } },
    { authorization, ...headers },
  );
  answerIsKnown(traced);
  expect(Object.keys(traced.body.extensions as object)).toEqual(["completeness"]);
  expect(traced.body).toEqual(plain.body);
  expect([...traced.headers.keys()].filter((name) => /apollo|trace|server|powered/.test(name))).toEqual([]);
});

for (const kind of ["throws", "resolver", "rude"] as const)
  attack("B13 B14 B15", `lets nothing out of a department whose failure ${kind}`, async () => {
    failure = kind;
    const answer = await look("maskedName tax { asOf records { edges { node { id } } } } courts { asOf }");
    expect(answer.status).toBe(200);
    expect(SECRETS.filter((secret) => answer.text.includes(secret))).toEqual([]);
    expect(answer.body.data.person).toMatchObject({ maskedName: "刘**", tax: null, courts: { asOf: expect.any(String) } });
    expect(told(answer)).toEqual([`person.tax ${kind === "throws" ? "SECTOR_UNAVAILABLE" : "INTERNAL_SERVER_ERROR"}`]);
    expect(answer.body.extensions.completeness).toMatchObject({ complete: false, unavailable: [{ sector: "tax" }] });
  });

attack("B14", "says of a failed department and of a closed field each its own", async () => {
  failure = "throws";
  const answer = await look("name tax { asOf taxArrearsNotices { id } }");
  expect(told(answer)).toEqual(["person.name SCOPE", "person.tax SECTOR_UNAVAILABLE", "person.tax.taxArrearsNotices PURPOSE"]);
  deniedIsNullWithError(answer.body);
});

attack("B15", "shows no stack for whatever body makes a reader stumble", async () => {
  const authorization = `Bearer ${await lab.district.token("licensing-clerk")}`;
  const bodies = [
    "",
    "{",
    "[]",
    "null",
    '{"query":1}',
    '{"query":"{"}',
    '{"query":"{ me { name } }","variables":[]}',
    `{"query":"${"{a".repeat(5000)}"}`,
    '{"query":"\\u0000"}',
    '{"query":"{ purposes { code } }","operationName":{}}',
  ];
  for (const body of bodies) {
    const answer = await ask(lab.district.url, body, { authorization });
    expect(answer.status).toBe(400);
    answerIsKnown(answer);
  }
});
