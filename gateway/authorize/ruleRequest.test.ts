import { loadCatalogue } from "../../schema/catalogue/load";
import { graph, LOOKUP, operationOf, PERSON, refusalOf, rules } from "../operation/committedGraph.fixture";
import { readIntent } from "../operation/intent";
import { readVariables } from "../operation/readVariables";
import { decideOnce } from "./decisionCache";
import type { GrantTerms } from "./decide";
import { ruleRequest, type Leave, type RulingInput } from "./ruleRequest";

const catalogue = loadCatalogue();
const LOOKED_UP = { idNumber: "120115199001019909", name: "陈静怡" };
const TODAY = "2026-11-23";

interface Asked {
  scopes?: string[];
  org?: string;
  person?: string;
  purpose?: string;
  access?: object;
  variables?: object;
  leave?: Leave;
}

const TERMS: GrantTerms = { id: "G1", categories: ["BASIC"], items: [], fields: {}, lookBackMonths: 12 };

/** The ruling on `text`, and the names of the root fields that are refused. */
function ruled(
  text: string,
  {
    scopes = ["person:read"],
    org = "licensing",
    person,
    purpose = "LICENSING_REVIEW",
    access = {},
    variables = {},
    leave = {},
  }: Asked = {},
) {
  const operation = operationOf(text);
  const a = { purpose, caseNumber: "c", ...access };
  const intent = readIntent(
    operation,
    readVariables(graph.apiSchema, operation, { l: LOOKED_UP, ls: [LOOKED_UP], a, ...variables }),
  );
  const agency = person === undefined ? catalogue.agencies.find(({ code }) => code === org) : undefined;
  const input: RulingInput = { roots: operation.roots, intent, scopes: new Set(scopes), person, agency, leave, today: TODAY };
  const ruling = ruleRequest(input, rules);
  return { ruling, purpose: ruling.decision?.purpose.code, denied: [...ruling.denied].map(({ responseKey }) => responseKey) };
}

const SELF: Asked = { scopes: ["self"], person: "P1" };
const PEOPLE = "query ($ls: [PersonLookup!]!, $a: Access!) { people(lookups: $ls, access: $a) { id } }";

it("opens a look-up under the purpose that it states", () => {
  expect(ruled(`${LOOKUP} { ${PERSON} { id } purposes { code } }`)).toMatchObject({ purpose: "LICENSING_REVIEW", denied: [] });
  expect(ruled("{ me { id } }", SELF)).toMatchObject({ purpose: "SELF_QUERY", denied: [] });
  expect(ruled("{ purposes { code } }", { scopes: [] })).toMatchObject({ purpose: undefined, denied: [] });
});

it("A26 refuses the roots of persons and leaves what is public", () => {
  expect(ruled(`${LOOKUP} { ${PERSON} { id } purposes { code } }`, { org: "bank-001" }).denied).toEqual(["person"]);
  expect(ruled(`${LOOKUP} { one: ${PERSON} { id } two: ${PERSON} { id } }`, { purpose: "INVESTIGATION" }).denied).toEqual([
    "one",
    "two",
  ]);
  expect(ruled("{ me { id } purposes { code } }").denied).toEqual(["me"]);
});

it("refuses each root field whose scope is missing", () => {
  expect(ruled(`${LOOKUP} { ${PERSON} { id } }`, SELF).denied).toEqual(["person"]);
  expect(ruled("{ me { id } }", { scopes: ["person:read", "person:unmask", "audit:read"] }).denied).toEqual(["me"]);
  expect(ruled(PEOPLE, { scopes: ["grants:request"] }).denied).toEqual(["people"]);
});

it("a citizen's page is his own: no look-up reaches it, whatever purpose it states and whatever scopes come with it", () => {
  expect(
    ruled(`${LOOKUP} { ${PERSON} { id } }`, { scopes: ["self", "person:read"], person: "P1", purpose: "SELF_QUERY" }),
  ).toMatchObject({ purpose: undefined, denied: ["person"] });
  expect(ruled(`${LOOKUP} { ${PERSON} { id } }`, { scopes: ["self", "person:read"], person: "P1" }).denied).toEqual(["person"]);
  expect(ruled("{ me { id } }", { scopes: ["self"], org: "licensing" }).denied).toEqual(["me"]);
});

it("A21 decides by the root fields that are reached", () => {
  const text = `query ($l: PersonLookup!, $a: Access!, $v: Boolean!) { me @include(if: $v) { id } ${PERSON} @skip(if: $v) { id } }`;
  expect(ruled(text, { variables: { v: false } }).purpose).toBe("LICENSING_REVIEW");
  expect(ruled(text, { ...SELF, variables: { v: true } })).toMatchObject({ purpose: "SELF_QUERY", denied: ["person"] });
  // Nobody is asked for: nothing is opened, not even to whom it could be.
  expect(
    ruled("query ($v: Boolean!) { me @include(if: $v) { id } purposes { code } }", { ...SELF, variables: { v: false } }).purpose,
  ).toBeUndefined();
});

it("people serves no purpose that needs an authorisation for each", () => {
  const refusal = refusalOf(() => ruled(PEOPLE, { org: "bank-001", purpose: "BANK_CREDIT" }));
  expect(refusal.code).toBe("BAD_USER_INPUT");
  expect(refusalOf(() => ruled(PEOPLE, { access: { grant: "G1" } })).code).toBe("BAD_USER_INPUT");
  expect(refusalOf(() => ruled(PEOPLE, { org: "employer-001", purpose: "STUDENT_DECISION" })).code).toBe("BAD_USER_INPUT");
  expect(ruled(PEOPLE, { org: "education", purpose: "STUDENT_DECISION" }).denied).toEqual([]);
  expect(ruled(PEOPLE)).toMatchObject({ purpose: "LICENSING_REVIEW", denied: [] });
});

