/** Bad input gets its code, a plain sentence, and a process that still lives. Batches and start-up have tests of their own. */
import { ask, lookupOf, openDistrict, type Answered, type District } from "../support/district";

const QUERY = "query Q($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { maskedName } }";
const MANY =
  "query Q($lookups: [PersonLookup!]!, $access: Access!) { people(lookups: $lookups, access: $access) { maskedName } }";
const ACCESS = { purpose: "LICENSING_REVIEW", caseNumber: "XK-1" };

let district: District;
beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());

const clerk = (query: string, variables: object) => district.ask("licensing-clerk", query, variables);
const lookup = (change: object) => clerk(QUERY, { lookup: { ...lookupOf(1), ...change }, access: ACCESS });
const deep = (levels: number) => `{ me ${"{ tax ".repeat(levels)}{ asOf } ${"}".repeat(levels)} }`;

/** What is sent, and the code and status that come back. */
const CASES: [string, () => Promise<Answered>, string, number][] = [
  ["a wrong check digit", () => lookup({ idNumber: "120115197802029914" }), "BAD_USER_INPUT", 400],
  ["a number of 15 digits", () => lookup({ idNumber: "120115780202991" }), "BAD_USER_INPUT", 400],
  ["a number in full-width digits", () => lookup({ idNumber: "１２０１１５１９７８０２０２９９１３" }), "BAD_USER_INPUT", 400],
  ["a number as a JSON number", () => lookup({ idNumber: 120115197802029 }), "BAD_USER_INPUT", 400],
  ["a name with a look-alike character", () => lookup({ name: "刘⼟国" }), "BAD_USER_INPUT", 400],
  ["a name with an invisible character", () => lookup({ name: "刘\u200b建国" }), "BAD_USER_INPUT", 400],
  [
    "201 people",
    () => clerk(MANY, { lookups: Array.from({ length: 201 }, () => lookupOf(1)), access: ACCESS }),
    "BAD_USER_INPUT",
    400,
  ],
  ["an operation 5,000 deep", () => clerk(deep(5000), {}), "OPERATION_TOO_COSTLY", 400],
  ["an operation 13 deep", () => clerk(deep(12), {}), "OPERATION_TOO_COSTLY", 400],
  [
    "two purposes in one operation",
    () =>
      clerk(
        `query Q($l: PersonLookup!, $a: Access!, $b: Access!) { x: person(lookup: $l, access: $a) { id } y: person(lookup: $l, access: $b) { id } }`,
        { l: lookupOf(1), a: ACCESS, b: { ...ACCESS, purpose: "GREEN_CHANNEL" } },
      ),
    "BAD_USER_INPUT",
    400,
  ],
  [
    "a purpose the agency may not use",
    () => clerk(QUERY, { lookup: lookupOf(1), access: { ...ACCESS, purpose: "COURT_ENFORCEMENT" } }),
    "ACCESS_DENIED",
    403,
  ],
  [
    "a purpose that needs an authorisation",
    () => district.ask("bank", QUERY, { lookup: lookupOf(1), access: { ...ACCESS, purpose: "BANK_CREDIT" } }),
    "ACCESS_DENIED",
    403,
  ],
  [
    "a purpose that does not exist",
    () => clerk(QUERY, { lookup: lookupOf(1), access: { ...ACCESS, purpose: "CURIOSITY" } }),
    "BAD_USER_INPUT",
    400,
  ],
  [
    "a justification that says nothing",
    () => clerk(QUERY, { lookup: lookupOf(1), access: { ...ACCESS, justifications: [{ category: "PENALTY", reason: "需要" }] } }),
    "BAD_USER_INPUT",
    400,
  ],
  [
    "a number written into the operation",
    () =>
      clerk(
        `{ person(lookup: {idNumber: "120115197802029913", name: "刘建国"}, access: {purpose: LICENSING_REVIEW, caseNumber: "1"}) { id } }`,
        {},
      ),
    "BAD_USER_INPUT",
    400,
  ],
  ["no token", () => ask(district.url, { query: QUERY }), "UNAUTHENTICATED", 401],
  [
    "a foreign token",
    () =>
      ask(
        district.url,
        { query: QUERY },
        { authorization: "Bearer eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCIsImtpZCI6IngifQ.e30.AA" },
      ),
    "UNAUTHENTICATED",
    401,
  ],
  [
    "a token of a suspended agency",
    async () => {
      const token = await district.issuer.token({ name: "loans", zh: "", en: "", org: "suspended-001", scopes: ["person:read"] });
      return ask(district.url, { query: QUERY }, { authorization: `Bearer ${token}` });
    },
    "UNAUTHENTICATED",
    401,
  ],
  [
    "malformed UTF-8",
    async () => {
      const bytes = Buffer.concat([
        Buffer.from('{"query":"{ purposes { id } }","operationName":"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('"}'),
      ]);
      return ask(district.url, new Uint8Array(bytes), { authorization: `Bearer ${await district.token("integrator")}` });
    },
    "BAD_REQUEST",
    400,
  ],
];

it.each(CASES)("%s", async (_what, send, code, status) => {
  const { status: answered, body, text } = await send();
  expect([body.errors?.[0]?.extensions.code, answered]).toEqual([code, status]);
  expect(body.data ?? null).toBeNull();
  expect(body.errors![0]!.message).toMatch(/^[A-Za-z].{15,}/);
  expect(text).not.toMatch(/120115|刘|stack|Error:|Did you mean/);
  const after = await district.ask("integrator", "{ purposes { id } }");
  expect(after.body.data.purposes).toHaveLength(27);
});
