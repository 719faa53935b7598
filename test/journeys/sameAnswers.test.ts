/**
 * One process or many, nothing but configuration differs: whole answers, status and body, of 200 operations asked of
 * both forms over the same databases. The errors of one answer have no order, for departments answer when they do.
 */
import { cast } from "../../scripts/synthesise/cast";
import { rollCall } from "../../scripts/synthesise/sketches";
import { randomSeed } from "../support/config";
import { openDistrict, type Answered, type District, type GraphQLAnswer } from "../support/district";
import { openSeparateProcesses, type SeparateProcesses } from "../support/separateProcesses";
import { BAD_OPERATIONS } from "./badOperations";
import { randomOperation, SLICES, type Asked } from "./randomOperation";

const RANDOM_OPERATIONS = 140;
const ALL = 200;
const seed = randomSeed();

let one: District;
let separate: SeparateProcesses;
const compared: { asked: Asked; answered: Answered }[] = [];

beforeAll(async () => {
  // Every sector has something, for an empty one's data are as of the start of its process.
  one = await openDistrict({ people: cast.length + rollCall.length });
  separate = await openSeparateProcesses(one);
}, 120_000);
afterAll(async () => {
  await separate?.close();
  await one?.close();
});

/** Asks both; fails where one bit of the answers differs. */
async function same(asked: Asked): Promise<Answered> {
  const { persona, query, variables } = asked;
  const [here, there] = await Promise.all([one.ask(persona, query, variables), separate.ask(persona, query, variables)]);
  const named = (answered: Answered) => ({ seed, asked, status: answered.status, body: withoutOrder(answered.body) });
  expect(named(there)).toEqual(named(here));
  compared.push({ asked, answered: here });
  return here;
}

function withoutOrder(body: GraphQLAnswer): GraphQLAnswer {
  const sorted = body.errors?.map((error) => JSON.stringify(error)).sort();
  return { ...body, ...(sorted && { errors: sorted.map((text) => JSON.parse(text) as never) }) };
}

it(`answers alike what is made at random (SEED=${seed})`, async () => {
  for (let number = 0; number < RANDOM_OPERATIONS; number++) await same(randomOperation(seed, number));
}, 120_000);

it("answers alike what is refused, or refused in part", async () => {
  for (const asked of BAD_OPERATIONS) await same(asked);
  expect(BAD_OPERATIONS.length).toBeGreaterThan(25);
});

describe("a cursor of one form leads on in the other", () => {
  const slices = SLICES.map(
    (slice) =>
      `${slice} { records(first: 1, after: $${slice}) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
  );
  const variables = SLICES.map((slice) => `$${slice}: String`).join(", ");

  /** All pages of one member of the cast, one record a page. */
  async function walk(member: number): Promise<Set<string>> {
    const found = new Set<string>();
    const after: Record<string, string> = {};
    for (let more = true; more;) {
      const { body } = await same({
        persona: `citizen:${member}`,
        query: `query(${variables}) { me { ${slices.join(" ")} } }`,
        variables: after,
      });
      expect(body.errors).toBeUndefined();
      more = false;
      for (const slice of SLICES) {
        const { edges, pageInfo } = body.data.me[slice].records;
        for (const { node } of edges) found.add(`${slice} ${node.id}`);
        if (pageInfo.endCursor) after[slice] = pageInfo.endCursor;
        more ||= pageInfo.hasNextPage;
      }
    }
    return found;
  }

  it.each([0, 1, 2, 3, 4, 7, 8, 9, 11])("through all records of member %d of the cast", async (member) => {
    const asked = `query { me { ${SLICES.map((slice) => `${slice} { records(first: 200) { edges { node { id } } } }`).join(" ")} } }`;
    const { body } = await same({ persona: `citizen:${member}`, query: asked, variables: {} });
    const whole = SLICES.flatMap((slice) =>
      body.data.me[slice].records.edges.map(({ node }: { node: { id: string } }) => `${slice} ${node.id}`),
    );
    expect(await walk(member)).toEqual(new Set(whole));
  });

  it("and is refused alike by both when another person shows it", async () => {
    const first = await same({
      persona: "citizen:1",
      query: "{ me { courts { records(first: 1) { pageInfo { endCursor } } } } }",
      variables: {},
    });
    const after = first.body.data.me.courts.records.pageInfo.endCursor as string;
    const stolen = await same({
      persona: "citizen:0",
      query: "query($after: String) { me { courts { records(after: $after) { edges { cursor } } } } }",
      variables: { after },
    });
    expect(stolen.body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

it(`has compared ${ALL} operations and more, of every kind and with every kind of answer`, async () => {
  for (let number = RANDOM_OPERATIONS; compared.length < ALL; number++) await same(randomOperation(seed, number));
  const texts = compared.map(({ answered }) => answered.text);
  const having = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;
  const asking = (pattern: RegExp) => compared.filter(({ asked }) => pattern.test(asked.query)).length;
  expect(SLICES).toHaveLength(26);
  for (const slice of SLICES) expect([slice, having(new RegExp(`"${slice}":\\{`)) > 15]).toEqual([slice, true]);
  expect(having(/"node":\{/)).toBeGreaterThan(15);
  for (const code of ["ACCESS_DENIED", "UNAUTHORIZED_FIELD_OR_TYPE", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]) {
    expect([code, having(new RegExp(code)) > 2]).toEqual([code, true]);
  }
  for (const reason of ["SCOPE", "PURPOSE", "JUSTIFICATION"])
    expect([reason, having(new RegExp(`"${reason}"`)) > 2]).toEqual([reason, true]);
  for (const root of ["person\\(", "people\\(", "me ", "purposes", "catalogueItems", "fragment"]) {
    expect([root, asking(new RegExp(root)) > 2]).toEqual([root, true]);
  }
  expect(having(/INTERNAL_SERVER_ERROR|SECTOR_/)).toBe(0);
});
