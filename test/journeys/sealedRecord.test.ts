/**
 * A record that the law has sealed: who may read sealed records reads it; for everybody else it is not there, in lists, counts, pages,
 * errors and completeness alike. Member 6 of the cast has one sealed penalty and nothing else; member 10 has nothing at all.
 */
import { personaNamed } from "../../scripts/developmentIssuer";
import { ask, lookupOf, openDistrict, type Answered, type District } from "../support/district";

const [SEALED, NOTHING] = [6, 10];
const QUERY = `query($lookup: PersonLookup!, $access: Access!, $after: String) { person(lookup: $lookup, access: $access) {
  identity { records { edges { node { id } } } }
  market {
    records(first: 1, after: $after, filter: { polarity: [ADVERSE] }) { edges { cursor node { id state category } } pageInfo { hasNextPage endCursor } }
    marketPenalties { id decisionNo state fineCny }
  }
} }`;

let district: District;

beforeAll(async () => {
  district = await openDistrict({ people: 40 });
}, 60_000);
afterAll(() => district?.close());

function variables(member: number, purpose: string): object {
  const justifications = [{ category: "PENALTY", reason: "侦查需要核实既往处罚情况" }];
  return { lookup: lookupOf(member), access: { purpose, caseNumber: "津公（宝）立字〔2026〕8 号", justifications } };
}

/** The answer without what is the person's own. */
function shapeOf({ status, body }: Answered): unknown {
  return { status, errors: body.errors, completeness: body.extensions?.completeness, person: body.data?.person?.market };
}

it("an investigator with the scope person:sealed reads the sealed record, which says that it is sealed", async () => {
  const { body } = await district.ask("investigator", QUERY, variables(SEALED, "INVESTIGATION"));
  expect(body.errors).toBeUndefined();
  const { records, marketPenalties } = body.data.person.market;
  expect(marketPenalties).toEqual([
    { id: expect.any(String), decisionNo: expect.any(String), state: "SEALED", fineCny: expect.anything() },
  ]);
  expect(records.edges).toEqual([
    { cursor: expect.any(String), node: { id: marketPenalties[0].id, state: "SEALED", category: "PENALTY" } },
  ]);
  expect(records.pageInfo.hasNextPage).toBe(false);
});

it.each([
  ["judge", "APPOINTMENT"],
  ["judge", "COURT_ENFORCEMENT"],
  ["licensing-clerk", "LICENSING_REVIEW"],
  ["civil-service-recruiter", "APPOINTMENT"],
])("a %s (%s) reads the person as one who has no record", async (persona, purpose) => {
  const [sealed, nothing] = await Promise.all(
    [SEALED, NOTHING].map((member) => district.ask(persona, QUERY, variables(member, purpose))),
  );
  expect(shapeOf(sealed!)).toEqual(shapeOf(nothing!));
  expect(sealed!.text).not.toContain("SEALED");
});

it("an investigator without the scope reads the person as one who has no record", async () => {
  const persona = { ...personaNamed("investigator")!, scopes: ["person:read", "person:unmask"] };
  const authorization = `Bearer ${await district.issuer.token(persona)}`;
  const answers = [SEALED, NOTHING].map((member) =>
    ask(district.url, { query: QUERY, variables: variables(member, "INVESTIGATION") }, { authorization }),
  );
  const [sealed, nothing] = await Promise.all(answers);
  expect(sealed!.body.data.person.market.marketPenalties).toEqual([]);
  expect(shapeOf(sealed!)).toEqual(shapeOf(nothing!));
});

it("the person himself does not find it on his own page", async () => {
  const query = "{ me { market { records { edges { node { id } } } marketPenalties { id } } } }";
  const { body } = await district.ask(`citizen:${SEALED}`, query);
  expect(body.data.me.market).toEqual({ records: { edges: [] }, marketPenalties: [] });
});

it("the cursor of one who saw it leads nobody else to it", async () => {
  const seen = await district.ask("investigator", QUERY, variables(SEALED, "INVESTIGATION"));
  const after = seen.body.data.person.market.records.pageInfo.endCursor as string;
  const { body } = await district.ask("judge", QUERY, { ...variables(SEALED, "APPOINTMENT"), after });
  expect(body.data.person.market.records).toBeNull();
  expect(body.errors).toMatchObject([{ path: ["person", "market", "records"], extensions: { code: "BAD_USER_INPUT" } }]);
});
