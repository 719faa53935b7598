/**
 * F42: a disk that fills while a batch is taken in. The upload is refused with what to do, nothing is published, nothing
 * is left half-written, and the same file is taken once there is room. Small disks are mounted, which only root may.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesise } from "../../scripts/synthesise";
import { collectFile, main } from "../../scripts/collect";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import { embeddedReader } from "../../subgraphs/kit/store/reader";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed } from "../../subgraphs/register";

const disks: string[] = [];
function smallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "credit-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
    disks.push(folder);
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const tiny = smallDisk(16);
if (tiny === undefined) process.stderr.write("F42 is skipped: mounting a small disk needs root.\n");
const tried = tiny === undefined ? describe.skip : describe;

let district: string;
const before = { ...process.env };
const spoken: string[] = [];

beforeAll(async () => {
  district = mkdtempSync(join(tmpdir(), "credit-full-"));
  await synthesise({ people: 2000, seed: 42, out: district });
});
beforeEach(() => {
  spoken.length = 0;
  for (const method of ["log", "error"] as const)
    jest.spyOn(console, method).mockImplementation((...line: unknown[]) => void spoken.push(line.join(" ")));
});
afterEach(() => {
  process.env = { ...before };
});
afterAll(() => {
  for (const disk of disks) {
    // Lazily: an embedded database lets its file go when its memory is collected.
    execFileSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true });
  }
  rmSync(district, { recursive: true, force: true });
});

tried("F42 a disk that is full", () => {
  it("of the refusal file: nothing is taken, nothing is left there, and the sentence names the option to use", async () => {
    process.env = { ...before, CREDIT_DATA_DIR: join(district, "data"), CREDIT_DATABASE_URL: "" };
    const [titles, row] = readFileSync(join(district, "identity", "PersonIdentity.csv"), "utf8").split("\r\n");
    const broken = join(district, "broken.csv");
    writeFileSync(broken, `${titles}\r\n${row}\r\n${`${row!.replace(/\d{4}-\d{2}-\d{2}/, "?")}\r\n`.repeat(300)}`);
    expect(await main(["identity", broken, "--refused-dir", tiny!])).toBe(1);
    expect(spoken).toEqual([expect.stringMatching(/^REFUSALS_UNWRITABLE: .*磁盘已满.*什么也没有收入.*--refused-dir/)]);
    expect(readdirSync(tiny!)).toEqual([]);
    spoken.length = 0;
    expect(await main(["identity", broken, "--refused-dir", district])).toBe(3);
    expect(spoken[0]).toContain("收入 1");
  });

  it("of the database: nothing is taken, and the same file is taken once there is room", async () => {
    const disk = smallDisk(900)!;
    process.env = { ...before, CREDIT_DATA_DIR: disk, CREDIT_DATABASE_URL: "" };
    const file = join(district, "identity", "PersonIdentity.csv");
    expect(await main(["identity", file])).toBe(1);
    expect(spoken).toEqual([expect.stringMatching(/^DISK_FULL: .*什么也没有收入.*重新提交同一文件/)]);
    execFileSync("mount", ["-o", "remount,size=40m", disk]);
    spoken.length = 0;
    expect(await main(["identity", file])).toBe(0);
    expect(spoken[0]).toContain("收入 2000");
  });

  it.each([440, 600, 1000, 1500])(
    "of the database after %d kB, under a department that goes on: the same file is then taken, and is there",
    async (kilobytes) => {
      const disk = smallDisk(kilobytes)!;
      const definition = subgraphNamed("identity") as SectorSubgraph;
      const location = { kind: "embedded", file: join(disk, "identity.sqlite") } as const;
      const running = await openSubgraph(definition, { location, cursorKey: Buffer.alloc(32) });
      const file = join(district, "identity", "PersonIdentity.csv");
      const people = { submitter: "one", reviewer: "another", refusedFolder: district };
      const take = () => collectFile({ definition, running, identity: running, file, ...people });
      await expect(take()).rejects.toThrow("disk is full");
      execFileSync("mount", ["-o", "remount,size=40m", disk]);
      await take();
      // Another process sees what is committed, and nothing else.
      const elsewhere = embeddedReader(location.file);
      expect(await elsewhere.all("SELECT COUNT(*) AS rows_ FROM record", [])).toEqual([{ rows_: 2000 }]);
      expect(await elsewhere.all("SELECT state FROM batch WHERE state <> 'ABANDONED'", [])).toEqual([{ state: "PUBLISHED" }]);
      await elsewhere.close();
      await running.close();
    },
  );
});
