/**
 * Attacks by the shape of a query, first part (catalogue A01–A14): aliases, fragments, types. Every answer is judged by
 * the oracles of `support/useLab.ts`, at both engines; a test adds what is its own.
 */
import { ask, lookupOf } from "../support/district";
import { fetchedCoordinates, judge, LOOKUP, told, variablesOf, type Attack } from "./support/oracles";
import { useLab } from "./support/useLab";

const lab = useLab({ bothEngines: true });
const { attack } = lab;

/** A licensing clerk looks up somebody with records in categories that licensing opens, opens with reason, and does not open. */
const clerk = (selection: string, more: Partial<Attack> = {}) =>
  judge(lab.district, {
    as: "licensing-clerk",
    purpose: "LICENSING_REVIEW",
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
    ...more,
  });
const fetched = () => fetchedCoordinates(lab.district.seen);

attack("A01", "closes a field under an alias as it does under its name", async () => {
  const answer = await clerk("x: idNumber maskedName courts { y: enforcementCases { z: caseNo } asOf }");
  expect(told(answer)).toEqual(["person.courts.y PURPOSE", "person.x SCOPE"]);
  expect(answer.body.data.person).toMatchObject({ x: null, maskedName: "刘**", courts: { y: null, asOf: expect.any(String) } });
});

attack("A02", "closes a field that is given the name of an open one, even of the key", async () => {
  const answer = await clerk("maskedName: name id: idNumber tax { asOf: taxArrearsNotices { id } populations }");
  expect(told(answer)).toEqual(["person.id SCOPE", "person.maskedName SCOPE", "person.tax.asOf PURPOSE"]);
  expect(answer.body.data.person).toMatchObject({ maskedName: null, id: null, tax: { asOf: null } });
});

attack(
  "A02",
  "an open field that takes the name of a key is that field, and departments are still asked by the key",
  async () => {
    const named = { asOf: expect.any(String) };
    for (const [selection, person] of [
      ["id: maskedName tax { asOf }", { id: "刘**", tax: named }],
      ["__typename: maskedName tax { asOf }", { __typename: "刘**", tax: named }],
      ["id: courts { asOf } tax { asOf }", { id: named, tax: named }],
    ] as const) {
      const { status, body } = await clerk(selection);
      // The stock engine reads keys under the client's own names, so these are kept for it there.
      const expected = lab.engine === "apollo" ? [400, null] : [200, { person }];
      expect([status, body.data]).toEqual(expected);
    }
  },
);

attack("A03", "refuses an open and a closed field under one name", async () => {
  const { status, body } = await clerk("...F ...G", {
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ...F ...G } } fragment F on Person { x: maskedName } fragment G on Person { x: name }`,
  });
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
});

attack("A03", "judges each of two types' fields that share a name in a list of records", async () => {
  const answer = await clerk(
    "courts { records { edges { node { ... on JudgmentDefaulter { x: caseNo } ... on EnforcementCase { x: caseNo } } } } }",
  );
  expect(told(answer)).toEqual(["person.courts.records.edges.node.x PURPOSE"]);
  expect(answer.body.data.person.courts.records.edges).toEqual([{ node: { x: expect.stringContaining("执") } }]);
});

attack("A03", "keeps both selections where two types share a name and another field is closed", async () => {
  const answer = await clerk(
    "name courts { records { edges { node { ... on JudgmentDefaulter { x: item { code } } ... on EnforcementCase { x: item { zh } } } } } }",
    { as: "civil-service-recruiter", purpose: "LICENSING_REVIEW" },
  );
  expect(told(answer)).toEqual(["person ACCESS_DENIED"]);
  const judged = await clerk(
    "tax { taxAdvisers { id } asOf } courts { records { edges { node { ... on EnforcementCase { x: item { zh } } ... on ConsumptionRestriction { x: item { en } } } } } }",
    { as: "judge", purpose: "COURT_ENFORCEMENT", justify: ["JUDICIAL"] },
  );
  const nodes = (judged.body.data.person.courts.records.edges as { node: object }[]).map(({ node }) => node);
  expect(nodes).toEqual(expect.arrayContaining([{ x: { zh: "被执行人信息" } }, { x: { en: "Order restricting consumption" } }]));
});

attack("A04", "closes a field at every spread of the fragment that holds it", async () => {
  const answer = await clerk("", {
    query: `query ($l: PersonLookup!, $m: PersonLookup!, $a: Access!) {
      one: person(lookup: $l, access: $a) { ...F } two: person(lookup: $m, access: $a) { ...F }
    } fragment F on Person { maskedName name market { marketPenalties { decisionNo } } }`,
    variables: { m: lookupOf(2) },
  });
  expect(told(answer)).toEqual([
    "one.market.marketPenalties JUSTIFICATION",
    "one.name SCOPE",
    "two.market.marketPenalties JUSTIFICATION",
    "two.name SCOPE",
  ]);
});

attack("A04", "does not run an operation with a fragment that nothing uses", async () => {
  const { status } = await clerk("", {
    query: `${LOOKUP} { person(lookup: $l, access: $a) { maskedName } } fragment F on Person { name }`,
  });
  expect(status).toBe(400);
  expect(lab.district.seen).toEqual([]);
});

attack("A05", "closes a field three fragments down", async () => {
  const answer = await clerk("", {
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ...A } }
      fragment A on Person { ...B } fragment B on Person { tax { ...C asOf } } fragment C on TaxSlice { taxArrearsNotices { ...D } }
      fragment D on TaxArrearsNotice { noticeNo arrearsBand }`,
  });
  expect(told(answer)).toEqual(["person.tax.taxArrearsNotices PURPOSE"]);
  expect(answer.body.data.person.tax).toEqual({ taxArrearsNotices: null, asOf: expect.any(String) });
});

