/**
 * The log's writer is killed, its disk fails at any call, is full, or is slow (FAULTS F01–F05, F08, F16, ATTACKS J01–J03):
 * what was acknowledged is there, once, in its place; what was not may be there whole; nothing else is. The judge is
 * verify-evidence.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogStand, type LogStand } from "../../subgraphs/platform/audit/log.fixture";
import type { DatabaseLocation } from "../../subgraphs/kit/store/database";
import { openDatabase } from "../../subgraphs/kit/store/database";
import { EvidenceLog1700000000003 } from "../../subgraphs/platform/audit/store/tables";
import { drawing } from "../attacks/support/drawing";
import { compiledSources, type CompiledSources } from "../support/compiledSources";
import { childEnvironment, fullRun, inCi, mariadbUrl, randomSeed } from "../support/config";

const ORIGIN = "test.credit-graph.local/evidence";
const isEmbedded = mariadbUrl() === undefined;
const seed = randomSeed();
let code: CompiledSources;
beforeAll(() => {
  code = compiledSources([
    "test/support/evidenceWriter.ts",
    "schema/contract",
    "subgraphs/kit/newId.ts",
    "subgraphs/platform/audit",
  ]);
});
afterAll(() => code?.remove());

interface Ran {
  acked: Map<number, string>;
  refused: number;
  /** An acknowledgement that came after a refusal. */
  revived: boolean;
  opened: boolean;
}

/** Runs the writer, under `wrap` if given; kills it `killAfterMs` after it began to write. */
function run(
  location: DatabaseLocation,
  options: { writers: number; each: number },
  { killAfterMs, wrap = [] }: { killAfterMs?: number; wrap?: string[] } = {},
): Promise<Ran> {
  const argv = [code.file("test/support/evidenceWriter"), JSON.stringify({ location, origin: ORIGIN, ...options })];
  const [program = process.execPath, ...before] = [...wrap, process.execPath];
  const child = spawn(program, [...before, ...argv], { stdio: ["ignore", "pipe", "ignore"], env: childEnvironment({}) });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    if (said === "" && killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    said += more;
  });
  return new Promise((resolve) => {
    child.once("close", () => {
      // The last line may be cut: it was not acknowledged to anybody.
      const lines = said.split("\n").slice(0, -1);
      const acked = lines.filter((line) => /^\d+ /.test(line)).map((line) => line.split(" ") as [string, string]);
      const firstRefused = lines.indexOf("refused");
      resolve({
        acked: new Map(acked.map(([position, leaf]) => [Number(position), leaf])),
        refused: lines.filter((line) => line === "refused").length,
        revived: firstRefused >= 0 && lines.slice(firstRefused).some((line) => /^\d+ /.test(line)),
        opened: lines[0]?.startsWith("ready") ?? false,
      });
    });
  });
}

/** Everything acknowledged is in the log, in its place; the head counts what is there. */
async function holds(stand: LogStand, { acked }: Ran): Promise<void> {
  const [head] = await stand.rows("SELECT size FROM log_head WHERE id = 1");
  const [all] = await stand.rows("SELECT COUNT(*) AS many, COALESCE(MAX(position), -1) AS last FROM entry");
  expect([Number(all!["many"]), Number(all!["last"]) + 1]).toEqual([Number(head!["size"]), Number(head!["size"])]);
  if (acked.size === 0) return;
  const from = Math.min(...acked.keys());
  const rows = await stand.rows(
    `SELECT position, leaf FROM entry WHERE position >= ${from} AND position <= ${Math.max(...acked.keys())}`,
  );
  const stored = new Map(rows.map((row) => [Number(row["position"]), row["leaf"] as string]));
  for (const [position, leaf] of acked)
    if (stored.get(position) !== leaf) throw new Error(`entry ${position} was acknowledged and is not there`);
}

const ROUNDS = fullRun() ? 10_000 : isEmbedded ? 200 : 60;

it(
  `F05 F08 kill -9 at a random moment, 64 writers, ${ROUNDS} rounds: nothing acknowledged is lost, doubled or misplaced (SEED=${seed})`,
  async () => {
    const stand = await openLogStand();
    await stand.log.close();
    const draw = drawing(seed);
    let acked = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const ran = await run(stand.location, { writers: 64, each: 1_000_000 }, { killAfterMs: draw(40) });
      expect(ran.opened).toBe(true);
      await holds(stand, ran);
      acked += ran.acked.size;
    }
    expect(acked).toBeGreaterThan(ROUNDS);
    expect(await stand.verify()).toMatchObject({ whole: true });
    stand.log = await stand.another();
    await stand.log.sign();
    expect(await stand.verify()).toMatchObject({ whole: true, checkpoints: 1 });
    await stand.close();
  },
  fullRun() ? 7_200_000 : 180_000,
);

const strace = ["/usr/bin/strace"].find(existsSync);
if (isEmbedded && strace === undefined) {
  if (inCi()) throw new Error("strace is missing (Debian: strace)");
  process.stderr.write("No strace on this machine: the faults at each call of the disk are skipped (Debian: strace).\n");
}

/** A log with a few entries, in a folder of its own. */
async function freshLog(
  folder = mkdtempSync(join(tmpdir(), "credit-fault-")),
): Promise<{ stand: LogStand; location: DatabaseLocation & { kind: "embedded" } }> {
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
    ["F01", "fails with EIO", "error=EIO"],
    ["F01 J01", "says the disk is full", "error=ENOSPC"],
    ["F02 J03", "is the last the process does", "signal=KILL"],
  ] as const) {
    it(`${number} any call of the disk ${title}: what was acknowledged stays, the log is whole, and a log that failed once is not revived`, async () => {
      let failed = 0;
      for (const call of CALLS) {
        for (let when = 1; when <= WHEN; when++) {
          const { stand, location } = await freshLog();
          // At first all is well: the claim of the log alone takes some calls.
          const ran = await run(
            location,
            { writers: 1, each: 4 },
            { wrap: failing(location.file, `${call}:${effect}:when=${when}`) },
          );
          if (ran.refused > 0 || ran.acked.size < 4) failed++;
          expect([call, when, ran.revived]).toEqual([call, when, false]);
          const again = await run(location, { writers: 2, each: 2 });
          expect([call, when, again.acked.size]).toEqual([call, when, 4]);
          await holds(stand, { ...ran, acked: new Map([...ran.acked, ...again.acked]) });
          await stand.close();
          rmSync(join(location.file, ".."), { recursive: true });
        }
      }
      expect(failed).toBeGreaterThan(5);
    }, 600_000);
  }

  it("F04 a disk that claims to have written and has not is found out: nothing is acknowledged that the log does not hold", async () => {
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
      await holds(stand, { ...ran, acked: new Map([...ran.acked, ...again.acked]) });
      await stand.close();
    } finally {
      execFileSync("umount", ["-l", mount]);
    }
  }, 60_000);
}
