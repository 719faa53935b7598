/**
 * A department's process is killed at any statement of a batch, from its first row to its publication, and so is the
 * MariaDB under it (FAULTS F40, F41, F44): what is live is the old or the new, to the byte; what was acknowledged is there;
 * sent again, the same file is published once. On the run's database.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNotTaken } from "../../scripts/collect/whyNotTaken";
import { decideBatch, carryOut } from "../../subgraphs/kit/life/reviewBatch";
import { keepUp } from "../../subgraphs/kit/life/upkeep";
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import type { RecordsChanged } from "../../subgraphs/kit/store/recordStore";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { tax } from "../../subgraphs/sectors/tax";
import { drawing } from "../attacks/support/drawing";
import { expectToldOnce, fileOfRound, lastState, liveAfter, liveNow, readAll } from "../support/batchRounds";
import { receiveRound, sendBatch } from "../support/batchSender";
import { batchSenders, type BatchSenders } from "../support/batchSenderProcess";
import { fullRun, mariadbUrl, randomSeed } from "../support/config";
import { testDatabases, type TestDatabases } from "../support/databases";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";

const seed = randomSeed();
const KILLS = fullRun() ? 200 : 8;
const CUTS = fullRun() ? 200 : 3;

let databases: TestDatabases;
let senders: BatchSenders;
let folder: string;
beforeAll(async () => {
  databases = await testDatabases();
  folder = mkdtempSync(join(tmpdir(), "credit-killed-"));
  senders = batchSenders();
});
afterAll(async () => {
  senders.remove();
  rmSync(folder, { recursive: true });
  await databases.drop();
});

const open = (location: DatabaseLocation) => openDatabase(location, tax.migrations);

async function withDatabase<T>(location: DatabaseLocation, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open(location);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** What is live is of one round whole; whether of this one and not of the one before. */
async function isNew(database: Database, round: number): Promise<boolean> {
  const now = await liveNow(database);
  if (now === liveAfter(round)) return true;
  expect(now).toBe(liveAfter(round - 1));
  return false;
}

/** What an ended process had been told holds; and whoever comes next ends the batch, by upkeep or by the same file. */
async function goesOn(database: Database, round: number, said: readonly string[]): Promise<string> {
  const published = await isNew(database, round);
  const state = await lastState(database);
  if (said.includes("published")) expect(published).toBe(true);
  if (said.includes("approved")) expect(["APPROVED", "PUBLISHED"]).toContain(state);
  if (said.includes("staged")) expect(["AWAITING_REVIEW", "APPROVED", "PUBLISHED"]).toContain(state);
  expect(published).toBe(state === "PUBLISHED" && (await lastRound(database)) === round);
  await keepUp({ database, sector: tax.sector }, Date.now());
  if (state === "APPROVED") expect(await isNew(database, round)).toBe(true);
  await sendBatch(database, fileOfRound(folder, round));
  expect(await isNew(database, round)).toBe(true);
  await expectToldOnce(database);
  return state;
}

/** How many batches were published after the first, one a round. */
async function lastRound(database: Database): Promise<number> {
  const [row] = await readAll(database, "SELECT COUNT(*) AS rounds FROM batch WHERE state = 'PUBLISHED'");
  return (row!["rounds"] as number) - 1;
}

it(
  `F40 F44 kill -9 at any statement of a batch, ${KILLS} times: the old or the new is live, what was acknowledged stays, and resuming does not double (SEED=${seed})`,
  async () => {
    const location = await databases.location("tax");
    expect(senders.send({ location, file: fileOfRound(folder, 0) }).said).toEqual(["staged", "approved", "published"]);
    const { statements } = senders.send({ location, file: fileOfRound(folder, 1) });
    await withDatabase(location, async (database) => expect(await isNew(database, 1)).toBe(true));
    const draw = drawing(seed);
    const states = new Set<string>();
    for (let round = 2; round < KILLS + 2; round++) {
      // The batch in as many parts as there are kills, one in each.
      const at = 1 + Math.floor(((round - 2 + draw(999) / 1000) * statements!) / KILLS);
      const kill = { at, sent: draw(1) === 1 };
      const { said } = senders.send({ location, file: fileOfRound(folder, round), kill });
      states.add(await withDatabase(location, (database) => goesOn(database, round, said)));
    }
    // Not one of the steps only.
    expect(states.size).toBeGreaterThanOrEqual(3);
  },
  fullRun() ? 3_600_000 : 300_000,
);

