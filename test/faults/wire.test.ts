/**
 * The wire to a department breaks, drips, floods or leads elsewhere (FAULTS F23–F25; ATTACKS C11, C12, K04): its slice is
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
  whole = await look();
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

const FAULTS: [Fault, string][] = [
  ["reset after head", "F23"],
  ["reset in body", "F23"],
  ["end in body", "F23"],
  ["drip", "F24"],
  ["flood", "F24"],
  ["redirect", "F25"],
  ["silence", "K04"],
];

it.each(FAULTS)(
  "%s (%s) costs the slice in time, each of many times, and the wire mended it is back",
  async (fault) => {
    wire.fault = fault;
    const before = process.memoryUsage().rss;
    for (let again = 0; again < 3; again++) {
      const began = performance.now();
      const answers = await Promise.all([look(), look(), look(), look()]);
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
