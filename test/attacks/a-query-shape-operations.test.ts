/**
 * Attacks by the shape of a query, second part (catalogue A21–A31): conditions, several roots, several operations,
 * several callers, other kinds of operation.
 */
import { request } from "node:http";
import { lookupOf, type Answered } from "../support/district";
import { fetchedCoordinates, judge, LOOKUP, told, type Attack } from "./support/oracles";
import { useLab } from "./support/useLab";

const lab = useLab({ bothEngines: true });
const { attack } = lab;

const clerk = (query: string, more: Partial<Attack> = {}) =>
  judge(lab.district, { as: "licensing-clerk", purpose: "LICENSING_REVIEW", query, ...more });
const PERSON = "person(lookup: $l, access: $a)";
const refusal = ({ status, body }: Answered) => [status, body.errors?.[0]?.extensions.code];

attack("A21", "neither fetches nor mentions a closed field that is skipped", async () => {
  const answer = await clerk(
    `${LOOKUP} { ${PERSON} { maskedName name @skip(if: true) tax @include(if: false) { taxArrearsNotices { id } } } }`,
  );
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.data).toEqual({ person: { maskedName: "刘**" } });
});

attack("A22", "decides the same whether a condition is written out, given or left to its default", async () => {
  const query = `query ($l: PersonLookup!, $a: Access!, $v: Boolean = false) { ${PERSON} { maskedName name @skip(if: $v) } }`;
  for (const variables of [{ v: false }, {}]) expect(told(await clerk(query, { variables }))).toEqual(["person.name SCOPE"]);
  const skipped = await clerk(query, { variables: { v: true } });
  expect(skipped.body).toMatchObject({ data: { person: { maskedName: "刘**" } } });
  expect(skipped.body.errors).toBeUndefined();
});

attack("A22", "refuses a condition that is null, of another type or missing, before anything is asked", async () => {
  const optional = `query ($l: PersonLookup!, $a: Access!, $v: Boolean = true) { ${PERSON} { maskedName name @include(if: $v) } }`;
  const required = optional.replace("Boolean = true", "Boolean!");
  const nullable = optional.replace("Boolean = true", "Boolean");
  expect(refusal(await clerk(optional, { variables: { v: null } }))).toEqual([400, "BAD_USER_INPUT"]);
  for (const v of [null, "true", 1, undefined])
    expect(refusal(await clerk(required, { variables: { v } }))).toEqual([400, "BAD_USER_INPUT"]);
  expect(refusal(await clerk(nullable, { variables: { v: true } }))).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  expect(lab.district.seen).toEqual([]);
});

attack("A23", "closes what is left when conditions take the open parts away", async () => {
  const query = `query ($l: PersonLookup!, $a: Access!, $on: Boolean!) { ${PERSON} { ... @include(if: $on) { maskedName id } name tax { taxArrearsNotices { id } asOf @include(if: $on) } } }`;
  const answer = await clerk(query, { variables: { on: false } });
  expect(told(answer)).toEqual(["person.name SCOPE", "person.tax.taxArrearsNotices PURPOSE"]);
  expect(answer.body.data.person).toMatchObject({ name: null });
});

attack("A23", "judges every way to a place that several conditions lead to", async () => {
  const query = `query ($l: PersonLookup!, $a: Access!, $x: Boolean!, $y: Boolean!) {
    ${PERSON} @include(if: $x) { maskedName } ${PERSON} @include(if: $y) { name tax { asOf @skip(if: $x) } }
  }`;
  const answer = await clerk(query, { variables: { x: false, y: true } });
  expect(told(answer)).toEqual(["person.name SCOPE"]);
  expect(answer.body.data).toEqual({ person: { name: null, tax: { asOf: expect.any(String) } } });
  const first = await clerk(query, { variables: { x: true, y: false } });
  expect([first.body.errors, first.body.data]).toEqual([undefined, { person: { maskedName: "刘**" } }]);
});