if (mariadbUrl() === undefined) {
  process.stderr.write("A MariaDB that is killed while it publishes is tried in the MariaDB pass of npm test.\n");
} else {
  describe("a department on a MariaDB of its own", () => {
    let own: TestMariadb;
    let ownDatabases: TestDatabases;
    let location: DatabaseLocation;
    beforeAll(async () => {
      own = await startMariadb(mariadbProgram("/usr/sbin")!);
      ownDatabases = await testDatabases(() => own.url);
      location = await ownDatabases.location("tax");
      await withDatabase(location, (database) => sendBatch(database, fileOfRound(folder, 0)));
    }, 60_000);
    afterAll(() => own?.stop());

    it("that dies while a file is received takes nothing of it, and takes the same file whole once it is back", async () => {
      const database = await open(location);
      let dead: Promise<void> | undefined;
      const received = receiveRound(database, fileOfRound(folder, 1), () => void (dead ??= own.kill()));
      const refusal = whyNotTaken(await received.catch((error: unknown) => error));
      expect(refusal).toMatchObject({ code: "SECTOR_UNAVAILABLE", zh: expect.stringContaining("重新提交") });
      await dead;
      await database.close().catch(() => undefined);
      await own.restart();
      await withDatabase(location, async (again) => {
        expect([await isNew(again, 1), await lastState(again)]).toEqual([false, "RECEIVED"]);
        await sendBatch(again, fileOfRound(folder, 1));
        expect(await isNew(again, 1)).toBe(true);
        await expectToldOnce(again);
      });
    }, 90_000);

    /** Publishes the batch of a round, as far as it comes; whether it said that it was published. */
    async function publish(round: number, onRows: RecordsChanged, began: () => void = () => undefined): Promise<boolean> {
      const database = await open(location);
      try {
        const batch = await receiveRound(database, fileOfRound(folder, round));
        const at = new Date().toISOString();
        await decideBatch(database, { batch, reviewer: { agency: "tax", officer: "reviewer" } }, at);
        began();
        return await carryOut(database, batch, at, onRows).then(
          () => true,
          () => false,
        );
      } finally {
        await database.close().catch(() => undefined);
      }
    }

    it("F41 killed inside the transaction that publishes leaves the old live, and the decision stands: the upkeep publishes it", async () => {
      expect(await publish(2, () => own.kill())).toBe(false);
      await own.restart();
      await withDatabase(location, async (database) => {
        expect([await isNew(database, 2), await lastState(database)]).toEqual([false, "APPROVED"]);
        await keepUp({ database, sector: tax.sector }, Date.now());
        expect([await isNew(database, 2), await lastState(database)]).toEqual([true, "PUBLISHED"]);
        await expectToldOnce(database);
      });
    }, 90_000);

    it(
      `F44 its power cut ${CUTS} times while it publishes: never a mix, nothing published is lost (SEED=${seed})`,
      async () => {
        const draw = drawing(seed + 1);
        for (let round = 3; round < CUTS + 3; round++) {
          let cut: Promise<void> | undefined;
          const afterMs = draw(400);
          const said = await publish(
            round,
            async () => undefined,
            () => {
              cut = new Promise((resolve) => setTimeout(resolve, afterMs)).then(() => own.kill());
            },
          );
          await cut;
          await own.restart();
          await withDatabase(location, (database) => goesOn(database, round, ["approved", ...(said ? ["published"] : [])]));
        }
      },
      fullRun() ? 3_600_000 : 120_000,
    );

    it("F41 that acknowledges before it flushes is not started on, with what to set", async () => {
      const tell = (value: number) => own.run(`SET GLOBAL innodb_flush_log_at_trx_commit = ${value}`);
      await tell(2);
      const started = () => openSubgraph(tax, { location, cursorKey: Buffer.alloc(32) });
      await expect(started()).rejects.toThrow(
        /^the database of tax is refused: innodb_flush_log_at_trx_commit is 2: .* set it to 1/,
      );
      await tell(1);
      await (await started()).close();
    });
  });
}
