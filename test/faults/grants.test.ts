/**
 * Faults of the authorisations (FAULTS F07, F32): processes killed between the spend and the answer, a database that takes no
 * writes. What cannot be checked is 503 without data; a use is neither lost nor spent twice.
 */
import { createConnection } from "mysql2/promise";
import { mariadbUrl } from "../support/config";
import { openDistrict, type Answered, type District, PROMPT } from "../support/district";
import { data, granted, look, usesLeft } from "../support/grants";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";
import { openSeparateProcesses, type SeparateProcesses } from "../support/separateProcesses";
import { until } from "../support/until";

const DEFAULTER = 1;
const FIELDS = "id maskedName courts { judgmentDefaulters { caseNo } }";

function expectUnavailable({ status, body }: Answered): void {
  expect([status, body.data, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([503, null, ["SECTOR_UNAVAILABLE"]]);
}

/** What the persons read of the bank's looks at them. */
async function entriesBy(graph: SeparateProcesses, persons: readonly number[]): Promise<{ id: string; outcome: string }[]> {
  const text = "{ me { accessLog(first: 200) { edges { node { id outcome agency { code } } } } } }";
  const pages = await Promise.all(persons.map(async (person) => data(await graph.ask(`citizen:${person}`, text))));
  const nodes = pages.flatMap(({ me }) => me.accessLog.edges.map(({ node }: { node: object }) => node));
  return nodes.filter(({ agency }) => agency.code === "bank-001");
}

describe("over separate processes", () => {
  let district: District;
  let graph: SeparateProcesses;
  beforeAll(async () => {
    district = await openDistrict({ people: 20, environment: PROMPT });
    graph = await openSeparateProcesses(district);
  }, 120_000);
  afterAll(async () => {
    await graph?.close();
    await district?.close();
  });

  it("F32 while the authorisations do not answer, whoever names one gets 503 and no data; the rest of the graph answers", async () => {
    const grant = await granted(graph, DEFAULTER);
    const byLaw = { persona: "licensing-clerk", purpose: "LICENSING_REVIEW", justified: [], fields: FIELDS };
    const whole = data(await look(graph, DEFAULTER, undefined, byLaw));
    graph.signal("consent", "SIGKILL");
    await graph.ended("consent");
    for (let time = 0; time < 8; time++) expectUnavailable(await look(graph, DEFAULTER, grant, { fields: FIELDS }));
    expect(data(await look(graph, DEFAULTER, undefined, byLaw))).toEqual(whole);
    await graph.restart("consent");
    await until(async () => (await look(graph, DEFAULTER, grant, { fields: FIELDS, key: "back" })).status === 200);
    expect(await usesLeft(graph, grant)).toBe(9);
  }, 60_000);

  it("F07 a gateway killed between the spend and the answer: the use is on record, and the same request elsewhere spends no other", async () => {
    const grant = await granted(district, DEFAULTER);
    graph.signal("courts", "SIGSTOP");
    const lost = look(graph, DEFAULTER, grant, { fields: FIELDS, key: "once" }).then(
      () => "answered",
      () => "lost",
    );
    await until(async () => (await usesLeft(district, grant)) === 9);
    graph.signal("gateway", "SIGKILL");
    expect(await lost).toBe("lost");
    graph.signal("courts", "SIGCONT");
    const again = data(await look(district, DEFAULTER, grant, { fields: FIELDS, key: "once" }));
    expect(again.person.courts.judgmentDefaulters).toHaveLength(1);
    expect(await usesLeft(district, grant)).toBe(9);
    data(await look(district, DEFAULTER, grant, { fields: FIELDS, key: "another" }));
    expect(await usesLeft(district, grant)).toBe(8);
    await graph.restart("gateway");
    await until(async () => (await graph.ask("citizen:1", "{ me { maskedName } }")).status === 200);
  }, 60_000);

  it("E14 F06 F28 a gateway killed with two hundred in flight: each answer that came has its entry, each use without one is in doubt, and no other is", async () => {
    // Not of the tests before: what they left in doubt is settled meanwhile.
    const PERSONS = [2, 3, 4, 7];
    const grants = await Promise.all(PERSONS.map((person) => granted(graph, person, { uses: 50, validDays: 2 })));
    const before = await entriesBy(graph, PERSONS);
    const came: Answered[] = [];
    const asked = Array.from({ length: 200 }, (_, at) => {
      const one = at % PERSONS.length;
      return look(graph, PERSONS[one]!, grants[one]!, { fields: FIELDS }).then(
        (answered) => void came.push(answered),
        () => undefined,
      );
    });
    await until(async () => came.filter(({ status }) => status === 200).length >= 5);
    graph.signal("gateway", "SIGKILL");
    await Promise.all(asked);
    await graph.ended("gateway");
    await graph.restart("gateway");
    const answered = came.filter(({ status }) => status === 200);
    expect(answered.length).toBeLessThan(200);
    const left = async () => (await Promise.all(grants.map((grant) => usesLeft(graph, grant)))).reduce((a, b) => a + b, 0);
    const spent = 200 - (await until(left));
    expect(spent).toBeGreaterThanOrEqual(answered.length);
    // A use is settled ten seconds after it was spent.
    const entries = await until(async () => {
      const found = (await entriesBy(graph, PERSONS)).filter(({ id }) => !before.some((old) => old.id === id));
      return found.filter(({ outcome }) => outcome === "ANSWERED" || outcome === "IN_DOUBT").length >= spent ? found : undefined;
    }, 30_000);
    const ids = (outcome: string) => entries.filter((entry) => entry.outcome === outcome).map(({ id }) => id);
    for (const { receipt } of answered) expect(ids("ANSWERED")).toContain(receipt!.id);
    expect(ids("ANSWERED").length + ids("IN_DOUBT").length).toBe(spent);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    // And it stays so.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await entriesBy(graph, PERSONS)).length - before.length).toBe(entries.length);
  }, 120_000);
});

describe("F32 a database that takes no writes", () => {
  it("spends nothing and shows nothing; a use that was not spent is not lost", async () => {
    const server = mariadbUrl() === undefined ? undefined : await startMariadb(mariadbProgram("/usr/sbin")!);
    const district = await openDistrict({
      people: 20,
      environment: PROMPT,
      serverOf: (name) => (name === "consent" ? server?.url : undefined),
    });
    try {
      const grant = await granted(district, DEFAULTER, { uses: 1 });
      const release = await (server === undefined ? locked(district) : readOnly(server));
      expectUnavailable(await look(district, DEFAULTER, grant, { fields: FIELDS }));
      expect(district.seen.some(({ subgraph }) => subgraph === "courts")).toBe(false);
      await release();
      await until(async () => (await look(district, DEFAULTER, grant, { fields: FIELDS, key: "k" })).status === 200);
      expect(await usesLeft(district, grant)).toBe(0);
    } finally {
      await district.close();
      await server?.stop();
    }
  }, 120_000);
});

/** Another program holds the file's write lock. */
async function locked(district: District): Promise<() => Promise<void>> {
  const location = await district.databases.location("consent");
  if (location.kind !== "embedded") throw new Error("not embedded");
  const Connection = require("libsql") as new (file: string) => { exec(sql: string): void; close(): void };
  const other = new Connection(location.file);
  other.exec("BEGIN IMMEDIATE");
  return async () => {
    other.exec("COMMIT");
    other.close();
  };
}

async function readOnly(server: TestMariadb): Promise<() => Promise<void>> {
  const root = await createConnection(server.url);
  await root.query("SET GLOBAL read_only = ON");
  return async () => {
    await root.query("SET GLOBAL read_only = OFF");
    await root.end();
  };
}
