/** Pages of records, run against sectors alone and in both forms (I06): whole, without doubles, and good for nobody else. */
import fc from "fast-check";
import type { Warrant } from "../../schema/contract/warrant";
import { openStand, person, rowOf, SAMPLE, warrantFor, type Asked, type Stand } from "./stand";

const [ANNE, BEN] = [person(1), person(2)];
const DAYS = ["2025-03-01", "2025-03-01", "2025-03-01", "2024-02-29", "2024-02-28", "2023-01-01", "2025-12-31"];
const PAGE = "edges { cursor node { id decidedOn } } pageInfo { hasNextPage endCursor }";

describe.each(SAMPLE)("the sector %s", (name) => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await openStand(name);
    await stand.publish(
      [ANNE, BEN].flatMap((personId) =>
        stand.listed.flatMap((spec) => DAYS.map((decidedOn) => rowOf(spec, { personId, decidedOn }))),
      ),
    );
  }, 60_000);
  afterAll(() => stand.close());

  interface Turn {
    first?: number;
    after?: string | null;
    filter?: string;
    of?: string;
    warrant?: Partial<Warrant>;
  }

  function ask({ first = 3, after = null, filter = "", of = ANNE, warrant = {} }: Turn): Promise<Asked> {
    const given = `first: ${first}${after === null ? "" : `, after: ${JSON.stringify(after)}`}${filter && `, filter: ${filter}`}`;
    return stand.slices([of], `records(${given}) { ${PAGE} }`, warrantFor(stand, [of], warrant));
  }

  async function page(turn: Turn): Promise<{
    edges: { cursor: string; node: { id: string; decidedOn: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }> {
    const { data, errors } = await ask(turn);
    expect(errors).toEqual([]);
    return data._entities[0].slice.records;
  }

  async function refused(turn: Turn): Promise<void> {
    const { data, errors } = await ask(turn);
    expect(data._entities[0].slice.records).toBeNull();
    expect(errors).toMatchObject([{ path: ["_entities", 0, "slice", "records"], extensions: { code: "BAD_USER_INPUT" } }]);
  }

  it("gives its records newest decision first, page by page the whole list and no record twice", async () => {
    const whole = (await page({ first: 200 })).edges.map(({ node }) => node);
    expect(whole.map(({ decidedOn }) => decidedOn)).toEqual(
      whole
        .map(({ decidedOn }) => decidedOn)
        .sort()
        .reverse(),
    );
    expect(whole).toHaveLength(DAYS.length * stand.listed.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length + 2 }), async (first) => {
        const walked: unknown[] = [];
        for (let after: string | null = null; ;) {
          const { edges, pageInfo } = await page({ first, after });
          walked.push(...edges.map(({ node }) => node));
          if (!pageInfo.hasNextPage) break;
          expect(pageInfo.endCursor).toBe(edges.at(-1)!.cursor);
          after = pageInfo.endCursor;
        }
        expect(walked).toEqual(whole);
      }),
      { numRuns: 6 },
    );
  });

  it("I06 refuses a cursor that was edited, cut, or never was one", async () => {
    const { cursor } = (await page({})).edges[1]!;
    const place = Buffer.from(cursor, "base64url").toString().split("|");
    const moved = Buffer.from(["2024-02-28", ...place.slice(1)].join("|")).toString("base64url");
    for (const after of [moved, cursor.slice(0, -4), `${cursor}AAAA`, "", "null", "x".repeat(400), "' OR 1=1 --"])
      await refused({ after });
    await page({ after: cursor });
  });

  it("I06 refuses a cursor of another person, caller, purpose or filter", async () => {
    const { cursor } = (await page({})).edges[0]!;
    await refused({ after: cursor, of: BEN });
    await refused({ after: cursor, warrant: { officer: "clerk-02" } });
    await refused({ after: cursor, warrant: { agency: "courts" } });
    await refused({ after: cursor, warrant: { purpose: "INVESTIGATION" } });
    await refused({ after: cursor, filter: "{ polarity: [ADVERSE] }" });
    const filtered = (await page({ filter: "{ polarity: [ADVERSE] }" })).edges[0]!;
    await refused({ after: filtered.cursor });
    await page({ after: filtered.cursor, filter: "{ polarity: [ADVERSE] }" });
  });

  it("D10 gives 1 to 200 records at once and refuses any other number, in typed lists as well", async () => {
    for (const first of [0, -1, 201, 2147483647]) {
      await refused({ first });
      const { listField } = stand.listed[0]!;
      const { data, errors } = await stand.slices([ANNE], `${listField}(first: ${first}) { id }`, warrantFor(stand, [ANNE]));
      expect(data._entities[0].slice[listField]).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
    for (const first of [1, 200]) await page({ first });
  });
});
