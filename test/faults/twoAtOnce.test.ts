/**
 * F43: two who decide about a batch, or publish, at the same moment, on a server each on connections of his own: one wins,
 * the other is told; no two batches are ever live side by side. On the run's database.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeskRefused } from "../../subgraphs/kit/life/deskRefused";
import { carryOut, decideBatch } from "../../subgraphs/kit/life/reviewBatch";
import { keepUp } from "../../subgraphs/kit/life/upkeep";
import { openDatabase, type Database } from "../../subgraphs/kit/store/database";
import { tax } from "../../subgraphs/sectors/tax";
import { expectToldOnce, fileOfRound, liveAfter, liveNow, readAll } from "../support/batchRounds";
import { receiveRound, sendBatch } from "../support/batchSender";
import { testDatabases, type TestDatabases } from "../support/databases";

const [REVIEWER, OTHER] = ["reviewer", "another"].map((officer) => ({ agency: "tax", officer }));
const at = () => new Date().toISOString();

let databases: TestDatabases;
let folder: string;
let one: Database;
let two: Database;
let round = 0;
beforeAll(async () => {
  databases = await testDatabases();
  folder = mkdtempSync(join(tmpdir(), "credit-two-"));
  one = await open();
  // Two connections of one process to a file would wait for each other: there the second is of the same queue.
  two = databases.kind === "mariadb" ? await open() : one;
  await sendBatch(one, fileOfRound(folder, round));
}, 30_000);
afterAll(async () => {
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true });
  await databases.drop();
});

const open = async () => openDatabase(await databases.location("tax"), tax.migrations);

/** A batch that awaits its reviewer. */
const nextBatch = () => receiveRound(one, fileOfRound(folder, ++round));

/** How each of two ended: what it answered, or with which code it was refused. */
async function both<T>(first: Promise<T>, second: Promise<T>): Promise<(T | string)[]> {
  const outcomes = await Promise.allSettled([first, second]);
  return outcomes.map((outcome) => {
    if (outcome.status === "fulfilled") return outcome.value;
    if (!(outcome.reason instanceof DeskRefused)) throw outcome.reason;
    return outcome.reason.problem;
  });
}

it("F43 two reviewers at once: one decides, the other is told that it is decided", async () => {
  for (let again = 0; again < 3; again++) {
    const batch = await nextBatch();
    const approves = decideBatch(one, { batch, reviewer: REVIEWER! }, at()).then(({ state }) => state as string);
    const returns = decideBatch(two, { batch, reviewer: OTHER!, returnBecause: "与卷宗不符" }, at()).then(({ state }) => state);
    const outcomes = await both<string>(approves, returns);
    expect([
      ["APPROVED", "BATCH_DECIDED"],
      ["BATCH_DECIDED", "RETURNED"],
    ]).toContainEqual(outcomes);
    await carryOut(one, batch, at());
    if (outcomes[0] === "APPROVED") expect(await liveNow(one)).toBe(liveAfter(round));
    else await sendBatch(one, fileOfRound(folder, round));
  }
}, 180_000);

it("F43 two publishers of one batch at once, and the upkeep: it is published once", async () => {
  for (let again = 0; again < 3; again++) {
    const batch = await nextBatch();
    await decideBatch(one, { batch, reviewer: REVIEWER! }, at());
    await Promise.all([
      carryOut(one, batch, at()),
      carryOut(two, batch, at()),
      keepUp({ database: two, sector: tax.sector }, Date.now()),
    ]);
    expect(await liveNow(two)).toBe(liveAfter(round));
    await expectToldOnce(two);
  }
}, 180_000);

it("F43 two batches of one item published at once: one after the other, the later is what is live", async () => {
  const [first, second] = [await nextBatch(), await nextBatch()];
  for (const batch of [first, second]) await decideBatch(one, { batch, reviewer: REVIEWER! }, at());
  const states = await Promise.all([carryOut(one, first, at()), carryOut(two, second, at())]);
  const [rows] = await readAll(one, "SELECT id FROM batch ORDER BY published_at DESC, turn DESC LIMIT 1");
  expect(states.map((batch) => batch?.state)).toEqual(["PUBLISHED", "PUBLISHED"]);
  expect([liveAfter(round - 1), liveAfter(round)]).toContain(await liveNow(two));
  expect([first, second]).toContain(rows!["id"]);
  await expectToldOnce(two);
}, 180_000);
