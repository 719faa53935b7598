/**
 * A department that answers what it was not asked (FAULTS F26; ATTACKS C08–C10), in one process and behind a door of its own:
 * no person is shown what is another's, the lie is told apart from silence, and the department is not asked again for a while.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { openBehindDoor, openFurtherGateway, type FurtherGateway } from "../support/behindDoor";
import { lookupOf, openDistrict, type Answered, type District, type GraphQLAnswer } from "../support/district";
import { until } from "../support/until";

const QUERY = `query ($l: [PersonLookup!]!, $a: Access!) { people(lookups: $l, access: $a) { id maskedName
  courts { records { edges { node { id } } } judgmentDefaulters { caseNo obligation } } } }`;
const VARIABLES = { l: [0, 1, 2].map(lookupOf), a: { purpose: "LICENSING_REVIEW", caseNumber: "F-26" } };
const PROBE_AGAIN_MS = 5_100;

type Entity = Record<string, unknown>;
type Lie = (entities: Entity[]) => unknown[];
const LIES: [string, Lie][] = [
  ["two swapped", ([a, b, ...rest]) => [b, a, ...rest]],
  ["shifted by one", ([a, ...rest]) => [...rest, a]],
  ["one twice", ([a, , ...rest]) => [a, a, ...rest]],
  ["one too few", (all) => all.slice(1)],
  ["one too many", (all) => [...all, all[0]]],
  ["none at all", () => []],
  ["another type", ([a, ...rest]) => [{ ...a, ...renamed(a!) }, ...rest]],
  ["no list", (all) => ({ 0: all[0], length: 3 }) as unknown as unknown[]],
];

/** Another `__typename` under every response name that carries one. */
function renamed(entity: Entity): Entity {
  return Object.fromEntries(Object.entries(entity).map(([name, value]) => [name, value === "Person" ? "Account" : value]));
}

let lie: Lie | undefined;
let calls = 0;
type Answer = { data?: Record<string, unknown> | null };

function changed<A extends Answer>(answer: A): A {
  calls++;
  const entities = answer.data?.["_entities"] as Entity[] | undefined;
  if (lie === undefined || entities === undefined) return answer;
  return { ...answer, data: { ...answer.data, _entities: lie(structuredClone(entities)) } };
}

/** Passes everything on to a door and changes what it answers. */
async function openLyingDoor(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const { authorization = "" } = request.headers;
      const answered = await fetch(`http://127.0.0.1:${port}${request.url}`, {
        ...{ method: "POST", headers: { authorization, "content-type": "application/json" } },
        body: await text(request),
      });
      const body = JSON.stringify(changed((await answered.json()) as Answer));
      response.writeHead(answered.status, { "content-type": "application/json" }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port, close };
}

let district: District;
let whole: GraphQLAnswer;

beforeAll(async () => {
  district = await openDistrict({ people: 14 });
  whole = (await district.ask("licensing-clerk", QUERY, VARIABLES)).body;
  expect(whole.data.people[1].courts.judgmentDefaulters).toHaveLength(1);
}, 120_000);
afterAll(() => district?.close());
beforeEach(() => {
  lie = undefined;
});

/** Every person is there, whole but for the courts; why, is said of each. */
function lacksCourts({ status, body }: Answered, code: string): void {
  const without = (whole.data.people as object[]).map((person) => ({ ...person, courts: null }));
  expect([status, body.data.people]).toEqual([200, without]);
  expect(new Set(body.errors!.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
  expect(body.extensions.completeness.unavailable).toEqual([{ sector: "courts", code }]);
}

/** The first look of a cold process on a busy machine may be late. */
async function isWarm(gateway: Pick<FurtherGateway, "ask">): Promise<void> {
  await until(async () => (await gateway.ask("licensing-clerk", QUERY, VARIABLES)).body.errors === undefined);
}

async function isFoundOut(gateway: Pick<FurtherGateway, "ask" | "lines">, told: Lie): Promise<void> {
  lie = told;
  lacksCourts(await gateway.ask("licensing-clerk", QUERY, VARIABLES), "SECTOR_INTEGRITY");
  const before = calls;
  lacksCourts(await gateway.ask("licensing-clerk", QUERY, VARIABLES), "SECTOR_UNAVAILABLE");
  expect(calls).toBe(before);
  expect(gateway.lines.join("")).toMatch(/"kind":"INTEGRITY","subgraph":"courts"/);
  lie = undefined;
}

describe("F26 in one process", () => {
  let gateway: FurtherGateway;
  /** The gateway's own clock goes ahead, for a breaker that is open stays so for a while. */
  let ahead = 0;
  beforeAll(async () => {
    gateway = await openFurtherGateway(district, {}, { now: () => Date.now() + ahead, wrap: lyingCourts });
    await isWarm(gateway);
  }, 60_000);
  afterAll(() => gateway?.close());

  const lyingCourts = (running: RunningSubgraph): RunningSubgraph => {
    const execute: RunningSubgraph["execute"] = async (...call) => changed(await running.execute(...call));
    return running.name === "courts" ? { ...running, execute } : running;
  };

  it.each(LIES)(
    "a department that answers with %s is found out and left alone, and believed again once it is honest",
    async (_, told) => {
      await isFoundOut(gateway, told);
      ahead += PROBE_AGAIN_MS;
      expect((await gateway.ask("licensing-clerk", QUERY, VARIABLES)).body).toEqual(whole);
    },
  );
});

it("F26 behind a door of its own a department is found out as well, and believed again by itself", async () => {
  const door = await openBehindDoor(district, "courts");
  const between = await openLyingDoor(door.port);
  const gateway = await openFurtherGateway(district, {
    CREDIT_SUBGRAPHS: `courts=http://127.0.0.1:${between.port}/graphql`,
    CREDIT_WARRANT_KEY_COURTS: door.key.toString("hex"),
  });
  try {
    await isWarm(gateway);
    await isFoundOut(gateway, LIES[0]![1]);
    await until(async () => (await gateway.ask("licensing-clerk", QUERY, VARIABLES)).body.errors === undefined, 10_000);
    expect((await gateway.ask("licensing-clerk", QUERY, VARIABLES)).body).toEqual(whole);
  } finally {
    await gateway.close();
    await between.close();
    await door.close();
  }
}, 40_000);
