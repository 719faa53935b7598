/**
 * F42: a MariaDB whose file may not grow while a batch is taken in. The upload is refused with what to do, nothing is
 * published, and the same file is taken once there is room.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../scripts/collect";
import { synthesise } from "../../scripts/synthesise";
import { testSchemas } from "../support/databases";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";

const before = { ...process.env };
const spoken: string[] = [];
let district: string;
let own: TestMariadb;

/** All tables in one file that may not grow beyond this. */
const upTo = (size: string) => ["--innodb-file-per-table=0", `--innodb-data-file-path=ibdata1:12M:autoextend:max:${size}`];

beforeAll(async () => {
  district = mkdtempSync(join(tmpdir(), "credit-full-"));
  await synthesise({ people: 2000, seed: 42, out: district });
  own = await startMariadb(mariadbProgram("/usr/sbin")!, upTo("48M"));
  for (const method of ["log", "error"] as const)
    jest.spyOn(console, method).mockImplementation((...line: unknown[]) => void spoken.push(line.join(" ")));
}, 60_000);
afterAll(async () => {
  process.env = { ...before };
  await own?.stop();
  rmSync(district, { recursive: true, force: true });
});

it("F42 a MariaDB without room takes nothing of a file, and takes it whole once there is room", async () => {
  const { url } = await testSchemas(own.url, "full", ["identity"]);
  process.env = { ...before, CREDIT_DATA_DIR: join(district, "none"), CREDIT_DATABASE_URL: url };
  await own.run("CREATE TABLE credit_full_identity.ballast (id INT AUTO_INCREMENT PRIMARY KEY, of_it LONGBLOB)");
  // The tables come first, and what is free is less than the file needs.
  expect(await main(["identity", join(district, "nobody.csv")])).toBe(1);
  expect(await filled()).toBe(1114);
  spoken.length = 0;
  const file = join(district, "identity", "PersonIdentity.csv");
  expect(await main(["identity", file])).toBe(1);
  expect(spoken).toEqual([expect.stringMatching(/^DISK_FULL: .*什么也没有收入.*重新提交同一文件/)]);
  // What is full cannot even drop a table.
  await own.kill();
  await own.restart(upTo("200M"));
  spoken.length = 0;
  expect(await main(["identity", file])).toBe(0);
  expect(spoken[0]).toContain("收入 2000");
}, 60_000);

/** Ballast until there is no room for more; with which error. */
async function filled(): Promise<number | undefined> {
  for (;;) {
    const full = await own
      .run("INSERT INTO credit_full_identity.ballast (of_it) VALUES (REPEAT('x', 1000000))")
      .catch((error: unknown) => error as { errno?: number });
    if (full !== undefined) return full.errno;
  }
}
