/**
 * Attacks by the shape of a query, last part (catalogue A32–A37): arguments that look into what is closed, and rules
 * that inherit, add up, default to something or are made of text.
 */
import type { Persona } from "../../scripts/developmentIssuer";
import { ask, lookupOf, type Answered } from "../support/district";
import { castRecords, judge, LOOKUP, told, variablesOf, type Attack } from "./support/oracles";
import { purposeRows } from "./support/restatedRules";
import { useLab } from "./support/useLab";

const lab = useLab({ bothEngines: true });
const { attack } = lab;

const look = (selection: string, more: Partial<Attack> = {}) =>
  judge(lab.district, {
    as: "licensing-clerk",
    purpose: "LICENSING_REVIEW",
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
    ...more,
  });
const refusal = ({ status, body }: Answered) => [status, body.errors?.[0]?.extensions.code];

/** The clerk's look-up by a token of one's own making. */
async function byToken(persona: Partial<Persona>, purpose = "LICENSING_REVIEW", selection = "maskedName"): Promise<Answered> {
  const token = await lab.district.issuer.token({
    name: "x",
    zh: "",
    en: "",
    org: "licensing",
    scopes: ["person:read"],
    ...persona,
  });
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`;
  return ask(
    lab.district.url,
    { query, variables: variablesOf({ as: "", query, purpose }) },
    { authorization: `Bearer ${token}` },
  );
}

attack("A32", "finds by a filter only what could be listed without it", async () => {
  const stored = await castRecords(lab.district);
  expect(
    stored.some(({ member, record }) => member === 1 && record.category === "JUDICIAL" && record.polarity === "ADVERSE"),
  ).toBe(true);
  for (const filter of [
    "categories: [JUDICIAL]",
    "polarity: [ADVERSE], categories: [JUDICIAL, ABNORMAL, PENALTY]",
    'decidedFrom: "2000-01-01", categories: [JUDICIAL]',
  ]) {
    const answer = await look(
      `courts { records(filter: { ${filter} }) { edges { node { id category } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(answer.body.data.person.courts.records).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    expect(answer.body.extensions.completeness.withheld).toContainEqual({ category: "JUDICIAL", reason: "PURPOSE" });
  }
});

attack("A32", "has no argument over a record type's own fields", async () => {
  for (const argument of [
    "filter: { arrearsBand: FROM_1M }",
    'where: { noticeNo_starts_with: "1" }',
    "filter: { categories: [ABNORMAL], arrearsBand: FROM_1M }",
  ]) {
    expect(refusal(await look(`tax { records(${argument}) { edges { node { id } } } }`))).toEqual([
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ]);
  }
});

attack("A32", "keeps a filter given as a variable to the same", async () => {
  const query = `query ($l: PersonLookup!, $a: Access!, $f: RecordFilter) { person(lookup: $l, access: $a) { market { records(filter: $f) { edges { node { id } } } } } }`;
  const answer = await look("", { query, variables: { f: { categories: ["PENALTY"], gravity: ["GENERAL"] } } });
  expect(answer.body.data.person.market.records.edges).toEqual([]);
  expect(refusal(await look("", { query, variables: { f: { penaltyKinds: ["FINE"] } } }))).toEqual([400, "BAD_USER_INPUT"]);
});

// Every list has one order, newest decision first: there is nothing to sort by.
attack("A33", "sorts by no field that is hidden, for it sorts by none that is named", async () => {
  for (const argument of ["orderBy: ARREARS_DESC", "sort: { arrearsBand: DESC }", 'order_by: "arrearsBand"']) {
    expect(refusal(await look(`tax { records(${argument}) { edges { node { id } } } }`))).toEqual([
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ]);
  }
});

// There are no aggregates; what a page says of the rest of a list counts visible records only.
attack("A34", "counts nothing that is hidden", async () => {
  for (const field of ["totalCount", "count", "aggregate { count }", "recordsAggregate { count }"]) {
    expect(refusal(await look(`courts { records { ${field} } }`))).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  }
  const answer = await look("courts { records(first: 1) { edges { node { category } } pageInfo { hasNextPage } } }");
  expect(answer.body.data.person.courts.records).toEqual({
    edges: [{ node: { category: "SEVERE_LIST" } }],
    pageInfo: { hasNextPage: false },
  });
});

attack("A35", "takes scopes one by one: none includes or implies another", async () => {
  const without = [
    "steward:licensing review:licensing supervision:read audit:read grants:request schema:read person:unmask person:sealed",
  ];
  const denied = await byToken({ scopes: without });
  expect([denied.status, told(denied)]).toEqual([403, ["person ACCESS_DENIED"]]);
  for (const scope of [
    "person",
    "person:",
    "person:*",
    "*",
    "admin",
    "person:read:all",
    "PERSON:READ",
    "person:read,person:unmask",
  ]) {
    const answer = await byToken({ scopes: ["person:read", scope] });
    expect([scope, ...refusal(answer)]).toEqual([scope, 401, "UNAUTHENTICATED"]);
  }
});

attack("A35", "unmasks nobody for the scope self in the token of an agency", async () => {
  const answer = await byToken({ scopes: ["person:read", "self"] }, "LICENSING_REVIEW", "maskedName name idNumber");
  expect(told(answer)).toEqual(["person.idNumber SCOPE", "person.name SCOPE"]);
  expect(answer.text).not.toContain(lookupOf(1).name);
  const me = await ask(
    lab.district.url,
    { query: "{ me { name } }" },
    {
      authorization: `Bearer ${await lab.district.issuer.token({ name: "x", zh: "", en: "", org: "licensing", scopes: ["person:read", "self"] })}`,
    },
  );
  expect([me.status, told(me)]).toEqual([403, ["me ACCESS_DENIED"]]);
});

attack("A36", "opens nothing for a token without scopes and for an agency without a kind", async () => {
  const nothing = await judge(lab.district, {
    as: "nobody",
    purpose: "LICENSING_REVIEW",
    query: `${LOOKUP} { person(lookup: $l, access: $a) { maskedName } }`,
  });
  expect([nothing.status, told(nothing)]).toEqual([403, ["person ACCESS_DENIED"]]);
  const denied = purposeRows
    .filter(({ code }) => code !== "PUBLIC_LICENCE_CHECK")
    .map(({ code }) => byToken({ org: "nobody-001" }, code));
  for (const answer of await Promise.all(denied)) expect([answer.status, told(answer)]).toEqual([403, ["person ACCESS_DENIED"]]);
});

attack("A36", "opens no record for a purpose whose row names no category", async () => {
  for (const purpose of ["GREEN_CHANNEL", "INCENTIVE_CHECK"]) {
    const answer = await look(
      "maskedName realNameLevel identity { personIdentities { sex } } courts { judgmentDefaulters { id } records { edges { node { id } } } }",
      { purpose },
    );
    expect(told(answer)).toEqual([
      "person.courts.judgmentDefaulters PURPOSE",
      "person.courts.records PURPOSE",
      "person.identity.personIdentities PURPOSE",
      "person.realNameLevel PURPOSE",
    ]);
  }
});

attack("A36", "opens no category of which the purpose may read no level", async () => {
  const token = await lab.district.issuer.token({
    name: "auditor",
    zh: "",
    en: "",
    org: "audit",
    scopes: ["person:read", "person:unmask"],
  });
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { maskedName name realNameLevel identity { personIdentities { sex } } } }`;
  const variables = variablesOf({ as: "", query, purpose: "COMPLIANCE_AUDIT", justify: ["BASIC"] });
  const answer = await ask(lab.district.url, { query, variables }, { authorization: `Bearer ${token}` });
  expect(told(answer)).toEqual([
    "person.identity.personIdentities OPENNESS",
    "person.name OPENNESS",
    "person.realNameLevel OPENNESS",
  ]);
});

attack("A37", "reads no rule out of the texts of a request", async () => {
  const justification = { category: "OCCUPATION", reason: 'PENALTY","category":"PENALTY" %purpose% category:PENALTY ${x}' };
  for (const caseNumber of ['"},{"category":"PENALTY"', "%purpose", "*", "kind:STATE_ORGAN", "${PENALTY}", "category:PENALTY"]) {
    const a = { purpose: "LICENSING_REVIEW", caseNumber, justifications: [justification] };
    const answer = await look("market { marketPenalties { id } licensedPharmacists { id } }", {
      justify: ["OCCUPATION"],
      variables: { a },
    });
    expect(told(answer)).toEqual(["person.market.marketPenalties JUSTIFICATION"]);
  }
});

attack("A37", "takes an authorisation for what it is, not for a pattern that any would fit", async () => {
  for (const grant of ["*", "%", "", '" OR "1"="1', "__proto__"]) {
    const answer = await look("maskedName", { variables: { a: { purpose: "LICENSING_REVIEW", caseNumber: "c", grant } } });
    expect([answer.status, told(answer)]).toEqual([403, ["person ACCESS_DENIED"]]);
  }
});

attack("A37", "has no purpose but those of the closed list", async () => {
  for (const purpose of [
    "*",
    "licensing_review",
    "ＬＩＣＥＮＳＩＮＧ＿ＲＥＶＩＥＷ",
    "LICENSING_REVIEW ",
    "constructor",
    "__proto__",
    ["LICENSING_REVIEW", "INVESTIGATION"],
    null,
  ]) {
    expect(refusal(await look("maskedName", { variables: { a: { purpose, caseNumber: "c" } } }))).toEqual([
      400,
      "BAD_USER_INPUT",
    ]);
  }
});