attack("A24", "refuses unknown and repeated directives, and reports few errors", async () => {
  const many = Array.from({ length: 45 }, (_, at) => `@d${at}`).join(" ");
  for (const directive of ["@skip(if: true) @skip(if: false)", "@auth(role: $a)", "@include(if: $unknown)", many]) {
    const answer = await clerk(`${LOOKUP} { ${PERSON} { maskedName name ${directive} } }`);
    expect(refusal(answer)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    expect(answer.body.errors!.length).toBeLessThanOrEqual(100);
  }
  expect(refusal(await clerk(`${LOOKUP} { ${PERSON} { name ${"@include(if: true) ".repeat(200)} } }`))).toEqual([
    400,
    "OPERATION_TOO_COSTLY",
  ]);
  expect(lab.district.seen).toEqual([]);
});

attack("A25", "does nothing of a mutation that is not part of the graph", async () => {
  for (const selection of ["requestGrants { id }", "__typename person { name }", "me { name }"]) {
    expect(refusal(await clerk(`mutation { ${selection} }`))).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  }
  expect(lab.district.seen).toEqual([]);
});

attack("A26", "answers the other root fields when one is denied", async () => {
  const answer = await judge(lab.district, { as: "nobody", query: "{ me { name tax { asOf } } purposes { code } }" });
  expect(told(answer)).toEqual(["me ACCESS_DENIED"]);
  expect(answer.status).toBe(200);
  expect(answer.body.data.me).toBeNull();
  expect(answer.body.data.purposes).toHaveLength(27);
});

attack("A26", "answers what is public beside a person whose every field is closed, and says the same of nobody", async () => {
  const query = `${LOOKUP} { ${PERSON} { name tax { taxArrearsNotices { id } } } catalogueItems(first: 1) { edges { cursor } } }`;
  const answer = await clerk(query);
  expect((await clerk(query, { variables: { l: { ...lookupOf(1), name: "无此人" } } })).body).toEqual(answer.body);
  expect(told(answer)).toEqual(["person.name SCOPE", "person.tax.taxArrearsNotices PURPOSE"]);
  expect(answer.body.data).toMatchObject({ person: null, catalogueItems: { edges: [{ cursor: expect.any(String) }] } });
  expect(lab.district.seen.map(({ subgraph }) => subgraph)).toEqual(["catalogue"]);
});

attack("A27", "answers null, one error a field and asks nobody when everything is closed", async () => {
  const answer = await clerk(
    `${LOOKUP} { ${PERSON} { name idNumber tax { taxArrearsNotices { id noticeNo } iitIntegrities { id } } } }`,
  );
  expect([answer.status, answer.body.data]).toEqual([200, null]);
  expect(told(answer)).toEqual([
    "person.idNumber SCOPE",
    "person.name SCOPE",
    "person.tax.iitIntegrities PURPOSE",
    "person.tax.taxArrearsNotices PURPOSE",
  ]);
  expect(lab.district.seen).toEqual([]);
});

attack("A28", "judges the operation that was chosen, whichever stands first", async () => {
  const open = `query Open ${LOOKUP.slice(6)} { ${PERSON} { maskedName } }`;
  const closed = `query Closed ${LOOKUP.slice(6)} { ${PERSON} { maskedName name } }`;
  for (const query of [`${open} ${closed}`, `${closed} ${open}`]) {
    expect(told(await clerk(query, { more: { operationName: "Closed" } }))).toEqual(["person.name SCOPE"]);
    expect(told(await clerk(query, { more: { operationName: "Open" } }))).toEqual([]);
    expect(refusal(await clerk(query))).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
    expect(refusal(await clerk(query, { more: { operationName: "Other" } }))).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
    expect(refusal(await clerk(query, { more: { operationName: "" } }))).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
  }
});

attack("A28", "weighs the operation that is not chosen too", async () => {
  const heavy = "purposes { code } ".repeat(1100);
  expect(refusal(await clerk(`query A { purposes { code } } query B { ${heavy} }`, { more: { operationName: "A" } }))).toEqual([
    400,
    "OPERATION_TOO_COSTLY",
  ]);
});

attack("A29", "decides anew for each caller of the same text, in either order", async () => {
  const query = `${LOOKUP} { ${PERSON} { maskedName name market { marketPenalties { decisionNo } } } }`;
  const asClerk: Attack = { as: "licensing-clerk", purpose: "LICENSING_REVIEW", query };
  const asJustified: Attack = { ...asClerk, justify: ["PENALTY"] };
  const asRecruiter: Attack = { as: "civil-service-recruiter", purpose: "APPOINTMENT", justify: ["PENALTY"], query };
  const expected = new Map<Attack, string[]>([
    [asClerk, ["person.market.marketPenalties JUSTIFICATION", "person.name SCOPE"]],
    [asJustified, ["person.name SCOPE"]],
    [asRecruiter, []],
  ]);
  for (const attack of [asClerk, asRecruiter, asClerk, asJustified, asRecruiter, asJustified, asClerk]) {
    const answer = await judge(lab.district, attack);
    expect(told(answer)).toEqual(expected.get(attack));
    expect(answer.text.includes("刘建国")).toBe(attack === asRecruiter);
    expect(fetchedCoordinates(lab.district.seen).includes("market/MarketSlice.marketPenalties")).toBe(attack !== asClerk);
  }
});

attack("A29", "keeps callers apart who ask the same at the same time", async () => {
  const query = `${LOOKUP} { ${PERSON} { name tax { taxArrearsNotices { noticeNo } } } }`;
  const variables = (purpose: string) => ({
    l: lookupOf(1),
    a: { purpose, caseNumber: "c", justifications: [{ category: "ABNORMAL", reason: "needed for this case" }] },
  });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      at % 2 === 0
        ? lab.district.ask("judge", query, variables("COURT_ENFORCEMENT"))
        : lab.district.ask("licensing-clerk", query, variables("LICENSING_REVIEW")),
    ),
  );
  answers.forEach(({ body }, at) => {
    if (at % 2 === 0)
      expect(body).toMatchObject({
        data: { person: { name: "刘建国", tax: { taxArrearsNotices: [{ noticeNo: expect.any(String) }] } } },
      });
    else expect(body.data).toBeNull();
  });
});

