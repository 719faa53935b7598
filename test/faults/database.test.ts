/**
 * Databases that cannot be read (FAULTS F22, ATTACKS K06, I12): the department says that it is unavailable and never “none”, the others
 * are whole, and all is well again by itself. What needs a MariaDB of its own runs in the MariaDB pass of `npm test`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { mariadbUrl, programPath } from "../support/config";
import { testDatabases, type TestDatabases } from "../support/databases";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";
import { runCommand } from "../support/runCommand";

const QUERY = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  id maskedName tax { asOf records { edges { node { id } } } } market { asOf } courts { asOf records { edges { node { id } } } judgmentDefaulters { caseNo } }
} }`;
const VARIABLES = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "1" } };
const BACK_WITHIN_MS = 10_000;

let district: District;
let whole: Answered;

async function open(databases: TestDatabases): Promise<void> {
  district = await openDistrict({ people: 40, databases });
  whole = await ask();
  expect(whole.body.errors).toBeUndefined();
  expect(whole.body.data.person.courts.judgmentDefaulters).toHaveLength(1);
}

function ask(): Promise<Answered> {
  return district.ask("licensing-clerk", QUERY, VARIABLES);
}

/** The answer lacks the courts and nothing else, says so, and comes in time. */
async function lacksCourts(): Promise<void> {
  const began = performance.now();
  const { status, body } = await ask();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect([status, body.data.person]).toEqual([200, { ...whole.body.data.person, courts: null }]);
  expect(body.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [["person", "courts"], "SECTOR_UNAVAILABLE"],
  ]);
  expect(body.extensions.completeness.unavailable).toEqual([{ sector: "courts", code: "SECTOR_UNAVAILABLE" }]);
}

async function isBack(): Promise<void> {
  const until = Date.now() + BACK_WITHIN_MS;
  while ((await ask()).body.errors !== undefined && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await ask()).body).toEqual(whole.body);
}

describe("on the run's database", () => {
  beforeAll(async () => open(await testDatabases()), 60_000);
  afterAll(() => district?.close());

  it("K06 a department whose table is gone is unavailable, not without records", async () => {
    const courts = district.local.find(({ definition }) => definition.name === "courts")!;
    await courts.running.environment.database!.write((manager) => manager.query("ALTER TABLE record RENAME TO mislaid"));
    for (let again = 0; again < 6; again++) await lacksCourts();
    await courts.running.environment.database!.write((manager) => manager.query("ALTER TABLE mislaid RENAME TO record"));
    await isBack();
  }, 40_000);
});

it("a subgraph whose embedded database is no database does not start, and names the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "credit-damaged-"));
  writeFileSync(join(folder, "tax.sqlite"), "this is no database".repeat(500));
  const command = runCommand("serve", ["tax"], { CREDIT_DATA_DIR: folder, PORT: "0" });
  expect(await command.ended).toBe(1);
  expect(command.said()).toContain(`the database of tax (${join(folder, "tax.sqlite")}) cannot be opened`);
  expect(command.said()).not.toMatch(/\bat \//);
  rmSync(folder, { recursive: true });
}, 30_000);

if (mariadbUrl() === undefined) {
  process.stderr.write("The tests of a MariaDB that is down, dies or hangs run in the MariaDB pass of npm test.\n");
} else {
  describe("with the courts on a MariaDB of their own", () => {
    let own: TestMariadb;

    beforeAll(async () => {
      own = await startMariadb(mariadbProgram(programPath())!);
      const [others, courts] = [await testDatabases(), await testDatabases(own.url)];
      await open({
        ...others,
        location: (name) => (name === "courts" ? courts : others).location(name),
        drop: () => others.drop(),
      });
    }, 90_000);
    afterAll(async () => {
      await district?.close();
      await own?.stop();
    }, 30_000);

    it("F22 a server that dies costs the courts' slice, and needs no restart of ours when it comes back", async () => {
      await own.kill();
      for (let again = 0; again < 8; again++) await lacksCourts();
      await own.start();
      await isBack();
    }, 60_000);

    it("F22 a server that hangs costs the courts' slice, in time, and needs no restart of ours when it goes on", async () => {
      own.signal("SIGSTOP");
      for (let again = 0; again < 8; again++) await lacksCourts();
      await Promise.all([1, 2, 3, 4].map(lacksCourts));
      own.signal("SIGCONT");
      await isBack();
    }, 60_000);

    it("a department starts while its server is down, says that it is not ready, and answers once the server is there", async () => {
      const courts = district.local.find(({ definition }) => definition.name === "courts")!;
      const location = await district.databases.location("courts");
      await own.kill();
      const running = await openSubgraph(subgraphNamed("courts"), { location, cursorKey: courts.running.environment.cursorKey });
      const { id } = whole.body.data.person;
      const body = {
        query:
          "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { courts { judgmentDefaulters { caseNo } } } } }",
        variables: { representations: [{ __typename: "Person", id }] },
      };
      const rest = {
        requestId: "r",
        purpose: "LICENSING_REVIEW",
        caseNumber: "1",
        officer: "o",
        scopes: [],
        today: "2026-11-23",
      };
      const execute = () => running.execute(body, { ...rest, subjects: [id], open: { SEVERE_LIST: ["PUBLIC" as const] } });
      try {
        expect(await running.healthy()).toBe(false);
        const down = await execute();
        expect([down.data, down.errors![0]!.extensions.code]).toEqual([{ _entities: [{ courts: null }] }, "SECTOR_UNAVAILABLE"]);
        await own.start();
        const until = Date.now() + BACK_WITHIN_MS;
        while (!(await running.healthy()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
        expect((await execute()).data).toEqual({
          _entities: [{ courts: { judgmentDefaulters: whole.body.data.person.courts.judgmentDefaulters } }],
        });
      } finally {
        await running.close();
      }
      await isBack();
    }, 60_000);
  });

  it("I12 no subgraph's database user reads, writes or even sees another subgraph's schema", async () => {
    const databases = await testDatabases();
    const urls = new Map<string, URL>();
    for (const name of subgraphNames) {
      const location = await databases.location(name);
      if (location.kind === "mysql") urls.set(name, new URL(location.url));
    }
    expect(urls.size).toBe(subgraphNames.length);
    const schemas = [...urls.values()].map(({ pathname }) => pathname.slice(1));
    for (const [name, url] of urls) {
      const connection = await createConnection(url.href);
      const own = url.pathname.slice(1);
      const [visible] = await connection.query("SHOW DATABASES LIKE 'credit%'");
      expect((visible as object[]).map((row) => Object.values(row)[0])).toEqual([own]);
      for (const other of schemas.filter((schema) => schema !== own)) {
        for (const statement of [
          `SELECT * FROM ${other}.record`,
          `INSERT INTO ${other}.batch VALUES (1)`,
          `DROP DATABASE ${other}`,
          `USE ${other}`,
        ]) {
          const { errno } = (await connection.query(statement).catch((error: unknown) => error)) as { errno?: number };
          // Access denied: to the database, or to the table.
          expect([name, statement, [1044, 1142].includes(errno ?? 0)]).toEqual([name, statement, true]);
        }
      }
      await connection.end();
    }
    await databases.drop();
  }, 30_000);
}
