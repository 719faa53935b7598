/** A MariaDB that is down, late or killed: reported as unavailable, never as "none", and back without a restart. */
import { createConnection } from "mysql2/promise";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed } from "../../subgraphs/register";
import type { Warrant } from "../../schema/contract/warrant";
import { mariadbUrl } from "../support/config";
import { testDatabases } from "../support/databases";
import { lookupOf, openDistrict, type District, PROMPT } from "../support/district";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";

const onMariadb = mariadbUrl() !== undefined;
if (!onMariadb) process.stderr.write("MariaDB's own faults are tried in the run on MariaDB.\n");

const QUERY = `query Q($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  maskedName courts { judgmentDefaulters { caseNo } } tax { asOf taxMajorViolations { caseNo } } } }`;
const VARIABLES = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "F-2" } };

(onMariadb ? describe : describe.skip)("on MariaDB", () => {
  let own: TestMariadb;
  beforeAll(async () => {
    own = await startMariadb(mariadbProgram("/usr/sbin")!);
  }, 60_000);
  afterAll(() => own?.stop());

  it("F22 K06 a department whose database is killed is unavailable, the others whole, and it recovers without a restart", async () => {
    const district: District = await openDistrict({
      environment: PROMPT,
      serverOf: (name) => (name === "tax" ? own.url : undefined),
    });
    const ask = () => district.ask("licensing-clerk", QUERY, VARIABLES);
    try {
      expect((await ask()).body.errors).toBeUndefined();
      await own.kill();
      const began = performance.now();
      const { status, body } = await ask();
      expect(performance.now() - began).toBeLessThan(3000);
      expect([status, body.data.person.maskedName, body.data.person.tax]).toEqual([200, "刘**", null]);
      expect(body.data.person.courts.judgmentDefaulters).toHaveLength(1);
      expect(body.errors).toMatchObject([{ path: ["person", "tax"], extensions: { code: "SECTOR_UNAVAILABLE" } }]);
      await own.restart();
      await until(async () => (await ask()).body.errors === undefined, 15_000);
    } finally {
      await district.close();
    }
  }, 90_000);

  it("a department that starts before its database says so, and serves once it is there", async () => {
    const databases = await testDatabases(() => own.url);
    const location = await databases.location("tax");
    await own.kill();
    const tax = await openSubgraph(subgraphNamed("tax"), { location, cursorKey: Buffer.alloc(32) });
    try {
      const body = {
        query: "query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { tax { asOf } } } }",
        variables: { r: [{ __typename: "Person", id: "P1" }] },
      };
      expect(await tax.healthy()).toBe(false);
      expect((await tax.execute(body, warrant)).errors).toMatchObject([{ extensions: { code: "SECTOR_UNAVAILABLE" } }]);
      await own.restart();
      await until(() => tax.healthy(), 15_000);
      expect(await tax.execute(body, warrant)).toMatchObject({ data: { _entities: [{ tax: { asOf: expect.any(String) } }] } });
    } finally {
      await tax.close();
      await databases.drop();
    }
  }, 90_000);

  it("I12 a department's database user may not read another department's schema", async () => {
    const databases = await testDatabases();
    const [tax, courts] = [await databases.location("tax"), await databases.location("courts")];
    if (tax.kind !== "mysql" || courts.kind !== "mysql") throw new Error("not on MariaDB");
    const connection = await createConnection(tax.url);
    const foreign = new URL(courts.url).pathname.slice(1);
    await expect(connection.query(`SHOW TABLES FROM ${foreign}`)).rejects.toMatchObject({ code: "ER_DBACCESS_DENIED_ERROR" });
    await connection.end();
    await databases.drop();
  });
});

const warrant: Warrant = {
  requestId: "r",
  purpose: "LICENSING_REVIEW",
  caseNumber: "F-2",
  officer: "o",
  scopes: [],
  subjects: ["P1"],
  open: {},
  today: "2026-01-01",
};

async function until(holds: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
