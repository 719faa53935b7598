/**
 * The wire to a department breaks, drips, floods or leads elsewhere (FAULTS F23–F25, F27; ATTACKS C11, C12, K04): its slice is
 * unavailable in time, never half, the others are whole, and it is back by itself.
 */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { openBadWire, type BadWire, type Fault } from "../support/badWire";
import { openBehindDoor, openFurtherGateway, type BehindDoor, type FurtherGateway } from "../support/behindDoor";
import { lookupOf, openDistrict, type Answered, type District, PROMPT } from "../support/district";
import { until } from "../support/until";

const QUERY = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { id maskedName
  tax { records { edges { node { id } } } } courts { records { edges { node { id category } } } judgmentDefaulters { caseNo obligation } } } }`;
const VARIABLES = { l: lookupOf(1), a: { purpose: "LICENSING_REVIEW", caseNumber: "F-23" } };
const ANSWER_WITHIN_MS = 3_000;

let district: District;
let door: BehindDoor;
let wire: BadWire;
let gateway: FurtherGateway;
let whole: Answered;
let strangers = 0;
const elsewhere = createServer((socket) => {
  strangers++;
  socket.destroy();
});

beforeAll(async () => {
  district = await openDistrict({ people: 14, environment: PROMPT });
  door = await openBehindDoor(district, "courts");
  wire = await openBadWire(door.port);
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  wire.elsewhere = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/graphql`;
  gateway = await openFurtherGateway(district, {
    CREDIT_SUBGRAPHS: `courts=http://127.0.0.1:${wire.port}/graphql`,
    CREDIT_WARRANT_KEY_COURTS: door.key.toString("hex"),
  });
  // The first look of a cold process on a busy machine may be late.
  await until(async () => (whole = await look()).body.errors === undefined);
  expect(whole.body.data.person.courts.judgmentDefaulters).toHaveLength(1);
}, 120_000);
afterAll(async () => {
  await gateway?.close();
  await wire?.close();
  await door?.close();
  await district?.close();
  elsewhere.close();
});

const look = () => gateway.ask("licensing-clerk", QUERY, VARIABLES);

function lacksCourts({ status, body }: Answered): void {
  expect([status, body.data.person]).toEqual([200, { ...whole.body.data.person, courts: null }]);
  expect(body.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [["person", "courts"], "SECTOR_UNAVAILABLE"],
  ]);
  expect(body.extensions.completeness.unavailable).toEqual([{ sector: "courts", code: "SECTOR_UNAVAILABLE" }]);
}

const FAULTS: [number: string, Fault][] = [
  ["F23", "reset after head"],
  ["F23", "reset in body"],
  ["F23", "end in body"],
  ["F24", "drip"],
  ["F24 C12", "flood"],
  ["F25 C11", "redirect"],
  ["K04", "silence"],
];

it.each(FAULTS)(
  "%s “%s” on the wire costs the slice in time, each of many times, and the wire mended it is back",
  async (_, fault) => {
    wire.fault = fault;
    const before = process.memoryUsage().rss;
    // The first ones meet the fault, the later ones the breaker.
    for (let again = 0; again < 2; again++) {
      const began = performance.now();
      const answers = await Promise.all([1, 2, 3, 4, 5].map(look));
      expect(performance.now() - began).toBeLessThan(ANSWER_WITHIN_MS);
      answers.forEach(lacksCourts);
    }
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200);
    wire.fault = "none";
    await until(async () => (await look()).body.errors === undefined, 10_000);
    expect((await look()).body).toEqual(whole.body);
  },
  40_000,
);

it("F25 no byte went where a redirect led", () => {
  expect(strangers).toBe(0);
  expect(gateway.lines.some((line) => line.includes('"kind":"REDIRECT"'))).toBe(true);
});

it("F27 a name that nobody resolves any more costs the slice, and the log says which department", async () => {
  const astray = await openFurtherGateway(district, {
    CREDIT_SUBGRAPHS: "courts=http://courts.invalid:4103/graphql",
    CREDIT_WARRANT_KEY_COURTS: door.key.toString("hex"),
  });
  try {
    lacksCourts(await astray.ask("licensing-clerk", QUERY, VARIABLES));
    expect(astray.lines.join("")).toMatch(/"subgraph":"courts","detail":"(ENOTFOUND|EAI_AGAIN)"/);
  } finally {
    await astray.close();
  }
}, 30_000);
