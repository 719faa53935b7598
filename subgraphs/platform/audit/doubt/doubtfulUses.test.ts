/** Uses without an answer on record, over a log of the run's database and events that the test tells. */
import { openDatabase, type Database } from "../../../kit/store/database";
import { lookAt, NOON, openLogStand, type LogStand } from "../log.fixture";
import { Followed1700000000004 } from "../store/followed";
import { EvidenceLog1700000000003 } from "../store/tables";
import { SETTLED_AFTER_MS, usesSettler } from "./doubtfulUses";

let stand: LogStand;
let database: Database;
let told: object[];
/** How many pages were read. */
let pages: number;

beforeEach(async () => {
  stand = await openLogStand();
  database = await openDatabase(stand.location, [EvidenceLog1700000000003, Followed1700000000004]);
  [told, pages] = [[], 0];
});
afterEach(async () => {
  await database.close();
  await stand.close();
});

const requestOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Use number `n`, of person `P<n>`. */
function use(n: number, ageMs: number, kind = "GRANT_SPENT"): void {
  const facts = { grant: `G${n}`, agency: "bank-001", purpose: "BANK_CREDIT", validUntil: null, look: requestOf(n) };
  told.push({ position: told.length + 1, at: new Date(NOON - ageMs).toISOString(), kind, personId: `P${n}`, facts });
}

/** As after a restart: nothing is known but what is on record. */
const settle = () => settler()();

const settler = () =>
  usesSettler({
    ...{ log: stand.log, database, now: () => stand.clock.now, onError: (error) => void stand.errors.push(error) },
    read: async (_, after, limit) => {
      pages++;
      return { events: told.slice(after, after + limit), next: Math.min(told.length, after + limit), head: told.length };
    },
  });

const entries = async () =>
  (await stand.rows("SELECT body FROM entry ORDER BY position")).map(({ body }) => JSON.parse(body as string));

it("E14 J10 of each use that no entry speaks of there is one, IN_DOUBT, on the person's page; of the others none", async () => {
  const answered = { request: requestOf(1), purpose: "BANK_CREDIT" };
  await stand.log.append([lookAt("P1", stand.log, answered)]);
  await stand.log.append([lookAt("P2", stand.log, { ...answered, request: requestOf(2), outcome: "REFUSED" })]);
  // Of another request about the same person, and of the same request about another one.
  await stand.log.append([lookAt("P3", stand.log, answered), lookAt("P4", stand.log, { ...answered, request: requestOf(3) })]);
  for (const n of [1, 2, 3]) use(n, SETTLED_AFTER_MS);
  use(5, SETTLED_AFTER_MS, "GRANT_REVOKED");
  use(6, SETTLED_AFTER_MS - 1);
  expect(await settle()).toBe(1);
  const [doubtful, ...more] = (await entries()).slice(4);
  expect([doubtful, more]).toMatchObject([
    {
      ...{ kind: "ACCESS", outcome: "IN_DOUBT", request: requestOf(3), agency: "bank-001", purpose: "BANK_CREDIT", grant: "G3" },
      ...{ person: stand.log.names.person("P3"), categories: [] },
    },
    [],
  ]);
  expect(await stand.rows("SELECT listed FROM entry WHERE position = 4")).toEqual([{ listed: 1 }]);
  // A millisecond later the last one is old enough.
  stand.clock.now++;
  expect([await settle(), await settle()]).toEqual([1, 0]);
  await stand.log.sign();
  expect((await stand.verify()).whole).toBe(true);
});

it("F06 killed before it could note where it stood, it asks the log and writes nothing twice", async () => {
  for (let n = 0; n < 30; n++) use(n, SETTLED_AFTER_MS);
  expect(await settle()).toBe(30);
  await stand.tamper("UPDATE followed SET position = 7");
  expect(await settle()).toBe(0);
  await stand.tamper("DELETE FROM followed");
  expect(await settle()).toBe(0);
  expect((await entries()).length).toBe(30);
});

it("reads thousands in pages, and goes on where it stood", async () => {
  for (let n = 0; n < 2_500; n++) use(n, SETTLED_AFTER_MS, n % 500 === 0 ? "GRANT_SPENT" : "GRANT_REQUESTED");
  expect([await settle(), pages]).toEqual([5, 10]);
  use(2_500, SETTLED_AFTER_MS);
  expect([await settle(), pages]).toEqual([1, 11]);
});

it("reads what is too young once, and settles it when its time has come", async () => {
  const running = settler();
  for (let n = 0; n < 3; n++) use(n, SETTLED_AFTER_MS - 1 - n);
  expect([await running(), pages]).toEqual([0, 1]);
  stand.clock.now += 2;
  expect([await running(), await settler()(), await running()]).toEqual([2, 0, 0]);
  stand.clock.now++;
  expect([await running(), await settler()()]).toEqual([1, 0]);
});