attack("A06", "judges one fragment again at every place it is spread", async () => {
  const answer = await clerk("", {
    query: `${LOOKUP} { person(lookup: $l, access: $a) { courts { judgmentDefaulters { ...R } enforcementCases { ...R } records { edges { node { ...R } } } } } }
      fragment R on CreditRecord { determiningOrgan basisDocNo }`,
  });
  expect(told(answer)).toEqual(["person.courts.enforcementCases PURPOSE"]);
  expect(answer.body.data.person.courts).toEqual({
    judgmentDefaulters: [expect.objectContaining({ determiningOrgan: expect.any(String) })],
    enforcementCases: null,
    records: { edges: [{ node: expect.objectContaining({ determiningOrgan: expect.any(String) }) }] },
  });
});

attack("A06", "counts the depth of a fragment at every place it is spread", async () => {
  const item = "item { ...I }";
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { courts { judgmentDefaulters { ${item} } records { edges { node { ${item} } } } } } }
    fragment I on CatalogueItem { legalBases { ...L } } fragment L on LegalBasis { law }`;
  expect((await clerk("", { query })).status).toBe(200);
});

attack("A07", "exempts no operation and no fragment for its name", async () => {
  for (const name of ["__schema", "__typename", "IntrospectionQuery"]) {
    const query = `query ${name} ${LOOKUP.slice(6)} { person(lookup: $l, access: $a) { maskedName ...${name} } } fragment ${name} on Person { name }`;
    const answer = await clerk("", { query, more: { operationName: name } });
    expect(told(answer)).toEqual(["person.name SCOPE"]);
  }
});

attack("A08", "closes a field in an inline fragment without a type, with and without a condition", async () => {
  const answer = await clerk(
    "... { name } ... @include(if: true) { tax { ... @skip(if: false) { iitIntegrities { noticeNo } } asOf } }",
  );
  expect(told(answer)).toEqual(["person.name SCOPE", "person.tax.iitIntegrities PURPOSE"]);
  expect(answer.body.data.person).toEqual({ name: null, tax: { iitIntegrities: null, asOf: expect.any(String) } });
});

attack("A09", "shows through the interface only records of categories that are open", async () => {
  const answer = await clerk(
    "courts { records { edges { node { __typename category basisDocNo ... on EnforcementCase { caseNo } } } } }",
  );
  expect(told(answer)).toEqual(["person.courts.records.edges.node.caseNo PURPOSE"]);
  expect(answer.body.data.person.courts.records.edges).toEqual([
    { node: expect.objectContaining({ __typename: "JudgmentDefaulter", category: "SEVERE_LIST" }) },
  ]);
  expect(answer.body.extensions.completeness.withheld).toEqual([{ category: "JUDICIAL", reason: "PURPOSE" }]);
});

attack("A09", "closes the list of a sector that has no open category, and does not ask for it", async () => {
  const answer = await clerk("tax { records { edges { node { id } } } asOf } market { records { edges { node { id } } } asOf }", {
    purpose: "GREEN_CHANNEL",
  });
  expect(told(answer)).toEqual(["person.market.records PURPOSE", "person.tax.records PURPOSE"]);
  expect(fetched()).not.toEqual(expect.arrayContaining([expect.stringContaining("records")]));
});

attack("A10", "closes a type's own field behind every spelling of its type condition", async () => {
  const answer = await clerk(
    "courts { records { edges { node { ... on CreditRecord { ... on EnforcementCase { ... { caseNo } } } id } } } }",
  );
  expect(told(answer)).toEqual(["person.courts.records.edges.node.caseNo PURPOSE"]);
  expect(fetched()).not.toContain("courts/EnforcementCase.caseNo");
});

attack("A12", "treats a closed object as closed when only its __typename is asked for", async () => {
  const answer = await clerk(
    "maskedName tax { taxArrearsNotices { __typename } t: taxArrearsNotices { ... on CreditRecord { __typename } } }",
  );
  expect(told(answer)).toEqual(["person.tax.t PURPOSE", "person.tax.taxArrearsNotices PURPOSE"]);
  expect(answer.body.data.person).toEqual({ maskedName: "刘**", tax: { taxArrearsNotices: null, t: null } });
  expect(fetched().sort()).toEqual(["identity/Person.maskedName", "identity/Query.person"]);
});

attack("A12", "does not say whether a person exists to whom it does not open him", async () => {
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { __typename } }`;
  const attack: Attack = { as: "bank", purpose: "BANK_CREDIT", query };
  const known = await judge(lab.district, attack);
  const unknown = await judge(lab.district, { ...attack, variables: { l: { ...lookupOf(1), name: "无此人" } } });
  expect([known.status, known.body.errors?.[0]?.extensions.code]).toEqual([403, "ACCESS_DENIED"]);
  expect(unknown.text).toBe(known.text);
  expect(lab.district.seen).toEqual([]);
});