attack("A30", "does not serve @defer and @stream", async () => {
  for (const query of [
    `${LOOKUP} { ${PERSON} { maskedName ... @defer { name } } }`,
    `${LOOKUP} { ${PERSON} { tax { taxArrearsNotices @stream(initialCount: 0) { id } } } }`,
  ]) {
    expect(refusal(await clerk(query))).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  }
});

attack("A31", "does not serve subscriptions", async () => {
  expect(refusal(await clerk(`subscription ($l: PersonLookup!, $a: Access!) { ${PERSON} { name } }`))).toEqual([
    400,
    "BAD_REQUEST",
  ]);
});

attack("A31", "does not change to a websocket", async () => {
  const token = await lab.district.token("licensing-clerk");
  const headers = {
    ...{
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
    ...{ "sec-websocket-protocol": "graphql-transport-ws", authorization: `Bearer ${token}` },
  };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${lab.district.url}/graphql`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent
      .on("upgrade", () => reject(new Error("upgraded")))
      .on("error", reject)
      .end();
  });
  expect([400, 405, 426]).toContain(status);
});

it("answers an empty object where conditions leave nothing, and no null that could read as a refusal", async () => {
  const empty = await judge(lab.district, { as: "citizen", query: "{ me @skip(if: true) { name } }" });
  expect([empty.status, empty.body]).toEqual([200, { data: {} }]);
  const named = await clerk(`${LOOKUP} { __typename ${PERSON} @skip(if: true) { name } }`);
  expect(named.body.data).toEqual({ __typename: "Query" });
  expect(lab.district.seen).toEqual([]);
});

it("one operation asks for oneself or for others, and a condition can choose which", async () => {
  const query = `query ($l: PersonLookup!, $a: Access!, $self: Boolean!) { me @include(if: $self) { name } ${PERSON} @skip(if: $self) { maskedName } }`;
  const asCitizen: Attack = { as: "citizen", purpose: "SELF_QUERY", member: 0, query };
  const self = await judge(lab.district, { ...asCitizen, variables: { self: true } });
  expect(self.body.data).toEqual({ me: { name: lookupOf(0).name } });
  const other = await judge(lab.district, { ...asCitizen, variables: { self: false } });
  expect([other.status, told(other)]).toEqual([403, ["person ACCESS_DENIED"]]);
  const both = await judge(lab.district, {
    ...asCitizen,
    query: query.replace(/@\w+\(if: \$self\)/g, "").replace(", $self: Boolean!", ""),
  });
  expect(refusal(both)).toEqual([400, "BAD_USER_INPUT"]);
});
