/**
 * The log's writer is killed, its disk fails at any call, is full, or is slow (FAULTS F01–F05, F08, F16, ATTACKS J01–J03):
 * what was acknowledged is there, once, in its place; what was not may be there whole; nothing else is. The judge is
 * verify-evidence.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogStand, type LogStand } from "../../subgraphs/platform/audit/log.fixture";
import type { DatabaseLocation } from "../../subgraphs/kit/store/database";
import { openDatabase } from "../../subgraphs/kit/store/database";
import { EvidenceLog1700000000003 } from "../../subgraphs/platform/audit/store/tables";
import { drawing } from "../attacks/support/drawing";
import { writerProcesses, type WriterProcesses, type Written } from "../support/evidenceWriterProcess";
import { fullRun, inCi, mariadbUrl, randomSeed } from "../support/config";

const ORIGIN = "test.credit-graph.local/evidence";
const isEmbedded = mariadbUrl() === undefined;
const seed = randomSeed();
let processes: WriterProcesses;
beforeAll(() => {
  processes = writerProcesses(ORIGIN);
});
afterAll(() => processes?.remove());

/** One process over one log. */
async function run(location: DatabaseLocation, ...rest: Rest): Promise<Written> {
  const [written] = await processes.run([location], ...rest);
  return written!;
}
type Rest = Parameters<WriterProcesses["run"]> extends [unknown, ...infer More] ? More : never;

/** Everything acknowledged is in the log, in its place, and the head counts what is there, from entry `from`. The size. */
async function holds(stand: LogStand, { acked }: Pick<Written, "acked">, from = 0): Promise<number> {
  const [head] = await stand.rows("SELECT size FROM log_head WHERE id = 1");
  const size = Number(head!["size"]);
  const rows = await stand.rows(`SELECT position, leaf FROM entry WHERE position >= ${from} ORDER BY position`);
  const stored = new Map(rows.map((row) => [Number(row["position"]), row["leaf"] as string]));
  expect([rows.length, rows.length > 0 ? Number(rows.at(-1)!["position"]) + 1 : from]).toEqual([size - from, size]);
  for (const [position, leaf] of acked)
    if (stored.get(position) !== leaf) throw new Error(`entry ${position} was acknowledged and is not there`);
  return size;
}

/** Logs that one process writes side by side: its end is a kill of each, at a moment of that log's own. */
const LOGS = 5;
const ROUNDS = fullRun() ? 10_000 : isEmbedded ? 200 : 50;

it(
  `F05 F08 kill -9 at a random moment, 64 writers a log, ${ROUNDS} rounds: nothing acknowledged is lost, doubled or misplaced (SEED=${seed})`,
  async () => {
    const stands = await Promise.all(Array.from({ length: LOGS }, () => openLogStand()));
    await Promise.all(stands.map((stand) => stand.log.close()));
    const draw = drawing(seed);
    const sizes = stands.map(() => 0);
    let acked = 0;
    for (let round = 0; round < ROUNDS / LOGS; round++) {
      const kill = { from: round % 4 === 0 ? ("ready" as const) : ("acknowledged" as const), afterMs: draw(20) };
      const locations = stands.map(({ location }) => location);
      const written = await processes.run(locations, { writers: 64, each: 1_000_000 }, { kill });
      for (const [log, stand] of stands.entries()) sizes[log] = await holds(stand, written[log]!, sizes[log]);
      acked += written.reduce((sum, one) => sum + one.acked.size, 0);
    }
    expect(acked).toBeGreaterThan(ROUNDS / LOGS / 2);
    for (const stand of stands) {
      expect(await stand.verify()).toMatchObject({ whole: true });
      stand.log = await stand.another();
      await stand.log.sign();
      expect(await stand.verify()).toMatchObject({ whole: true, checkpoints: 1 });
      await stand.close();
    }
  },
  fullRun() ? 7_200_000 : 600_000,
);

const strace = ["/usr/bin/strace"].find(existsSync);
if (isEmbedded && strace === undefined) {
  if (inCi()) throw new Error("strace is missing (Debian: strace)");
  process.stderr.write("No strace on this machine: the faults at each call of the disk are skipped (Debian: strace).\n");
}

type EmbeddedLocation = DatabaseLocation & { kind: "embedded" };

/** A log with a few entries, in a folder of its own. */
async function freshLog(
  folder = mkdtempSync(join(tmpdir(), "credit-fault-")),
): Promise<{ stand: LogStand; location: EmbeddedLocation }> {
  mkdirSync(folder, { recursive: true });
  const location = { kind: "embedded" as const, file: join(folder, "audit.sqlite") };
  const database = await openDatabase(location, [EvidenceLog1700000000003]);
  await database.close();
  return { stand: await standOver(location), location };
}