attack(
  "A13 A14",
  "closes a field for what its result's type demands as well (see the compose part for small graphs)",
  async () => {
    const answer = await clerk("maskedName idNumber identity { personIdentities { citizenIdNumber sex } }");
    expect(told(answer)).toEqual(["person.idNumber SCOPE", "person.identity.personIdentities.citizenIdNumber SCOPE"]);
    expect(fetched()).not.toContain("identity/PersonIdentity.citizenIdNumber");
  },
);

attack("C14", "answers names such as __proto__, constructor and toString without becoming what they name", async () => {
  const answer = await clerk(
    "__proto__: name constructor: tax { toString: asOf hasOwnProperty: taxArrearsNotices { id } } prototype: maskedName",
  );
  expect(told(answer)).toEqual(["person.__proto__ SCOPE", "person.constructor.hasOwnProperty PURPOSE"]);
  expect(Object.entries(answer.body.data.person as object).map(([key]) => key)).toEqual([
    "__proto__",
    "constructor",
    "prototype",
  ]);
  expect(({} as Record<string, unknown>)["toString"]).toBe(Object.prototype.toString);
});

it("judges the same whether the look-up stands in one variable or in several", async () => {
  const { l, a } = variablesOf({ as: "", query: "", purpose: "LICENSING_REVIEW" }) as {
    l: { idNumber: string; name: string };
    a: { caseNumber: string };
  };
  const answer = await clerk("", {
    query: `query ($i: CitizenId!, $n: String!, $p: PurposeCode!, $c: String!) {
      person(lookup: { idNumber: $i, name: $n }, access: { purpose: $p, caseNumber: $c }) { maskedName name }
    }`,
    variables: { i: l.idNumber, n: l.name, p: "LICENSING_REVIEW", c: a.caseNumber },
  });
  expect(told(answer)).toEqual(["person.name SCOPE"]);
});

it("says nothing to who has no token", async () => {
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { maskedName } }`;
  const { status, body } = await ask(lab.district.url, {
    query,
    variables: variablesOf({ as: "", query, purpose: "LICENSING_REVIEW" }),
  });
  expect([status, body.errors?.[0]?.extensions.code, body.data]).toEqual([401, "UNAUTHENTICATED", null]);
});
