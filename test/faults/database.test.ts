/**
 * Databases that cannot be read (FAULTS F22, ATTACKS K06, I12): the department says that it is unavailable and never “none”, the others
 * are whole, and all is well again by itself. A MariaDB that dies or is late is the matter of `mariadb.test.ts`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { subgraphNames } from "../../subgraphs/register";
import { mariadbUrl } from "../support/config";
import { testDatabases } from "../support/databases";
import { lookupOf, openDistrict, type Answered, type District, PROMPT } from "../support/district";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";
import { runCommand } from "../support/runCommand";

const QUERY = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  id maskedName tax { asOf records { edges { node { id } } } } market { asOf } courts { asOf records { edges { node { id } } } judgmentDefaulters { caseNo } }
} }`;
const VARIABLES = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "1" } };
const BACK_WITHIN_MS = 10_000;

let district: District;
let whole: Answered;

async function open(serverOf: (name: string) => string | undefined): Promise<void> {
  district = await openDistrict({ people: 40, serverOf, environment: PROMPT });
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
  beforeAll(() => open(() => undefined), 60_000);
  afterAll(() => district?.close());

  it("K06 a department whose table is gone is unavailable, not without records", async () => {
    const courts = district.local.find(({ definition }) => definition.name === "courts")!;
    await courts.running.environment.database!.write((manager) => manager.query("ALTER TABLE record RENAME TO mislaid"));
    for (let again = 0; again < 6; again++) await lacksCourts();
    await courts.running.environment.database!.write((manager) => manager.query("ALTER TABLE mislaid RENAME TO record"));
    await isBack();
  }, 40_000);
});

it("a subgraph whose embedded database is no database does not start, and says where it is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "credit-damaged-"));
  writeFileSync(join(folder, "tax.sqlite"), "this is no database".repeat(500));
  const command = runCommand("serve", ["tax"], { CREDIT_DATA_DIR: folder, PORT: "0" });
  expect(await command.ended).toBe(1);
  expect(command.said()).toMatch(/the database of tax .*cannot be opened/);
  expect(command.said()).toContain(folder);
  expect(command.said()).not.toMatch(/\bat \//);
  rmSync(folder, { recursive: true });
}, 30_000);

if (mariadbUrl() === undefined) {
  process.stderr.write("The tests of a MariaDB that hangs, and of its users, run in the MariaDB pass of npm test.\n");
} else {
  describe("with the courts on a MariaDB of their own", () => {
    let own: TestMariadb;

    beforeAll(async () => {
      own = await startMariadb(mariadbProgram("/usr/sbin")!);
      await open((name) => (name === "courts" ? own.url : undefined));
    }, 90_000);
    afterAll(async () => {
      await district?.close();
      await own?.stop();
    }, 30_000);

    it("F22 a server that hangs costs the courts' slice, in time, and needs no restart of ours when it goes on", async () => {
      process.kill(own.pid, "SIGSTOP");
      try {
        for (let again = 0; again < 8; again++) await lacksCourts();
        await Promise.all([1, 2, 3, 4].map(lacksCourts));
      } finally {
        process.kill(own.pid, "SIGCONT");
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