describe("with an authorisation", () => {
  const BANK: Asked = { org: "bank-001", purpose: "BANK_CREDIT", access: { grant: "G1" } };
  const TEXT = `${LOOKUP} { one: ${PERSON} { id } two: ${PERSON} { id } purposes { code } }`;

  it("a purpose that needs one is open, and not without", () => {
    expect(ruled(`${LOOKUP} { ${PERSON} { id } }`, { ...BANK, leave: { terms: TERMS } })).toMatchObject({
      purpose: "BANK_CREDIT",
      denied: [],
    });
    expect(ruled(`${LOOKUP} { ${PERSON} { id } }`, BANK)).toMatchObject({ purpose: undefined, denied: ["person"] });
  });

  it("E11 one authorisation is one person's: a root field about somebody else is denied, the rest stands", () => {
    const operation = operationOf(TEXT);
    const others = new Set(operation.roots.filter(({ responseKey }) => responseKey === "two"));
    expect(ruled(TEXT, { ...BANK, leave: { terms: TERMS, others } })).toMatchObject({ purpose: "BANK_CREDIT", denied: ["two"] });
  });

  it("E01 one that opens nothing denies the persons, whatever the purpose would have opened without it, and says why to the log", () => {
    for (const asked of [BANK, { access: { grant: "G1" } }]) {
      const { ruling, denied } = ruled(TEXT, { ...asked, leave: { refused: "an authorisation that is REVOKED" } });
      expect([denied, ruling.detail]).toEqual([["one", "two"], "an authorisation that is REVOKED"]);
    }
  });

  it("a person who sees himself as a recipient would is decided upon as that recipient is, every category of his justified", () => {
    const bank = catalogue.agencies.find(({ code }) => code === "bank-001")!;
    const terms = { ...TERMS, categories: ["BASIC", "JUDICIAL"] };
    const asSeenBy = { agency: bank, scopes: new Set(["person:read"]), purpose: "BANK_CREDIT", caseNumber: "c", terms };
    const { ruling } = ruled("{ me { id } }", { ...SELF, leave: { asSeenBy } });
    expect([ruling.decision!.purpose.code, [...ruling.decision!.scopes]]).toEqual(["BANK_CREDIT", ["person:read"]]);
    const open = [...ruling.decision!.categories].filter(([, one]) => one.open).map(([category]) => category);
    expect(open).toEqual(["BASIC", "JUDICIAL"]);
    expect(ruled("{ me { id } }", { leave: { asSeenBy } }).denied).toEqual(["me"]);
  });
});

it("says why to the log alone, and without the person", () => {
  const { ruling } = ruled(`${LOOKUP} { ${PERSON} { id } }`, { org: "bank-001" });
  expect(ruling.detail).toBe("the agency may not state this purpose");
});

describe("A29 decisions are remembered by all that they depend on", () => {
  const asking = {
    scopes: new Set(["person:read"]),
    agency: catalogue.agencies.find(({ code }) => code === "licensing"),
    person: undefined,
  };
  const stated = { purpose: "LICENSING_REVIEW", justifications: [] };
  const base = decideOnce(asking, stated, catalogue, TODAY);

  it("the same inputs have the same decision, in whatever order scopes and reasons come", () => {
    expect(decideOnce({ ...asking, scopes: new Set(["person:read"]) }, { ...stated }, catalogue, TODAY)).toBe(base);
    const reasons = ["PENALTY", "OCCUPATION"].map((category) => ({ category }));
    expect(decideOnce(asking, { ...stated, justifications: reasons }, catalogue, TODAY)).toBe(
      decideOnce(asking, { ...stated, justifications: reasons.toReversed() }, catalogue, TODAY),
    );
  });

  it.each([
    ["another agency", { ...asking, agency: catalogue.agencies.find(({ code }) => code === "education") }, stated, TODAY],
    ["the agency with other rights", { ...asking, agency: { ...asking.agency!, kinds: ["BANK"], sectors: [] } }, stated, TODAY],
    ["no agency", { ...asking, agency: undefined }, stated, TODAY],
    ["a person", { ...asking, person: "P1" }, stated, TODAY],
    ["more scopes", { ...asking, scopes: new Set(["person:read", "person:unmask"]) }, stated, TODAY],
    ["no scopes", { ...asking, scopes: new Set<string>() }, stated, TODAY],
    ["another purpose", asking, { ...stated, purpose: "GREEN_CHANNEL" }, TODAY],
    ["a reason", asking, { ...stated, justifications: [{ category: "PENALTY" }] }, TODAY],
    ["an authorisation", asking, { ...stated, grant: TERMS }, TODAY],
    ["another day", asking, stated, "2026-11-24"],
  ])("A29 %s has a decision of its own", (_, otherAsking, otherStated, today) => {
    expect(decideOnce(otherAsking, otherStated, catalogue, today)).not.toBe(base);
  });

  it("another catalogue has decisions of its own", () => {
    expect(decideOnce(asking, stated, { ...catalogue, purposes: [] }, TODAY)).toEqual({ denied: "unknown purpose" });
  });
});
