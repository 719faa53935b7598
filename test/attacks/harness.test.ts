/** The harness itself: each oracle of section 0 says no to what it is there for, and yes to the same without it. */
import { inProcesses } from "../support/config";
import { ask, lookupOf, type Seen } from "../support/district";
import { CANARY } from "./support/canaries";
import {
  answerIsHonest,
  livesThrough,
  nothingClosedLeaves,
  nothingClosedWasFetched,
  nothingIsWritten,
} from "./support/caseOracles";
import type { Exchange } from "./support/exchanges";
import { gatewayAt, ownProcess } from "./support/meter";
import { castRecords } from "./support/oracles";
import { useLab } from "./support/useLab";

const lab = useLab();
const CLERK = { scopes: ["person:read"], org: "licensing", purpose: "LICENSING_REVIEW", justified: [] };
const answered = (body: object, members = [1]): Exchange => {
  const text = JSON.stringify(body);
  const headers = JSON.stringify([["cache-control", "no-store"]]);
  return { path: "/graphql", askers: [CLERK], members, status: 200, whole: `200\n${headers}\n${text}`, body: text };
};
const NAMED = { data: { person: { name: lookupOf(1).name } } };

it("sees what departments are asked, hears what is written and weighs the gateway, in whichever form the district is opened", async () => {
  const { district } = lab;
  const end = await gatewayAt(() => district.url).begin();
  district.seen.length = 0;
  const access = { purpose: "LICENSING_REVIEW", caseNumber: "c" };
  const query = "query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName courts { asOf } } }";
  const { body } = await district.ask("licensing-clerk", query, { l: lookupOf(1), a: access });
  expect(body).toMatchObject({ data: { person: { maskedName: "刘**" } } });
  expect(district.seen.map(({ subgraph, warrant }) => [subgraph, warrant.caseNumber])).toEqual([
    ["identity", "c"],
    ["courts", "c"],
  ]);
  expect((await ask(district.url, { query }, { authorization: "Bearer a.b.c" })).status).toBe(401);
  expect(await lab.logged()).toContain('"code":"UNAUTHENTICATED"');
  const { loop, cpu } = await end();
  expect([loop > 0, cpu > 0]).toEqual([true, true]);
  const [, began] = /^credit_process_start_time_seconds (\d+)$/m.exec(await (await fetch(`${district.url}/metrics`)).text())!;
  const isThisProcess = Math.abs(Number(began) - (Date.now() / 1e3 - process.uptime())) < 2;
  expect(isThisProcess).toBe(!inProcesses());
});

it("O1 misses no value and no canary that the caller may not see, wherever in an answer it stands", async () => {
  const { district } = lab;
  const records = await castRecords(district);
  const closed = records.find(({ member, record }) => member === 1 && record.category === "JUDICIAL")!;
  const canary = CANARY.exec(JSON.stringify(closed.detail))![0];
  await nothingClosedLeaves(district, answered({ data: { person: { maskedName: "刘**" } } }));
  for (const value of [closed.record.basisDocNo, canary, lookupOf(1).name, lookupOf(2).idNumber])
    await expect(nothingClosedLeaves(district, answered({ data: { x: [`… ${value}`] } }))).rejects.toThrow();
  const inHeader = answered({ data: null });
  inHeader.whole = inHeader.whole.replace("no-store", canary);
  await expect(nothingClosedLeaves(district, inHeader)).rejects.toThrow();
});

it("O2 misses no closed field in a sub-request, whatever it is called there, and no warrant that opens too much", () => {
  const seen = (query: string, open = {}) => [{ subgraph: "identity", body: { query }, warrant: { open } } as unknown as Seen];
  const entity = (field: string) =>
    `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${field} } } }`;
  nothingClosedWasFetched(seen(entity("maskedName")), [answered(NAMED)]);
  expect(() => nothingClosedWasFetched(seen(entity("x: name")), [answered(NAMED)])).toThrow();
  expect(() => nothingClosedWasFetched(seen(entity("maskedName"), { JUDICIAL: ["PUBLIC"] }), [answered(NAMED)])).toThrow();
});

it("O3 O4 O6 miss no closed place that is not null, no answer off the record and no text of the inside", () => {
  const receipt = { id: "r" };
  const closed = {
    message: "closed",
    path: ["person", "name"],
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", reason: "SCOPE" },
  };
  const person = { maskedName: "刘**", name: null };
  answerIsHonest(answered({ data: { person }, errors: [closed], extensions: { receipt } }));
  const bad = [
    { data: { person: { ...person, name: [] } }, errors: [closed], extensions: { receipt } },
    { data: { person }, errors: [closed] },
    { data: { person }, errors: [{ ...closed, message: 'Did you mean "idNumber"?' }], extensions: { receipt } },
    { data: null, errors: [{ message: "x", extensions: { code: "SOMETHING" } }] },
    { data: null, errors: [{ message: "at 127.0.0.1:4001", extensions: { code: "SECTOR_UNAVAILABLE" } }] },
    { data: null, errors: [{ message: "x", extensions: { code: "SECTOR_UNAVAILABLE", stacktrace: [] } }] },
  ];
  for (const body of bad) expect(() => answerIsHonest(answered(body))).toThrow();
});

it("O1 misses no person, canary or token in a log or a metric", async () => {
  const { district } = lab;
  await nothingIsWritten(district, { log: '{"agency":"licensing","time":1798000000000}', metrics: "cpu 0.120115197802029913" });
  const token = await district.token("judge");
  for (const text of [
    lookupOf(3).name,
    `"${lookupOf(3).idNumber}"`,
    "110101199003070134",
    token,
    "CANARY-EnforcementCase.caseNo-3",
  ])
    await expect(nothingIsWritten(district, { log: text })).rejects.toThrow();
});

it("O5 misses no case that holds the process up", async () => {
  await livesThrough(() => undefined);
  const turns = () => new Promise((resolve) => setTimeout(resolve, 50));
  const busy = async () => {
    // A delay is measured from one turn of the loop to another.
    await turns();
    for (const { user } = process.cpuUsage(); process.cpuUsage().user - user < 400_000;);
    await turns();
  };
  await expect(livesThrough(busy, { ...ownProcess, limits: { turn: 200, memory: 160 } })).rejects.toThrow();
});
