/**
 * Outage and truth (catalogue K07–K09): a publication that is cut off anywhere leaves the old records whole; nothing of the
 * graph sums up what may be incomplete; each slice says how old it is. Failing departments: `gateway/engine/failures.test.ts`,
 * `test/faults`.
 */
import { buildSchema, isInterfaceType, isObjectType } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EntityManager } from "typeorm";
import { projectRoot } from "../../schema/contract/projectRoot";
import { carryOut, decideBatch } from "../../subgraphs/kit/life/reviewBatch";
import type { Database } from "../../subgraphs/kit/store/database";
import { REVIEWER, stageBatch } from "../../subgraphs/kit/store/publishRows.fixture";
import { openStand, person, rowOf, warrantFor, type Stand } from "../contract/stand";

const ANNE = person(1);
let stand: Stand;
beforeAll(async () => {
  stand = await openStand("education");
}, 60_000);
afterAll(() => stand.close());

const rows = (batch: string, count: number) =>
  Array.from({ length: count }, (_, at) =>
    rowOf(stand.listed[0]!, {
      personId: ANNE,
      sourceNo: `N${at}`,
      basisDocNo: `${batch} ${at}`,
      asOf: "2026-02-01T00:00:00.000Z",
    }),
  );

/** The numbers of the documents that are live. */
async function live(): Promise<string[]> {
  const { data, errors } = await stand.slices([ANNE], "records { edges { node { basisDocNo } } }", warrantFor(stand, [ANNE]));
  expect(errors).toEqual([]);
  return data._entities[0].slice.records.edges.map(({ node }: { node: { basisDocNo: string } }) => node.basisDocNo).sort();
}

/** Makes the `count`-th statement of the next transactions fail, as when the process or the server dies there; undone by calling. */
function dyingAt(database: Database, count: number): () => void {
  const honest = database.write;
  let left = count;
  database.write = (work) =>
    honest((manager) => {
      const query: EntityManager["query"] = async (...given: Parameters<EntityManager["query"]>) => {
        if (--left < 0) throw new Error("the connection is gone");
        return (await manager.query(...given)) as never;
      };
      return work(Object.create(manager, { query: { value: query } }) as EntityManager);
    });
  return () => void (database.write = honest);
}

it("K07 a publication that ends at any of its statements leaves the old batch whole, and goes on to the new one", async () => {
  const database = stand.running.environment.database!;
  await stand.publish(rows("old", 4));
  const old = await live();
  expect(old).toEqual(["old 0", "old 1", "old 2", "old 3"]);
  const next = rows("new", 3);
  const batch = await stageBatch(database, next, "REPLACEMENT");
  await decideBatch(database, { batch: batch.id, reviewer: REVIEWER }, next[0]!.asOf);
  const second = { batch: batch.id, reviewer: { ...REVIEWER, officer: "another" } };
  await decideBatch(database, second, next[0]!.asOf).catch(() => undefined);
  let cut = 0;
  for (let survived = false; !survived; cut++) {
    const undo = dyingAt(database, cut);
    survived = await carryOut(database, batch.id, next[0]!.asOf).then(
      () => true,
      () => false,
    );
    undo();
    const found = await live();
    if (found[0] === old[0]) expect([cut, survived, found]).toEqual([cut, false, old]);
    else expect([cut, found]).toEqual([cut, ["new 0", "new 1", "new 2"]]);
  }
  expect(cut).toBeGreaterThan(5);
}, 60_000);

// A certificate or a score would need every department's answer; the graph has neither, only slices that are whole or null.
it("K08 does not apply: the graph sums up nothing of several departments, so nothing can be summed up incompletely", () => {
  const schema = buildSchema(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8"), { assumeValid: true });
  const sums = /score|points|rating|rank|verdict|certificate|clean|hasNo|count/i;
  const person = schema.getType("Person");
  if (!isObjectType(person)) throw new Error("the graph has no Person");
  const own = Object.values(person.getFields());
  expect(own.filter(({ name, type }) => sums.test(name) || /Int|Float|Boolean|Decimal/.test(String(type)))).toEqual([]);
  const record = schema.getType("CreditRecord");
  if (!isInterfaceType(record)) throw new Error("the graph has no CreditRecord");
  const connection = schema.getType("CreditRecordConnection");
  expect(isObjectType(connection) && Object.keys(connection.getFields())).toEqual(["edges", "pageInfo"]);
});

// There is no replica: a subgraph reads the one database that it writes. How old the data are, each slice says.
it("K09 says in each slice when its data were last brought up to date, and reads no copy", async () => {
  const at = "2026-03-04T05:06:07.000Z";
  await stand.publish([rowOf(stand.listed[0]!, { personId: ANNE, sourceNo: "N9", basisDocNo: "late", asOf: at })]);
  // Read at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  const { data } = await stand.slices([ANNE], "asOf records { edges { node { basisDocNo } } }", warrantFor(stand, [ANNE]));
  expect(data._entities[0].slice.asOf).toBe(at);
  expect(JSON.stringify(data)).toContain("late");
});
