/** Who is of age, as the register of persons says it to the gateway; on the run's database. */
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import type { Warrant } from "../../../schema/contract/warrant";
import { newId } from "../../kit/newId";
import { admitPersons } from "../../kit/store/personReservation";
import { openSubgraph, type RunningSubgraph } from "../../kit/subgraph";
import { identity } from "./index";

let databases: TestDatabases;
let running: RunningSubgraph;
beforeAll(async () => {
  databases = await testDatabases();
  running = await openSubgraph(identity, { location: await databases.location("identity"), cursorKey: Buffer.alloc(32) });
});
afterAll(async () => {
  await running?.close();
  await databases?.drop();
});

const PERSON = { personId: newId(), idNumber: "120115200802290014", name: "闰年生", realNameLevel: "VERIFIED" };

async function resolved(today: string, payload: object) {
  return running.internal("resolve", payload, { today } as Warrant);
}

it("says yes from the eighteenth birthday on, on 1 March for who was born on a leap day, and of nobody no", async () => {
  await running.environment.database!.write((manager) => admitPersons(manager, [PERSON]));
  const lookups = [{ person: PERSON.personId }, { idNumber: PERSON.idNumber, name: PERSON.name }, { person: "nobody" }];
  const adults = async (today: string) => ((await resolved(today, { lookups, capacity: true })) as { adults: boolean[] }).adults;
  expect(await adults("2026-02-27")).toEqual([false, false, false]);
  expect(await adults("2026-02-28")).toEqual([false, false, false]);
  expect(await adults("2026-03-01")).toEqual([true, true, false]);
});

it("E16 says nothing of anybody's age unless it is asked, and never the day of birth", async () => {
  const lookups = [{ idNumber: PERSON.idNumber, name: PERSON.name }];
  expect(Object.keys((await resolved("2026-03-01", { lookups })) as object)).toEqual(["persons"]);
  expect(JSON.stringify(await resolved("2026-03-01", { lookups, capacity: true }))).not.toContain("2008");
  await expect(resolved("2026-03-01", { lookups, capacity: "yes" })).rejects.toThrow();
});