/** To look at a log without opening it for writing. */
async function standOver(location: DatabaseLocation): Promise<LogStand> {
  const database = await openDatabase(location, []);
  const rows = (sql: string) => database.reader.all(sql, []) as Promise<Record<string, unknown>[]>;
  return { rows, close: () => database.close() } as unknown as LogStand;
}

if (isEmbedded && strace !== undefined) {
  /** Only calls on the log's own files are counted and failed. */
  const failing = (file: string, inject: string) => [
    strace,
    ...["-f", "-qq", "-o", "/dev/null", "-P", file, "-P", `${file}-wal`, "-P", `${file}-shm`],
    ...["-e", "trace=pwrite64,write,fdatasync,fsync,ftruncate,openat,mmap,fallocate", "-e", `inject=${inject}`],
  ];
  const CALLS = fullRun() ? ["pwrite64", "fdatasync", "fsync", "ftruncate"] : ["pwrite64", "fdatasync"];
  const WHEN = fullRun() ? 30 : 8;

  for (const [number, title, effect] of [
    ["F01 J02", "fails with EIO", "error=EIO"],
    ["F01 J01", "says the disk is full", "error=ENOSPC"],
    ["F02", "is the last the process does", "signal=KILL"],
  ] as const) {
    it(`${number} any call of the disk ${title}: what was acknowledged stays, the log is whole, and a log that failed once is not revived`, async () => {
      let failed = 0;
      for (const call of CALLS) {
        const tried: { stand: LogStand; location: EmbeddedLocation; acked: Written["acked"] }[] = [];
        for (let when = 1; when <= WHEN; when++) {
          const { stand, location } = await freshLog();
          // At first all is well: the claim of the log alone takes some calls.
          const wrap = failing(location.file, `${call}:${effect}:when=${when}`);
          const { acked, refused, revived } = await run(location, { writers: 1, each: 4 }, { wrap });
          if (refused > 0 || acked.size < 4) failed++;
          expect([call, when, revived]).toEqual([call, when, false]);
          tried.push({ stand, location, acked });
        }
        const again = await processes.run(
          tried.map(({ location }) => location),
          { writers: 2, each: 2 },
        );
        for (const [index, { stand, location, acked }] of tried.entries()) {
          expect([call, index + 1, again[index]!.acked.size]).toEqual([call, index + 1, 4]);
          await holds(stand, { acked: new Map([...acked, ...again[index]!.acked]) });
          await stand.close();
          rmSync(join(location.file, ".."), { recursive: true });
        }
      }
      expect(failed).toBeGreaterThan(5);
    }, 600_000);
  }

  it("F04 J03 a disk that claims to have written and has not is found out: nothing is acknowledged that the log does not hold", async () => {
    for (let when = 1; when <= 6; when++) {
      const { stand, location } = await freshLog();
      const ran = await run(
        location,
        { writers: 4, each: 3 },
        { wrap: failing(location.file, `pwrite64:retval=286:when=${when}`) },
      );
      expect([when, ran.revived]).toEqual([when, false]);
      await holds(stand, ran);
      await stand.close();
      rmSync(join(location.file, ".."), { recursive: true });
    }
  }, 120_000);
}

const canMount = isEmbedded && process.getuid?.() === 0 && existsSync("/bin/mount");
if (canMount) {
  it("F03 J01 a disk that is full refuses every entry that waits, at once; with room again and a restart the log goes on without a gap", async () => {
    const mount = mkdtempSync(join(tmpdir(), "credit-full-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]);
    } catch {
      return process.stderr.write("This machine lets nobody mount a small disk: F03 is skipped.\n") as never;
    }
    try {
      const { stand, location } = await freshLog(join(mount, "log"));
      const ran = await run(location, { writers: 64, each: 60 });
      expect(ran.acked.size).toBeGreaterThan(0);
      expect(ran.refused).toBeGreaterThan(64);
      expect(ran.revived).toBe(false);
      await holds(stand, ran);
      execFileSync("mount", ["-o", "remount,size=64m", mount]);
      const again = await run(location, { writers: 8, each: 5 });
      expect(again.acked.size).toBe(40);
      await holds(stand, { acked: new Map([...ran.acked, ...again.acked]) });
      await stand.close();
    } finally {
      execFileSync("umount", ["-l", mount]);
    }
  }, 60_000);
}
