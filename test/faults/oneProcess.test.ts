/**
 * The form in one process (`npm start`): a department that breaks or never answers costs its slice there as well, and nothing
 * else, while many ask (FAULTS F20, F21). Departments as processes of their own are the matter of `departments.test.ts`.
 */
import { openFurtherGateway, type FurtherGateway } from "../support/behindDoor";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { until } from "../support/until";

const QUERY = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { id maskedName
  courts { judgmentDefaulters { caseNo obligation } } tax { records { edges { node { id } } } } } }`;
const VARIABLES = { l: lookupOf(1), a: { purpose: "LICENSING_REVIEW", caseNumber: "F-20" } };

type Fault = "well" | "broken" | "silent";
let fault: Fault = "well";
let district: District;
let gateway: FurtherGateway;
/** The gateway's clock goes ahead, for a breaker that is open stays so for a while. */
let ahead = 0;
let whole: Answered;

beforeAll(async () => {
  district = await openDistrict({ people: 14 });
  gateway = await openFurtherGateway(
    district,
    { CREDIT_LOG_LEVEL: "warn" },
    {
      now: () => Date.now() + ahead,
      wrap: (running) => {
        const { execute } = running;
        if (running.name !== "courts") return running;
        return {
          ...running,
          execute: (...call) => {
            if (fault === "broken") throw new Error("SELECT * FROM record failed");
            return fault === "silent" ? new Promise(() => undefined) : execute(...call);
          },
        };
      },
    },
  );
  // The first look of a cold process on a busy machine may be late.
  await until(async () => (whole = await look()).body.errors === undefined, 30_000);
}, 240_000);
afterAll(async () => {
  await gateway?.close();
  await district?.close();
});

const look = () => gateway.ask("licensing-clerk", QUERY, VARIABLES);

function lacksCourts({ status, text, body }: Answered): void {
  expect([status, body.data.person]).toEqual([200, { ...whole.body.data.person, courts: null }]);
  expect(body.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [["person", "courts"], "SECTOR_UNAVAILABLE"],
  ]);
  expect(text).not.toMatch(/SELECT|\bat \//);
}

it.each<[number: string, Fault]>([
  ["F20", "broken"],
  ["F21", "silent"],
])(
  "%s a department that is %s costs its slice while eight ask at once, nobody waits for it long, and it is back by itself",
  async (_, kind) => {
    fault = kind;
    for (let again = 0; again < 2; again++) {
      const began = performance.now();
      (await Promise.all(Array.from({ length: 8 }, look))).forEach(lacksCourts);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
    expect(gateway.lines.join("")).toMatch(/"kind":"BREAKER_OPEN","subgraph":"courts"/);
    fault = "well";
    ahead += 5_100;
    await until(async () => (await look()).body.errors === undefined);
    expect((await look()).body).toEqual(whole.body);
  },
  60_000,
);
